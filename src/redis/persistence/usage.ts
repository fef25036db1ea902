/** How much a key was used before it came here (object.c: objectSetLRUOrLFU). */
import { LRU_CLOCK_MAX, lfuField, lfuMinutes } from '../../structures/lfu.ts'
import type { Entry } from '../keyspace/entry.ts'
import type { RedisServer } from '../server/server.ts'

export interface KnownUsage {
  /** Seconds since somebody used it. */
  idle: number | bigint | undefined
  /** The logarithmic counter of LFU, 0 to 255. */
  frequency: number | undefined
}

/** Sets what the policy of eviction goes by, where it is known; the other kind is of no use. */
export const setUsage = (server: RedisServer, entry: Entry, { idle, frequency }: KnownUsage): void => {
  if (server.lfuPolicy) {
    if (frequency !== undefined) entry.lru = lfuField(lfuMinutes(server.milliseconds), frequency)
  } else if (idle !== undefined) {
    const stamp = BigInt(server.lruClock) - BigInt(idle)
    entry.lru = Number((stamp < 0n ? stamp + BigInt(LRU_CLOCK_MAX) : stamp) & BigInt(LRU_CLOCK_MAX))
  }
}
