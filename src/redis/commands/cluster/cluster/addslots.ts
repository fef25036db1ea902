import type { Declaration } from '../../../command/declaration.ts'
import { integer } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterAddslots: Declaration = {
  name: 'addslots',
  summary: 'Makes this node responsible for hash slots that nobody owns.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(N) for N slots named',
  arity: -3,
  flags: ['admin', 'stale', 'no_async_loading'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [integer('slot', { multiple: true })],
  run: clusterOnly,
}
