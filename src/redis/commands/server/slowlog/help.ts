import type { Declaration } from '../../../command/declaration.ts'

export const slowlogHelp: Declaration = {
  name: 'help',
  summary: 'Lists the subcommands of SLOWLOG.',
  since: '6.2.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['slow'],
}
