import type { Declaration } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterMyid: Declaration = {
  name: 'myid',
  summary: 'Returns the name of this node.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(1)',
  arity: 2,
  flags: ['stale'],
  acl: ['slow'],
  run: clusterOnly,
}
