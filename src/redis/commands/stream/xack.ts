import { command, key, keysAt, string } from '../../command/declaration.ts'
import { encodeId } from '../../values/stream-id.ts'
import { Type } from '../../keyspace/entry.ts'
import { groupChanged } from './shared/groups.ts'
import { readIds, streamOf } from './shared/stream.ts'

export const xack = command({
  name: 'xack',
  summary: 'Marks entries as handled: they leave the pending list of the consumer group.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(1) per id',
  arity: -4,
  flags: ['write', 'fast'],
  acl: ['write', 'stream', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'update'])],
  args: [key(), string('group'), string('id', { multiple: true })],
  run: (client, argv) => {
    const { db, server, reply } = client
    const entry = db.read(argv[1]!, Type.stream)
    const group = entry && streamOf(entry).group(argv[2]!)
    if (entry === undefined || group === undefined) return reply.integer(0)
    const ids = readIds(argv, 3)
    db.beforeChange(entry)
    let acknowledged = 0
    for (const id of ids) {
      const key = encodeId(id)
      const nack = group.pending.get(key)
      if (nack === undefined) continue
      group.removePending(nack, key)
      acknowledged++
    }
    client.work(ids.length)
    server.dirty += acknowledged
    if (acknowledged > 0) groupChanged(client, argv[1]!)
    reply.integer(acknowledged)
  },
})
