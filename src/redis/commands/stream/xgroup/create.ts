import type { Declaration } from '../../../command/declaration.ts'
import { integer, key, keysAt, oneof, string, token } from '../../../command/declaration.ts'
import { flatten } from '../../../../bytes/bytestrings.ts'
import { errors } from '../../../command/errors.ts'
import { Type } from '../../../keyspace/entry.ts'
import { MIN_ID } from '../../../values/stream-id.ts'
import { StreamValue } from '../../../values/stream.ts'
import { groupChanged } from '../shared/groups.ts'
import { isWord, readStrictId, streamOf } from '../shared/stream.ts'
import { readGroupOptions, requireStream } from '../shared/xgroup.ts'

export const xgroupCreate: Declaration = {
  name: 'create',
  summary: 'Creates a consumer group that starts reading after a given id.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(1)',
  history: [['7.0.0', 'The `ENTRIESREAD` option.']],
  arity: -5,
  flags: ['write', 'denyoom'],
  acl: ['write', 'stream', 'slow'],
  keySpecs: [keysAt(2, 2, 1, ['RW', 'insert'])],
  args: [
    key(),
    string('groupname'),
    oneof('id', [string('id'), token('new_id', '$')]),
    token('mkstream', 'MKSTREAM', { optional: true }),
    integer('entries_read', { token: 'ENTRIESREAD', optional: true }),
  ],
  run: (client, argv) => {
    const { db, server, reply } = client
    const key = argv[2]!
    const { makeStream, entriesRead } = readGroupOptions(argv, true)
    let entry = makeStream ? db.write(key, Type.stream) : requireStream(client, argv)
    // More options than there are kinds of.
    if (argv.length > 8) throw errors.subcommandSyntax(argv[1]!, 'xgroup')
    const last = entry === undefined ? MIN_ID : streamOf(entry).lastId
    const id = isWord(argv[4]!, '$') ? last : readStrictId(argv[4]!)
    if (entry === undefined) {
      entry = db.add(key, new StreamValue())
      db.signalModified(key)
    } else {
      db.beforeChange(entry)
    }
    if (streamOf(entry).addGroup(flatten(argv[3]!), id, entriesRead) === undefined) throw errors.busyGroup()
    reply.ok()
    server.dirty++
    db.notify('stream', 'xgroup-create', key)
    groupChanged(client, key)
  },
}
