/**
 * x87 80-bit long doubles (64-bit mantissa, 15-bit exponent), which INCRBYFLOAT and HINCRBYFLOAT add in: that
 * 0.1 + 0.2 gives 0.3 there follows from these eleven extra bits. Plain data; every operation rounds to
 * nearest, ties to even, as the x87 does.
 */

import { decompose, fixedDigits, isNegative, shiftHalfEven } from './printf.ts'
import { digitsAndExponent, hasNonzeroDigit, scanNumber } from './scan.ts'

export interface LongDouble {
  readonly kind: 'finite' | 'infinity' | 'nan'
  readonly negative: boolean
  /** 0 to 2^64 - 1; the value is mantissa * 2^exponent. */
  readonly mantissa: bigint
  readonly exponent: number
}

/** Bits of a mantissa, the smallest exponent of its last bit, and the first power of two that is too big. */
interface Precision {
  readonly bits: number
  readonly least: number
  readonly overflow: number
}

const EXTENDED: Precision = { bits: 64, least: -16445, overflow: 16384 }
const DOUBLE: Precision = { bits: 53, least: -1074, overflow: 1024 }

/** MAX_LONG_DOUBLE_CHARS in util.h: text of this length and more is refused. */
const MAX_CHARS = 5 * 1024

const infinity = (negative: boolean): LongDouble => ({
  kind: 'infinity',
  negative,
  mantissa: 0n,
  exponent: 0,
})
const zero = (negative: boolean): LongDouble => ({ kind: 'finite', negative, mantissa: 0n, exponent: 0 })
const NAN: LongDouble = { kind: 'nan', negative: false, mantissa: 0n, exponent: 0 }

const bitLength = (n: bigint): number => {
  if (n < 0x1_0000_0000n) return 32 - Math.clz32(Number(n))
  const digits = n.toString(16)
  return digits.length * 4 - Math.clz32(parseInt(digits[0]!, 16)) + 28
}

/** n * 2^exponent rounded to a precision; undefined when it overflows. */
const round = (
  n: bigint,
  exponent: number,
  to: Precision,
): { mantissa: bigint; exponent: number } | undefined => {
  const length = bitLength(n)
  const target = Math.max(exponent + length - to.bits, to.least)
  if (target <= exponent) return exponent + length > to.overflow ? undefined : { mantissa: n, exponent }
  const mantissa = shiftHalfEven(n, exponent - target)
  return target + bitLength(mantissa) > to.overflow ? undefined : { mantissa, exponent: target }
}

/** numerator / denominator as n * 2^exponent with enough bits and a sticky last one, so that rounding is right. */
const quotient = (numerator: bigint, denominator: bigint): { n: bigint; exponent: number } => {
  const shift = Math.max(0, 68 - bitLength(numerator) + bitLength(denominator))
  const scaled = numerator << BigInt(shift)
  const n = scaled / denominator
  const sticky = n * denominator === scaled ? 0n : 1n
  return { n: (n << 1n) | sticky, exponent: -shift - 1 }
}

const roundExtended = (negative: boolean, n: bigint, exponent: number): LongDouble => {
  if (n === 0n) return zero(negative)
  const rounded = round(n, exponent, EXTENDED)
  return rounded === undefined ? infinity(negative) : { kind: 'finite', negative, ...rounded }
}

/** m * 2^exponent, for m below 2^53 and a result that is exact. */
const scale = (m: number, exponent: number): number => {
  let x = m
  let left = exponent
  for (; left > 30; left -= 30) x *= 0x40000000
  for (; left < -30; left += 30) x /= 0x40000000
  return left >= 0 ? x * 2 ** left : x / 2 ** -left
}

/** n * 2^exponent as the nearest double. */
export const roundToDouble = (negative: boolean, n: bigint, exponent: number): number => {
  const rounded = n === 0n ? { mantissa: 0n, exponent: 0 } : round(n, exponent, DOUBLE)
  if (rounded === undefined) return negative ? -Infinity : Infinity
  const { mantissa } = rounded
  const spare = BigInt(Math.max(0, bitLength(mantissa) - 53))
  const size = scale(Number(mantissa >> spare), rounded.exponent + Number(spare))
  return negative ? -size : size
}

/** The exact extended value of a double. */
export const numberToLongDouble = (x: number): LongDouble => {
  if (x !== x) return NAN
  if (x - x !== 0) return infinity(x < 0)
  return { kind: 'finite', negative: isNegative(x), ...decompose(x) }
}

/** The extended value of an integer; exact up to 64 bits. */
export const integerToLongDouble = (n: number | bigint): LongDouble => {
  const exact = BigInt(n)
  return roundExtended(exact < 0n, exact < 0n ? -exact : exact, 0)
}

/** The nearest double. */
export const longDoubleToNumber = (x: LongDouble): number => {
  if (x.kind === 'nan') return NaN
  if (x.kind === 'infinity') return x.negative ? -Infinity : Infinity
  return roundToDouble(x.negative, x.mantissa, x.exponent)
}

export const isNaN = (x: LongDouble): boolean => x.kind === 'nan'
export const isInf = (x: LongDouble): boolean => x.kind === 'infinity'

/** Decimal exponents beyond these over- or underflow whatever 5119 digits come before them. */
const HOPELESS_EXPONENT = 11_000

/**
 * Reads a float as `string2ld` does: all of the text, no leading space, "inf" allowed, "nan" not; undefined
 * also on overflow and on underflow to zero, and from 5120 bytes on.
 */
export const parseLongDouble = (s: string): LongDouble | undefined => {
  if (s.length === 0 || s.length >= MAX_CHARS) return undefined
  const scanned = scanNumber(s, 0)
  if (scanned === undefined || scanned.end !== s.length || scanned.kind === 'nan') return undefined
  if (scanned.kind === 'infinity') return infinity(scanned.negative)
  if (!hasNonzeroDigit(s, scanned)) return zero(scanned.negative)
  const { integer, exponent } = digitsAndExponent(s, scanned)
  const size = scanned.kind === 'hex' ? Math.abs(exponent) / 4 : Math.abs(exponent)
  if (size > HOPELESS_EXPONENT) return undefined
  const result =
    scanned.kind === 'hex'
      ? roundExtended(scanned.negative, integer, exponent)
      : fromDecimal(scanned.negative, integer, exponent)
  return result.kind === 'infinity' || result.mantissa === 0n ? undefined : result
}

const fromDecimal = (negative: boolean, integer: bigint, exponent: number): LongDouble => {
  if (exponent >= 0) return roundExtended(negative, integer * 10n ** BigInt(exponent), 0)
  const { n, exponent: power } = quotient(integer, 10n ** BigInt(-exponent))
  return roundExtended(negative, n, power)
}

/** a + b. */
export const addLongDouble = (a: LongDouble, b: LongDouble): LongDouble => {
  if (a.kind !== 'finite' || b.kind !== 'finite') return addSpecial(a, b)
  if (a.mantissa === 0n && b.mantissa === 0n) return zero(a.negative && b.negative)
  if (b.mantissa === 0n) return a
  if (a.mantissa === 0n) return b
  const exponent = Math.min(a.exponent, b.exponent)
  const left = a.mantissa << BigInt(a.exponent - exponent)
  const right = b.mantissa << BigInt(b.exponent - exponent)
  const sum = (a.negative ? -left : left) + (b.negative ? -right : right)
  return sum < 0n ? roundExtended(true, -sum, exponent) : roundExtended(false, sum, exponent)
}

const addSpecial = (a: LongDouble, b: LongDouble): LongDouble => {
  if (a.kind === 'nan' || b.kind === 'nan') return NAN
  if (a.kind === 'infinity' && b.kind === 'infinity') return a.negative === b.negative ? a : NAN
  return a.kind === 'infinity' ? a : b
}

/**
 * `ld2string` with LD_STR_HUMAN: %.17Lf without the zeros at its end, and never "-0". What INCRBYFLOAT,
 * HINCRBYFLOAT and GEOPOS print.
 */
export const formatLongDouble = (x: LongDouble): string => {
  if (x.kind === 'nan') return 'nan'
  if (x.kind === 'infinity') return x.negative ? '-inf' : 'inf'
  const digits = fixedDigits(x.mantissa, x.exponent, 17)
  let end = digits.length
  while (digits.charCodeAt(end - 1) === 48) end--
  if (digits.charCodeAt(end - 1) === 46) end--
  const text = digits.slice(0, end)
  return x.negative && text !== '0' ? `-${text}` : text
}
