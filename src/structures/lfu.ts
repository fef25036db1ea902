import type { RandomStream } from '../bytes/random.ts'

/*
 * The 24 bits each object has for eviction (`evict.c`). Under LRU policies they hold the clock of the last access;
 * under LFU policies 16 bits of minutes (the last decrement) and 8 bits of a logarithmic counter.
 */

/** Milliseconds per tick of the LRU clock: at full speed all keys of a second look equally old. */
export const LRU_CLOCK_RESOLUTION = 1000
/** Highest value of the 24-bit LRU clock, which wraps after 194 days. */
export const LRU_CLOCK_MAX = 0xffffff
/** The counter a new key starts with, so that it is not evicted before it had a chance. */
export const LFU_INIT_VAL = 5

/** The 24-bit LRU clock at a Unix time in ms (getLRUClock). */
export const lruClock = (ms: number): number => Math.floor(ms / LRU_CLOCK_RESOLUTION) % (LRU_CLOCK_MAX + 1)

/** Milliseconds since the access stamped `lru`, as known at the LRU clock `clock` (estimateObjectIdleTime). */
export const estimateIdle = (lru: number, clock: number): number =>
  (clock >= lru ? clock - lru : clock + (LRU_CLOCK_MAX - lru)) * LRU_CLOCK_RESOLUTION

/** The 16-bit minute clock at a Unix time in ms (LFUGetTimeInMinutes). */
export const lfuMinutes = (ms: number): number => Math.floor(ms / 60000) & 0xffff

/** Minutes from the 16-bit stamp `then` to `now`, over at most one wrap (LFUTimeElapsed). */
export const lfuTimeElapsed = (then: number, now: number): number =>
  now >= then ? now - then : 65535 - then + now

/** The counter and minute stamp of an object as one 24-bit field. */
export const lfuField = (minutes: number, counter: number): number => (minutes << 8) | counter

/** The field of an object made in this minute. */
export const lfuInit = (minutes: number): number => lfuField(minutes, LFU_INIT_VAL)

/** The counter after one more access: raised with probability 1 / ((counter - 5) × factor + 1) (LFULogIncr). */
export const lfuLogIncr = (counter: number, factor: number, random: RandomStream): number => {
  if (counter === 255) return 255
  const above = Math.max(counter - LFU_INIT_VAL, 0)
  return random.float() < 1 / (above * factor + 1) ? counter + 1 : counter
}

/**
 * The counter of a field in this minute, lowered by one per `decayTime` minutes without access; 0 never lowers it.
 * The field itself is left alone (LFUDecrAndReturn).
 */
export const lfuDecrement = (field: number, minutes: number, decayTime: number): number => {
  const counter = field & 255
  if (decayTime === 0) return counter
  const periods = Math.floor(lfuTimeElapsed(field >>> 8, minutes) / decayTime)
  return Math.max(counter - periods, 0)
}

/** The field after an access in this minute (updateLFU). */
export const lfuTouch = (
  field: number,
  minutes: number,
  factor: number,
  decayTime: number,
  random: RandomStream,
): number => lfuField(minutes, lfuLogIncr(lfuDecrement(field, minutes, decayTime), factor, random))
