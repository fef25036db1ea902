/** What a stream takes in Redis's memory (stream.h, rax.h; held against used_memory of redis-server 7.0.15). Bytes. */
import type { RadixNode, RadixTree } from '../../structures/radix-tree.ts'
import type { Consumer, ConsumerGroup } from '../values/stream-group.ts'
import type { StreamNode } from '../values/stream-node.ts'
import type { StreamValue } from '../values/stream.ts'
import { allocated, sdsBytes } from './allocator.ts'

const STREAM = 80
const RAX = 32
const GROUP = 48
const CONSUMER = 32
const NACK = 32
const POINTER = 8
const NODE_HEADER = 4
/** Nodes of a tree, and values under its keys, that stand for all of it. */
const SAMPLED = 500
/** The last listpack of a stream has room for this many bytes from the start (STREAM_LISTPACK_MAX_PRE_ALLOCATE). */
const PREALLOCATED = 4096

const nodeBytes = ({ chars, children, isKey }: RadixNode<unknown>): number =>
  allocated(
    Math.ceil((NODE_HEADER + chars.length) / POINTER) * POINTER +
      POINTER * (children.length + (isKey ? 1 : 0)),
  )

/** A tree without what is stored in it. */
const treeBytes = (tree: RadixTree<unknown>): number => {
  const todo: RadixNode<unknown>[] = [tree.root]
  let seen = 0
  let bytes = 0
  for (let node = todo.pop(); node !== undefined && seen < SAMPLED; node = todo.pop()) {
    bytes += nodeBytes(node)
    seen++
    todo.push(...node.children)
  }
  return RAX + Math.round((bytes / seen) * tree.nodes)
}

/** What `measure` makes of all values of a tree. */
const valueBytes = <V>(tree: RadixTree<V>, measure: (value: V) => number): number => {
  const cursor = tree.cursor()
  let seen = 0
  let bytes = 0
  while (seen < SAMPLED && cursor.next()) {
    bytes += measure(cursor.value)
    seen++
  }
  return seen === 0 ? 0 : Math.round((bytes / seen) * tree.size)
}

const listpackBytes = ({ listpack }: StreamNode): number => allocated(listpack.bytes)

const consumerBytes = (consumer: Consumer): number =>
  CONSUMER + sdsBytes(consumer.name.length) + treeBytes(consumer.pending)

const groupBytes = ({ pending, consumers }: ConsumerGroup): number =>
  GROUP +
  treeBytes(pending) +
  NACK * pending.size +
  treeBytes(consumers) +
  valueBytes(consumers, consumerBytes)

/** A stream without the object that holds it. */
export const streamBytes = (stream: StreamValue): number => {
  const { tree, groups } = stream
  const last = tree.last()
  const spare = last === undefined ? 0 : Math.max(0, PREALLOCATED - listpackBytes(last))
  const own = STREAM + treeBytes(tree) + valueBytes(tree, listpackBytes) + spare
  return groups === undefined ? own : own + treeBytes(groups) + valueBytes(groups, groupBytes)
}
