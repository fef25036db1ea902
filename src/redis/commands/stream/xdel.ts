import { command, key, keysAt, string } from '../../command/declaration.ts'
import { Type } from '../../keyspace/entry.ts'
import { compareIds } from '../../values/stream-id.ts'
import type { StreamId } from '../../values/stream-id.ts'
import type { StreamValue } from '../../values/stream.ts'
import { readIds, streamOf } from './shared/stream.ts'

export const xdel = command({
  name: 'xdel',
  summary: 'Deletes entries from a stream by id and returns how many were there.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(1) per id',
  arity: -3,
  flags: ['write', 'fast'],
  acl: ['write', 'stream', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'delete'])],
  args: [key(), string('id', { multiple: true })],
  run: (client, argv) => {
    const { db, reply } = client
    const key = argv[1]!
    const entry = db.write(key, Type.stream)
    if (entry === undefined) return reply.integer(0)
    const ids = readIds(argv, 2)
    db.beforeChange(entry)
    const deleted = deleteAll(streamOf(entry), ids)
    client.work(ids.length)
    if (deleted > 0) db.changed(key, 'stream', 'xdel', deleted)
    reply.integer(deleted)
  },
})

const deleteAll = (stream: StreamValue, ids: readonly StreamId[]): number => {
  const { firstId } = stream
  let deleted = 0
  let firstGone = false
  for (const id of ids) {
    if (!stream.delete(id)) continue
    deleted++
    if (compareIds(id, firstId) === 0) firstGone = true
    if (compareIds(id, stream.maxDeletedId) > 0) stream.maxDeletedId = id
  }
  if (firstGone || (deleted > 0 && stream.length === 0)) stream.findFirst()
  return deleted
}
