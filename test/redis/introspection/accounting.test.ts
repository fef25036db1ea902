/** Bytes are counted as they change; here they are held against a walk over everything there is. */
import { describe, expect, it } from 'vitest'
import { allocated, sdsBytes, slotBytes } from '../../../src/structures/allocated.ts'
import type { Dict, DictEntry } from '../../../src/structures/dict.ts'
import type { RadixNode, RadixTree } from '../../../src/structures/radix-tree.ts'
import { levelOf } from '../../../src/structures/skiplist.ts'
import { stringBytes } from '../../../src/redis/introspection/key-bytes.ts'
import type { Entry } from '../../../src/redis/keyspace/entry.ts'
import { HashValue } from '../../../src/redis/values/hash.ts'
import { ListValue } from '../../../src/redis/values/list.ts'
import { SetValue } from '../../../src/redis/values/set.ts'
import type { StreamValue } from '../../../src/redis/values/stream.ts'
import { PackedElements } from '../../../src/redis/values/zset-listpack.ts'
import { ZSetValue } from '../../../src/redis/values/zset.ts'
import { Dice } from '../../fuzz/dice.ts'
import { groupNames, makeStream } from '../../fuzz/stream.ts'
import { startRedis } from '../harness.ts'

const table = <E extends DictEntry>({ table0, table1, size }: Dict<E>): number =>
  64 + slotBytes(table0.length) + slotBytes(table1.length) + 32 * size

const tree = (root: RadixTree<unknown>): number => {
  const todo: RadixNode<unknown>[] = [root.root]
  let bytes = 32
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    bytes += node.bytes
    todo.push(...node.children)
  }
  return bytes
}

const stream = ({ tree: nodes, groups }: StreamValue): number => {
  let bytes = 80 + tree(nodes)
  let last = 0
  nodes.forEach(({ listpack }) => {
    last = allocated(listpack.bytes)
    bytes += last
  })
  if (nodes.size > 0) bytes += Math.max(0, 4096 - last)
  if (groups === undefined) return bytes
  bytes += tree(groups)
  groups.forEach(({ pending, consumers }) => {
    bytes += 48 + tree(pending) + 32 * pending.size + tree(consumers)
    consumers.forEach((consumer) => {
      bytes += 32 + sdsBytes(consumer.name.length) + tree(consumer.pending)
    })
  })
  return bytes
}

const sorted = ({ elements }: ZSetValue): number => {
  if (elements instanceof PackedElements) return allocated(elements.toListpack().bytes)
  let bytes = 16 + 32 + 640 + table(elements.dict)
  for (let node = elements.list.first; node !== null; node = node.forward)
    bytes += allocated(24 + 16 * levelOf(node)) + sdsBytes(node.key.length)
  return bytes
}

/** A collection's bytes, element by element. */
const walked = (value: Entry['value']): number => {
  let bytes = 0
  if (value instanceof ListValue) {
    for (let node = value.list.head; node !== null; node = node.next) bytes += 48 + allocated(node.bytes)
    return 48 + bytes
  }
  if (value instanceof HashValue) {
    if (value.table === null) return allocated(value.listpack!.bytes)
    value.forEach((field, text) => (bytes += sdsBytes(field.length) + sdsBytes(text.length)))
    return bytes + table(value.table)
  }
  if (value instanceof SetValue) {
    if (value.table === null) return allocated(value.intset!.byteLength)
    value.forEach((member) => (bytes += sdsBytes(member.length)))
    return bytes + table(value.table)
  }
  if (value instanceof ZSetValue) return sorted(value)
  return stream(value as StreamValue)
}

const entryBytes = (entry: Entry, room: number): number => {
  const { value, key } = entry
  const text = typeof value !== 'object' || value instanceof Uint8Array
  return sdsBytes(key.length) + (text ? stringBytes(entry, true, room) : 16 + walked(value))
}

describe('the bytes of a database', () => {
  it.each([1, 2, 3, 4, 5, 6])('equal a walk after random commands, seed %i', (seed) => {
    const redis = startRedis({ seed: `bytes ${seed}`, config: { 'enable-debug-command': 'yes' } })
    const dice = new Dice(`bytes ${seed}`)
    const groups = groupNames.filter((name) => name !== 'acl')
    let calls = 0
    for (const unit of makeStream(dice, 4000, groups)) {
      for (const argv of unit) redis.send(argv)
      if (++calls % 50 !== 0) continue
      for (const db of redis.server.databases) {
        let sum = 0
        db.dict.forEach((entry) => (sum += entryBytes(entry, redis.server.memory.rooms.of(entry))))
        expect(db.settle()).toBe(sum)
      }
      expect(redis.server.memory.unsettled).toBe(0)
    }
    redis.command('FLUSHALL')
    for (const db of redis.server.databases) expect(db.settle()).toBe(0)
  })
})
