import { readInteger } from '../../command/arguments.ts'
import { command, integer, key, keysAt } from '../../command/declaration.ts'
import { listOf, removeIfEmpty, writeList } from './shared/list.ts'
import { spanOf } from './shared/span.ts'

export const ltrim = command({
  name: 'ltrim',
  summary: 'Keeps the elements of a list between two positions and removes the rest.',
  since: '1.0.0',
  group: 'list',
  complexity: 'O(N) for N elements removed',
  arity: 4,
  flags: ['write'],
  acl: ['write', 'list', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'delete'])],
  args: [key(), integer('start'), integer('stop')],
  run: (client, argv) => {
    const { db } = client
    const key = argv[1]!
    const start = readInteger(argv[2]!)
    const end = readInteger(argv[3]!)
    const entry = writeList(db, key)
    if (entry === undefined) return client.reply.ok()
    const value = listOf(entry)
    const { list } = value
    const { from, count } = spanOf(start, end, list.length)
    const after = list.length - from - count
    db.beforeChange(entry)
    list.delRange(0, from)
    list.delRange(count, after)
    client.work(from + after)
    // Nothing needs to go for it to be notified.
    db.changed(key, 'list', 'ltrim', from + after)
    removeIfEmpty(db, key, value)
    client.reply.ok()
  },
})
