/** Looking streams up, reading ids, and replies with entries (t_stream.c). */
import { cString } from '../../../config/ctext.ts'
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import type { Database } from '../../../keyspace/database.ts'
import type { Entry } from '../../../keyspace/entry.ts'
import { Type } from '../../../keyspace/entry.ts'
import { idText, MAX_ID, nextId, previousId, readId } from '../../../values/stream-id.ts'
import type { StreamId, Uint64 } from '../../../values/stream-id.ts'
import type { StreamReader } from '../../../values/stream-reader.ts'
import type { StreamValue } from '../../../values/stream.ts'

export const streamOf = (entry: Entry): StreamValue => entry.value as StreamValue

/** The stream at a key, for reading; throws WRONGTYPE. */
export const readStream = (db: Database, key: string): StreamValue | undefined =>
  db.read(key, Type.stream)?.value as StreamValue | undefined

/** An entry of the keyspace that was looked up before its type counted. */
export const asStream = (entry: Entry | undefined): StreamValue | undefined => {
  if (entry !== undefined && entry.type !== Type.stream) throw errors.wrongType()
  return entry?.value as StreamValue | undefined
}

/** An id other than `-` and `+` (streamParseStrictIDOrReply). */
export const readStrictId = (text: string, missingSeq: Uint64 = 0): StreamId => {
  const id = readId(text, { missingSeq })
  if (id === undefined) throw errors.invalidStreamId()
  return id
}

/** An id, `-` and `+` included (streamParseIDOrReply). */
export const readAnyId = (text: string, missingSeq: Uint64 = 0): StreamId => {
  const id = readId(text, { missingSeq, ends: true })
  if (id === undefined) throw errors.invalidStreamId()
  return id
}

/** Ids from argv[at] on, or the error of the first that is none. */
export const readIds = (argv: readonly string[], at: number): StreamId[] => {
  const ids: StreamId[] = []
  for (let i = at; i < argv.length; i++) ids.push(readStrictId(argv[i]!))
  return ids
}

/** An end of an interval: an id, or `(` and an id that is not part of it (streamParseIntervalIDOrReply). */
const readBound = (text: string, missingSeq: Uint64): { id: StreamId; exclusive: boolean } => {
  const exclusive = text.length > 1 && text[0] === '('
  const id = exclusive ? readStrictId(text.slice(1), missingSeq) : readAnyId(text, missingSeq)
  return { id, exclusive }
}

/** The first id of an interval. */
export const readStart = (text: string): StreamId => {
  const { id, exclusive } = readBound(text, 0)
  if (!exclusive) return id
  const next = nextId(id)
  if (next === undefined) throw errors.invalidIntervalStart()
  return next
}

/** The last id of an interval. */
export const readEnd = (text: string): StreamId => {
  const { id, exclusive } = readBound(text, MAX_ID.seq)
  if (!exclusive) return id
  const previous = previousId(id)
  if (previous === undefined) throw errors.invalidIntervalEnd()
  return previous
}

/** Whether C's strcmp finds an argument equal to this word. */
export const isWord = (text: string, word: string): boolean => text === word || cString(text) === word

/** Replies with up to `count` entries (0: all), without the length of an array; answers how many. */
export const writeEntries = (client: Client, reader: StreamReader, count: number): number => {
  let written = 0
  while (reader.next()) {
    reader.writeTo(client.reply)
    if (++written === count) break
  }
  client.work(written)
  return written
}

/** Replies with an array of up to `count` entries (0: all). */
export const writeRange = (client: Client, reader: StreamReader, count: number): void => {
  const mark = client.reply.mark()
  client.reply.arrayAt(mark, writeEntries(client, reader, count))
}

/** Replies with one entry without looking further; false when it is not there. */
export const writeEntry = (client: Client, stream: StreamValue, id: StreamId): boolean =>
  writeEntries(client, stream.read({ start: id, end: id }), 1) === 1

export const writeId = (client: Client, id: StreamId): void => client.reply.bulk(idText(id))
