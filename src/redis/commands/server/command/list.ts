import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import type { Declaration } from '../../../command/declaration.ts'
import { oneof, pattern, string } from '../../../command/declaration.ts'
import { errors } from '../../../command/errors.ts'
import type { ListFilter } from '../../../command/introspection.ts'
import { listCommands } from '../../../command/introspection.ts'

export const commandList: Declaration = {
  name: 'list',
  summary: 'Returns the names of all commands, or of those a filter lets through.',
  since: '7.0.0',
  group: 'server',
  complexity: 'O(N) for N commands of the server',
  arity: -2,
  flags: ['loading', 'stale'],
  acl: ['slow', 'connection'],
  tips: ['nondeterministic_output_order'],
  args: [
    oneof(
      'filterby',
      [
        string('module-name', { token: 'MODULE' }),
        string('category', { token: 'ACLCAT' }),
        pattern('pattern', { token: 'PATTERN' }),
      ],
      { token: 'FILTERBY', optional: true },
    ),
  ],
  run({ reply, server }, argv) {
    reply.bulks(listCommands(server.commands, argv.length === 2 ? undefined : parseFilter(argv)))
  },
}

const parseFilter = (argv: readonly string[]): ListFilter => {
  if (argv.length !== 5 || !equalsIgnoreCase(argv[2]!, 'filterby')) throw errors.syntax()
  const value = argv[4]!
  if (equalsIgnoreCase(argv[3]!, 'module')) return { by: 'module', name: value }
  if (equalsIgnoreCase(argv[3]!, 'aclcat')) return { by: 'aclcat', category: value }
  if (equalsIgnoreCase(argv[3]!, 'pattern')) return { by: 'pattern', pattern: value }
  throw errors.syntax()
}
