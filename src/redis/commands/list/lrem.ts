import type { Quicklist } from '../../../structures/quicklist.ts'
import { readInteger } from '../../command/arguments.ts'
import { command, integer, key, keysAt, string } from '../../command/declaration.ts'
import { listOf, removeIfEmpty, writeList } from './shared/list.ts'

export const lrem = command({
  name: 'lrem',
  summary: 'Removes elements equal to a value: the first few, the last few or all of them.',
  since: '1.0.0',
  group: 'list',
  complexity: 'O(N+M) for N elements in the list and M removed',
  arity: 4,
  flags: ['write'],
  acl: ['write', 'list', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'delete'])],
  args: [key(), integer('count'), string('element')],
  run: (client, argv) => {
    const { db } = client
    const key = argv[1]!
    const count = readInteger(argv[2]!)
    const entry = writeList(db, key)
    if (entry === undefined) return client.reply.integer(0)
    db.beforeChange(entry)
    const value = listOf(entry)
    client.work(value.size)
    const removed = removeEqual(value.list, argv[3]!, count)
    if (removed > 0) {
      db.changed(key, 'list', 'lrem', removed)
      removeIfEmpty(db, key, value)
    }
    client.reply.integer(removed)
  },
})

/** Removes elements equal to `element`: the first `count`, the last `-count`, or all of them for 0. */
const removeEqual = (list: Quicklist, element: string, count: number): number => {
  const cursor = count < 0 ? list.cursor(-1, -1) : list.cursor(0, 1)
  const wanted = count === 0 ? Infinity : Math.abs(count)
  let removed = 0
  while (removed < wanted) {
    const found = cursor.next()
    if (found === undefined) break
    if (found !== element) continue
    cursor.remove()
    removed++
  }
  return removed
}
