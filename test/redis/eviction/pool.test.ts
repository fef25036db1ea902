import { describe, expect, it } from 'vitest'
import { RandomStream } from '../../../src/bytes/random.ts'
import { EvictionPool, POOL_SIZE } from '../../../src/redis/eviction/pool.ts'

/** The pool as evict.c has it: sixteen places, some of them empty, all of those at the end. */
const offerInC = (pool: ({ idle: number } | null)[], idle: number): void => {
  let k = 0
  while (k < POOL_SIZE && pool[k] !== null && pool[k]!.idle < idle) k++
  if (k === 0 && pool[POOL_SIZE - 1] !== null) return
  if (k < POOL_SIZE && pool[k] === null) {
    pool[k] = { idle }
    return
  }
  if (pool[POOL_SIZE - 1] === null) {
    for (let i = POOL_SIZE - 1; i > k; i--) pool[i] = pool[i - 1]!
  } else {
    k--
    for (let i = 0; i < k; i++) pool[i] = pool[i + 1]!
  }
  pool[k] = { idle }
}

describe('the pool', () => {
  it('keeps what evict.c would keep', () => {
    const random = new RandomStream('pool')
    const pool = new EvictionPool()
    const places: ({ idle: number } | null)[] = Array.from({ length: POOL_SIZE }, () => null)
    for (let i = 0; i < 5000; i++) {
      if (random.below(4) === 0) {
        const best = places.findLastIndex((place) => place !== null)
        expect(pool.take()?.idle).toBe(best === -1 ? undefined : places[best]!.idle)
        if (best !== -1) places[best] = null
      } else {
        const idle = random.below(40)
        pool.offer({ db: 0, key: `k${i}`, idle })
        offerInC(places, idle)
      }
      expect(pool.places.map((place) => place.idle)).toEqual(
        places.filter((place) => place !== null).map((place) => place.idle),
      )
    }
  })

  it('gives the best first and turns down what is worse than all of a full pool', () => {
    const pool = new EvictionPool()
    for (let idle = 1; idle <= POOL_SIZE; idle++) pool.offer({ db: 0, key: `k${idle}`, idle })
    pool.offer({ db: 0, key: 'worst', idle: 0 })
    pool.offer({ db: 1, key: 'better', idle: 8.5 })
    expect(pool.places).toHaveLength(POOL_SIZE)
    expect(pool.places[0]!.key).toBe('k2')
    expect(pool.take()!.key).toBe('k16')
    expect(pool.places.some(({ key }) => key === 'better')).toBe(true)
  })
})
