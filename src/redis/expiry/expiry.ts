/**
 * How keys run out (expire.c): on access, and in the active cycle that samples keys with an expiry,
 * slowly from the cron and quickly before each wait for events.
 */
import { costs } from '../server/costs.ts'
import type { Database } from '../keyspace/database.ts'
import type { Entry } from '../keyspace/entry.ts'
import { FREE_PART, partsOf } from '../keyspace/lazy-free.ts'
import type { RedisServer } from '../server/server.ts'

const KEYS_PER_LOOP = 20
const FAST_DURATION = 1000
const SLOW_TIME_PERCENT = 25
const ACCEPTABLE_STALE = 10
const DBS_PER_CALL = 16
/** Without virtual costs a look at a key is still counted as this long, so that cycles end. */
const UNCHARGED_CHECK = 0.15

interface Round {
  sampled: number
  expired: number
  ttlSum: number
  ttlSamples: number
  /** Parts of large values that were freed. */
  freed: number
  /** Filled for a watcher only. */
  keys: string[]
}

export class Expiry {
  readonly server: RedisServer
  /** Off by DEBUG SET-ACTIVE-EXPIRE 0. */
  active = true
  private currentDb = 0
  private timeLimitReached = false
  private lastFastCycle = 0

  constructor(server: RedisServer) {
    this.server = server
  }

  /**
   * True when the entry is past its expiry; on a primary it is deleted then, and its end propagated. While
   * clients are paused the data set stands still: the key is gone for who asks, and stays. So it is on a replica,
   * but for a write (`toWrite`) to one that may be written to: its primary tells of the end of keys.
   */
  expireIfNeeded(db: Database, entry: Entry, toWrite = false): boolean {
    if (!this.isExpired(entry)) return false
    const { server } = this
    if (server.isReplica) {
      if (server.currentClient?.mustObey === true) return false
      if (!toWrite || server.config.values.replicaReadOnly) return true
    }
    if (server.pause.active) return true
    this.deleteExpired(db, entry)
    return true
  }

  isExpired(entry: Entry): boolean {
    const { expireAt } = entry
    if (expireAt === null || expireAt >= this.server.milliseconds) return false
    // While data is loaded keys live until the log itself says otherwise.
    const { aof, loading } = this.server
    return !aof.loading && loading === undefined
  }

  /** Answers the parts of the value that were freed at once, beyond the first. */
  deleteExpired(db: Database, entry: Entry): number {
    const { server } = this
    server.stats.expiredKeys++
    const { key } = entry
    const lazily = db.removeExpired(entry, 'expired')
    db.notify('expired', 'expired', key)
    db.signalModified(key, true)
    server.propagation.also(db, [lazily ? 'UNLINK' : 'DEL', key])
    return lazily ? 0 : partsOf(entry) - 1
  }

  /** ACTIVE_EXPIRE_CYCLE_SLOW: at most 25 % (plus 2 % per effort step) of a cron tick. */
  slowCycle(): void {
    const { activeExpireEffort, hz } = this.server.config.values
    const percent = SLOW_TIME_PERCENT + 2 * (activeExpireEffort - 1)
    this.cycle(Math.max(1, Math.floor((percent * 1e6) / hz / 100)), 'slow')
  }

  /** ACTIVE_EXPIRE_CYCLE_FAST: 1 ms, only when the last cycle ran out of time or many keys are stale. */
  fastCycle(): void {
    const { server } = this
    if (server.isReplica) return
    const effort = server.config.values.activeExpireEffort - 1
    const duration = FAST_DURATION + (FAST_DURATION / 4) * effort
    if (!this.timeLimitReached && server.stats.expiredStale * 100 < ACCEPTABLE_STALE - effort) return
    if (server.now < this.lastFastCycle + duration * 2) return
    this.lastFastCycle = server.now
    this.cycle(duration, 'fast')
  }

  private cycle(timeLimit: number, kind: 'slow' | 'fast'): void {
    const { server } = this
    if (!this.active || server.pause.active) return
    const effort = server.config.values.activeExpireEffort - 1
    const perLoop = KEYS_PER_LOOP + (KEYS_PER_LOOP / 4) * effort
    let spent = 0
    let sampled = 0
    let expired = 0
    const limited = this.timeLimitReached
    this.timeLimitReached = false
    const dbs = limited ? server.databases.length : Math.min(DBS_PER_CALL, server.databases.length)
    for (let j = 0; j < dbs && !this.timeLimitReached; j++) {
      const db = server.databases[this.currentDb % server.databases.length]!
      this.currentDb++
      let iteration = 0
      for (;;) {
        if (db.expires.size === 0) {
          db.avgTtl = 0
          break
        }
        const { slots } = db.expires
        if (slots > 4 && Math.floor((db.expires.size * 100) / slots) < 1) break
        const round = this.sample(db, perLoop)
        spent +=
          round.sampled * (server.charging ? costs.expireCheck : UNCHARGED_CHECK) +
          round.expired * costs.expireDelete +
          round.freed * FREE_PART
        sampled += round.sampled
        expired += round.expired
        averageTtl(db, round)
        iteration++
        if ((iteration & 15) === 0 && spent > timeLimit) {
          this.timeLimitReached = true
          server.stats.expiredTimeCapReached++
        }
        const again = round.sampled === 0 || (round.expired * 100) / round.sampled > ACCEPTABLE_STALE - effort
        if (server.system.tracing && round.sampled > 0) {
          server.trace({
            type: 'expire.cycle',
            db: db.id,
            ...counts(round),
            again,
            timeLimit: this.timeLimitReached,
          })
        }
        if (!again || this.timeLimitReached) break
      }
    }
    if (server.charging && spent > 0) server.system.work(spent)
    server.latency.note('expire-cycle', spent)
    server.stats.expireCycleMicroseconds += spent
    if (kind === 'slow' || sampled > 0) this.remember(sampled, expired)
  }

  /** One round: walks buckets from the database's cursor until enough keys were seen. */
  private sample(db: Database, perLoop: number): Round {
    const round: Round = { sampled: 0, expired: 0, ttlSum: 0, ttlSamples: 0, freed: 0, keys: [] }
    const { tracing } = this.server.system
    const wanted = Math.min(db.expires.size, perLoop)
    const now = this.server.milliseconds
    let buckets = perLoop * 20
    while (round.sampled < wanted && buckets-- > 0) {
      for (const table of db.expires.tables) {
        if (table.length === 0) continue
        let expire = table[db.expiresCursor & (table.length - 1)] ?? null
        while (expire !== null) {
          const { next, entry } = expire
          round.sampled++
          if (tracing) round.keys.push(entry.key)
          const ttl = entry.expireAt! - now
          if (ttl < 0) {
            round.freed += this.deleteExpired(db, entry)
            round.expired++
          } else if (ttl > 0) {
            round.ttlSum += ttl
            round.ttlSamples++
          }
          expire = next
        }
      }
      db.expiresCursor = (db.expiresCursor + 1) >>> 0
    }
    return round
  }

  /** The running share of stale keys: 5 % of it from this cycle. */
  private remember(sampled: number, expired: number): void {
    const { stats } = this.server
    const share = sampled === 0 ? 0 : expired / sampled
    stats.expiredStale = share * 0.05 + stats.expiredStale * 0.95
  }
}

const counts = ({ sampled, expired, keys }: Round) => ({ sampled, expired, keys })

/** avg_ttl: 2 % of it from this round. */
const averageTtl = (db: Database, round: Round): void => {
  if (round.ttlSamples === 0) return
  const average = Math.floor(round.ttlSum / round.ttlSamples)
  db.avgTtl = db.avgTtl === 0 ? average : Math.floor(db.avgTtl / 50) * 49 + Math.floor(average / 50)
}
