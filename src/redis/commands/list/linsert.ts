import { equalsIgnoreCase, flatten } from '../../../bytes/bytestrings.ts'
import { command, key, keysAt, oneof, string, token } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { listOf, writeList } from './shared/list.ts'

export const linsert = command({
  name: 'linsert',
  summary: 'Inserts an element just before or after the first element equal to a pivot.',
  since: '2.2.0',
  group: 'list',
  complexity: 'O(N) for N elements walked over before the pivot',
  arity: 5,
  flags: ['write', 'denyoom'],
  acl: ['write', 'list', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'insert'])],
  args: [
    key(),
    oneof('where', [token('before', 'BEFORE'), token('after', 'AFTER')]),
    string('pivot'),
    string('element'),
  ],
  run: (client, argv) => {
    const { db, reply } = client
    const key = argv[1]!
    const after = equalsIgnoreCase(argv[2]!, 'after')
    if (!after && !equalsIgnoreCase(argv[2]!, 'before')) throw errors.syntax()
    const entry = writeList(db, key)
    if (entry === undefined) return reply.integer(0)
    const { list } = listOf(entry)
    const cursor = list.cursor()
    const pivot = argv[3]!
    let found = cursor.next()
    while (found !== undefined && found !== pivot) found = cursor.next()
    client.work(cursor.index)
    if (found === undefined) return reply.integer(-1)
    db.beforeChange(entry)
    if (after) cursor.insertAfter(flatten(argv[4]!))
    else cursor.insertBefore(flatten(argv[4]!))
    db.changed(key, 'list', 'linsert')
    reply.integer(list.length)
  },
})
