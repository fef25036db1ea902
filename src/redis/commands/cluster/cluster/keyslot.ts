import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterKeyslot: Declaration = {
  name: 'keyslot',
  summary: 'Computes the hash slot of a key.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(N) for a key of N bytes',
  arity: 3,
  flags: ['stale'],
  acl: ['slow'],
  args: [string('key')],
  run: clusterOnly,
}
