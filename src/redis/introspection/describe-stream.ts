/** What the trace says of a stream: its newest entries, the nodes that hold them, and who reads them. */
import type { ConsumerState, GroupState, StreamNodeState, StreamState } from '../server/events.ts'
import type { Consumer, ConsumerGroup } from '../values/stream-group.ts'
import { idText } from '../values/stream-id.ts'
import type { StreamValue } from '../values/stream.ts'
import type { RadixTree } from '../../structures/radix-tree.ts'

/** Of each kind the trace tells at most so many. */
const ENTRIES = 12
const NODES = 16
const GROUPS = 4
const CONSUMERS = 8
const PENDING = 12
const BYTES = 64

const cut = (text: string): string => text.slice(0, BYTES)

/** The first values of a tree. */
const firstOf = <V>(tree: RadixTree<V> | undefined, limit: number): V[] => {
  const values: V[] = []
  const cursor = tree?.cursor()
  while (cursor !== undefined && values.length < limit && cursor.next()) values.push(cursor.value)
  return values
}

const newest = (stream: StreamValue): string[][] => {
  const entries: string[][] = []
  const reader = stream.read({ reverse: true })
  while (entries.length < ENTRIES && reader.next()) {
    const words = [idText(reader.id)]
    reader.forEachField((field, value) => words.push(cut(field), cut(value)))
    entries.unshift(words)
  }
  return entries
}

const lastNodes = ({ tree }: StreamValue): StreamNodeState[] => {
  const nodes: StreamNodeState[] = []
  const cursor = tree.cursor()
  cursor.seek('$')
  while (nodes.length < NODES && cursor.previous()) {
    const { id, entries, deleted, listpack } = cursor.value
    nodes.unshift({ id: idText(id), entries, deleted, bytes: listpack.bytes })
  }
  return nodes
}

const consumerState = ({ name, pending, seenTime }: Consumer): ConsumerState => ({
  name: cut(name),
  pending: pending.size,
  seenAt: seenTime,
})

const groupState = ({ name, lastId, pending, consumers }: ConsumerGroup): GroupState => ({
  name: cut(name),
  lastId: idText(lastId),
  pending: pending.size,
  pendingEntries: firstOf(pending, PENDING).map((nack) => ({
    id: idText(nack.id),
    consumer: cut(nack.consumer!.name),
    deliveredAt: nack.deliveryTime,
    deliveries: Number(nack.deliveryCount),
  })),
  consumers: firstOf(consumers, CONSUMERS).map(consumerState),
})

export const describeStream = (stream: StreamValue): StreamState => ({
  lastId: idText(stream.lastId),
  newest: newest(stream),
  nodes: lastNodes(stream),
  nodeCount: stream.tree.size,
  radixNodes: stream.tree.nodes,
  groups: firstOf(stream.groups, GROUPS).map(groupState),
})
