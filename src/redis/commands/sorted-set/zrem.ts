import { command, key, keysAt, string } from '../../command/declaration.ts'
import { removeIfEmpty, writeZSet } from './shared/zset.ts'

export const zrem = command({
  name: 'zrem',
  summary: 'Removes members from a sorted set; the key goes with the last one.',
  since: '1.2.0',
  group: 'sorted-set',
  complexity: 'O(M*log(N)) for M members given and N in the sorted set',
  history: [['2.4.0', 'Takes several members.']],
  arity: -3,
  flags: ['write', 'fast'],
  acl: ['write', 'sortedset', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'delete'])],
  args: [key(), string('member', { multiple: true })],
  run: ({ db, reply }, argv) => {
    const key = argv[1]!
    const zset = writeZSet(db, key)
    let removed = 0
    for (let i = 2; zset !== undefined && i < argv.length && zset.size > 0; i++) {
      if (zset.remove(argv[i]!)) removed++
    }
    if (removed > 0) {
      db.changed(key, 'zset', 'zrem', removed)
      removeIfEmpty(db, key, zset!)
    }
    reply.integer(removed)
  },
})
