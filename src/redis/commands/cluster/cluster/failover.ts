import type { Declaration } from '../../../command/declaration.ts'
import { oneof, token } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterFailover: Declaration = {
  name: 'failover',
  summary: 'Lets this replica take the place of its primary.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(1)',
  arity: -2,
  flags: ['admin', 'stale', 'no_async_loading'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [oneof('options', [token('force', 'FORCE'), token('takeover', 'TAKEOVER')], { optional: true })],
  run: clusterOnly,
}
