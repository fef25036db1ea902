/**
 * Elementary functions that give the same double in every engine. Math.log and its kin differ between
 * engines in the last bit; these use only + - * / and sqrt, which IEEE 754 fixes.
 *
 * Each computes in double-double arithmetic (about 100 bits) and rounds once, so results are correctly
 * rounded but for cases too rare to meet; glibc, which the real server calls, agrees but for its own
 * last-bit errors.
 */

import { dd, divide, multiply, multiplyDouble, scaleBy, squareRoot, subtract, sum } from './doubledouble.ts'
import type { DoubleDouble } from './doubledouble.ts'
import { LN10, LN2, expOf, logOf } from './exponential.ts'
import { angle, cosine, reduce, sine } from './trigonometry.ts'

const float = new Float64Array(1)
const bits = new BigUint64Array(float.buffer)

/** x = mantissa * 2^exponent with 0.5 <= |mantissa| < 1; 0, infinities and NaN come back with exponent 0. */
export const frexp = (x: number): { mantissa: number; exponent: number } => {
  if (x === 0 || x - x !== 0) return { mantissa: x, exponent: 0 }
  const subnormal = x < 2.2250738585072014e-308 && x > -2.2250738585072014e-308
  float[0] = subnormal ? x * 18014398509481984 : x
  const biased = Number((bits[0]! >> 52n) & 0x7ffn)
  bits[0] = (bits[0]! & ~(0x7ffn << 52n)) | (1022n << 52n)
  return { mantissa: float[0]!, exponent: biased - 1022 - (subnormal ? 54 : 0) }
}

/** 2^n for n from -1022 to 1023. */
const powerOfTwo = (n: number): number => {
  bits[0] = BigInt(n + 1023) << 52n
  return float[0]!
}

/** x * 2^n, rounded once even when the result is subnormal. */
export const ldexp = (x: number, n: number): number => {
  if (x === 0 || x - x !== 0 || n === 0) return x
  if (n > 4000) return x > 0 ? Infinity : -Infinity
  if (n < -4000) return x > 0 ? 0 : -0
  if (n >= -1022 && n <= 1023) return x * powerOfTwo(n)
  const { mantissa, exponent } = frexp(x)
  const total = exponent + n
  if (total > 1024) return mantissa > 0 ? Infinity : -Infinity
  if (total > -1021) return mantissa * 2 * powerOfTwo(total - 1)
  // Only the last product may be inexact.
  return total < -1100 ? mantissa * 0 : mantissa * powerOfTwo(-600) * powerOfTwo(total + 600)
}

const isFinite = (x: number): boolean => x - x === 0
const isOdd = (y: number): boolean => Math.abs(y % 2) === 1

const PI = dd(3.141592653589793, 1.2246467991473532e-16)

/** The logarithm of x, divided by that of a base when one is given. */
const logarithm = (x: number, base: DoubleDouble | undefined): number => {
  if (x !== x || x < 0) return NaN
  if (x === 0) return -Infinity
  if (x === Infinity) return x
  const { mantissa, exponent } = frexp(x)
  const natural = logOf(mantissa, exponent)
  return base === undefined ? natural.hi : divide(natural, base).hi
}

/** The natural logarithm. */
export const log = (x: number): number => logarithm(x, undefined)
/** The logarithm to base 10. */
export const log10 = (x: number): number => logarithm(x, LN10)
/** The logarithm to base 2. */
export const log2 = (x: number): number => logarithm(x, LN2)

/** e^x. */
export const exp = (x: number): number => {
  if (x !== x) return x
  if (x > 709.8) return Infinity
  if (x < -745.2) return 0
  const { value, power } = expOf(dd(x))
  return ldexp(value.hi, power)
}

/** m^n for an integer n from 1 to 64 by repeated squaring, exact while it fits 106 bits. */
const integerPower = (m: number, n: number): DoubleDouble => {
  let square = dd(m)
  let result = (n & 1) === 1 ? square : dd(1)
  for (let left = n >> 1; left > 0; left >>= 1) {
    square = multiply(square, square)
    if ((left & 1) === 1) result = multiply(result, square)
  }
  return result
}

/** x^y for x above 0 and both finite. */
const powPositive = (x: number, y: number): number => {
  if (x === 1) return 1
  const { mantissa, exponent } = frexp(x)
  if (y >= 1 && y <= 64 && Number.isInteger(y)) return ldexp(integerPower(mantissa, y).hi, exponent * y)
  const product = multiplyDouble(logOf(mantissa, exponent), y)
  if (product.hi > 709.8) return Infinity
  if (product.hi < -745.2) return 0
  const { value, power } = expOf(product)
  return ldexp(value.hi, power)
}

/** C's pow(x, y): as x ** y, but 1 to any power and anything to the power 0 is 1, NaN included. */
export const pow = (x: number, y: number): number => {
  if (y === 0 || x === 1) return 1
  if (x !== x || y !== y) return NaN
  const size = Math.abs(x)
  if (!isFinite(y)) {
    if (size === 1) return 1
    return size > 1 === y > 0 ? Infinity : 0
  }
  const negative = (x < 0 || (x === 0 && 1 / x < 0)) && isOdd(y)
  if (size === 0 || size === Infinity) {
    const result = (size === 0) === y > 0 ? 0 : Infinity
    return negative ? -result : result
  }
  if (x < 0 && !Number.isInteger(y)) return NaN
  return negative ? -powPositive(size, y) : powPositive(size, y)
}

/** Below this an angle and its sine, tangent or arctangent are the same double. */
const TINY = 1e-9

/** The sine of an angle in radians. */
export const sin = (x: number): number => {
  if (!isFinite(x)) return NaN
  return Math.abs(x) < TINY ? x : sine(reduce(x)).hi
}

/** The cosine of an angle in radians. */
export const cos = (x: number): number => (isFinite(x) ? cosine(reduce(x)).hi : NaN)

/** The tangent of an angle in radians. */
export const tan = (x: number): number => {
  if (!isFinite(x)) return NaN
  if (Math.abs(x) < TINY) return x
  const reduced = reduce(x)
  return divide(sine(reduced), cosine(reduced)).hi
}

/** The angle in -pi/2 to pi/2 whose sine is x; NaN outside -1 to 1. */
export const asin = (x: number): number => {
  const size = Math.abs(x)
  if (!(size <= 1)) return NaN
  if (size < TINY) return x
  const result = angle(dd(size), squareRoot(multiply(sum(1, -size), sum(1, size)))).hi
  return x < 0 ? -result : result
}

/** The angle in 0 to pi whose cosine is x; NaN outside -1 to 1. */
export const acos = (x: number): number => {
  if (!(Math.abs(x) <= 1)) return NaN
  const y = squareRoot(multiply(sum(1, -x), sum(1, x)))
  return x < 0 ? subtract(PI, angle(y, dd(-x))).hi : angle(y, dd(x)).hi
}

/** Brings both coordinates near 1, where double-double arithmetic is at home. */
const scaled = (y: number, x: number): [number, number] => {
  const shift = -frexp(Math.max(y, x)).exponent
  return [ldexp(y, shift), ldexp(x, shift)]
}

/** The angle of the point (x, y) for x and y of 0 and more, not both 0. */
const firstQuadrant = (y: number, x: number): DoubleDouble => {
  if (y === Infinity) return scaleBy(PI, x === Infinity ? 0.25 : 0.5)
  if (x === Infinity || y === 0) return dd(0)
  if (x === 0) return scaleBy(PI, 0.5)
  const [b, a] = scaled(y, x)
  return angle(dd(b), dd(a))
}

/** The angle of the point (x, y), -pi to pi; y comes first, and the sign of a zero counts. */
export const atan2 = (y: number, x: number): number => {
  if (x !== x || y !== y) return NaN
  const below = y < 0 || (y === 0 && 1 / y < 0)
  const left = x < 0 || (x === 0 && 1 / x < 0)
  const height = Math.abs(y)
  const width = Math.abs(x)
  let size: number
  if (height === 0) size = left ? PI.hi : 0
  else if (!left && height / width < TINY) size = height / width
  else {
    const acute = firstQuadrant(height, width)
    size = left ? subtract(PI, acute).hi : acute.hi
  }
  return below ? -size : size
}

/** The angle in -pi/2 to pi/2 whose tangent is x. */
export const atan = (x: number): number => atan2(x, 1)
