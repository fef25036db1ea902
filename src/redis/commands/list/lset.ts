import { flatten } from '../../../bytes/bytestrings.ts'
import { readInteger } from '../../command/arguments.ts'
import { command, integer, key, keysAt, string } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { listOf, writeList } from './shared/list.ts'

export const lset = command({
  name: 'lset',
  summary: 'Replaces the element at a position of a list.',
  since: '1.0.0',
  group: 'list',
  complexity: 'O(N) for N elements in the list; O(1) at either end',
  arity: 4,
  flags: ['write', 'denyoom'],
  acl: ['write', 'list', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'update'])],
  args: [key(), integer('index'), string('element')],
  run: (client, argv) => {
    const { db } = client
    const key = argv[1]!
    const entry = writeList(db, key)
    if (entry === undefined) throw errors.noSuchKey()
    const index = readInteger(argv[2]!)
    const { list } = listOf(entry)
    if (index >= list.length || index < -list.length) throw errors.indexOutOfRange()
    db.beforeChange(entry)
    list.replaceAt(index, flatten(argv[3]!))
    client.work(list.nodeCount)
    client.reply.ok()
    db.changed(key, 'list', 'lset')
  },
})
