import type { Declaration } from '../../../command/declaration.ts'
import { key, keysAt } from '../../../command/declaration.ts'

export const objectFreq: Declaration = {
  name: 'freq',
  summary: 'Returns the access counter of a key, which grows with the logarithm of its use.',
  since: '4.0.0',
  group: 'generic',
  complexity: 'O(1)',
  arity: 3,
  flags: ['readonly'],
  acl: ['keyspace', 'read', 'slow'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(2, 2, 1, ['RO'])],
  args: [key()],
}
