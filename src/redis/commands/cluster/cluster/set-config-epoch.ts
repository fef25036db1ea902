import type { Declaration } from '../../../command/declaration.ts'
import { integer } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterSetConfigEpoch: Declaration = {
  name: 'set-config-epoch',
  summary: 'Gives a new node its configuration epoch.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(1)',
  arity: 3,
  flags: ['admin', 'stale', 'no_async_loading'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [integer('config-epoch')],
  run: clusterOnly,
}
