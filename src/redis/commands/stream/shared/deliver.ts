/** What XREADGROUP gives a consumer: new entries, which become pending, or those that are (streamReplyWithRange). */
import type { Client } from '../../../clients/client.ts'
import { Nack, UNKNOWN } from '../../../values/stream-group.ts'
import type { Consumer, ConsumerGroup } from '../../../values/stream-group.ts'
import { compareIds, encodeId, idText } from '../../../values/stream-id.ts'
import type { StreamId } from '../../../values/stream-id.ts'
import { increment } from '../../../values/stream.ts'
import type { StreamValue } from '../../../values/stream.ts'
import { propagateClaim, propagateGroupId } from './groups.ts'
import { writeEntry, writeId } from './stream.ts'

/** A consumer of a group that reads a stream at a key. */
export interface Delivery {
  readonly key: string
  readonly stream: StreamValue
  readonly group: ConsumerGroup
  readonly consumer: Consumer
  /** What is delivered counts as acknowledged. */
  readonly noack: boolean
}

/** Replies with up to `count` (0: all) entries from `start` on and marks them as delivered. */
export const deliverNew = (client: Client, what: Delivery, start: StreamId, count: number): void => {
  const { key, stream, group, noack } = what
  const { reply } = client
  const mark = reply.mark()
  const reader = stream.read({ start })
  let delivered = 0
  let moved = false
  while (reader.next()) {
    const { id } = reader
    if (compareIds(id, group.lastId) > 0) {
      advance(stream, group, id)
      moved = true
    }
    reader.writeTo(reply)
    if (!noack) addPending(client, what, id)
    if (++delivered === count) break
  }
  // Without pending entries no XCLAIM tells how far the group has read.
  if (noack && moved) propagateGroupId(client, key, group)
  client.work(delivered)
  reply.arrayAt(mark, delivered)
}

/** Moves a group on to an entry and keeps count, as long as one can (t_stream.c). */
const advance = (stream: StreamValue, group: ConsumerGroup, id: StreamId): void => {
  if (group.entriesRead !== UNKNOWN && !stream.hasTombstones(id)) {
    group.entriesRead = increment(group.entriesRead)
  } else if (stream.entriesAdded !== 0) {
    group.entriesRead = stream.distanceTo(id)
  }
  group.lastId = id
}

/** After XGROUP SETID an entry may be pending already, perhaps for another consumer: then it changes hands. */
const addPending = (client: Client, { key, group, consumer }: Delivery, id: StreamId): void => {
  const encoded = encodeId(id)
  let nack = group.pending.get(encoded)
  if (nack === undefined) {
    nack = new Nack(id, consumer, client.server.milliseconds)
    group.addPending(nack, encoded)
  } else {
    group.handOver(nack, consumer)
    nack.deliveryTime = client.server.milliseconds
    nack.deliveryCount = 1
  }
  if (client.server.propagation.active) propagateClaim(client, key, group, idText(id), nack)
}

/**
 * Replies with up to `count` (0: all) of the consumer's pending entries from `start` on, nil for the fields of one
 * that was deleted (streamReplyWithRangeFromConsumerPEL).
 */
export const deliverAgain = (
  client: Client,
  { stream, consumer }: Delivery,
  start: StreamId,
  count: number,
): void => {
  const { reply } = client
  const mark = reply.mark()
  const cursor = consumer.pending.cursor()
  cursor.seek('>=', encodeId(start))
  let delivered = 0
  while (cursor.next() && (count === 0 || delivered < count)) {
    const nack = cursor.value
    if (writeEntry(client, stream, nack.id)) {
      nack.deliveryTime = client.server.milliseconds
      nack.deliveryCount = increment(nack.deliveryCount)
    } else {
      reply.array(2)
      writeId(client, nack.id)
      reply.nilArray()
    }
    delivered++
  }
  reply.arrayAt(mark, delivered)
}
