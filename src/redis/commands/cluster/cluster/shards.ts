import type { Declaration } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterShards: Declaration = {
  name: 'shards',
  summary: 'Lists the shards: which nodes serve which hash slots.',
  since: '7.0.0',
  group: 'cluster',
  complexity: 'O(N) for N known nodes',
  arity: 2,
  flags: ['stale'],
  acl: ['slow'],
  tips: ['nondeterministic_output'],
  run: clusterOnly,
}
