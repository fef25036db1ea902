import type { Declaration } from '../../../command/declaration.ts'
import { integer } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterCountkeysinslot: Declaration = {
  name: 'countkeysinslot',
  summary: 'Returns how many keys this node holds in a hash slot.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(1)',
  arity: 3,
  flags: ['stale'],
  acl: ['slow'],
  args: [integer('slot')],
  run: clusterOnly,
}
