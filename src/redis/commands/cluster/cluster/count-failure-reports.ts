import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterCountFailureReports: Declaration = {
  name: 'count-failure-reports',
  summary: 'Returns how many nodes have lately reported a node as failing.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(N) for N reports',
  arity: 3,
  flags: ['admin', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  tips: ['nondeterministic_output'],
  args: [string('node-id')],
  run: clusterOnly,
}
