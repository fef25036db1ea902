/**
 * How many different elements the registers of a HyperLogLog have seen, by the improved estimator of Otmar Ertl, "New
 * cardinality estimation algorithms for HyperLogLog sketches" (arXiv:1702.01284), which hyperloglog.c uses.
 */

const REGISTERS = 16384
/** The highest rank: 64 bits of hash less 14 of index. */
const RANK_MAX = 50
/** 1 / (2 ln 2). */
const ALPHA = 0.7213475204444817

/** The part of the registers that are 0: x + sum of x^(2^k) * 2^(k-1). */
const sigma = (share: number): number => {
  if (share === 1) return Infinity
  let x = share
  let weight = 1
  let total = x
  for (let before = -1; before !== total;) {
    x *= x
    before = total
    total += x * weight
    weight += weight
  }
  return total
}

/** The part of the registers that are full: (1 - x - sum of (1 - x^(2^-k))^2 * 2^-k) / 3. */
const tau = (share: number): number => {
  if (share === 0 || share === 1) return 0
  let x = share
  let weight = 1
  let total = 1 - x
  for (let before = -1; before !== total;) {
    x = Math.sqrt(x)
    before = total
    weight *= 0.5
    total -= (1 - x) * (1 - x) * weight
  }
  return total / 3
}

/**
 * The estimate from how many registers have each value, 0 to 63. Registers that no elements could have made may give
 * an infinite one, which C turns into the lowest 64-bit integer.
 */
export const estimate = (histogram: Int32Array): number | bigint => {
  let z = REGISTERS * tau((REGISTERS - histogram[RANK_MAX + 1]!) / REGISTERS)
  for (let rank = RANK_MAX; rank >= 1; rank--) {
    z += histogram[rank]!
    z *= 0.5
  }
  z += REGISTERS * sigma(histogram[0]! / REGISTERS)
  const card = (ALPHA * REGISTERS * REGISTERS) / z
  if (!(card < 9223372036854775808)) return -(2n ** 63n)
  return card < 4503599627370496 ? Math.floor(card + 0.5) : BigInt(card)
}
