/** What the subcommands of XINFO share (t_stream.c: xinfoCommand). */
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import type { ConsumerGroup } from '../../../values/stream-group.ts'
import { UNKNOWN } from '../../../values/stream-group.ts'
import type { StreamValue } from '../../../values/stream.ts'
import { readStream, writeId } from './stream.ts'

/** The stream that is described; it must be there. */
export const streamToDescribe = (client: Client, key: string): StreamValue => {
  const stream = readStream(client.db, key)
  if (stream === undefined) throw errors.noSuchKey()
  return stream
}

/** A name and an integer, nil when it is not known. */
export const writeNumber = (client: Client, name: string, n: number | bigint | undefined): void => {
  client.reply.bulk(name)
  if (n === undefined) client.reply.nil()
  else client.reply.integer(n)
}

/** How far a group has read: three pairs. */
export const writeProgress = (client: Client, stream: StreamValue, group: ConsumerGroup): void => {
  client.reply.bulk('last-delivered-id')
  writeId(client, group.lastId)
  writeNumber(client, 'entries-read', group.entriesRead === UNKNOWN ? undefined : group.entriesRead)
  writeNumber(client, 'lag', stream.lag(group))
}
