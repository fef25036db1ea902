import type { Declaration } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterInfo: Declaration = {
  name: 'info',
  summary: 'Reports the state of the cluster as this node sees it.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(1)',
  arity: 2,
  flags: ['stale'],
  acl: ['slow'],
  tips: ['nondeterministic_output'],
  run: clusterOnly,
}
