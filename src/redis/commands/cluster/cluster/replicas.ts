import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterReplicas: Declaration = {
  name: 'replicas',
  summary: 'Lists the replicas of a primary.',
  since: '5.0.0',
  group: 'cluster',
  complexity: 'O(1)',
  arity: 3,
  flags: ['admin', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  tips: ['nondeterministic_output'],
  args: [string('node-id')],
  run: clusterOnly,
}
