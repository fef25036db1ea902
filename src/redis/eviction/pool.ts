/**
 * The pool of good candidates (evict.c: evictionPoolPopulate): 16 places in ascending order of idleness. It is kept
 * from one eviction to the next, so it comes to hold keys better than any single sample would give.
 */
import type { PooledCandidate } from './events.ts'

/** EVPOOL_SIZE. */
export const POOL_SIZE = 16

export class EvictionPool {
  /** Ascending by `idle`; at most POOL_SIZE. The same key may stand in it twice, and keys that are long gone. */
  readonly places: PooledCandidate[] = []

  /**
   * Puts a candidate in before the first place that is as good or better. In a full pool the worst one makes way, and
   * a candidate that would be the worst itself is turned down.
   */
  offer(candidate: PooledCandidate): void {
    const { places } = this
    let at = 0
    while (at < places.length && places[at]!.idle < candidate.idle) at++
    if (places.length === POOL_SIZE) {
      if (at === 0) return
      places.shift()
      at--
    }
    places.splice(at, 0, candidate)
  }

  /** Takes the best candidate out. */
  take(): PooledCandidate | undefined {
    return this.places.pop()
  }
}
