import { describe, expect, it } from 'vitest'
import { fromBytes } from '../../src/bytes/bytestrings.ts'
import {
  countRegisters,
  denseGet,
  denseSet,
  DENSE_SIZE,
  HyperLogLog,
  isHyperLogLog,
  rankOf,
  REGISTERS,
} from '../../src/structures/hyperloglog.ts'
import { murmurHash } from '../../src/structures/murmur.ts'

const MASK = (1n << 64n) - 1n
const M = 0xc6a4a7935bd1e995n

/** The same hash by plain 64-bit arithmetic. */
const plainHash = (s: string, seed: bigint): bigint => {
  const wordAt = (from: number, to: number): bigint => {
    let word = 0n
    for (let i = to - 1; i >= from; i--) word = (word << 8n) | BigInt(s.charCodeAt(i))
    return word
  }
  const fold = (n: bigint): bigint => n ^ (n >> 47n)
  const whole = s.length - (s.length % 8)
  let hash = seed ^ ((BigInt(s.length) * M) & MASK)
  for (let at = 0; at < whole; at += 8) {
    const block = (fold((wordAt(at, at + 8) * M) & MASK) * M) & MASK
    hash = ((hash ^ block) * M) & MASK
  }
  if (whole < s.length) hash = ((hash ^ wordAt(whole, s.length)) * M) & MASK
  return fold((fold(hash) * M) & MASK)
}

describe('MurmurHash64A', () => {
  it('is what 64-bit arithmetic gives', () => {
    for (let i = 0; i < 500; i++) {
      const text = `\xff${i}`.repeat(i % 9).slice(0, i % 31)
      const { high, low } = murmurHash(text, 0xadc83b19)
      expect((BigInt(high) << 32n) | BigInt(low)).toBe(plainHash(text, 0xadc83b19n))
    }
  })
})

describe('ranks', () => {
  it('count the zeros above the 14 bits of the index', () => {
    expect(rankOf(0, 1 << 14)).toBe(1)
    expect(rankOf(0, 1 << 31)).toBe(18)
    expect(rankOf(1, 16383)).toBe(19)
    expect(rankOf(0, 0)).toBe(50)
  })
})

describe('packed registers', () => {
  it('do not touch their neighbours', () => {
    const bytes = new Uint8Array(DENSE_SIZE)
    for (let i = 0; i < REGISTERS; i++) denseSet(bytes, i, (i * 7) % 64)
    for (let i = 0; i < REGISTERS; i += 3) denseSet(bytes, i, 63)
    for (let i = 0; i < REGISTERS; i++) expect(denseGet(bytes, i)).toBe(i % 3 === 0 ? 63 : (i * 7) % 64)
  })
})

describe('a HyperLogLog', () => {
  const filled = (elements: number, maxBytes: number): HyperLogLog => {
    const hll = HyperLogLog.empty()
    for (let i = 0; i < elements; i++) hll.add(`element ${i}`, maxBytes)
    return hll
  }

  it('has the same registers sparse and dense', () => {
    for (const elements of [0, 1, 10, 300, 1200]) {
      const sparse = filled(elements, 12_000)
      const dense = filled(elements, 0)
      expect(sparse.isSparse).toBe(true)
      expect(dense.isSparse).toBe(elements === 0)
      expect(sparse.count()).toBe(dense.count())
      const [a, b] = [new Uint8Array(REGISTERS), new Uint8Array(REGISTERS)]
      expect(sparse.mergeInto(a) && dense.mergeInto(b)).toBe(true)
      expect(a).toEqual(b)
      expect(countRegisters(a)).toBe(sparse.count())
    }
  })

  it('becomes dense when it would get longer than allowed', () => {
    const hll = filled(2000, 3000)
    expect(hll.isSparse).toBe(false)
    expect(hll.bytes.length).toBe(DENSE_SIZE)
    expect(filled(200, 3000).bytes.length).toBeLessThanOrEqual(3000)
  })

  it('estimates within a few percent', () => {
    for (const elements of [100, 5000, 50_000]) {
      const card = Number(filled(elements, 3000).count())
      expect(Math.abs(card - elements) / elements).toBeLessThan(0.04)
    }
  })

  it('notes its estimate in the header, until a register changes', () => {
    const hll = filled(10, 3000)
    expect(hll.cached).toBeUndefined()
    hll.cache(2 ** 40 + 5)
    expect(hll.cached).toBe(2n ** 40n + 5n)
    expect(hll.add('element 1', 3000)).toBe('same')
    expect(hll.cached).toBe(2n ** 40n + 5n)
    expect(hll.add('another', 3000)).toBe('changed')
    expect(hll.cached).toBeUndefined()
  })

  it('refuses runs that do not make 16,384 registers', () => {
    const hll = HyperLogLog.empty()
    hll.bytes[16] = 0x40
    expect(isHyperLogLog(hll.bytes)).toBe(true)
    expect(hll.count()).toBeUndefined()
    expect(hll.toDense()).toBe(false)
    expect(hll.mergeInto(new Uint8Array(REGISTERS))).toBe(false)
    expect(fromBytes(hll.bytes, 0, 4)).toBe('HYLL')
  })
})
