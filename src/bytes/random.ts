/**
 * Seeded randomness: xoshiro128** over four 32-bit words. Plain data, so a snapshot copies it, and only
 * 32-bit integer arithmetic, so every engine draws the same numbers.
 */

const HEX = '0123456789abcdef'

const rotate = (x: number, k: number): number => (x << k) | (x >>> (32 - k))

/** Spreads every bit of a 32-bit word over all of it (the finalizer of MurmurHash3). */
const mix = (h: number): number => {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** Four words from a text; a change of any character changes all of them. */
const wordsOf = (text: string): [number, number, number, number] => {
  let a = 0x9e3779b9 ^ text.length
  let b = 0x243f6a88
  let c = 0xb7e15162
  let d = 0x6a09e667
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i)
    a = b ^ Math.imul(a ^ k, 0x2c1b3c6d)
    b = c ^ Math.imul(b ^ k, 0x297a2d39)
    c = d ^ Math.imul(c ^ k, 0x1b56c4e9)
    d = a ^ Math.imul(d ^ k, 0x85ebca77)
  }
  a = mix(a + b)
  b = mix(b + c + 0x9e3779b9)
  c = mix(c + d + 0x3c6ef372)
  d = mix(d + a + 0xdaa66d2b)
  // The all-zero state is the one xoshiro never leaves.
  return (a | b | c | d) === 0 ? [1, 2, 3, 4] : [a, b, c, d]
}

/** A stream of random numbers that its seed alone decides. */
export class RandomStream {
  /** What the stream was made from; forks are named from it, so drawing numbers does not change them. */
  readonly seed: string
  private s0: number
  private s1: number
  private s2: number
  private s3: number

  constructor(seed: string | number) {
    this.seed = String(seed)
    const [s0, s1, s2, s3] = wordsOf(this.seed)
    this.s0 = s0
    this.s1 = s1
    this.s2 = s2
    this.s3 = s3
  }

  /** The next number, 0 to 2^32 - 1. */
  next32(): number {
    const result = Math.imul(rotate(Math.imul(this.s1, 5), 7), 9)
    const t = this.s1 << 9
    this.s2 ^= this.s0
    this.s3 ^= this.s1
    this.s1 ^= this.s2
    this.s0 ^= this.s3
    this.s2 ^= t
    this.s3 = rotate(this.s3, 11)
    return result >>> 0
  }

  /** The next number of 53 bits, 0 to 2^53 - 1. */
  next53(): number {
    const high = this.next32() >>> 5
    return high * 0x4000000 + (this.next32() >>> 6)
  }

  /** A whole number from 0 to n - 1, each equally likely. n is 1 to 2^53; 0 is returned for any n below 1. */
  below(n: number): number {
    if (n <= 1) return 0
    const wide = n > 0x100000000
    const span = wide ? 0x20000000000000 : 0x100000000
    // Numbers from the last, incomplete round of n would favour the small results: draw again.
    const limit = span - (span % n)
    let drawn = wide ? this.next53() : this.next32()
    while (drawn >= limit) drawn = wide ? this.next53() : this.next32()
    return drawn % n
  }

  /** A number from 0 (included) to 1 (excluded), a multiple of 2^-53. */
  float(): number {
    return this.next53() / 0x20000000000000
  }

  /** `length` random lowercase hexadecimal digits, as in a run id. */
  hex(length: number): string {
    let out = ''
    let word = 0
    for (let i = 0; i < length; i++) {
      if (i % 8 === 0) word = this.next32()
      out += HEX[word & 15]!
      word >>>= 4
    }
    return out
  }

  /**
   * A stream of its own for `name`. It depends on this stream's seed and the name only: neither numbers
   * already drawn nor other forks change it.
   */
  fork(name: string): RandomStream {
    return new RandomStream(`${this.seed.length}:${this.seed}/${name}`)
  }

  /** Where the stream stands: four 32-bit words. Setting them continues from there. */
  get state(): [number, number, number, number] {
    return [this.s0, this.s1, this.s2, this.s3]
  }

  set state(words: readonly [number, number, number, number]) {
    this.s0 = words[0] | 0
    this.s1 = words[1] | 0
    this.s2 = words[2] | 0
    this.s3 = words[3] | 0
  }
}
