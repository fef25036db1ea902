import { describe, expect, it } from 'vitest'
import { RandomStream } from '../../src/bytes/random.ts'
import { drawRank, keyOfRank } from '../../src/bytes/zipf.ts'

const shares = (skew: number, keys: number, draws: number): number[] => {
  const random = new RandomStream(`zipf ${skew}`)
  const counts = Array.from({ length: keys }, () => 0)
  for (let i = 0; i < draws; i++) counts[drawRank(random, keys, skew)]!++
  return counts.map((count) => count / draws)
}

describe("Zipf's law", () => {
  it.each([0.5, 0.99, 1, 1.5])('draws ranks in proportion to 1 / r^%d', (skew) => {
    const keys = 50
    let total = 0
    for (let r = 1; r <= keys; r++) total += r ** -skew
    shares(skew, keys, 200_000).forEach((share, rank) => {
      expect(Math.abs(share - (rank + 1) ** -skew / total)).toBeLessThan(0.004)
    })
  })

  it('draws all alike with a skew of 0', () => {
    for (const share of shares(0, 10, 100_000)) expect(Math.abs(share - 0.1)).toBeLessThan(0.005)
  })

  it('gives each rank a key of its own', () => {
    expect(new Set(Array.from({ length: 2000 }, (_, rank) => keyOfRank(rank, 2000))).size).toBe(2000)
  })
})
