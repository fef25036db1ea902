/**
 * What eviction and the memory model tell the trace; scenes fold these. Emitted only while somebody watches
 * (`system.tracing`). Sizes are bytes, times ms; the instant is in the event's envelope.
 */

/** The policies in the order of the parameter's own list (config.c). */
export type EvictionPolicy =
  | 'volatile-lru'
  | 'volatile-lfu'
  | 'volatile-random'
  | 'volatile-ttl'
  | 'allkeys-lru'
  | 'allkeys-lfu'
  | 'allkeys-random'
  | 'noeviction'

/**
 * A key with the number candidates are compared by (evictionPoolPopulate), the greatest goes first: ms without
 * access under LRU; 255 minus the decayed counter under LFU; under volatile-ttl `TTL_HORIZON` minus the Unix ms of
 * its expiry, so that of two numbers the greater runs out earlier (`ttl` is what to show).
 */
export type Candidate = {
  readonly key: string
  readonly idle: number
  /** The LFU counter, decayed to now; undefined under other policies. */
  readonly counter?: number
  /** ms until it runs out; undefined: it has no expiry. */
  readonly ttl?: number
}

/** From what `idle` is subtracted under volatile-ttl: 2^53, ms (Redis: the greatest 64-bit number). */
export const TTL_HORIZON = 9_007_199_254_740_992

/** A place in the pool of the best candidates, worst first. `db` is the number of its database. */
export type PooledCandidate = Candidate & { readonly db: number }

/** Bytes that are in use, and what for (INFO memory's fields). */
export type MemoryReading = {
  readonly used: number
  /** maxmemory; 0: none. */
  readonly limit: number
  readonly peak: number
  /** Resident in RAM (used_memory_rss). */
  readonly rss: number
  readonly overhead: number
  readonly dataset: number
  /** Buffers of ordinary clients. */
  readonly clients: number
  /** Buffers that eviction does not count (mem_not_counted_for_evict). */
  readonly notCounted: number
  /** Keys over all databases, and those with an expiry. */
  readonly keys: number
  readonly expires: number
}

/** Runs of an allocator bin: pages of one size class (`bins.ts`), a labelled model. */
export type BinReading = {
  /** Bytes of a region. */
  readonly size: number
  /** Regions in use, and regions the bin's slabs have room for. */
  readonly used: number
  readonly capacity: number
  readonly slabs: number
  /** Regions of a slab. */
  readonly room: number
  /** How many regions each of the first slabs has in use, in the order of their addresses. */
  readonly fill: readonly number[]
}

/** How long ago a key was used, or how often: what a policy would judge it by. */
export type Use = {
  /** ms without access by the LRU clock; under LFU policies it is not kept. */
  readonly idle?: number
  /** Under an LFU policy: the counter, decayed to now. */
  readonly counter?: number
}

export type EvictionEvent =
  /** The parameters of eviction, when a server is ready and in the first tick after they changed. `limit`: maxmemory. */
  | {
      type: 'eviction.settings'
      policy: EvictionPolicy
      limit: number
      samples: number
      lfuLogFactor: number
      /** Minutes for each of which a counter falls by one; 0: it never falls. */
      lfuDecayTime: number
    }
  /**
   * Under an LFU policy a key was used: its counter as it was stored, decayed to now, and after the coin was tossed;
   * `odds`: of how many such tosses one raises it, on average.
   */
  | {
      type: 'lfu.touched'
      db: number
      key: string
      before: number
      decayed: number
      after: number
      odds: number
    }
  /** `maxmemory-samples` keys (or fewer) were drawn at random from a database's keys or from those with an expiry. */
  | {
      type: 'eviction.sample'
      db: number
      from: 'main' | 'expires'
      policy: EvictionPolicy
      keys: readonly Candidate[]
    }
  /** The pool after these candidates found their place: at most 16, the last is the best to evict. */
  | { type: 'eviction.pool'; policy: EvictionPolicy; pool: readonly PooledCandidate[] }
  /** The best candidate no longer exists (it was deleted or has lost its expiry since): the next one is tried. */
  | { type: 'eviction.ghost'; db: number; key: string }
  /** A key is about to go. `used` is what counts for eviction before it goes, `freed` what its end gives back. */
  | {
      type: 'eviction.victim'
      db: number
      key: string
      policy: EvictionPolicy
      from: 'pool' | 'random'
      /** Its number when it entered the pool; 0 for a random one. */
      idle: number
      used: number
      freed: number
      limit: number
    }
  /** A round of eviction is over: enough was freed, the time limit was reached, or nothing can be evicted. */
  | {
      type: 'eviction.done'
      result: 'ok' | 'running' | 'fail'
      evicted: number
      freed: number
      used: number
      limit: number
    }
  /** A command was refused with -OOM. `client` is 0 for a script's call. */
  | { type: 'eviction.oom'; client: number; command: string; used: number; limit: number }
  /** A client was closed because all clients together exceed maxmemory-clients; `memory` is what it had. */
  | { type: 'eviction.client'; client: number; memory: number; used: number; limit: number }
  /** What is in use, whenever it changed noticeably since the last reading; at most once per tick of the cron. */
  | ({ type: 'memory' } & MemoryReading)
  /**
   * The allocator's bins, at most once a tick when they changed; `dirty`: bytes of pages on which nothing is left but
   * which were not yet given back.
   */
  | { type: 'memory.bins'; bins: readonly BinReading[]; dirty: number }
  /** Values were handed to the background thread, or it freed them. */
  | { type: 'lazyfree'; pending: number; freed: number }
