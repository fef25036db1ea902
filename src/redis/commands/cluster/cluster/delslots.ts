import type { Declaration } from '../../../command/declaration.ts'
import { integer } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterDelslots: Declaration = {
  name: 'delslots',
  summary: 'Forgets who owns the hash slots named, in the view of this node.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(N) for N slots named',
  arity: -3,
  flags: ['admin', 'stale', 'no_async_loading'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [integer('slot', { multiple: true })],
  run: clusterOnly,
}
