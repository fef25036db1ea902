/** By what a policy judges keys, how that is coloured, and how an exact policy would have ranked a victim. */
import type { EvictionPolicy } from '../../redis/eviction/events.ts'
import type { CellRow, CellTable } from './versioned-cells.ts'

/** What decides: idle time, counter, time left, chance, nothing. */
export type Judge = 'lru' | 'lfu' | 'ttl' | 'random' | 'none'

export interface Settings {
  readonly policy: EvictionPolicy
  /** maxmemory, bytes; 0: none. */
  readonly limit: number
  readonly samples: number
  readonly lfuLogFactor: number
  readonly lfuDecayTime: number
}

export const judgeOf = ({ policy }: Settings): Judge =>
  policy === 'noeviction' ? 'none' : (policy.slice(policy.indexOf('-') + 1) as Judge)

/** Only keys with an expiry may go. */
export const onlyExpiring = ({ policy }: Settings): boolean => policy.startsWith('volatile-')

/** Steps of the ramp; the one after the last is for keys that cannot go. */
export const STEPS = 7
export const SAFE = STEPS
/** Upper ends of the steps, longest idle last, as shares of the last. */
const IDLE_STEPS = [1 / 480, 5 / 480, 20 / 480, 60 / 480, 180 / 480, 1] as const
/** Lower ends of the steps of the counter and of the seconds left, the least last. */
export const COUNTER_STEPS = [30, 18, 12, 9, 7, 5] as const
export const LEFT_STEPS = [600, 300, 120, 60, 30, 10] as const

const MINUTE = 60_000_000

/** The LFU counter at an instant (virtual µs), as LFUDecrAndReturn would have it. */
export const counterAt = ({ counter, minute }: CellRow, now: number, decayTime: number): number =>
  decayTime === 0
    ? counter
    : Math.max(0, counter - Math.floor((Math.floor(now / MINUTE) - minute) / decayTime))

/** Seconds at which the last step begins: half a minute doubled as often as the longest idle key allows. */
export const idleEnd = ({ count, used }: CellTable, now: number): number => {
  let longest = 0
  for (let slot = 0; slot < count; slot++) if (now - used[slot]! > longest) longest = now - used[slot]!
  let end = 30
  while (end * 2e6 <= longest) end *= 2
  return end
}

const stepUp = (value: number, ends: readonly number[]): number => {
  for (let step = 0; step < ends.length; step++) if (value <= ends[step]!) return step
  return ends.length
}

const stepDown = (value: number, ends: readonly number[]): number => {
  for (let step = 0; step < ends.length; step++) if (value >= ends[step]!) return step
  return ends.length
}

/** The higher the number the sooner an exact policy lets a key go; one column for all keys, by their cells. */
export const urgencies = (table: CellTable, settings: Settings, now: number): Float64Array => {
  const judge = judgeOf(settings)
  const { count, used, counter, minute, expireAt } = table
  const decay = settings.lfuDecayTime
  const thisMinute = Math.floor(now / MINUTE)
  const all = new Float64Array(count)
  for (let slot = 0; slot < count; slot++) {
    if (judge === 'ttl') all[slot] = -expireAt[slot]!
    else if (judge === 'lfu') {
      const fallen = decay === 0 ? 0 : Math.floor((thisMinute - minute[slot]!) / decay)
      all[slot] = used[slot]! >= 0 ? -Math.max(0, counter[slot]! - fallen) : NaN
    } else all[slot] = -used[slot]!
  }
  if (onlyExpiring(settings))
    for (let slot = 0; slot < count; slot++) if (!(expireAt[slot]! < Infinity)) all[slot] = NaN
  return all
}

export interface Rank {
  /** 1: no key was a better choice; keys that are as good count as one. */
  readonly rank: number
  /** Keys that could have gone. */
  readonly of: number
}

/** Where an exact policy would have put a key, and among how many; undefined: it is not there. */
export const rankOf = (table: CellTable, key: string, settings: Settings, now: number): Rank | undefined => {
  const slot = table.slots.get(key)
  if (slot === undefined) return undefined
  const all = urgencies(table, settings, now)
  const own = all[slot]!
  if (Number.isNaN(own)) return undefined
  let rank = 1
  let of = 0
  for (const urgency of all) {
    if (urgency > own) rank++
    if (!Number.isNaN(urgency)) of++
  }
  return { rank, of }
}

/** The colour of each cell, 0 to 6, or `SAFE`; 255: nothing stands there. */
export const heats = (table: CellTable, settings: Settings, now: number): Uint8Array => {
  const { count, used, expireAt } = table
  const judge = judgeOf(settings)
  const strict = onlyExpiring(settings)
  const all = new Uint8Array(count).fill(255)
  const counters = judge === 'lfu' ? urgencies(table, { ...settings, policy: 'allkeys-lfu' }, now) : undefined
  const ends = IDLE_STEPS.map((share) => share * idleEnd(table, now) * 1e6)
  for (let slot = 0; slot < count; slot++) {
    if (Number.isNaN(used[slot]!)) continue
    if (strict && expireAt[slot] === Infinity) all[slot] = SAFE
    else if (judge === 'ttl') all[slot] = stepDown((expireAt[slot]! - now / 1000) / 1000, LEFT_STEPS)
    else if (counters !== undefined) all[slot] = stepDown(-counters[slot]!, COUNTER_STEPS)
    else all[slot] = stepUp(now - used[slot]!, ends)
  }
  return all
}

/** Bits for the number of a cell, below those of its urgency. */
const CELLS = 2 ** 20
const FINEST = 2 ** 32

/**
 * Cells in the order an exact policy would let their keys go, the first to go last; those that cannot go come first.
 * Cell and urgency are sorted as one number: no comparison is called.
 */
export const inOrder = (table: CellTable, settings: Settings, now: number): Int32Array => {
  const all = urgencies(table, settings, now)
  let [low, high] = [Infinity, -Infinity]
  for (const urgency of all) {
    // What never expires is the last to go.
    if (urgency < low && urgency !== -Infinity) low = urgency
    if (urgency > high) high = urgency
  }
  const scale = (FINEST - 2) / Math.max(FINEST, high - low)
  const packed = new Float64Array(table.slots.size)
  let n = 0
  for (let slot = 0; slot < table.count; slot++) {
    if (Number.isNaN(table.used[slot]!)) continue
    const urgency = all[slot]!
    const step = urgency >= low ? 1 + Math.floor((urgency - low) * scale) : 0
    packed[n++] = step * CELLS + slot
  }
  packed.sort()
  return Int32Array.from(packed, (each) => each % CELLS)
}
