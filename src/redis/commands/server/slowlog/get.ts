import type { Declaration } from '../../../command/declaration.ts'
import { integer } from '../../../command/declaration.ts'

export const slowlogGet: Declaration = {
  name: 'get',
  summary: 'Returns the newest entries of the slow log.',
  since: '2.2.12',
  group: 'server',
  complexity: 'O(N) for N entries returned',
  history: [['4.0.0', 'Entries carry the address and name of the client.']],
  arity: -2,
  flags: ['admin', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  tips: ['request_policy:all_nodes', 'nondeterministic_output'],
  args: [integer('count', { optional: true })],
}
