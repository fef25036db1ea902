import { formatFixed } from '../../../../bytes/printf.ts'
import { RdbWriter } from '../../../../formats/rdb/writer.ts'
import { allocated } from '../../../../structures/allocated.ts'
import { hashKey } from '../../../../structures/hash.ts'
import { estimateIdle } from '../../../../structures/lfu.ts'
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import { Type } from '../../../keyspace/entry.ts'
import type { Entry } from '../../../keyspace/entry.ts'
import { saveValue } from '../../../persistence/values.ts'
import { ListValue } from '../../../values/list.ts'
import { frameOf, isTrimmed } from '../../../values/rooms.ts'
import { textOf } from '../../../values/string.ts'
import type { StringValue } from '../../../keyspace/entry.ts'
import { isSharedInteger } from '../../generic/shared/object.ts'

const SHARED_REFCOUNT = 2147483647
/** Header and final zero of the smallest string that knows its length in five bits, in a byte, in two, in four. */
const HEADERS = [
  { upTo: 31, bytes: 2 },
  { upTo: 255, bytes: 4 },
  { upTo: 65535, bytes: 6 },
  { upTo: Infinity, bytes: 10 },
] as const

/** The key's entry as it is; throws when there is none. */
const existing = ({ db }: Client, key: string): Entry => {
  const entry = db.peek(key)
  if (entry === undefined) throw errors.noSuchKey()
  return entry
}

/** An address of the heap, always the same for the same key. */
const addressOf = (key: string, seed: number): string =>
  `0x7f${(hashKey(key, seed) >>> 0).toString(16).padStart(8, '0')}f0`

const listText = ({ list }: ListValue): string => {
  let bytes = 0
  let nodes = 0
  for (let node = list.head; node !== null; node = node.next) {
    bytes += node.bytes
    nodes++
  }
  const average = formatFixed(list.length / nodes, 2)
  const compressed = list.compress === 0 ? 0 : 1
  return ` ql_nodes:${nodes} ql_avg_node:${average} ql_listpack_max:${list.fill} ql_compressed:${compressed} ql_uncompressed_size:${bytes}`
}

/** DEBUG OBJECT <key>. */
export const debugObject = (client: Client, argv: readonly string[]): void => {
  const { server, reply } = client
  const entry = existing(client, argv[2]!)
  const { value, encoding, lru } = entry
  const writer = new RdbWriter({ compress: server.config.values.rdbcompression, checksum: false })
  saveValue(writer, value)
  const references = isSharedInteger(server, value) ? SHARED_REFCOUNT : 1
  const idle = Math.floor(estimateIdle(lru, server.lruClock) / 1000)
  const text = `Value at:${addressOf(entry.key, server.hashSeed)} refcount:${references} encoding:${encoding} serializedlength:${writer.take().length} lru:${lru} lru_seconds_idle:${idle}`
  reply.status(text + (value instanceof ListValue ? listText(value) : ''))
}

/** What a text takes that never grew: its type is the smallest that holds the length. */
const textSizes = (length: number): { allocation: number; available: number } => {
  const header = HEADERS.find(({ upTo }) => length <= upTo)!
  const allocation = allocated(length + header.bytes)
  return { allocation, available: header.bytes === 2 ? 0 : allocation - header.bytes - length }
}

/** The same of a value; `room`: what was allocated if it grew in place. */
const valueSizes = ({ raw }: Entry, length: number, room: number) => {
  if (room > 0) return { allocation: room, available: room - frameOf(room) - length }
  const { allocation, available } = textSizes(length)
  return { allocation, available: isTrimmed(length, raw, available) ? 0 : available }
}

/** DEBUG SDSLEN <key>: how long key and value are, and what was allocated for them. */
export const debugTextLengths = (client: Client, argv: readonly string[]): void => {
  const entry = existing(client, argv[2]!)
  const { encoding, type, key } = entry
  if (type !== Type.string || encoding === 'int') throw errors.text('ERR Not an sds encoded string.')
  const { length } = textOf(entry.value as StringValue)
  const embedded = encoding === 'embstr'
  const value = embedded
    ? // An embedded text shares its allocation with the object before it.
      { allocation: allocated(16 + 4 + length) - 16, available: 0 }
    : valueSizes(entry, length, client.server.memory.rooms.of(entry))
  const name = textSizes(key.length)
  client.reply.status(
    `key_sds_len:${key.length}, key_sds_avail:${name.available}, key_zmalloc: ${name.allocation}, val_sds_len:${length}, val_sds_avail:${value.available}, val_zmalloc: ${value.allocation}`,
  )
}
