import type { Declaration } from '../../../command/declaration.ts'
import { integer } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterGetkeysinslot: Declaration = {
  name: 'getkeysinslot',
  summary: 'Returns names of keys this node holds in a hash slot.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(log(N)) for N names asked for',
  arity: 4,
  flags: ['stale'],
  acl: ['slow'],
  tips: ['nondeterministic_output'],
  args: [integer('slot'), integer('count')],
  run: clusterOnly,
}
