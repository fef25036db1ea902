import type { Declaration } from '../../../command/declaration.ts'
import { integer, key, keysAt, oneof, string, token } from '../../../command/declaration.ts'
import { errors } from '../../../command/errors.ts'
import { groupChanged } from '../shared/groups.ts'
import { isWord, readAnyId, streamOf } from '../shared/stream.ts'
import { groupToChange, readGroupOptions } from '../shared/xgroup.ts'

export const xgroupSetid: Declaration = {
  name: 'setid',
  summary: 'Moves the position after which a consumer group goes on reading.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(1)',
  history: [['7.0.0', 'The `ENTRIESREAD` option.']],
  arity: -5,
  flags: ['write'],
  acl: ['write', 'stream', 'slow'],
  keySpecs: [keysAt(2, 2, 1, ['RW', 'update'])],
  args: [
    key(),
    string('groupname'),
    oneof('id', [string('id'), token('new_id', '$')]),
    integer('entries_read', { token: 'ENTRIESREAD', optional: true }),
  ],
  run: (client, argv) => {
    const { db, server, reply } = client
    const key = argv[2]!
    const { entriesRead } = readGroupOptions(argv, false)
    const group = groupToChange(client, argv)
    if (argv.length > 7) throw errors.subcommandSyntax(argv[1]!, 'xgroup')
    const { lastId } = streamOf(db.peek(key)!)
    group.lastId = isWord(argv[4]!, '$') ? lastId : readAnyId(argv[4]!)
    group.entriesRead = entriesRead
    reply.ok()
    server.dirty++
    db.notify('stream', 'xgroup-setid', key)
    groupChanged(client, key)
  },
}
