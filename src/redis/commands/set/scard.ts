import { command, key, keysAt } from '../../command/declaration.ts'
import { readSet } from './shared/set.ts'

export const scard = command({
  name: 'scard',
  summary: 'Returns the number of members in a set; 0 for a missing key.',
  since: '1.0.0',
  group: 'set',
  complexity: 'O(1)',
  arity: 2,
  flags: ['readonly', 'fast'],
  acl: ['read', 'set', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO'])],
  args: [key()],
  run: ({ db, reply }, argv) => reply.integer(readSet(db, argv[1]!)?.size ?? 0),
})
