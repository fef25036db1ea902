import type { Declaration } from '../../../command/declaration.ts'
import { oneof, pattern, string } from '../../../command/declaration.ts'

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
}
