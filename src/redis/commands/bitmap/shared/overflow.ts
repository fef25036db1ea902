/** What BITFIELD does with a result that its integer type cannot hold (bitops.c, check…BitfieldOverflow). */

/** `width` is 1 to 64 bits when signed, 1 to 63 otherwise. */
export interface IntegerType {
  readonly signed: boolean
  readonly width: number
}

export type Overflow = 'wrap' | 'sat' | 'fail'

/**
 * `value + increment` in this type: wrapped around, or the nearest limit; undefined when it does not fit and that is
 * to `fail`. Both are signed 64-bit integers, but an unsigned type's value is at least 0.
 */
export const fitInto = (
  type: IntegerType,
  value: bigint,
  increment: bigint,
  overflow: Overflow,
): bigint | undefined => {
  const sum = value + increment
  const beyond = type.signed
    ? signedLimit(type.width, value, increment)
    : unsignedLimit(type.width, value, sum)
  if (beyond === undefined) return sum
  if (overflow === 'fail') return undefined
  if (overflow === 'sat') return beyond
  return type.signed ? BigInt.asIntN(type.width, sum) : BigInt.asUintN(type.width, sum)
}

/** The limit the sum went beyond; undefined: it fits. A negative value to be stored counts as a very large one. */
const unsignedLimit = (width: number, value: bigint, sum: bigint): bigint | undefined => {
  const max = (1n << BigInt(width)) - 1n
  if (value < 0n || sum > max) return max
  return sum < 0n ? 0n : undefined
}

/**
 * As unsignedLimit. How much room there is up to the limit is a signed 64-bit number in Redis; it wraps for a value
 * far below the type's range, which then counts as one above it.
 */
const signedLimit = (width: number, value: bigint, increment: bigint): bigint | undefined => {
  const max = (1n << BigInt(width - 1)) - 1n
  const min = -max - 1n
  const up = BigInt.asIntN(64, max - value)
  const down = BigInt.asIntN(64, min - value)
  const narrow = width !== 64
  if (value > max || ((narrow || (value >= 0n && increment > 0n)) && increment > up)) return max
  if (value < min || ((narrow || (value < 0n && increment < 0n)) && increment < down)) return min
  return undefined
}
