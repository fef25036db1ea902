import type { Declaration } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterLinks: Declaration = {
  name: 'links',
  summary: 'Describes the connections of the cluster bus to and from other nodes.',
  since: '7.0.0',
  group: 'cluster',
  complexity: 'O(N) for N known nodes',
  arity: 2,
  flags: ['stale'],
  acl: ['slow'],
  tips: ['nondeterministic_output'],
  run: clusterOnly,
}
