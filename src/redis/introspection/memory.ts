/**
 * A model of used_memory: nobody allocates here, so it is reckoned from what there is. Keys and values take
 * what Redis's structures would (`allocator.ts`); of a large database some keys stand for all, and of a large
 * value its first elements. Recorded: one million keys of 16 bytes with values of 4 take 104 bytes each.
 */
import { Type } from '../keyspace/entry.ts'
import type { Collection, Entry } from '../keyspace/entry.ts'
import { EMBSTR_LIMIT } from '../keyspace/entry.ts'
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

/** used_memory_startup, and what else an idle server without clients has (recorded). */
export const STARTUP = 876_136
const IDLE = 27_000
/** Keys looked at in one database, elements in one value. */
const KEYS_SAMPLED = 1000
const ELEMENTS_SAMPLED = 16
/** Integers from 0 to this are shared objects. */
const SHARED_INTEGERS = 10_000
const LISTPACK_OVERHEAD = 7
const INTSET_OVERHEAD = 8
const QUICKLIST_NODE_MAX = 8192

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

const tableBytes = (entries: number): number => DICT + BUCKET * bucketsFor(entries)

const intsetWidth = (members: readonly string[]): number => {
  const largest = Math.max(0, ...members.map((member) => Math.abs(Number(member))))
  return largest < 2 ** 15 ? 2 : largest < 2 ** 31 ? 4 : 8
}

/** Bytes of a collection, its object included. */
const collectionBytes = (value: Collection): number => {
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
      return OBJECT + allocated(INTSET_OVERHEAD + size * intsetWidth(sample))
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

const valueBytes = ({ value, encoding }: Entry): number => {
  if (typeof value === 'number') return value >= 0 && value < SHARED_INTEGERS ? 0 : OBJECT
  if (typeof value === 'bigint') return OBJECT
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) return collectionBytes(value)
  const short = encoding === 'embstr' && value.length <= EMBSTR_LIMIT
  return short ? allocated(OBJECT + 4 + value.length) : OBJECT + sdsBytes(value.length, false)
}

/** A key and its value with their hash table entry; the bucket is the table's. */
export const entryBytes = (entry: Entry): number =>
  DICT_ENTRY + sdsBytes(entry.key.length) + valueBytes(entry) + (entry.expireAt === null ? 0 : DICT_ENTRY)

/** Some entries of a database, spread over its hash table; all of a small one. */
const sampleEntries = ({ dict }: Database): Entry[] => {
  const entries: Entry[] = []
  for (const table of dict.tables) {
    const stride = Math.max(1, Math.floor(table.length / KEYS_SAMPLED))
    const from = entries.length
    for (let i = 0; i < table.length && entries.length - from < KEYS_SAMPLED; i += stride) {
      for (let entry = table[i] ?? null; entry !== null; entry = entry.next) entries.push(entry)
    }
  }
  return entries
}

/** Bytes of a database's keys, values and hash tables. */
export const databaseBytes = (db: Database): number => {
  const { dict, expires, ballast } = db
  const slots = (tables: readonly (readonly unknown[])[]) => tables[0]!.length + tables[1]!.length
  const tables = BUCKET * (slots(dict.tables) + slots(expires.tables))
  const keys = dict.size === 0 ? 0 : mean(sampleEntries(db).map(entryBytes)) * dict.size
  if (ballast === undefined) return Math.round(tables + keys)
  const key = ballast.prefix.length + String(ballast.count).length
  const one = DICT_ENTRY + sdsBytes(key) + allocated(OBJECT + 4 + ballast.value.length)
  return Math.round(tables + keys + ballast.remaining * one + BUCKET * bucketsFor(ballast.count))
}

/** The parts used_memory is made of, bytes. */
export interface MemoryFigures {
  readonly used: number
  /** Startup, clients, hash tables and objects: what is not data (used_memory_overhead). */
  readonly overhead: number
  readonly clients: number
}

export class Memory {
  readonly server: RedisServer
  /** The most that was ever used. */
  peak = 0
  private seenDirty = -1
  private seenClients = -1

  constructor(server: RedisServer) {
    this.server = server
  }

  figures(): MemoryFigures {
    const { databases } = this.server
    let clients = 0
    for (const client of this.server.clients.values()) clients += clientUsage(client).total
    let data = 0
    let overhead = STARTUP + clients
    for (const db of databases) {
      if (db.size === 0) continue
      data += databaseBytes(db)
      const expiring = db.expires.size
      overhead +=
        (db.size + expiring) * 24 + BUCKET * (bucketsFor(db.size) + bucketsFor(expiring)) + db.size * OBJECT
    }
    const used = STARTUP + IDLE + clients + data
    this.peak = Math.max(this.peak, used)
    return { used, overhead: Math.min(overhead, used), clients }
  }

  get used(): number {
    return this.figures().used
  }

  /** Called by the cron: looks only when something may have grown. */
  trackPeak(): void {
    const { dirty, clients } = this.server
    if (dirty === this.seenDirty && clients.size === this.seenClients) return
    this.seenDirty = dirty
    this.seenClients = clients.size
    this.figures()
  }
}
