import type { Declaration } from '../../../command/declaration.ts'
import { oneof, token } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterReset: Declaration = {
  name: 'reset',
  summary: 'Makes this node forget its cluster.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(N) for N known nodes; a primary with keys refuses',
  arity: -2,
  flags: ['admin', 'noscript', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [oneof('hard_soft', [token('hard', 'HARD'), token('soft', 'SOFT')], { optional: true })],
  run: clusterOnly,
}
