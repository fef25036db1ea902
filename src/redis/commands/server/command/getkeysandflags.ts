import type { Declaration } from '../../../command/declaration.ts'

export const commandGetkeysandflags: Declaration = {
  name: 'getkeysandflags',
  summary: 'Picks the keys out of a full command line and says how each is used.',
  since: '7.0.0',
  group: 'server',
  complexity: 'O(N) for N arguments in the line',
  arity: -4,
  flags: ['loading', 'stale'],
  acl: ['slow', 'connection'],
}
