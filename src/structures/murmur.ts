/** MurmurHash64A, by which HyperLogLog hashes its elements (hyperloglog.c). */

/** A 64-bit hash in two unsigned halves. */
export interface Hash64 {
  high: number
  low: number
}

/** The multiplier, 0xc6a4a7935bd1e995, in halves and quarters. */
const M_HIGH = 0xc6a4a793
const M_LOW = 0x5bd1e995
const M_LOW_UPPER = 0x5bd1
const M_LOW_LOWER = 0xe995

/** hash = hash * M mod 2^64. */
const multiply = (hash: Hash64): void => {
  const { high, low } = hash
  const upper = low >>> 16
  const lower = low & 0xffff
  const bottom = lower * M_LOW_LOWER
  const middle = upper * M_LOW_LOWER + (bottom >>> 16)
  const middle2 = lower * M_LOW_UPPER + (middle & 0xffff)
  const carry = upper * M_LOW_UPPER + Math.floor(middle / 65536) + Math.floor(middle2 / 65536)
  hash.low = (((middle2 & 0xffff) << 16) | (bottom & 0xffff)) >>> 0
  hash.high = (carry + Math.imul(high, M_LOW) + Math.imul(low, M_HIGH)) >>> 0
}

/** hash = hash XOR (hash >> 47). */
const fold = (hash: Hash64): void => {
  hash.low = (hash.low ^ (hash.high >>> 15)) >>> 0
}

/** Four bytes of a byte string, lowest first; none beyond its end. */
const wordAt = (s: string, at: number): number => {
  let word = 0
  for (let i = Math.min(3, s.length - at - 1); i >= 0; i--) word = (word << 8) | s.charCodeAt(at + i)
  return word >>> 0
}

/** The hash of a byte string with a 32-bit seed. */
export const murmurHash = (s: string, seed: number): Hash64 => {
  const { length } = s
  const hash: Hash64 = { high: 0, low: length }
  multiply(hash)
  hash.low = (hash.low ^ seed) >>> 0
  const block: Hash64 = { high: 0, low: 0 }
  let at = 0
  for (; at + 8 <= length; at += 8) {
    block.low = wordAt(s, at)
    block.high = wordAt(s, at + 4)
    multiply(block)
    fold(block)
    multiply(block)
    mix(hash, block)
  }
  if (at < length) {
    block.low = wordAt(s, at)
    block.high = wordAt(s, at + 4)
    mix(hash, block)
  }
  fold(hash)
  multiply(hash)
  fold(hash)
  return hash
}

/** hash = (hash XOR block) * M. */
const mix = (hash: Hash64, block: Hash64): void => {
  hash.low = (hash.low ^ block.low) >>> 0
  hash.high = (hash.high ^ block.high) >>> 0
  multiply(hash)
}
