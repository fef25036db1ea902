/** The syntax C's strtod and strtold share: where a number in text ends and what kind it is. */

export type NumberKind = 'decimal' | 'hex' | 'infinity' | 'nan'

export interface ScannedNumber {
  readonly kind: NumberKind
  readonly negative: boolean
  /** Index of the first digit, after sign and 0x. */
  readonly digits: number
  /** Index of the byte after the digits (and point), where an exponent may begin. */
  readonly digitsEnd: number
  /** Index of the byte after the number. */
  readonly end: number
}

const isDigit = (c: number): boolean => c >= 48 && c <= 57
const isHexDigit = (c: number): boolean => isDigit(c) || ((c | 32) >= 97 && (c | 32) <= 102)

/** Whether s[i...] spells the lowercase word in any case. */
const spells = (s: string, i: number, word: string): boolean => {
  for (let k = 0; k < word.length; k++) if ((s.charCodeAt(i + k) | 32) !== word.charCodeAt(k)) return false
  return true
}

/** After digits with at most one point; equal to `from` when there is no digit at all. */
const skipDigits = (s: string, from: number, isMember: (c: number) => boolean): number => {
  let i = from
  let count = 0
  while (isMember(s.charCodeAt(i))) {
    i++
    count++
  }
  if (s.charCodeAt(i) === 46) {
    i++
    while (isMember(s.charCodeAt(i))) {
      i++
      count++
    }
  }
  return count === 0 ? from : i
}

/** After an exponent introduced by the letter (lowercase), or `from` when none is complete. */
const skipExponent = (s: string, from: number, letter: number): number => {
  if ((s.charCodeAt(from) | 32) !== letter) return from
  let i = from + 1
  const sign = s.charCodeAt(i)
  if (sign === 43 || sign === 45) i++
  if (!isDigit(s.charCodeAt(i))) return from
  while (isDigit(s.charCodeAt(i))) i++
  return i
}

const skipNan = (s: string, from: number): number => {
  const after = from + 3
  if (s.charCodeAt(after) !== 40) return after
  let i = after + 1
  for (; ; i++) {
    const c = s.charCodeAt(i)
    const wordByte = isDigit(c) || ((c | 32) >= 97 && (c | 32) <= 122) || c === 95
    if (!wordByte) break
  }
  return s.charCodeAt(i) === 41 ? i + 1 : after
}

/** The longest number that begins at s[from] (no leading space); undefined when none does. */
export const scanNumber = (s: string, from: number): ScannedNumber | undefined => {
  const sign = s.charCodeAt(from)
  const negative = sign === 45
  const start = negative || sign === 43 ? from + 1 : from
  const c = s.charCodeAt(start)
  if ((c | 32) === 105 && spells(s, start, 'inf')) {
    const end = spells(s, start, 'infinity') ? start + 8 : start + 3
    return { kind: 'infinity', negative, digits: start, digitsEnd: end, end }
  }
  if ((c | 32) === 110 && spells(s, start, 'nan')) {
    const end = skipNan(s, start)
    return { kind: 'nan', negative, digits: start, digitsEnd: end, end }
  }
  if (c === 48 && (s.charCodeAt(start + 1) | 32) === 120) {
    const digitsEnd = skipDigits(s, start + 2, isHexDigit)
    if (digitsEnd > start + 2) {
      return { kind: 'hex', negative, digits: start + 2, digitsEnd, end: skipExponent(s, digitsEnd, 112) }
    }
  }
  const digitsEnd = skipDigits(s, start, isDigit)
  if (digitsEnd === start) return undefined
  return { kind: 'decimal', negative, digits: start, digitsEnd, end: skipExponent(s, digitsEnd, 101) }
}

/** Whether the scanned digits hold anything but zeros: a result of 0 is then an underflow. */
export const hasNonzeroDigit = (s: string, scanned: ScannedNumber): boolean => {
  for (let i = scanned.digits; i < scanned.digitsEnd; i++) {
    const c = s.charCodeAt(i)
    if (c !== 48 && c !== 46) return true
  }
  return false
}

/** An exponent beyond this decides over- or underflow whatever the digits are, so it is not counted further. */
const EXPONENT_LIMIT = 1_000_000

/**
 * The scanned digits without their point as one integer, and the power of the base (10, or 2 for hex) it is
 * to be multiplied with.
 */
export const digitsAndExponent = (
  s: string,
  scanned: ScannedNumber,
): { integer: bigint; exponent: number } => {
  const text = s.slice(scanned.digits, scanned.digitsEnd)
  const point = text.indexOf('.')
  const whole = point < 0 ? text : text.slice(0, point) + text.slice(point + 1)
  const decimals = point < 0 ? 0 : text.length - point - 1
  const written = scanned.end > scanned.digitsEnd ? Number(s.slice(scanned.digitsEnd + 1, scanned.end)) : 0
  const exponent = Math.max(-EXPONENT_LIMIT, Math.min(EXPONENT_LIMIT, written))
  return scanned.kind === 'hex'
    ? { integer: BigInt(`0x${whole}`), exponent: exponent - 4 * decimals }
    : { integer: BigInt(whole), exponent: exponent - decimals }
}
