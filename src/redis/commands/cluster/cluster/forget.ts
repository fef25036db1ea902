import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterForget: Declaration = {
  name: 'forget',
  summary: 'Removes a node from the list of known nodes.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(1)',
  arity: 3,
  flags: ['admin', 'stale', 'no_async_loading'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [string('node-id')],
  run: clusterOnly,
}
