import type { Declaration } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterBumpepoch: Declaration = {
  name: 'bumpepoch',
  summary: 'Moves the configuration epoch of this node forward.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(1)',
  arity: 2,
  flags: ['admin', 'stale', 'no_async_loading'],
  acl: ['admin', 'slow', 'dangerous'],
  tips: ['nondeterministic_output'],
  run: clusterOnly,
}
