/**
 * Unevaluated sums hi + lo of two doubles with |lo| at most half a unit in the last place of hi: arithmetic
 * of about 105 bits (Dekker 1971, Knuth) for the few functions in math.ts. Not for numbers near the ends of a
 * double's range, where the error terms would over- or underflow: callers scale first.
 */

export interface DoubleDouble {
  readonly hi: number
  readonly lo: number
}

/** 2^27 + 1: multiplying by it splits a double into two halves of 26 bits. */
const SPLITTER = 134217729

export const dd = (hi: number, lo = 0): DoubleDouble => ({ hi, lo })

/** a + b exactly, for |a| >= |b|. */
const quickSum = (a: number, b: number): DoubleDouble => {
  const hi = a + b
  return { hi, lo: b - (hi - a) }
}

/** a + b exactly. */
export const sum = (a: number, b: number): DoubleDouble => {
  const hi = a + b
  const shadow = hi - a
  return { hi, lo: a - (hi - shadow) + (b - shadow) }
}

/** a * b exactly. */
export const product = (a: number, b: number): DoubleDouble => {
  const hi = a * b
  const ca = SPLITTER * a
  const aHigh = ca - (ca - a)
  const aLow = a - aHigh
  const cb = SPLITTER * b
  const bHigh = cb - (cb - b)
  const bLow = b - bHigh
  return { hi, lo: aLow * bLow - (hi - aHigh * bHigh - aLow * bHigh - aHigh * bLow) }
}

export const negate = (a: DoubleDouble): DoubleDouble => ({ hi: -a.hi, lo: -a.lo })

export const add = (a: DoubleDouble, b: DoubleDouble): DoubleDouble => {
  const high = sum(a.hi, b.hi)
  const low = sum(a.lo, b.lo)
  const middle = quickSum(high.hi, high.lo + low.hi)
  return quickSum(middle.hi, middle.lo + low.lo)
}

export const addDouble = (a: DoubleDouble, b: number): DoubleDouble => {
  const high = sum(a.hi, b)
  return quickSum(high.hi, high.lo + a.lo)
}

export const subtract = (a: DoubleDouble, b: DoubleDouble): DoubleDouble => add(a, negate(b))

export const multiply = (a: DoubleDouble, b: DoubleDouble): DoubleDouble => {
  const p = product(a.hi, b.hi)
  return quickSum(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi))
}

export const multiplyDouble = (a: DoubleDouble, b: number): DoubleDouble => {
  const p = product(a.hi, b)
  return quickSum(p.hi, p.lo + a.lo * b)
}

/** a * 2^n for a factor that is a power of two: exact. */
export const scaleBy = (a: DoubleDouble, factor: number): DoubleDouble => ({
  hi: a.hi * factor,
  lo: a.lo * factor,
})

export const divide = (a: DoubleDouble, b: DoubleDouble): DoubleDouble => {
  const first = a.hi / b.hi
  const rest = subtract(a, multiplyDouble(b, first))
  const second = rest.hi / b.hi
  const last = subtract(rest, multiplyDouble(b, second))
  return addDouble(quickSum(first, second), last.hi / b.hi)
}

/** The square root of a number that is not negative. */
export const squareRoot = (a: DoubleDouble): DoubleDouble => {
  if (a.hi <= 0) return { hi: 0, lo: 0 }
  const root = Math.sqrt(a.hi)
  const rest = subtract(a, product(root, root))
  return quickSum(root, rest.hi / (2 * root))
}
