import type { Declaration } from '../../../command/declaration.ts'

export const commandGetkeys: Declaration = {
  name: 'getkeys',
  summary: 'Picks the keys out of a full command line.',
  since: '2.8.13',
  group: 'server',
  complexity: 'O(N) for N arguments in the line',
  arity: -4,
  flags: ['loading', 'stale'],
  acl: ['slow', 'connection'],
}
