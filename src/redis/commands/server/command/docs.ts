import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import type { Command } from '../../../command/declaration.ts'
import { writeCommandDocs } from '../../../command/introspection.ts'

export const commandDocs: Declaration = {
  name: 'docs',
  summary: 'Returns the documentation of commands: summary, arguments, history.',
  since: '7.0.0',
  group: 'server',
  complexity: 'O(N) for N commands looked up',
  arity: -2,
  flags: ['loading', 'stale'],
  acl: ['slow', 'connection'],
  tips: ['nondeterministic_output_order'],
  args: [string('command-name', { optional: true, multiple: true })],
  run({ reply, server }, argv) {
    const table = server.commands
    const named = argv.slice(2).map((name) => table.findFullName(name))
    const known = argv.length === 2 ? table.commands : named.filter((c): c is Command => c !== undefined)
    reply.map(known.length)
    for (const command of known) writeCommandDocs(reply, command)
  },
}
