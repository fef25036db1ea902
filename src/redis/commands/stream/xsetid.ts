import { command, integer, key, keysAt, string } from '../../command/declaration.ts'
import { equalsIgnoreCase } from '../../../bytes/bytestrings.ts'
import { readInt64 } from '../../command/arguments.ts'
import { errors } from '../../command/errors.ts'
import { Type } from '../../keyspace/entry.ts'
import { compareIds, isZeroId, MIN_ID } from '../../values/stream-id.ts'
import type { StreamId } from '../../values/stream-id.ts'
import type { StreamValue } from '../../values/stream.ts'
import { readStrictId, streamOf } from './shared/stream.ts'

export const xsetid = command({
  name: 'xsetid',
  summary: 'Sets the last id of a stream and its counters; what replicas and AOF files use.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(1)',
  history: [['7.0.0', 'The `ENTRIESADDED` and `MAXDELETEDID` options.']],
  arity: -3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'stream', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'update'])],
  args: [
    key(),
    string('last-id'),
    integer('entries_added', { token: 'ENTRIESADDED', since: '7.0.0', optional: true }),
    string('max_deleted_entry_id', { token: 'MAXDELETEDID', since: '7.0.0', optional: true }),
  ],
  run: (client, argv) => {
    const { db } = client
    const key = argv[1]!
    const id = readStrictId(argv[2]!)
    const { entriesAdded, maxDeletedId } = readCounters(argv, id)
    const entry = db.write(key, Type.stream)
    if (entry === undefined) throw errors.noSuchKey()
    db.beforeChange(entry)
    const stream = streamOf(entry)
    check(stream, id, entriesAdded)
    stream.lastId = id
    if (entriesAdded !== undefined) stream.entriesAdded = entriesAdded
    if (!isZeroId(maxDeletedId)) stream.maxDeletedId = maxDeletedId
    client.reply.ok()
    client.server.dirty++
    db.notify('stream', 'xsetid', key)
    client.server.telling.keyModified(db, key)
  },
})

interface Counters {
  readonly entriesAdded: number | bigint | undefined
  readonly maxDeletedId: StreamId
}

const readCounters = (argv: readonly string[], id: StreamId): Counters => {
  let entriesAdded: number | bigint | undefined
  let maxDeletedId: StreamId = MIN_ID
  for (let i = 3; i < argv.length; i += 2) {
    const value = argv[i + 1]
    if (value !== undefined && equalsIgnoreCase(argv[i]!, 'entriesadded')) {
      entriesAdded = readInt64(value)
      if (entriesAdded < 0) throw errors.text('ERR entries_added must be positive')
    } else if (value !== undefined && equalsIgnoreCase(argv[i]!, 'maxdeletedid')) {
      maxDeletedId = readStrictId(value)
      if (compareIds(id, maxDeletedId) < 0) throw errors.text(BELOW_DELETED)
    } else {
      throw errors.syntax()
    }
  }
  return { entriesAdded, maxDeletedId }
}

const BELOW_DELETED = 'ERR The ID specified in XSETID is smaller than the provided max_deleted_entry_id'

/** Ids must go on growing, and more cannot be there than were added. */
const check = (stream: StreamValue, id: StreamId, entriesAdded: number | bigint | undefined): void => {
  if (stream.length === 0) return
  if (compareIds(id, stream.edgeId(false)) < 0) {
    throw errors.text('ERR The ID specified in XSETID is smaller than the target stream top item')
  }
  if (entriesAdded !== undefined && stream.length > entriesAdded) {
    throw errors.text('ERR The entries_added specified in XSETID is smaller than the target stream length')
  }
}
