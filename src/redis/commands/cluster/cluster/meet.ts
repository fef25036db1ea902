import type { Declaration } from '../../../command/declaration.ts'
import { integer, string } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterMeet: Declaration = {
  name: 'meet',
  summary: 'Introduces another node, so that the two join in one cluster.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(1)',
  history: [['4.0.0', 'Takes the port of the cluster bus.']],
  arity: -4,
  flags: ['admin', 'stale', 'no_async_loading'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [string('ip'), integer('port'), integer('cluster_bus_port', { since: '4.0.0', optional: true })],
  run: clusterOnly,
}
