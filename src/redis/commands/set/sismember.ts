import { command, key, keysAt, string } from '../../command/declaration.ts'
import { readSet } from './shared/set.ts'

export const sismember = command({
  name: 'sismember',
  summary: 'Tells whether a value is a member of a set.',
  since: '1.0.0',
  group: 'set',
  complexity: 'O(1)',
  arity: 3,
  flags: ['readonly', 'fast'],
  acl: ['read', 'set', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO'])],
  args: [key(), string('member')],
  run: ({ db, reply }, argv) => reply.integer(readSet(db, argv[1]!)?.has(argv[2]!) === true ? 1 : 0),
})
