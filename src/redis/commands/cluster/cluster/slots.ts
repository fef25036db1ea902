import type { Declaration } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterSlots: Declaration = {
  name: 'slots',
  summary: 'Lists ranges of hash slots with the nodes that serve them.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(N) for N known nodes',
  docFlags: ['deprecated'],
  deprecatedSince: '7.0.0',
  replacedBy: '`CLUSTER SHARDS`',
  history: [
    ['4.0.0', 'Names the nodes.'],
    ['7.0.0', 'Tells more of how nodes are reached.'],
  ],
  arity: 2,
  flags: ['stale'],
  acl: ['slow'],
  tips: ['nondeterministic_output'],
  run: clusterOnly,
}
