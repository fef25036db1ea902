/**
 * Numbers among a command's arguments (object.c: get…FromObjectOrReply). Each reads one argument or throws
 * the error text Redis answers with.
 */
import { clampToSafe, parseInteger } from '../../bytes/integers.ts'
import { errors } from './errors.ts'

const INT_MIN = -2147483648
const INT_MAX = 2147483647

/** A signed 64-bit integer, exactly: a bigint where a number isn't safe. */
export const readInt64 = (text: string): number | bigint => {
  const n = parseInteger(text)
  if (n === undefined) throw errors.notInteger()
  return n
}

/**
 * A signed 64-bit integer that is only compared, clamped or used as a count: beyond ±(2^53 - 1) the nearest
 * safe number stands for it.
 */
export const readInteger = (text: string): number => {
  const n = parseInteger(text)
  if (typeof n === 'number') return n
  if (n === undefined) throw errors.notInteger()
  return clampToSafe(n)
}

/** An integer from `min` to `max` (getRangeLongFromObjectOrReply). */
export const readRange = (text: string, min: number, max: number): number => {
  const n = readInteger(text)
  if (n < min || n > max) throw errors.notInRange(min, max)
  return n
}

/** A 32-bit integer (getIntFromObjectOrReply): database numbers and the like. */
export const readInt32 = (text: string): number => readRange(text, INT_MIN, INT_MAX)
