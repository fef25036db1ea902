import { command, key, keysAt, string } from '../../command/declaration.ts'
import { readSet } from './shared/set.ts'

export const smismember = command({
  name: 'smismember',
  summary: 'Tells for several values whether each is a member of a set.',
  since: '6.2.0',
  group: 'set',
  complexity: 'O(N) for N values given',
  arity: -3,
  flags: ['readonly', 'fast'],
  acl: ['read', 'set', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), string('member', { multiple: true })],
  run: ({ db, reply }, argv) => {
    const set = readSet(db, argv[1]!)
    reply.array(argv.length - 2)
    for (let i = 2; i < argv.length; i++) reply.integer(set !== undefined && set.has(argv[i]!) ? 1 : 0)
  },
})
