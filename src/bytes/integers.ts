/**
 * Signed and unsigned 64-bit integers as Redis reads and adds them.
 *
 * A value is a `number` while it is safe (|n| <= 2^53 - 1) and a `bigint` beyond that, so the common case
 * never allocates. Rules copied from `util.c` (string2ll, string2ull, memtoull) of Redis 7.0.
 */

export const INT64_MIN = -(2n ** 63n)
export const INT64_MAX = 2n ** 63n - 1n
export const UINT64_MAX = 2n ** 64n - 1n

const MAX_SAFE = Number.MAX_SAFE_INTEGER
const MINUS = 45
const PLUS = 43
const ZERO = 48

/** True when `b` can be held by a signed 64-bit integer. */
export const fitsInt64 = (b: bigint): boolean => b >= INT64_MIN && b <= INT64_MAX

/** The same integer as a `number` when it is safe, as it is otherwise. */
export const normalizeInteger = (b: bigint): number | bigint =>
  b >= -9007199254740991n && b <= 9007199254740991n ? Number(b) : b

/**
 * Reads canonical signed 64-bit decimal text (`string2ll`): no leading zeros, plus sign or spaces, no "-0".
 * Returns undefined for any other text and outside the 64-bit range.
 */
export const parseInteger = (s: string): number | bigint | undefined => {
  const length = s.length
  if (length === 0 || length > 20) return undefined
  let i = 0
  let c = s.charCodeAt(0)
  const negative = c === MINUS
  if (negative) {
    if (length === 1) return undefined
    i = 1
    c = s.charCodeAt(1)
  }
  if (c === ZERO) return length === 1 ? 0 : undefined
  const digits = length - i
  let value = 0
  for (; i < length; i++) {
    c = s.charCodeAt(i) - ZERO
    if (c < 0 || c > 9) return undefined
    value = value * 10 + c
  }
  // Up to 15 digits the sum above was exact.
  if (digits <= 15) return negative ? -value : value
  const exact = BigInt(s)
  if (!fitsInt64(exact)) return undefined
  return normalizeInteger(exact)
}

/** As parseInteger, always as a bigint. */
export const parseInt64 = (s: string): bigint | undefined => {
  const n = parseInteger(s)
  return n === undefined ? undefined : BigInt(n)
}

/** Whether parseInteger would accept the text: what Redis may store with encoding `int`. */
export const isInteger = (s: string): boolean => {
  const c = s.charCodeAt(0)
  // Most strings fail on their first byte; NaN (an empty string) fails both comparisons.
  return ((c >= ZERO && c <= 57) || c === MINUS) && parseInteger(s) !== undefined
}

/** The nearest safe number: a bigint beyond +-(2^53 - 1) becomes that limit. */
export const clampToSafe = (n: number | bigint): number => {
  if (n > MAX_SAFE) return MAX_SAFE
  if (n < -MAX_SAFE) return -MAX_SAFE
  return Number(n)
}

/** a + b, or undefined when the sum leaves the signed 64-bit range. */
export const addInt64 = (a: number | bigint, b: number | bigint): number | bigint | undefined => {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (sum <= MAX_SAFE && sum >= -MAX_SAFE) return sum
  }
  const sum = BigInt(a) + BigInt(b)
  return fitsInt64(sum) ? normalizeInteger(sum) : undefined
}

const isSpace = (c: number): boolean => c === 32 || (c >= 9 && c <= 13)

/** The digits of s[from, to) as an unsigned integer, or undefined when there is none or another byte. */
const digitsOf = (s: string, from: number, to: number): bigint | undefined => {
  if (from >= to) return undefined
  for (let i = from; i < to; i++) {
    const c = s.charCodeAt(i)
    if (c < ZERO || c > 57) return undefined
  }
  return BigInt(s.slice(from, to))
}

/**
 * Reads an unsigned 64-bit integer as `string2ull` does for the halves of a stream id: canonical text first,
 * then whatever C's strtoull takes, so leading zeros, spaces and a plus pass, "-1" does not, and "-01" is
 * 2^64 - 1. Like every C string the text ends at its first zero byte. Undefined when it is out of range.
 */
export const parseUint64 = (s: string): bigint | undefined => {
  const zero = s.indexOf('\0')
  const text = zero < 0 ? s : s.slice(0, zero)
  const canonical = parseInteger(text)
  if (canonical !== undefined) return canonical < 0 ? undefined : BigInt(canonical)
  let i = 0
  while (isSpace(text.charCodeAt(i))) i++
  const sign = text.charCodeAt(i)
  if (sign === MINUS || sign === PLUS) i++
  const value = digitsOf(text, i, text.length)
  if (value === undefined || value > UINT64_MAX) return undefined
  return sign === MINUS ? BigInt.asUintN(64, -value) : value
}

const memoryUnit = (unit: string): number => {
  switch (unit) {
    case '':
    case 'b':
      return 1
    case 'k':
      return 1000
    case 'kb':
      return 1024
    case 'm':
      return 1000 * 1000
    case 'mb':
      return 1024 * 1024
    case 'g':
      return 1000 * 1000 * 1000
    case 'gb':
      return 1024 * 1024 * 1024
    default:
      return 0
  }
}

/**
 * Reads an amount of memory in bytes as config values write it (`memtoull`): digits and one of the units b, k
 * (1000), kb (1024), m, mb, g, gb in any case. No digits count as 0. The product wraps at 2^64 as in C.
 * Undefined for a negative amount or an unknown unit.
 */
export const parseMemory = (s: string): number | bigint | undefined => {
  const zero = s.indexOf('\0')
  const text = zero < 0 ? s : s.slice(0, zero)
  let i = 0
  while (text.charCodeAt(i) >= ZERO && text.charCodeAt(i) <= 57) i++
  if (text.length - i > 2 || i >= 128) return undefined
  const unit = memoryUnit(text.slice(i).toLowerCase())
  if (unit === 0) return undefined
  if (i === 0) return 0
  const digits = BigInt(text.slice(0, i))
  const clamped = digits > UINT64_MAX ? UINT64_MAX : digits
  return normalizeInteger(BigInt.asUintN(64, clamped * BigInt(unit)))
}
