import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterSlaves: Declaration = {
  name: 'slaves',
  summary: 'Lists the replicas of a primary, under the older name.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(1)',
  docFlags: ['deprecated'],
  deprecatedSince: '5.0.0',
  replacedBy: '`CLUSTER REPLICAS`',
  arity: 3,
  flags: ['admin', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  tips: ['nondeterministic_output'],
  args: [string('node-id')],
  run: clusterOnly,
}
