import type { Declaration } from '../../../command/declaration.ts'

export const clientHelp: Declaration = {
  name: 'help',
  summary: 'Lists the subcommands of CLIENT.',
  since: '5.0.0',
  group: 'connection',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['slow', 'connection'],
}
