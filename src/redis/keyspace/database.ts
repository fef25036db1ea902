/**
 * One numbered database (db.c): the dict of keys, the dict of those with an expiry, who watches and who
 * waits for which key. Every look-up and every mutation of a key goes through here, so LRU stamps, WATCH,
 * the dirty counter, notifications, the trace and later copy-on-write and tracking have one gate.
 */
import { flatten } from '../../bytes/bytestrings.ts'
import { Dict } from '../../structures/dict.ts'
import { errors } from '../command/errors.ts'
import type { Client } from '../clients/client.ts'
import { tellToss } from '../eviction/use.ts'
import type { RedisServer } from '../server/server.ts'
import type { Ballast } from './ballast.ts'
import { Entry, Expire, Type, typeNames } from './entry.ts'
import type { Collection, Value } from './entry.ts'

/** Why a key left the keyspace, for the trace. */
export type Removal = 'del' | 'unlink' | 'expired' | 'evicted' | 'overwritten' | 'rename' | 'move' | 'flush'

/** Texts of one length, neither changed in place: nothing has to be counted anew. */
const takesAsMuch = ({ value: old, raw }: Entry, value: Value): boolean =>
  typeof value === 'string' && typeof old === 'string' && value.length === old.length && !raw

export class Database {
  readonly id: number
  readonly server: RedisServer
  dict: Dict<Entry>
  expires: Dict<Expire>
  /** Clients parked on a key, in the order they came. */
  blocking = new Map<string, Client[]>()
  /** Clients that WATCH a key. */
  watched = new Map<string, Client[]>()
  /** Where the active expiry cycle goes on in `expires` (expire.c, db->expires_cursor). */
  expiresCursor = 0
  /** Running average of TTLs seen by the expiry cycle, ms (INFO keyspace avg_ttl). */
  avgTtl = 0

  constructor(server: RedisServer, id: number) {
    this.server = server
    this.id = id
    this.dict = new Dict<Entry>(server.hashSeed)
    this.expires = new Dict<Expire>(server.hashSeed)
  }

  /** Keys that are only counted until they are touched; a model for lessons, undefined elsewhere. */
  ballast: Ballast | undefined

  /**
   * Bytes of all keys and values as last counted, without the hash tables: `settle` brings it up to date with the
   * entries that changed since.
   */
  private counted = 0
  private unsettled: Entry[] = []

  /** Counts anew what changed, and answers the bytes of all keys and values. */
  settle(): number {
    if (this.unsettled.length > 0) this.countChanged()
    return this.counted
  }

  private countChanged(): void {
    const { unsettled } = this
    const { memory, now } = this.server
    for (const entry of unsettled) {
      entry.unsettled = false
      if (entry.gone) continue
      const bytes = memory.entryBytes(entry)
      this.counted += bytes - entry.bytes
      memory.bins.move(entry, entry.bytes, bytes, now)
      entry.bytes = bytes
    }
    memory.unsettled -= unsettled.length
    this.unsettled = []
  }

  /** An entry is new, about to change or encoded anew: its bytes are counted anew before anybody asks. */
  unsettle(entry: Entry): void {
    if (entry.unsettled) return
    entry.unsettled = true
    this.unsettled.push(entry)
    this.server.memory.unsettled++
  }

  /** Number of keys (DBSIZE). */
  get size(): number {
    return this.ballast === undefined ? this.dict.size : this.dict.size + this.ballast.remaining
  }

  private find(key: string): Entry | undefined {
    const entry = this.dict.find(key)
    if (entry !== undefined || this.ballast === undefined) return entry
    const fresh = this.ballast.materialise(key)
    if (fresh !== undefined) {
      this.dict.insert(fresh)
      this.unsettle(fresh)
      const { server } = this
      if (server.system.tracing) {
        server.telling.keyModified(this, key)
        server.trace({ type: 'ballast', db: this.id, keys: this.ballast.remaining })
      }
    }
    return fresh
  }

  /** Visits every key (KEYS); the visitor may remove the one it is given. */
  forEach(visit: (entry: Entry) => void): void {
    this.dict.forEach(visit)
    this.ballast?.forEach(visit)
  }

  /** One step of SCAN: see Dict.scan. */
  scan(cursor: number | bigint, visit: (entry: Entry) => void): number {
    return this.ballast === undefined
      ? this.dict.scan(cursor, visit)
      : this.ballast.scan(this.dict, cursor, visit)
  }

  // ---- look-ups -------------------------------------------------------------------------------

  /** The entry without touching its LRU stamp or the hit counters, expired or not. */
  peek(key: string): Entry | undefined {
    return this.find(key)
  }

  /** lookupKeyReadWithFlags: an expired key is deleted and missed; counts hits and misses, stamps the LRU. */
  lookupRead(key: string, touch = true): Entry | undefined {
    const entry = this.live(key)
    const stats = this.server.stats
    if (entry === undefined) {
      stats.keyspaceMisses++
      if (this.server.notifyMisses) this.notify('keymiss', 'keymiss', key)
      if (this.server.system.tracing) this.server.trace({ type: 'key.miss', db: this.id, key })
      return undefined
    }
    stats.keyspaceHits++
    if (touch) this.touch(entry)
    if (typeof entry.value === 'object' && (entry.value as Partial<Collection>).rehashing === true) {
      this.unsettle(entry)
    }
    return entry
  }

  /** lookupKeyWrite: the gate before a mutation. Doesn't count hits and misses. */
  lookupWrite(key: string): Entry | undefined {
    const entry = this.live(key, true)
    if (entry !== undefined) {
      this.touch(entry)
      this.unsettle(entry)
    }
    return entry
  }

  /** `lookupRead`, and WRONGTYPE unless the key is missing or of this type. */
  read(key: string, type: Type): Entry | undefined {
    const entry = this.lookupRead(key)
    if (entry !== undefined && entry.type !== type) throw errors.wrongType()
    return entry
  }

  /** `lookupWrite`, and WRONGTYPE unless the key is missing or of this type. */
  write(key: string, type: Type): Entry | undefined {
    const entry = this.lookupWrite(key)
    if (entry !== undefined && entry.type !== type) throw errors.wrongType()
    return entry
  }

  /** The entry unless it is missing or expired; an expired one is deleted on a primary (expireIfNeeded). */
  live(key: string, toWrite = false): Entry | undefined {
    const entry = this.find(key)
    if (entry === undefined || entry.expireAt === null) return entry
    return this.server.expiry.expireIfNeeded(this, entry, toWrite) ? undefined : entry
  }

  /** True when the key is there and not expired. No stamp, no counters. */
  has(key: string): boolean {
    return this.live(key) !== undefined
  }

  private touch(entry: Entry): void {
    const server = this.server
    if (!server.lfuPolicy) {
      entry.lru = server.lruClock
      return
    }
    const before = entry.lru
    server.touchLfu(entry)
    if (server.system.tracing) tellToss(server, this.id, entry, before)
  }

  // ---- mutations ------------------------------------------------------------------------------

  /** dbAddRDBLoad: a key read from a file, which must be absent; nobody is told. */
  addLoaded(key: string, value: Value): Entry {
    const entry = new Entry(flatten(key), value)
    entry.lru = this.server.freshLru()
    this.dict.insert(entry)
    this.unsettle(entry)
    return entry
  }

  /** dbAdd: the key must be absent. Wakes clients that wait for it. */
  add(key: string, value: Value): Entry {
    const entry = this.addLoaded(key, value)
    const type = entry.type
    if ((type === Type.list || type === Type.zset || type === Type.stream) && this.blocking.size > 0) {
      this.signalReady(key)
    }
    this.notify('new', 'new', key)
    return entry
  }

  /**
   * dbAdd of a value that is already there under another name or in another database (RENAME, MOVE) or was
   * copied: it keeps its encoding and LRU stamp. The key must be absent.
   */
  adopt(key: string, from: Pick<Entry, 'value' | 'raw' | 'lru'>, expireAt: number | bigint | null): Entry {
    const entry = this.add(key, from.value)
    entry.raw = from.raw
    entry.lru = from.lru
    if (expireAt !== null) this.expire(entry, expireAt)
    return entry
  }

  /**
   * setKey: gives the key this value, dropping its old one and (unless `keepTtl`) its expiry; signals the
   * modification. The caller notifies and counts dirty (`changed` does both and the signal again is harmless).
   */
  set(key: string, value: Value, keepTtl = false): Entry {
    const old = this.live(key)
    if (old === undefined) {
      const entry = this.add(key, value)
      this.signalModified(key)
      return entry
    }
    this.touch(old)
    if (!takesAsMuch(old, value)) this.unsettle(old)
    if (this.server.persistence.child !== undefined) this.server.persistence.beforeChange(old)
    if (typeof old.value === 'object') this.dropLazily(old)
    if (old.type === Type.stream) this.signalReady(key)
    old.value = value
    old.raw = false
    old.lru = this.server.lfuPolicy ? old.lru : this.server.lruClock
    if (!keepTtl && old.expireAt !== null) this.persist(old)
    this.signalModified(key)
    return old
  }

  /** Deletes a key whatever its type (dbGenericDelete). False when it was absent. Doesn't notify. */
  remove(key: string, why: Removal = 'del'): boolean {
    const entry = this.find(key)
    if (entry === undefined) return false
    this.beforeChange(entry)
    // XREADGROUP stops waiting when its stream goes.
    if (entry.type === Type.stream && this.blocking.size > 0) this.signalReady(key)
    if (entry.expireAt !== null) this.expires.remove(key)
    this.dict.remove(key)
    this.counted -= entry.bytes
    this.server.memory.bins.free(entry, entry.bytes, this.server.now)
    this.server.memory.rooms.forget(entry)
    entry.leave()
    if (why === 'overwritten') this.dropLazily(entry)
    if (this.server.system.tracing)
      this.server.trace({ type: 'key.removed', db: this.id, key, why, size: this.server.keyCount })
    return true
  }

  /** Deletes a key whose time is over; lazyfree-lazy-expire leaves its value to the background thread. True if so. */
  removeExpired(entry: Entry, why: Removal = 'del'): boolean {
    const { config, memory } = this.server
    this.remove(entry.key, why)
    const lazily = config.values.lazyfreeLazyExpire
    if (lazily) memory.lazy.value(entry, memory.entryBytes(entry))
    return lazily
  }

  /** A value that another one takes the place of: lazyfree-lazy-server-del leaves it to the background thread. */
  private dropLazily(entry: Entry): void {
    const { config, memory } = this.server
    if (config.values.lazyfreeLazyServerDel) memory.lazy.value(entry, memory.entryBytes(entry))
  }

  /** Sets the expiry (Unix ms, any signed 64-bit integer) of a key that exists. */
  expire(entry: Entry, at: number | bigint): void {
    this.beforeChange(entry)
    if (this.server.isReplica) this.server.replication?.remember(this, entry.key)
    if (typeof at === 'bigint' || (entry.expireAt !== null && !Number.isSafeInteger(entry.expireAt))) {
      this.expireExactly(entry, at)
      return
    }
    if (entry.expireAt === null) this.expires.insert(new Expire(entry))
    entry.expireAt = at
  }

  private expireExactly(entry: Entry, at: number | bigint): void {
    let expire = this.expires.find(entry.key)
    if (expire === undefined) {
      expire = new Expire(entry)
      this.expires.insert(expire)
    }
    entry.expireAt = Number(at)
    expire.exact = typeof at === 'bigint' ? at : undefined
  }

  /** The expiry of a key (Unix ms), exact also beyond 2^53; null: it has none. */
  expiryOf(entry: Entry): number | bigint | null {
    const at = entry.expireAt
    if (at === null || Number.isSafeInteger(at)) return at
    return this.expires.find(entry.key)?.exact ?? at
  }

  /** Removes the expiry; false when there was none. */
  persist(entry: Entry): boolean {
    if (entry.expireAt === null) return false
    this.beforeChange(entry)
    this.expires.remove(entry.key)
    entry.expireAt = null
    return true
  }

  /** Empties the database; returns how many keys it had. Watchers are told by the caller. */
  clear(): number {
    this.signalLostStreams(undefined)
    const removed = this.size
    const { memory, now } = this.server
    if (removed === this.server.keyCount) {
      memory.bins.freeAll(now)
      memory.rooms.forgetAll()
    } else
      this.dict.forEach((entry) => {
        memory.bins.free(entry, entry.bytes, now)
        memory.rooms.forget(entry)
      })
    this.dict = new Dict<Entry>(this.server.hashSeed)
    this.expires = new Dict<Expire>(this.server.hashSeed)
    memory.unsettled -= this.unsettled.length
    this.unsettled = []
    this.counted = 0
    this.ballast = undefined
    this.expiresCursor = 0
    this.avgTtl = 0
    return removed
  }

  /** Wakes who waits for a stream that is not one in the database to come (scanDatabaseForDeletedStreams). */
  private signalLostStreams(next: Database | undefined): void {
    for (const key of this.blocking.keys()) {
      const lost = this.peek(key)?.type === Type.stream && next?.peek(key)?.type !== Type.stream
      if (lost) this.signalReady(key)
    }
  }

  /** SWAPDB: the keys of two databases change places; watches and waits stay. */
  exchange(other: Database): void {
    this.signalLostStreams(other)
    other.signalLostStreams(this)
    const counted = this.settle()
    this.counted = other.settle()
    other.counted = counted
    const { dict, expires, expiresCursor, avgTtl, ballast } = this
    this.dict = other.dict
    this.expires = other.expires
    this.expiresCursor = other.expiresCursor
    this.avgTtl = other.avgTtl
    this.ballast = other.ballast
    other.dict = dict
    other.expires = expires
    other.expiresCursor = expiresCursor
    other.avgTtl = avgTtl
    other.ballast = ballast
  }

  /** Called before an existing entry changes or goes: a forked child keeps its view from here. */
  beforeChange(entry: Entry): void {
    this.unsettle(entry)
    if (this.server.persistence.child !== undefined) this.server.persistence.beforeChange(entry)
  }

  // ---- after a change -------------------------------------------------------------------------

  /**
   * The gate after a mutation: signals watchers, sends the keyspace notification, counts `dirty` changes.
   * `kind` is the notification class (notifications.ts), e.g. 'string'.
   */
  changed(key: string, kind: NotificationClass, event: string, dirty = 1): void {
    this.signalModified(key)
    this.notify(kind, event, key)
    this.server.dirty += dirty
  }

  /**
   * signalModifiedKey: WATCHing clients will see their EXEC fail, caches hear of it, the trace shows the key anew.
   * `byServer`: no client did it, the key ran out or was evicted.
   */
  signalModified(key: string, byServer = false): void {
    const { server } = this
    if (this.watched.size > 0) server.transactions.touchWatched(this, key)
    if (server.tracking.active) server.tracking.invalidate(key, byServer ? undefined : server.currentClient)
    this.server.telling.keyModified(this, key)
  }

  notify(kind: NotificationClass, event: string, key: string): void {
    this.server.notifyKeyspaceEvent(kind, event, key, this.id)
  }

  /** signalKeyAsReady: clients parked on this key are served after the command. */
  signalReady(key: string): void {
    if (this.blocking.has(key)) this.server.blocking.ready(this, key)
  }

  /** TYPE's answer. */
  typeName(key: string): string {
    const entry = this.lookupRead(key, false)
    return entry === undefined ? 'none' : typeNames[entry.type]
  }
}

/** Classes of keyspace events (notify.c). */
export type NotificationClass =
  | 'generic'
  | 'string'
  | 'list'
  | 'set'
  | 'hash'
  | 'zset'
  | 'expired'
  | 'evicted'
  | 'stream'
  | 'keymiss'
  | 'module'
  | 'new'
