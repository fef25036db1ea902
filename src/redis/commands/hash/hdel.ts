import { command, key, keysAt, string } from '../../command/declaration.ts'
import { hashOf, writeHash } from './shared/hash.ts'

export const hdel = command({
  name: 'hdel',
  summary: 'Removes fields from a hash; the key goes with the last one.',
  since: '2.0.0',
  group: 'hash',
  complexity: 'O(N) for N fields given',
  history: [['2.4.0', 'Takes several fields.']],
  arity: -3,
  flags: ['write', 'fast'],
  acl: ['write', 'hash', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'delete'])],
  args: [key(), string('field', { multiple: true })],
  run: (client, argv) => {
    const { db } = client
    const key = argv[1]!
    const entry = writeHash(db, key)
    if (entry === undefined) return client.reply.integer(0)
    db.beforeChange(entry)
    const hash = hashOf(entry)
    let removed = 0
    for (let i = 2; i < argv.length && hash.size > 0; i++) if (hash.remove(argv[i]!)) removed++
    client.work(argv.length - 2)
    if (removed > 0) {
      db.changed(key, 'hash', 'hdel', removed)
      if (hash.size === 0) {
        db.remove(key)
        db.notify('generic', 'del', key)
      }
    }
    client.reply.integer(removed)
  },
})
