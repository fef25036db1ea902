import type { Declaration } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterSaveconfig: Declaration = {
  name: 'saveconfig',
  summary: 'Writes the state of the cluster to its file.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(1)',
  arity: 2,
  flags: ['admin', 'stale', 'no_async_loading'],
  acl: ['admin', 'slow', 'dangerous'],
  run: clusterOnly,
}
