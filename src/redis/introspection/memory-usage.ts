/**
 * MEMORY USAGE (object.c: objectComputeSize): what one key takes, by the sizes of its structures and a mean of the
 * first elements. Unlike used_memory it counts structs as declared, not as allocated.
 */
import { Type } from '../keyspace/entry.ts'
import type { Collection, Entry } from '../keyspace/entry.ts'
import type { HashValue } from '../values/hash.ts'
import type { ListValue } from '../values/list.ts'
import type { StreamNode } from '../values/stream-node.ts'
import { PREALLOCATED } from '../values/stream.ts'
import type { StreamValue } from '../values/stream.ts'
import type { SetValue } from '../values/set.ts'
import type { ZSetValue } from '../values/zset.ts'
import { PackedElements } from '../values/zset-listpack.ts'
import type { RadixTree } from '../../structures/radix-tree.ts'
import { levelOf } from '../../structures/skiplist.ts'
import { allocated, BUCKET, OBJECT, sdsBytes, SKIPLIST, ZSET } from './allocator.ts'
import { stringBytes } from './key-bytes.ts'

/** sizeof dictEntry, dict, quicklist, quicklistNode; a skip list node without its levels, and a level. */
const DICT_ENTRY = 24
const DICT = 56
const QUICKLIST = 40
const QUICKLIST_NODE = 40
const SKIPLIST_NODE = 24
const LEVEL = 16
/** sizeof stream, streamID, streamCG, streamConsumer, streamNACK; of raxNode, and what its pointers are taken for. */
const STREAM = 80
const STREAM_ID = 16
const GROUP = 40
const CONSUMER = 24
const NACK = 24
const RADIX_NODE = 4
const RADIX_NODE_POINTERS = 240

/** `total` of them, if the first `samples` are as `bytesOf` says. */
const extrapolate = <T>(items: Iterable<T>, samples: number, total: number, bytesOf: (item: T) => number) => {
  let seen = 0
  let bytes = 0
  for (const item of items) {
    bytes += bytesOf(item)
    if (++seen >= samples) break
  }
  return seen === 0 ? 0 : Math.trunc((bytes / seen) * total)
}

const listBytes = ({ list }: ListValue, samples: number): number => {
  const nodes: number[] = []
  for (let node = list.head; node !== null && nodes.length < samples; node = node.next) {
    nodes.push(QUICKLIST_NODE + allocated(node.bytes))
  }
  return QUICKLIST + extrapolate(nodes, samples, list.nodeCount, (bytes) => bytes)
}

const setBytes = ({ intset, table }: SetValue, samples: number): number =>
  table === null
    ? allocated(intset!.byteLength)
    : DICT +
      BUCKET * table.slots +
      extrapolate(table.entries(), samples, table.size, ({ key }) => DICT_ENTRY + sdsBytes(key.length))

const hashBytes = ({ listpack, table }: HashValue, samples: number): number =>
  table === null
    ? allocated(listpack!.bytes)
    : DICT +
      BUCKET * table.slots +
      extrapolate(
        table.entries(),
        samples,
        table.size,
        ({ key, value }) => DICT_ENTRY + sdsBytes(key.length) + sdsBytes(value.length),
      )

const zsetBytes = ({ elements }: ZSetValue, samples: number): number => {
  if (elements instanceof PackedElements) return elements.bytes
  const { dict, list } = elements
  const sampled: number[] = []
  for (let node = list.first; node !== null && sampled.length < samples; node = node.forward) {
    const own = allocated(SKIPLIST_NODE + LEVEL * levelOf(node))
    sampled.push(sdsBytes(node.key.length) + DICT_ENTRY + own)
  }
  const rest = extrapolate(sampled, samples, dict.size, (bytes) => bytes)
  return ZSET + SKIPLIST + DICT + BUCKET * dict.slots + rest
}

/** A radix tree by its numbers of keys and nodes (streamRadixTreeMemoryUsage). */
const treeUsage = ({ size, nodes }: RadixTree<unknown>): number =>
  size * STREAM_ID + nodes * (RADIX_NODE + RADIX_NODE_POINTERS)

/** The first listpacks stand for all but the last; groups by their pending entries. */
const streamUsage = ({ tree, groups }: StreamValue, samples: number): number => {
  let seen = 0
  let packed = 0
  const cursor = tree.cursor()
  while (seen < samples && cursor.next()) {
    packed += packedBytes(cursor.value, tree.last()!)
    seen++
  }
  if (seen > 0 && tree.size > seen) {
    packed = Math.floor(packed / seen) * (tree.size - 1) + packedBytes(tree.last()!, tree.last()!)
  }
  let bytes = STREAM + treeUsage(tree) + packed
  groups?.forEach(({ pending, consumers }) => {
    bytes += GROUP + treeUsage(pending) + NACK * pending.size
    consumers.forEach((consumer) => {
      bytes += CONSUMER + consumer.name.length + treeUsage(consumer.pending)
    })
  })
  return bytes
}

/** The node that is added to has room to spare from the start. */
const packedBytes = (node: StreamNode, last: StreamNode): number =>
  node === last ? Math.max(PREALLOCATED, allocated(node.listpack.bytes)) : allocated(node.listpack.bytes)

const collectionBytes = (value: Collection, samples: number): number => {
  switch (value.type) {
    case Type.list:
      return listBytes(value as ListValue, samples)
    case Type.set:
      return setBytes(value as SetValue, samples)
    case Type.hash:
      return hashBytes(value as HashValue, samples)
    case Type.zset:
      return zsetBytes(value as ZSetValue, samples)
    default:
      return streamUsage(value as StreamValue, samples)
  }
}

/**
 * Bytes of a key with its value, at most `samples` elements of which are looked at. `room`: what was allocated for a
 * text that grew in place.
 */
export const memoryUsage = (entry: Entry, samples: number, room: number): number => {
  const { key, value } = entry
  const name = sdsBytes(key.length) + DICT_ENTRY
  if (typeof value === 'object' && !(value instanceof Uint8Array)) {
    return name + OBJECT + collectionBytes(value, samples)
  }
  // Shared integers count here, as everything that is no text does.
  return name + (typeof value === 'number' ? OBJECT : stringBytes(entry, true, room))
}
