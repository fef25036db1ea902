/**
 * A model of used_memory: nobody allocates here, so it is reckoned from what there is. Keys and values take
 * what Redis's structures would (`allocator.ts`); the first elements of a value stand for all of it, and of many
 * small values some for all. Recorded: one million keys of 16 bytes with values of 4 take 104 bytes each.
 */
import { Type } from '../keyspace/entry.ts'
import type { Collection, Entry } from '../keyspace/entry.ts'
import { EMBSTR_LIMIT } from '../keyspace/entry.ts'
import type { SetValue } from '../values/set.ts'
import type { StreamValue } from '../values/stream.ts'
import type { Database } from '../keyspace/database.ts'
import { clientUsage } from '../clients/usage.ts'
import type { RedisServer } from '../server/server.ts'
import { entrySize } from '../../structures/listpack.ts'
import {
  allocated,
  BUCKET,
  bucketsFor,
  DICT,
  DICT_ENTRY,
  OBJECT,
  QUICKLIST,
  QUICKLIST_NODE,
  sdsBytes,
  SKIPLIST,
  SKIPLIST_NODE,
  ZSET,
} from './allocator.ts'
import { streamBytes } from './stream-memory.ts'

/** used_memory_startup, and what else an idle server without clients has (recorded). */
export const STARTUP = 876_136
const IDLE = 27_000
const ELEMENTS_SAMPLED = 16
/** Values of up to so many elements are small; of each type and encoding so many are looked at. */
const SMALL = 128
const SMALL_SAMPLED = 500
/** The cron looks at so many keys each tick; of more it looks every so many virtual µs. */
const KEYS_A_TICK = 5000
const PEAK_PERIOD = 5_000_000
/** Integers from 0 to this are shared objects. */
const SHARED_INTEGERS = 10_000
const LISTPACK_OVERHEAD = 7
const QUICKLIST_NODE_MAX = 8192
/** What Redis takes a dictEntry for when it reckons overhead. */
const DICT_ENTRY_STRUCT = 24

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

const tableBytes = (entries: number): number => DICT + BUCKET * bucketsFor(entries)

/** Bytes of a collection, its object included. */
const collectionBytes = (value: Collection): number => {
  if (value.type === Type.stream) return OBJECT + streamBytes(value as StreamValue)
  const sample = value.preview(ELEMENTS_SAMPLED)
  const { size, type } = value
  const paired = type === Type.hash || type === Type.zset
  const packed = mean(sample.map(entrySize)) * size * (paired ? 2 : 1)
  const text = mean(sample.map((element) => sdsBytes(element.length)))
  const names = mean(sample.filter((_, i) => i % 2 === 0).map((element) => sdsBytes(element.length)))
  switch (value.encoding) {
    case 'listpack':
      return OBJECT + allocated(LISTPACK_OVERHEAD + packed)
    case 'intset':
      return OBJECT + allocated((value as SetValue).intset!.byteLength)
    case 'quicklist': {
      const nodes = Math.max(1, Math.ceil(packed / QUICKLIST_NODE_MAX))
      return OBJECT + QUICKLIST + nodes * (QUICKLIST_NODE + allocated(LISTPACK_OVERHEAD + packed / nodes))
    }
    case 'skiplist':
      return OBJECT + ZSET + SKIPLIST + tableBytes(size) + size * (DICT_ENTRY + SKIPLIST_NODE + names)
    default:
      return OBJECT + tableBytes(size) + size * (DICT_ENTRY + text * (paired ? 2 : 1))
  }
}

/** Bytes of a string, its object included; a shared integer takes none. */
export const stringBytes = (entry: Entry): number => {
  const { value } = entry
  if (typeof value === 'number') return value >= 0 && value < SHARED_INTEGERS ? 0 : OBJECT
  if (typeof value === 'bigint') return OBJECT
  const { length } = value as string | Uint8Array
  const short = length <= EMBSTR_LIMIT && entry.encoding === 'embstr'
  return short ? allocated(OBJECT + 4 + length) : OBJECT + sdsBytes(length, false)
}

/** What many small values of a kind were found to take. */
class SmallValues {
  private readonly kinds = new Map<string, { values: number; bytes: number; elements: number }>()

  /** Bytes of a small value: reckoned for the first ones of its kind, then by their mean. */
  bytes(value: Collection): number {
    const name = `${value.type} ${value.encoding}`
    let kind = this.kinds.get(name)
    if (kind === undefined) {
      kind = { values: 0, bytes: 0, elements: 0 }
      this.kinds.set(name, kind)
    }
    if (kind.values >= SMALL_SAMPLED) return (kind.bytes / kind.elements) * value.size
    const bytes = collectionBytes(value)
    kind.values++
    kind.bytes += bytes
    kind.elements += value.size
    return bytes
  }
}

const valueBytes = (entry: Entry, small: SmallValues): number => {
  const { value } = entry
  if (typeof value !== 'object' || value instanceof Uint8Array) return stringBytes(entry)
  return value.size <= SMALL ? small.bytes(value) : collectionBytes(value)
}

/** A key and its value with their hash table entries; the buckets are the tables'. */
export const entryBytes = (entry: Entry, small = new SmallValues()): number =>
  DICT_ENTRY +
  sdsBytes(entry.key.length) +
  valueBytes(entry, small) +
  (entry.expireAt === null ? 0 : DICT_ENTRY)

/** Bytes of a database's keys, values and hash tables. */
export const databaseBytes = (db: Database): number => {
  const { dict, expires, ballast } = db
  const slots = (tables: readonly (readonly unknown[])[]) => tables[0]!.length + tables[1]!.length
  let bytes = BUCKET * (slots(dict.tables) + slots(expires.tables))
  const small = new SmallValues()
  dict.forEach((entry) => {
    bytes += entryBytes(entry, small)
  })
  if (ballast === undefined) return Math.round(bytes)
  const key = ballast.prefix.length + String(ballast.count).length
  const one = DICT_ENTRY + sdsBytes(key) + allocated(OBJECT + 4 + ballast.value.length)
  return Math.round(bytes + ballast.remaining * one + BUCKET * bucketsFor(ballast.count))
}

/** What the hash tables of a database take beside keys and values, as MEMORY STATS reckons. Bytes. */
export const databaseOverhead = ({ size, dict, expires }: Database): { main: number; expires: number } => ({
  main: size * (DICT_ENTRY_STRUCT + OBJECT) + BUCKET * Math.max(dict.slots, bucketsFor(size)),
  expires: expires.size * DICT_ENTRY_STRUCT + BUCKET * expires.slots,
})

/** The parts used_memory is made of, bytes. */
export interface MemoryFigures {
  readonly used: number
  /** Startup, clients, hash tables and objects: what is not data (used_memory_overhead). */
  readonly overhead: number
  readonly clients: number
}

export class Memory {
  readonly server: RedisServer
  /** The most that was ever found in use. */
  peak = 0
  /** Bytes of all databases, and what told then that something changed. */
  private data = 0
  private seen = ''
  private looked = 0

  constructor(server: RedisServer) {
    this.server = server
  }

  private dataBytes(): number {
    const version = this.version()
    if (version !== this.seen) {
      const { databases } = this.server
      this.data = databases.reduce((sum, db) => sum + (db.size === 0 ? 0 : databaseBytes(db)), 0)
      this.seen = version
    }
    return this.data
  }

  /** Differs from the last one when keys may have changed; expiry and eviction don't count as changes. */
  private version(): string {
    const { dirty, databases } = this.server
    const keys = databases.reduce((sum, { dict }) => sum + dict.size, 0)
    return `${dirty} ${keys}`
  }

  figures(): MemoryFigures {
    let clients = 0
    for (const client of this.server.clients.values()) clients += clientUsage(client).total
    let overhead = STARTUP + clients
    for (const { size, expires } of this.server.databases) {
      if (size === 0) continue
      overhead += (size + expires.size) * DICT_ENTRY_STRUCT + size * OBJECT
      overhead += BUCKET * (bucketsFor(size) + bucketsFor(expires.size))
    }
    const used = STARTUP + IDLE + clients + this.dataBytes()
    this.peak = Math.max(this.peak, used)
    return { used, overhead: Math.min(overhead, used), clients }
  }

  get used(): number {
    return this.figures().used
  }

  /** Called by the cron: looks only where something may have grown, at a large data set only now and then. */
  trackPeak(): void {
    const { databases, now } = this.server
    if (this.version() === this.seen) return
    const keys = databases.reduce((sum, { dict }) => sum + dict.size, 0)
    if (keys > KEYS_A_TICK && now - this.looked < PEAK_PERIOD) return
    this.looked = now
    this.figures()
  }
}
