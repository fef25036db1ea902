/** Streams as RDB objects and back (rdb.c: rdbSaveObject, rdbLoadObject). */
import { normalizeInteger } from '../../bytes/integers.ts'
import type { RdbGroup, RdbStream, RdbStreamId } from '../../formats/rdb/stream.ts'
import type { RdbWriter } from '../../formats/rdb/writer.ts'
import { Listpack } from '../../structures/listpack.ts'
import { Consumer, Nack } from '../values/stream-group.ts'
import type { ConsumerGroup } from '../values/stream-group.ts'
import { decodeId, MIN_ID } from '../values/stream-id.ts'
import type { StreamId } from '../values/stream-id.ts'
import { StreamNode } from '../values/stream-node.ts'
import { StreamValue } from '../values/stream.ts'

const saveId = (writer: RdbWriter, { ms, seq }: StreamId): void => {
  writer.length(ms)
  writer.length(seq)
}

export const saveStream = (writer: RdbWriter, stream: StreamValue): void => {
  writer.length(stream.tree.size)
  stream.tree.forEach((node, key) => {
    writer.string(key)
    writer.string(node.listpack.encode())
  })
  writer.length(stream.length)
  saveId(writer, stream.lastId)
  saveId(writer, stream.firstId)
  saveId(writer, stream.maxDeletedId)
  writer.length(stream.entriesAdded)
  const { groups } = stream
  writer.length(groups?.size ?? 0)
  groups?.forEach((group) => saveGroup(writer, group))
}

const saveGroup = (writer: RdbWriter, group: ConsumerGroup): void => {
  writer.string(group.name)
  saveId(writer, group.lastId)
  writer.length(group.entriesRead)
  writer.length(group.pending.size)
  group.pending.forEach((nack, id) => {
    writer.raw(id)
    writer.milliseconds(nack.deliveryTime)
    writer.length(nack.deliveryCount)
  })
  writer.length(group.consumers.size)
  group.consumers.forEach((consumer) => {
    writer.string(consumer.name)
    writer.milliseconds(consumer.seenTime)
    writer.length(consumer.pending.size)
    consumer.pending.forEach((_, id) => writer.raw(id))
  })
}

const signed = (n: number | bigint): number | bigint =>
  typeof n === 'number' ? n : normalizeInteger(BigInt.asIntN(64, n))

const idOf = ({ ms, seq }: RdbStreamId): StreamId => ({ ms, seq })

export const loadStream = ({ nodes, length, lastId, more, groups }: RdbStream): StreamValue => {
  const stream = new StreamValue()
  for (const { key, elements } of nodes) {
    stream.addNode(StreamNode.of(decodeId(key), Listpack.of(elements)))
  }
  stream.length = length
  stream.lastId = idOf(lastId)
  if (more === undefined) {
    stream.entriesAdded = length
    stream.firstId = length === 0 ? MIN_ID : stream.edgeId(true)
  } else {
    stream.firstId = idOf(more.firstId)
    stream.maxDeletedId = idOf(more.maxDeletedId)
    stream.entriesAdded = signed(more.entriesAdded)
  }
  for (const group of groups) loadGroup(stream, group)
  return stream
}

const loadGroup = (stream: StreamValue, from: RdbGroup): void => {
  const lastId = idOf(from.lastId)
  const read = from.entriesRead === undefined ? stream.distanceTo(lastId) : signed(from.entriesRead)
  const group = stream.addGroup(from.name, lastId, read)!
  for (const { id, deliveryTime, deliveryCount } of from.pending) {
    const nack = new Nack(decodeId(id), null, Number(deliveryTime))
    nack.deliveryCount = deliveryCount
    group.pending.set(id, nack)
  }
  for (const { name, seenTime, pending } of from.consumers) {
    const consumer = new Consumer(name, Number(seenTime))
    group.consumers.set(name, consumer)
    for (const id of pending) {
      const nack = group.pending.get(id)!
      nack.consumer = consumer
      consumer.pending.set(id, nack)
    }
  }
}
