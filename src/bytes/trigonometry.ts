/** Sine, cosine and the angle of a point in double-double arithmetic; math.ts rounds what comes out. */

import {
  add,
  addDouble,
  dd,
  divide,
  multiply,
  multiplyDouble,
  negate,
  subtract,
  sum,
} from './doubledouble.ts'
import type { DoubleDouble } from './doubledouble.ts'

/** pi / 2 in four pieces; the first two have 33 bits, so a multiple of up to 20 bits is exact. */
const HALF_PI_1 = 1.5707963267341256
const HALF_PI_2 = 6.077100506303966e-11
const HALF_PI_3 = dd(2.0222662487959506e-21, 1.0085854035872483e-37)
const TWO_OVER_PI = 0.6366197723675814
const QUARTER_PI = 0.7853981633974483

/** Angles up to this many quarter turns are reduced with the pieces above. */
const FEW_QUARTERS = 1048576

/** -1/3!, 1/5!, -1/7!, 1/9!, ... and -1/2!, 1/4!, -1/6!, ...: the series of sine and cosine. */
const seriesOf = (first: number, count: number): DoubleDouble[] => {
  const terms: DoubleDouble[] = []
  let term = dd(1)
  for (let n = first; terms.length < count; n += 2) {
    term = negate(divide(term, dd(n * (n - 1))))
    terms.push(term)
  }
  return terms
}
const SINE = seriesOf(3, 11)
const COSINE = seriesOf(2, 11)

/** Terms that need double-double arithmetic: the rest is below 2^-22 of the result, plain doubles are enough. */
const EXACT_TERMS = 4

/** The series in t, without its leading 1. */
const series = (coefficients: readonly DoubleDouble[], t: DoubleDouble): DoubleDouble => {
  let tail = 0
  for (let i = coefficients.length - 1; i >= EXACT_TERMS; i--) tail = (tail + coefficients[i]!.hi) * t.hi
  let result = addDouble(coefficients[EXACT_TERMS - 1]!, tail)
  for (let i = EXACT_TERMS - 2; i >= 0; i--) result = add(multiply(result, t), coefficients[i]!)
  return multiply(result, t)
}

/** The sine of an angle within +-pi/4. */
export const sinKernel = (r: DoubleDouble): DoubleDouble => add(r, multiply(r, series(SINE, multiply(r, r))))

/** The cosine of an angle within +-pi/4. */
export const cosKernel = (r: DoubleDouble): DoubleDouble => addDouble(series(COSINE, multiply(r, r)), 1)

export interface Reduced {
  /** 0 to 3. */
  readonly quadrant: number
  /** What is left, within +-pi/4 (and a hair). */
  readonly rest: DoubleDouble
}

/** Bits after the point in the whole-number arithmetic below: enough for the largest double. */
const WIDE = 1280n

/** arctan(1 / n) * 2^WIDE. */
const arctanInverse = (n: bigint): bigint => {
  let power = (1n << WIDE) / n
  let total = power
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= -n * n
    total += power / k
  }
  return total
}

let wideHalfPi = 0n

/** Exact reduction of a large angle by whole-number arithmetic. */
const reduceWide = (x: number): Reduced => {
  // Machin: pi/4 = 4 arctan(1/5) - arctan(1/239).
  if (wideHalfPi === 0n) wideHalfPi = (4n * arctanInverse(5n) - arctanInverse(239n)) * 2n
  // Every double above FEW_QUARTERS is a multiple of 2^-32.
  const wide = x < 2 ** 53 ? BigInt(x * 2 ** 32) << (WIDE - 32n) : BigInt(x) << WIDE
  let turns = wide / wideHalfPi
  let rest = wide - turns * wideHalfPi
  if (rest * 2n > wideHalfPi) {
    turns += 1n
    rest -= wideHalfPi
  }
  const kept = rest >> (WIDE - 200n)
  const hi = Number(kept)
  const lo = Number(kept - BigInt(hi))
  return { quadrant: Number(turns & 3n), rest: sum(hi * 2 ** -200, lo * 2 ** -200) }
}

/** x minus the nearest multiple of pi/2, for x of 0 and more. */
const reducePositive = (x: number): Reduced => {
  if (x <= QUARTER_PI) return { quadrant: 0, rest: dd(x) }
  const turns = Math.floor(x * TWO_OVER_PI + 0.5)
  if (turns > FEW_QUARTERS) return reduceWide(x)
  const first = x - turns * HALF_PI_1
  const rest = subtract(sum(first, -turns * HALF_PI_2), multiplyDouble(HALF_PI_3, turns))
  return { quadrant: turns & 3, rest }
}

/** Which quadrant a finite angle lies in, counted from the nearest axis, and the rest. */
export const reduce = (x: number): Reduced => {
  if (x >= 0) return reducePositive(x)
  const { quadrant, rest } = reducePositive(-x)
  return { quadrant: -quadrant & 3, rest: negate(rest) }
}

export const sine = ({ quadrant, rest }: Reduced): DoubleDouble => {
  const value = (quadrant & 1) === 0 ? sinKernel(rest) : cosKernel(rest)
  return quadrant < 2 ? value : negate(value)
}

export const cosine = ({ quadrant, rest }: Reduced): DoubleDouble => {
  const value = (quadrant & 1) === 0 ? cosKernel(rest) : sinKernel(rest)
  return quadrant === 0 || quadrant === 3 ? value : negate(value)
}

/** arctan(t) to ten digits or so, for t within 0 to 1. */
const roughArctan = (t: number): number => {
  const far = t > 0.41421356237309503
  const u = far ? (t - 1) / (t + 1) : t
  const square = u * u
  let total = 0
  for (let k = 29; k >= 1; k -= 2) total = 1 / k - square * total
  return far ? QUARTER_PI + u * total : u * total
}

/**
 * The angle of the point (x, y) in the first quadrant: a rough angle a, then the exact rest, which is
 * arctan((y cos a - x sin a) / (x cos a + y sin a)) and so small that its arctan is itself.
 */
export const angle = (y: DoubleDouble, x: DoubleDouble): DoubleDouble => {
  const steep = y.hi > x.hi
  const t = steep ? roughArctan(x.hi / y.hi) : roughArctan(y.hi / x.hi)
  const rough = steep ? QUARTER_PI * 2 - t : t
  const reduced = reduce(rough)
  const s = sine(reduced)
  const c = cosine(reduced)
  const across = subtract(multiply(y, c), multiply(x, s))
  const along = add(multiply(x, c), multiply(y, s))
  return sum(rough, across.hi / along.hi)
}
