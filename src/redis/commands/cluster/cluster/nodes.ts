import type { Declaration } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterNodes: Declaration = {
  name: 'nodes',
  summary: 'Describes every known node, one a line.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(N) for N known nodes',
  arity: 2,
  flags: ['stale'],
  acl: ['slow'],
  tips: ['nondeterministic_output'],
  run: clusterOnly,
}
