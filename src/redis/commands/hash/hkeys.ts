import { command, key, keysAt } from '../../command/declaration.ts'
import { writeHalf } from './shared/all.ts'

export const hkeys = command({
  name: 'hkeys',
  summary: 'Returns the names of all fields of a hash.',
  since: '2.0.0',
  group: 'hash',
  complexity: 'O(N) for N fields',
  arity: 2,
  flags: ['readonly'],
  acl: ['read', 'hash', 'slow'],
  tips: ['nondeterministic_output_order'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key()],
  run: (client, argv) => writeHalf(client, argv[1]!, 'fields'),
})
