/** The timeout argument of blocking commands (timeout.c, getTimeoutFromObjectOrReply). */
import { parseLongDouble } from '../../bytes/longdouble.ts'
import type { LongDouble } from '../../bytes/longdouble.ts'
import { shiftHalfEven } from '../../bytes/printf.ts'
import { errors } from '../command/errors.ts'

const LONG_DOUBLE_BITS = 64
const INT64_END = 2n ** 63n

/** The magnitude of x × 1000 as a long double, rounded away from zero or towards it: what ceill makes of it. */
const milliseconds = (x: LongDouble): bigint => {
  const product = x.mantissa * 1000n
  const excess = Math.max(0, product.toString(2).length - LONG_DOUBLE_BITS)
  const mantissa = shiftHalfEven(product, -excess)
  const exponent = x.exponent + excess
  if (exponent >= 0) return mantissa << BigInt(exponent)
  const whole = mantissa >> BigInt(-exponent)
  const exact = whole << BigInt(-exponent) === mantissa
  return exact || x.negative ? whole : whole + 1n
}

/**
 * Reads a timeout in seconds and answers it in virtual µs, 0 for no limit. It is a whole number of
 * milliseconds, rounded up, as in Redis; one beyond 64 bits counts as negative there, and so it does here.
 */
export const readTimeout = (text: string): number => {
  const x = parseLongDouble(text)
  if (x === undefined) throw errors.timeoutNotFloat()
  if (x.kind === 'infinity') throw errors.timeoutNegative()
  const ms = milliseconds(x)
  if (ms >= INT64_END || (x.negative && ms > 0n)) throw errors.timeoutNegative()
  return Number(ms) * 1000
}
