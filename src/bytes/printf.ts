/**
 * Doubles as C's printf writes them. The engine's own toFixed and toPrecision do the common case; where they
 * may differ from C (exact ties, which C rounds to even and engines away from zero, and numbers of 1e21 and
 * more) the digits are computed exactly.
 */

const float = new Float64Array(1)
const bits = new BigUint64Array(float.buffer)

/** A finite double as mantissa * 2^exponent, both exact; the sign is left out. */
export const decompose = (x: number): { mantissa: bigint; exponent: number } => {
  float[0] = x
  const raw = bits[0]! & 0x7fff_ffff_ffff_ffffn
  const biased = Number(raw >> 52n)
  const fraction = raw & 0xf_ffff_ffff_ffffn
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | 0x10_0000_0000_0000n, exponent: biased - 1075 }
}

/** Whether the sign bit is set: true for -0 too. */
export const isNegative = (x: number): boolean => x < 0 || (x === 0 && 1 / x < 0)

/** n / d rounded to the nearest integer, ties to even. Both positive. */
export const divideHalfEven = (n: bigint, d: bigint): bigint => {
  const quotient = n / d
  const twice = (n - quotient * d) * 2n
  return twice > d || (twice === d && (quotient & 1n) === 1n) ? quotient + 1n : quotient
}

/** n * 2^shift rounded to the nearest integer, ties to even. */
export const shiftHalfEven = (n: bigint, shift: number): bigint => {
  if (shift >= 0) return n << BigInt(shift)
  const down = BigInt(-shift)
  const quotient = n >> down
  const rest = n - (quotient << down)
  const half = 1n << (down - 1n)
  return rest > half || (rest === half && (quotient & 1n) === 1n) ? quotient + 1n : quotient
}

/** mantissa * 2^exponent with exactly `digits` decimals, ties to even. */
export const fixedDigits = (mantissa: bigint, exponent: number, digits: number): string => {
  const scaled = shiftHalfEven(mantissa * 10n ** BigInt(digits), exponent).toString()
  if (digits === 0) return scaled
  const padded = scaled.padStart(digits + 1, '0')
  const point = padded.length - digits
  return `${padded.slice(0, point)}.${padded.slice(point)}`
}

/** Whether x * 2^shift is an odd integer, for positive x: then x is half way between two decimals. */
const isOddAfterShift = (x: number, shift: number): boolean => {
  let scaled = x
  for (let left = shift; left > 0; left -= 30) {
    scaled *= left >= 30 ? 1073741824 : 1 << left
    if (scaled > Number.MAX_SAFE_INTEGER) return false
  }
  return scaled % 2 === 1
}

const special = (x: number): string => (x !== x ? 'nan' : x > 0 ? 'inf' : '-inf')

/** printf's %.<digits>f, 0 to 100 digits. */
export const formatFixed = (x: number, digits: number): string => {
  if (x - x !== 0) return special(x)
  const sign = isNegative(x) ? '-' : ''
  const positive = Math.abs(x)
  if (positive < 1e21 && !isOddAfterShift(positive, digits + 1)) return sign + positive.toFixed(digits)
  const { mantissa, exponent } = decompose(x)
  return sign + fixedDigits(mantissa, exponent, digits)
}

/** Without the zeros after the last decimal that counts, and without a bare point. */
const trimZeros = (digits: string): string => {
  if (!digits.includes('.')) return digits
  let end = digits.length
  while (digits.charCodeAt(end - 1) === 48) end--
  if (digits.charCodeAt(end - 1) === 46) end--
  return end === digits.length ? digits : digits.slice(0, end)
}

/** The first `precision` digits (ties to even) and the exponent of the first one, by exact arithmetic. */
const exactDigits = (x: number, precision: number): { digits: string; exponent: number } => {
  const { mantissa, exponent } = decompose(x)
  const estimate = Number(x.toExponential(0).split('e')[1])
  // The estimate may be one too high when it was rounded up.
  for (let power = estimate - 1; ; power++) {
    const scale = precision - 1 - power
    const numerator = scale >= 0 ? mantissa * 10n ** BigInt(scale) : mantissa
    const denominator = scale >= 0 ? 1n : 10n ** BigInt(-scale)
    const rounded =
      exponent >= 0
        ? divideHalfEven(numerator << BigInt(exponent), denominator)
        : divideHalfEven(numerator, denominator << BigInt(-exponent))
    const digits = rounded.toString()
    if (digits.length === precision) return { digits, exponent: power }
  }
}

/** Digits and exponent in the style %g chooses: plain for exponents from -4 up to the precision. */
const generalStyle = (digits: string, exponent: number, precision: number): string => {
  if (exponent >= -4 && exponent < precision) {
    if (exponent < 0) return trimZeros(`0.${'0'.repeat(-exponent - 1)}${digits}`)
    return trimZeros(`${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`)
  }
  const size = Math.abs(exponent)
  const suffix = `e${exponent < 0 ? '-' : '+'}${size < 10 ? '0' : ''}${size}`
  return trimZeros(`${digits[0]}.${digits.slice(1)}`) + suffix
}

/** printf's %.<precision>g, 0 to 100 digits. */
export const formatG = (x: number, precision: number): string => {
  if (x - x !== 0) return special(x)
  const p = precision < 1 ? 1 : precision
  if (Number.isInteger(x) && x < 1e15 && x > -1e15 && (p >= 15 || Math.abs(x) < Number(`1e${p}`))) {
    return x === 0 && 1 / x < 0 ? '-0' : String(x)
  }
  const sign = x < 0 ? '-' : ''
  const positive = Math.abs(x)
  const text = positive.toExponential(p - 1)
  const e = text.indexOf('e')
  const exponent = Number(text.slice(e + 1))
  const shift = p - exponent
  // A tie that was rounded up to the next power of ten reports an exponent one too high.
  const tie = isOddAfterShift(positive, shift) || isOddAfterShift(positive, shift + 1)
  if (tie || (shift <= 1 && p < 17)) {
    const exact = exactDigits(positive, p)
    return sign + generalStyle(exact.digits, exact.exponent, p)
  }
  const digits = p === 1 ? text.slice(0, e) : text[0]! + text.slice(2, e)
  return sign + generalStyle(digits, exponent, p)
}
