import { command, key, keysAt, string } from '../../command/declaration.ts'
import { removeIfEmpty, writeSet } from './shared/set.ts'

export const srem = command({
  name: 'srem',
  summary: 'Removes members from a set; the key goes with the last one.',
  since: '1.0.0',
  group: 'set',
  complexity: 'O(N) for N members given',
  history: [['2.4.0', 'Takes several members.']],
  arity: -3,
  flags: ['write', 'fast'],
  acl: ['write', 'set', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'delete'])],
  args: [key(), string('member', { multiple: true })],
  run: ({ db, reply }, argv) => {
    const key = argv[1]!
    const set = writeSet(db, key)
    let removed = 0
    for (let i = 2; set !== undefined && i < argv.length && set.size > 0; i++) {
      if (set.remove(argv[i]!)) removed++
    }
    if (removed > 0) {
      db.changed(key, 'set', 'srem', removed)
      removeIfEmpty(db, key, set!)
    }
    reply.integer(removed)
  },
})
