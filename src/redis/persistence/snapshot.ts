/**
 * The data set at one instant as an RDB file, written a slice at a time (rdb.c: rdbSaveRio). It notes the entries of
 * every database when it is made; whoever is about to change one tells it first, and it writes the old value down at
 * once. So the file is the same whatever happens meanwhile. Plain data.
 */
import { RdbWriter } from '../../formats/rdb/writer.ts'
import { estimateIdle, lfuDecrement, lfuMinutes } from '../../structures/lfu.ts'
import { hashKey } from '../../structures/hash.ts'
import type { Dict } from '../../structures/dict.ts'
import type { Database } from '../keyspace/database.ts'
import type { Ballast } from '../keyspace/ballast.ts'
import { Entry } from '../keyspace/entry.ts'
import type { RedisServer } from '../server/server.ts'
import { REDIS_VERSION } from '../version.ts'
import type { FrozenWriter } from './frozen.ts'
import { rdbTypeOf, saveValue } from './values.ts'

/** Where a server stands in the replication stream; a file has it if there is a backlog (rdbSaveInfo). */
export interface ReplicationPoint {
  /** The database the stream selected last. */
  readonly database: number
  readonly id: string
  readonly offset: number
}

export interface SnapshotOptions {
  /** It is the base file of an append-only log. */
  readonly aofBase?: boolean
  /** Left out: where the server stands now, if it has a backlog; the base of a log has none. */
  readonly replication?: ReplicationPoint | undefined
  /** What a replica wants left out (REPLCONF RDB-FILTER-ONLY). */
  readonly withoutData?: boolean
  readonly withoutFunctions?: boolean
}

/** What the policy of eviction wants to know of each key. */
type Usage = 'idle' | 'frequency' | undefined

/** The entries of one database in the order of its table. */
interface Section {
  readonly id: number
  readonly expires: number
  /** Entries, or the bytes of one that was about to change; what is written is given up. */
  readonly entries: (Entry | string | undefined)[]
  /** For each bucket of the first, then of the second table, the index of its first entry; the end at last. */
  readonly buckets: Int32Array
  /** Buckets of the first table and of the second. */
  readonly sizes: readonly [number, number]
  /** Keys that are only counted: those not gone are written like the others, after them. */
  readonly ballast: FrozenBallast | undefined
  /** Seed of the tables' hash function. */
  readonly seed: number
}

interface FrozenBallast {
  readonly ballast: Ballast
  readonly gone: ReadonlySet<number>
}

const collect = (dict: Dict<Entry>): Pick<Section, 'entries' | 'buckets' | 'sizes'> => {
  const tables = dict.rehashing ? dict.tables : [dict.tables[0]]
  const slots = tables.reduce((sum, table) => sum + table.length, 0)
  const entries: Entry[] = []
  const buckets = new Int32Array(slots + 1)
  let bucket = 0
  for (const table of tables) {
    for (const first of table) {
      buckets[bucket++] = entries.length
      for (let entry = first; entry !== null; entry = entry.next) entries.push(entry)
    }
  }
  buckets[bucket] = entries.length
  return { entries, buckets, sizes: [tables[0]!.length, tables[1]?.length ?? 0] }
}

const sectionOf = (db: Database): Section => ({
  id: db.id,
  expires: db.expires.size,
  ...collect(db.dict),
  ballast: db.ballast && { ballast: db.ballast, gone: new Set(db.ballast.gone) },
  seed: db.dict.seed,
})

const keysOf = ({ entries, ballast }: Section): number =>
  entries.length + (ballast === undefined ? 0 : ballast.ballast.count - ballast.gone.size)

/** rdbPopulateSaveInfo. */
const pointOf = ({ replication, replicationId: id }: RedisServer): ReplicationPoint | undefined => {
  if (replication?.backlog === undefined) return undefined
  const { selected, offset } = replication
  return { database: Math.max(0, selected), id, offset }
}

const usageOf = ({ config, lfuPolicy }: RedisServer): Usage => {
  if (lfuPolicy) return 'frequency'
  return config.values.maxmemoryPolicy.endsWith('-lru') ? 'idle' : undefined
}

export class Snapshot implements FrozenWriter {
  readonly keys: number
  written = 0
  /** Whether the end of the file is written. */
  finished = false
  private readonly server: RedisServer
  private readonly writer: RdbWriter
  /** Takes the value of an entry that is about to change. */
  private readonly early: RdbWriter
  private readonly sections: Section[] = []
  private readonly usage: Usage
  /** The clock that idle times are counted from, as it was. */
  private readonly clock: number
  private readonly minutes: number
  private section = 0
  private index = 0
  private end = ''

  constructor(server: RedisServer, options: SnapshotOptions = {}) {
    const { rdbcompression: compress, rdbchecksum: checksum } = server.config.values
    this.server = server
    this.writer = new RdbWriter({ compress, checksum })
    this.early = new RdbWriter({ compress, checksum: false })
    this.usage = usageOf(server)
    this.clock = server.lruClock
    this.minutes = lfuMinutes(server.milliseconds)
    this.begin(options)
    const databases = options.withoutData === true ? [] : server.databases
    for (const db of databases) if (db.size > 0) this.sections.push(sectionOf(db))
    this.keys = this.sections.reduce((sum, section) => sum + keysOf(section), 0)
  }

  /** What stands before the keys (rdbSaveInfoAuxFields, rdbSaveFunctions). */
  private begin({ aofBase = false, withoutFunctions, ...options }: SnapshotOptions): void {
    const { writer, server } = this
    writer.header()
    writer.aux('redis-ver', REDIS_VERSION)
    writer.aux('redis-bits', 64)
    writer.aux('ctime', Math.floor(server.now / 1e6))
    writer.aux('used-mem', Math.floor(server.memory.used))
    const replication = aofBase ? undefined : (options.replication ?? pointOf(server))
    if (replication !== undefined) {
      writer.aux('repl-stream-db', replication.database)
      writer.aux('repl-id', replication.id)
      writer.aux('repl-offset', replication.offset)
    }
    writer.aux('aof-base', aofBase ? 1 : 0)
    if (withoutFunctions === true) return
    for (const { code } of server.scripting?.functions.libraries.values() ?? []) writer.function(code)
  }

  step(maxKeys: number): boolean {
    let left = maxKeys
    while (left > 0 && this.section < this.sections.length) {
      const section = this.sections[this.section]!
      if (this.index === 0) this.writer.database(section.id, keysOf(section), section.expires)
      left = this.writeEntries(section, left)
      if (left > 0) left = this.writeBallast(section, left)
      if (this.index < section.entries.length + (section.ballast?.ballast.count ?? 0)) break
      this.section++
      this.index = 0
    }
    if (this.section < this.sections.length) return false
    if (!this.finished) {
      this.finished = true
      this.end = this.writer.finish()
    }
    return true
  }

  private writeEntries({ entries }: Section, limit: number): number {
    const end = Math.min(entries.length, this.index + limit)
    const count = Math.max(0, end - this.index)
    for (; this.index < end; this.index++) {
      const entry = entries[this.index]!
      if (typeof entry === 'string') this.writer.raw(entry)
      else this.save(this.writer, entry)
      entries[this.index] = undefined
    }
    this.written += count
    return limit - count
  }

  private writeBallast({ entries, ballast: frozen }: Section, limit: number): number {
    if (frozen === undefined) return limit
    const { ballast, gone } = frozen
    let left = limit
    for (; left > 0 && this.index < entries.length + ballast.count; this.index++) {
      const number = this.index - entries.length
      if (gone.has(number)) continue
      this.save(this.writer, new Entry(ballast.prefix + String(number), ballast.value))
      this.written++
      left--
    }
    return left
  }

  /** rdbSaveKeyValuePair. */
  private save(writer: RdbWriter, entry: Entry): void {
    const { value, expireAt, lru } = entry
    if (expireAt !== null) writer.expiry(this.exactExpiry(entry, expireAt))
    if (this.usage === 'idle') {
      writer.idle(Math.floor(estimateIdle(lru, this.clock) / 1000))
    } else if (this.usage === 'frequency') {
      writer.frequency(lfuDecrement(lru, this.minutes, this.server.config.values.lfuDecayTime))
    }
    writer.byte(rdbTypeOf(value))
    writer.string(entry.key)
    saveValue(writer, value)
  }

  /** Beyond 2^53 ms the entry knows its expiry only roughly. */
  private exactExpiry(entry: Entry, expireAt: number): number | bigint {
    if (Number.isSafeInteger(expireAt)) return expireAt
    for (const { expires } of this.server.databases) {
      const expire = expires.find(entry.key)
      if (expire?.entry === entry) return expire.exact ?? expireAt
    }
    return BigInt(expireAt)
  }

  take(): string {
    const bytes = this.finished ? this.end : this.writer.take()
    this.end = ''
    return bytes
  }

  beforeChange(entry: Entry): void {
    for (let i = this.section; i < this.sections.length; i++) {
      const { entries, buckets, sizes, seed } = this.sections[i]!
      const hash = hashKey(entry.key, seed)
      for (let table = 0; table < 2; table++) {
        if (sizes[table] === 0) continue
        const bucket = (table === 0 ? 0 : sizes[0]) + (hash & (sizes[table]! - 1))
        for (let at = buckets[bucket]!; at < buckets[bucket + 1]!; at++) {
          if (entries[at] !== entry) continue
          this.save(this.early, entry)
          entries[at] = this.early.take()
          return
        }
      }
    }
  }
}
