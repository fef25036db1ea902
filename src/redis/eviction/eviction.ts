/**
 * What happens when memory is above maxmemory (evict.c of 7.0): before each command keys are evicted by the policy
 * until enough is free, the time limit is reached, or nothing is left to evict; then commands that could need more
 * memory are refused.
 */
import type { Database } from '../keyspace/database.ts'
import type { Entry } from '../keyspace/entry.ts'
import { partsOf } from '../keyspace/lazy-free.ts'
import { costs } from '../server/costs.ts'
import type { RedisServer } from '../server/server.ts'
import { estimateIdle, lfuDecrement, lfuMinutes } from '../../structures/lfu.ts'
import type { Candidate, PooledCandidate } from './events.ts'
import { TTL_HORIZON } from './events.ts'
import type { Policy } from './policy.ts'
import { policyOf } from './policy.ts'
import { EvictionPool } from './pool.ts'

/** Keys evicted between two looks at the clock. */
const KEYS_A_LOOK = 16
/** maxmemory-eviction-tenacity: µs a step up to 10, then 15 % more a step; 100 knows no limit. */
const TENACITY_STEP = 50
const TENACITY_LINEAR = 10
const TENACITY_GROWTH = 1.15
const TENACITY_MAX = 100
const DICT_ENTRY = 32

/** How a round ended: enough is free, more is evicted later, or nothing can be evicted. */
export type EvictionResult = 'ok' | 'running' | 'fail'

/** Virtual µs a round may take (evictionTimeLimitUs). */
export const timeLimit = (tenacity: number): number => {
  if (tenacity <= TENACITY_LINEAR) return TENACITY_STEP * tenacity
  if (tenacity >= TENACITY_MAX) return Infinity
  let limit = TENACITY_STEP * TENACITY_LINEAR
  for (let step = TENACITY_LINEAR; step < tenacity; step++) limit *= TENACITY_GROWTH
  return Math.floor(limit)
}

export class Eviction {
  readonly server: RedisServer
  readonly pool = new EvictionPool()
  /** The last command that was admitted under a limit found no memory left (pre_command_oom_state). */
  private foundNone = false
  /** A timer goes on evicting (isEvictionProcRunning). */
  private timerRunning = false
  /** Random policies go from database to database. */
  private nextDb = 0
  /** Virtual µs spent above the limit before, and since when it is exceeded now; 0: it is not. */
  private exceededBefore = 0
  private exceededSince = 0
  /** Virtual µs of this round. */
  private spent = 0

  constructor(server: RedisServer) {
    this.server = server
  }

  /** The running command found no memory left when it was admitted. */
  get outOfMemory(): boolean {
    return this.foundNone && this.server.config.values.maxmemory !== 0
  }

  /** What a command does that is admitted: frees memory if there is need and notes whether there was none. */
  makeRoom(): boolean {
    this.foundNone = this.mayEvict && this.perform() === 'fail'
    return !this.foundNone
  }

  get policy(): Policy {
    return policyOf(this.server.config.values.maxmemoryPolicy)
  }

  /** Bytes in use that count against maxmemory, and how many of them are too many; 0: none (getMaxmemoryState). */
  state(): { readonly used: number; readonly excess: number } {
    const { memory, config } = this.server
    const limit = config.values.maxmemory
    const reported = memory.usedQuickly
    if (limit === 0 || reported <= limit) return { used: reported, excess: 0 }
    const used = Math.max(0, reported - memory.notCounted)
    return { used, excess: Math.max(0, used - limit) }
  }

  /** Tells that a command was refused; `client` 0: a script called it. */
  tellRefused(client: number, command: string): void {
    const { server } = this
    if (!server.system.tracing) return
    const limit = server.config.values.maxmemory
    server.trace({ type: 'eviction.oom', client, command, used: this.state().used, limit })
  }

  // ---- a round --------------------------------------------------------------------------------

  /** Frees memory if there is need (performEvictions). */
  perform(): EvictionResult {
    const { excess } = this.state()
    if (excess === 0) return this.settle('ok')
    const { by } = this.policy
    if (by === 'none') return this.settle('fail')
    this.spent = 0
    const evicted = this.server.stats.evictedKeys
    const freed = this.evictUntil(excess)
    const result = freed === undefined ? 'fail' : this.timerRunning ? 'running' : 'ok'
    this.server.latency.note('eviction-cycle', this.spent)
    this.tell(result, this.server.stats.evictedKeys - evicted, freed ?? 0)
    return this.settle(result)
  }

  /** Evicts until so many bytes are free; answers how many, undefined when the keys ran out. */
  private evictUntil(excess: number): number | undefined {
    const { config } = this.server
    const { maxmemoryEvictionTenacity, lazyfreeLazyEviction } = config.values
    const limit = timeLimit(maxmemoryEvictionTenacity)
    let freed = 0
    for (let keys = 1; freed < excess; keys++) {
      const victim = this.choose()
      if (victim === undefined) return undefined
      freed += this.evict(victim)
      if (keys % KEYS_A_LOOK !== 0) continue
      if (lazyfreeLazyEviction && this.state().excess === 0) break
      if (this.spent > limit) {
        this.startTimer()
        break
      }
    }
    return freed
  }

  /** Notes since when memory is above the limit. */
  private settle(result: EvictionResult): EvictionResult {
    const { server } = this
    const now = server.system.now()
    if (result !== 'ok') {
      if (this.exceededSince === 0) this.exceededSince = now
    } else if (this.exceededSince !== 0) {
      this.exceededBefore += now - this.exceededSince
      this.exceededSince = 0
    }
    return result
  }

  /** Virtual µs memory was above the limit in all, and at this time in a row (INFO stats). */
  get exceeded(): { readonly total: number; readonly current: number } {
    const { exceededSince, exceededBefore } = this
    const current = exceededSince === 0 ? 0 : this.server.system.now() - exceededSince
    return { total: exceededBefore + current, current }
  }

  /** CONFIG RESETSTAT. */
  resetStatistics(): void {
    this.exceededBefore = 0
    this.exceededSince = 0
  }

  private tell(result: EvictionResult, evicted: number, freed: number): void {
    const { server } = this
    if (!server.system.tracing) return
    const limit = server.config.values.maxmemory
    server.trace({ type: 'eviction.done', result, evicted, freed, used: this.state().used, limit })
  }

  private charge(microseconds: number): void {
    this.spent += microseconds
    if (this.server.charging) this.server.system.work(microseconds)
  }

  // ---- who goes -------------------------------------------------------------------------------

  private choose(): Victim | undefined {
    const { policy } = this
    return policy.by === 'random' ? this.chooseRandom(policy) : this.chooseFromPool(policy)
  }

  /** Any key of the next database that has one. */
  private chooseRandom({ allKeys }: Policy): Victim | undefined {
    const { databases, system } = this.server
    for (let i = 0; i < databases.length; i++) {
      const db = databases[++this.nextDb % databases.length]!
      const entry = allKeys
        ? db.dict.randomEntry(system.random)
        : db.expires.randomEntry(system.random)?.entry
      if (entry !== undefined) return { db, entry, from: 'random', idle: 0 }
    }
    return undefined
  }

  /** The best of the pool that still exists, after a sample of every database was offered to it. */
  private chooseFromPool(policy: Policy): Victim | undefined {
    for (;;) {
      let keys = 0
      for (const db of this.server.databases) {
        const { size } = policy.allKeys ? db.dict : db.expires
        if (size === 0) continue
        keys += size
        this.sample(db, policy)
      }
      if (keys === 0) return undefined
      const victim = this.takeLiving(policy)
      if (victim !== undefined) return victim
    }
  }

  private takeLiving({ allKeys }: Policy): Victim | undefined {
    const { server } = this
    for (let best = this.pool.take(); best !== undefined; best = this.pool.take()) {
      const db = server.databases[best.db]!
      const entry = allKeys ? db.dict.find(best.key) : db.expires.find(best.key)?.entry
      if (entry !== undefined) return { db, entry, from: 'pool', idle: best.idle }
      if (server.system.tracing) server.trace({ type: 'eviction.ghost', db: best.db, key: best.key })
    }
    return undefined
  }

  /** Offers some random keys of a database to the pool (evictionPoolPopulate). */
  private sample(db: Database, policy: Policy): void {
    const { server, pool } = this
    const { random, tracing } = server.system
    const count = server.config.values.maxmemorySamples
    const sampled: readonly Entry[] = policy.allKeys
      ? db.dict.someEntries(count, random)
      : db.expires.someEntries(count, random).map(({ entry }) => entry)
    this.charge(sampled.length * costs.evictionSample)
    const candidates = sampled.map((entry) => this.rate(db, entry, policy))
    for (const candidate of candidates) pool.offer(candidate)
    if (!tracing) return
    const from = policy.allKeys ? 'main' : 'expires'
    const keys = candidates.map(({ db: _, ...candidate }): Candidate => candidate)
    server.trace({ type: 'eviction.sample', db: db.id, from, policy: policy.name, keys })
    server.trace({ type: 'eviction.pool', policy: policy.name, pool: [...pool.places] })
  }

  /** How good a key is to evict: the higher its number the better. */
  private rate(db: Database, entry: Entry, { by }: Policy): PooledCandidate {
    const { server } = this
    const { key, lru, expireAt } = entry
    const ttl = expireAt === null ? {} : { ttl: expireAt - server.milliseconds }
    if (by === 'lru') return { db: db.id, key, idle: estimateIdle(lru, server.lruClock), ...ttl }
    if (by === 'ttl') return { db: db.id, key, idle: TTL_HORIZON - (expireAt ?? 0), ...ttl }
    const minutes = lfuMinutes(server.milliseconds)
    const counter = lfuDecrement(lru, minutes, server.config.values.lfuDecayTime)
    return { db: db.id, key, idle: 255 - counter, counter, ...ttl }
  }

  // ---- it goes --------------------------------------------------------------------------------

  /** Deletes a key to free memory; answers how many bytes that gave back at once. */
  private evict({ db, entry, from, idle }: Victim): number {
    const { server } = this
    const { key } = entry
    const lazily = server.config.values.lazyfreeLazyEviction
    const freed = this.weigh(entry)
    if (server.system.tracing) {
      const { used } = this.state()
      const limit = server.config.values.maxmemory
      const policy = this.policy.name
      server.trace({ type: 'eviction.victim', db: db.id, key, policy, from, idle, used, freed, limit })
    }
    const later = server.memory.lazy.pendingBytes
    db.remove(key, 'evicted')
    const parts = lazily ? server.memory.lazy.value(entry, freed) : partsOf(entry)
    const cost = costs.evictionDelete + costs.expireDelete * parts
    this.charge(cost)
    server.latency.note('eviction-del', cost)
    server.stats.evictedKeys++
    db.signalModified(key, true)
    db.notify('evicted', 'evicted', key)
    server.propagation.also(db, [lazily ? 'UNLINK' : 'DEL', key])
    return freed - (server.memory.lazy.pendingBytes - later)
  }

  /** Bytes the end of a key gives back; the slots of the tables stay. */
  private weigh(entry: Entry): number {
    const own = this.server.memory.entryBytes(entry)
    return own + (entry.expireAt === null ? DICT_ENTRY : 2 * DICT_ENTRY)
  }

  // ---- the timer ------------------------------------------------------------------------------

  /** Goes on evicting as soon as other events were served (startEvictionTimeProc). */
  startTimer(): void {
    if (this.timerRunning) return
    this.timerRunning = true
    this.server.system.setTimer(0, 'eviction')
  }

  /** evictionTimeProc. */
  onTimer(): void {
    this.timerRunning = false
    if (!this.mayEvict) return
    // While it runs, a round that is not over says so.
    this.timerRunning = true
    const again = this.perform() === 'running'
    this.timerRunning = false
    if (again) this.startTimer()
  }

  /** Nothing is evicted while data is loaded, a script keeps the server busy, clients are paused, or by a replica. */
  get mayEvict(): boolean {
    const { scripting, pause, aof, loading, isReplica, config } = this.server
    if (isReplica && config.values.replicaIgnoreMaxmemory) return false
    return scripting?.busy !== true && !aof.loading && loading === undefined && !pause.active
  }
}

interface Victim {
  readonly db: Database
  readonly entry: Entry
  readonly from: 'pool' | 'random'
  readonly idle: number
}
