import { describe, expect, test } from 'vitest'
import { RandomStream } from '../../src/bytes/random.ts'
import {
  LFU_INIT_VAL,
  LRU_CLOCK_MAX,
  estimateIdle,
  lfuDecrement,
  lfuField,
  lfuInit,
  lfuLogIncr,
  lfuMinutes,
  lfuTimeElapsed,
  lfuTouch,
  lruClock,
} from '../../src/structures/lfu.ts'

describe('the LRU clock', () => {
  test('ticks once a second and wraps at 24 bits', () => {
    expect(lruClock(999)).toBe(0)
    expect(lruClock(1000)).toBe(1)
    expect(lruClock(1700000000123)).toBe(1700000000 % 2 ** 24)
    expect(lruClock(LRU_CLOCK_MAX * 1000)).toBe(LRU_CLOCK_MAX)
    expect(lruClock((LRU_CLOCK_MAX + 1) * 1000)).toBe(0)
  })

  test('tells the idle time over one wrap, a second short as in Redis', () => {
    expect(estimateIdle(10, 12)).toBe(2000)
    expect(estimateIdle(12, 12)).toBe(0)
    expect(estimateIdle(LRU_CLOCK_MAX, 0)).toBe(0)
    expect(estimateIdle(LRU_CLOCK_MAX - 1, 3)).toBe(4000)
  })
})

describe('the LFU counter', () => {
  /** Mean counter after a number of accesses. */
  const after = (accesses: number, factor: number, rounds: number): number => {
    const random = new RandomStream(`${accesses}/${factor}`)
    let sum = 0
    for (let round = 0; round < rounds; round++) {
      let counter = LFU_INIT_VAL
      for (let i = 0; i < accesses; i++) counter = lfuLogIncr(counter, factor, random)
      sum += counter
    }
    return sum / rounds
  }

  test.each([
    [0, 100, 104, 1.5],
    [0, 1000, 255, 0],
    [1, 100, 18, 2],
    [1, 1000, 49, 3],
    [10, 100, 10, 1.5],
    [10, 1000, 18, 2],
    [100, 100, 8, 2],
    [100, 1000, 11, 2],
    [10, 100_000, 142, 6],
    [100, 100_000, 49, 4],
  ])(
    'with factor %d, %d accesses make about %d (the table of redis.conf)',
    (factor, accesses, expected, off) => {
      expect(Math.abs(after(accesses, factor, accesses > 10_000 ? 3 : 40) - expected)).toBeLessThanOrEqual(
        off,
      )
    },
  )

  test('stays below 256', () => {
    expect(lfuLogIncr(255, 0, new RandomStream(1))).toBe(255)
    expect(lfuLogIncr(254, 0, new RandomStream(1))).toBe(255)
  })

  test('is lowered by one per decay time', () => {
    const field = lfuField(100, 20)
    expect(lfuDecrement(field, 100, 1)).toBe(20)
    expect(lfuDecrement(field, 107, 1)).toBe(13)
    expect(lfuDecrement(field, 107, 5)).toBe(19)
    expect(lfuDecrement(field, 107, 0)).toBe(20)
    expect(lfuDecrement(field, 500, 1)).toBe(0)
    expect(lfuDecrement(lfuField(65535, 20), 2, 1)).toBe(18)
  })

  test('counts minutes in 16 bits', () => {
    expect(lfuMinutes(59_999)).toBe(0)
    expect(lfuMinutes(60_000)).toBe(1)
    expect(lfuMinutes(65536 * 60_000)).toBe(0)
    expect(lfuTimeElapsed(65530, 4)).toBe(9)
    expect(lfuInit(3)).toBe(3 * 256 + 5)
  })

  test('an access decays first, then counts, and stamps the minute', () => {
    const random = new RandomStream('touch')
    expect(lfuTouch(lfuField(10, 4), 12, 10, 1, random)).toBe(lfuField(12, 3))
  })
})
