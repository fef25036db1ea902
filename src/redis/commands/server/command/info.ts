import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { writeCommandInfo } from '../../../command/introspection.ts'

export const commandInfo: Declaration = {
  name: 'info',
  summary: 'Returns the arity, flags and key positions of commands.',
  since: '2.8.13',
  group: 'server',
  complexity: 'O(N) for N commands looked up',
  history: [['7.0.0', 'Without a name it describes all commands.']],
  arity: -2,
  flags: ['loading', 'stale'],
  acl: ['slow', 'connection'],
  tips: ['nondeterministic_output_order'],
  args: [string('command-name', { optional: true, multiple: true })],
  run({ reply, server }, argv) {
    const table = server.commands
    const asked = argv.length === 2 ? table.commands : argv.slice(2).map((name) => table.findFullName(name))
    reply.array(asked.length)
    for (const command of asked) writeCommandInfo(reply, command)
  },
}
