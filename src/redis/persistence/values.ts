/** Values as RDB objects and back (rdb.c: rdbSaveObject, rdbLoadObject). */
import { Container, RdbType } from '../../formats/rdb/format.ts'
import type { ReadObjectOptions, RdbObject } from '../../formats/rdb/objects.ts'
import type { RdbWriter } from '../../formats/rdb/writer.ts'
import { IntSet } from '../../structures/intset.ts'
import { Listpack } from '../../structures/listpack.ts'
import type { QuicklistNode } from '../../structures/quicklist.ts'
import type { Client } from '../clients/client.ts'
import { Type } from '../keyspace/entry.ts'
import type { StringValue, Value } from '../keyspace/entry.ts'
import type { RedisServer } from '../server/server.ts'
import { HashValue } from '../values/hash.ts'
import { ListValue } from '../values/list.ts'
import { SetValue } from '../values/set.ts'
import type { StreamValue } from '../values/stream.ts'
import { tryEncode } from '../values/string.ts'
import { PackedElements } from '../values/zset-listpack.ts'
import { SkipElements } from '../values/zset-skiplist.ts'
import { ScoredMembers, ZSetValue } from '../values/zset.ts'
import { loadStream, saveStream } from './stream-values.ts'

// ---- to bytes -----------------------------------------------------------------------------------

const isString = (value: Value): value is StringValue =>
  typeof value !== 'object' || value instanceof Uint8Array

/** The type byte of a value (rdbSaveObjectType). */
export const rdbTypeOf = (value: Value): number => {
  if (isString(value)) return RdbType.string
  switch (value.type) {
    case Type.list:
      return RdbType.listQuicklist2
    case Type.set:
      return value.encoding === 'intset' ? RdbType.setIntset : RdbType.set
    case Type.zset:
      return value.encoding === 'listpack' ? RdbType.zsetListpack : RdbType.zset2
    case Type.hash:
      return value.encoding === 'listpack' ? RdbType.hashListpack : RdbType.hash
    default:
      return RdbType.streamListpacks2
  }
}

/** Writes a value without its type byte (rdbSaveObject). */
export const saveValue = (writer: RdbWriter, value: Value): void => {
  if (isString(value)) writer.string(value)
  else if (value.type === Type.list) saveList(writer, value as ListValue)
  else if (value.type === Type.set) saveSet(writer, value as SetValue)
  else if (value.type === Type.zset) saveZset(writer, value as ZSetValue)
  else if (value.type === Type.hash) saveHash(writer, value as HashValue)
  else saveStream(writer, value as StreamValue)
}

const saveList = (writer: RdbWriter, { list }: ListValue): void => {
  writer.length(list.nodeCount)
  let place = 0
  for (let node: QuicklistNode | null = list.head; node !== null; node = node.next, place++) {
    const { listpack } = node
    writer.length(listpack === null ? Container.plain : Container.packed)
    const bytes = listpack === null ? node.plain : listpack.encode()
    const fromEnd = Math.min(place, list.nodeCount - 1 - place)
    if (list.compress > 0 && fromEnd >= list.compress) writer.compressed(bytes)
    else writer.string(bytes)
  }
}

const saveSet = (writer: RdbWriter, { intset, table }: SetValue): void => {
  if (table === null) {
    writer.string(intset!.encode())
    return
  }
  writer.length(table.size)
  table.forEach((member) => writer.string(member.key))
}

const saveHash = (writer: RdbWriter, { listpack, table }: HashValue): void => {
  if (table === null) {
    writer.string(listpack!.encode())
    return
  }
  writer.length(table.size)
  table.forEach((pair) => {
    writer.string(pair.key)
    writer.string(pair.value)
  })
}

/** A skip list goes from the greatest score down, so that each element is loaded to where the last one is. */
const saveZset = (writer: RdbWriter, { elements }: ZSetValue): void => {
  if (elements instanceof PackedElements) {
    writer.string(elements.toListpack().encode())
    return
  }
  writer.length(elements.length)
  for (let node = elements.list.tail; node !== null; node = node.backward) {
    writer.string(node.key)
    writer.double(node.score)
  }
}

// ---- to values ----------------------------------------------------------------------------------

/** How objects are read for this server: `client` is the one that sent it; undefined while a file is loaded. */
export const readOptions = (
  { config, stats }: RedisServer,
  client: Client | undefined,
): ReadObjectOptions => {
  const { sanitizeDumpPayload, hashMaxListpackEntries, hashMaxListpackValue } = config.values
  const deep =
    sanitizeDumpPayload === 'yes' ||
    (sanitizeDumpPayload === 'clients' && client !== undefined && client.user?.skipSanitize !== true)
  return { deep, counter: stats, hashMaxListpackEntries, hashMaxListpackValue }
}

/** The value an object read from RDB becomes; encodings follow from this server's parameters. */
export const loadValue = (server: RedisServer, object: RdbObject): Value => {
  const { hashSeed, config } = server
  switch (object.kind) {
    case 'string':
      return tryEncode(object.value)
    case 'elements': {
      const value = ListValue.create(server)
      for (const element of object.elements) value.list.pushTail(element)
      return value
    }
    case 'list': {
      const value = ListValue.create(server)
      for (const node of object.nodes) {
        if ('plain' in node) value.list.appendPlain(node.plain)
        else value.list.appendListpack(Listpack.of(node.elements))
      }
      return value
    }
    case 'intset': {
      const intset = new IntSet()
      intset.encoding = object.width
      intset.values = object.values
      return SetValue.ofIntset(intset, hashSeed, config.values)
    }
    case 'set':
      return SetValue.of(object.members, hashSeed, config.values)
    case 'hash': {
      const many = object.pairs.length / 2 > config.values.hashMaxListpackEntries
      const long = object.packed ? object.long && hasLong(object.pairs, server) : object.long
      return HashValue.of(object.pairs, hashSeed, many || long)
    }
    case 'zset':
      return loadZset(server, object)
    case 'stream':
      return loadStream(object)
    default:
      throw new Error('a value of a module')
  }
}

const hasLong = (words: readonly string[], { config }: RedisServer): boolean =>
  words.some((word) => word.length > config.values.hashMaxListpackValue)

type RdbZset = Extract<RdbObject, { kind: 'zset' }>

const loadZset = (server: RedisServer, { members, scores, packed }: RdbZset): ZSetValue => {
  const { zsetMaxListpackEntries: most, zsetMaxListpackValue: longest } = server.config.values
  const value = new ZSetValue()
  const small = members.length <= most && (packed || members.every((member) => member.length <= longest))
  if (small) {
    const elements = new ScoredMembers(members, scores)
    value.elements = PackedElements.of(packed ? elements : elements.sorted())
    return value
  }
  const elements = new SkipElements(server.hashSeed)
  elements.dict.expand(members.length)
  for (let i = 0; i < members.length; i++) {
    // Only a payload nobody looked into has a member twice.
    if (!elements.dict.has(members[i]!)) elements.insert(scores[i]!, members[i]!, server.system.random)
  }
  value.elements = elements
  return value
}
