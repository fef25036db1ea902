/**
 * Text to doubles as C's strtod accepts it, in the two ways Redis calls it. Hexadecimal floats, "inf",
 * "infinity" and "nan" in any case are part of it.
 */

import { roundToDouble } from './longdouble.ts'
import { digitsAndExponent, hasNonzeroDigit, scanNumber } from './scan.ts'
import type { ScannedNumber } from './scan.ts'

const ZERO = 48

/** The value of plain digits with an optional minus, at most 15 of them; undefined for anything else. */
const shortInteger = (s: string): number | undefined => {
  const length = s.length
  const negative = s.charCodeAt(0) === 45
  let i = negative ? 1 : 0
  if (i === length || length - i > 15) return undefined
  let value = 0
  for (; i < length; i++) {
    const digit = s.charCodeAt(i) - ZERO
    if (digit < 0 || digit > 9) return undefined
    value = value * 10 + digit
  }
  return negative ? -value : value
}

const valueOf = (s: string, scanned: ScannedNumber): number => {
  switch (scanned.kind) {
    case 'nan':
      return NaN
    case 'infinity':
      return scanned.negative ? -Infinity : Infinity
    case 'decimal': {
      const size = Number(s.slice(scanned.digits, scanned.end))
      return scanned.negative ? -size : size
    }
    case 'hex': {
      const { integer, exponent } = digitsAndExponent(s, scanned)
      return roundToDouble(scanned.negative, integer, exponent)
    }
  }
}

/**
 * Reads a double as `getDoubleFromObject` does: all of the text must be a number without leading space;
 * undefined for "nan", and for a number too big or so small that it becomes 0. "inf" is a number.
 */
export const parseDouble = (s: string): number | undefined => {
  const short = shortInteger(s)
  if (short !== undefined) return short
  const scanned = scanNumber(s, 0)
  if (scanned === undefined || scanned.end !== s.length) return undefined
  const x = valueOf(s, scanned)
  if (x !== x) return undefined
  if (x - x !== 0) return scanned.kind === 'infinity' ? x : undefined
  return x === 0 && hasNonzeroDigit(s, scanned) ? undefined : x
}

const isSpace = (c: number): boolean => c === 32 || (c >= 9 && c <= 13)

/**
 * Reads s[from...] as the bounds of ZRANGEBYSCORE and ZCOUNT are read (`zslParseRange`): a bare strtod, so
 * leading space, overflow to infinity and underflow to 0 pass, and so does an empty text, as 0. It ends at
 * the first zero byte. Undefined for "nan" and for trailing bytes.
 */
export const parseDoubleBound = (s: string, from = 0): number | undefined => {
  let start = from
  while (isSpace(s.charCodeAt(start))) start++
  const scanned = scanNumber(s, start)
  const end = scanned === undefined ? from : scanned.end
  if (end < s.length && s.charCodeAt(end) !== 0) return undefined
  if (scanned === undefined) return 0
  const x = valueOf(s, scanned)
  return x === x ? x : undefined
}
