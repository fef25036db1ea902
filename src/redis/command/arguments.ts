/**
 * Numbers among a command's arguments (object.c: get…FromObjectOrReply). Each reads one argument or throws
 * the error text Redis answers with.
 */
import { clampToSafe, INT64_MIN, parseInteger } from '../../bytes/integers.ts'
import { parseDouble } from '../../bytes/strtod.ts'
import { errors } from './errors.ts'
import type { CommandError } from './errors.ts'

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

/** An integer of at least `min`; whatever else is there is answered with `error` (getRangeLong with a message). */
export const readAtLeast = (text: string, min: number, error: () => CommandError): number => {
  const n = parseInteger(text)
  if (n === undefined || n < min) throw error()
  return typeof n === 'number' ? n : clampToSafe(n)
}

/** An integer of at least 0 (getPositiveLongFromObjectOrReply). */
export const readPositive = (text: string): number => readAtLeast(text, 0, errors.mustBePositive)

/** A count whose sign means something: any integer but -2^63, which has no opposite (SRANDMEMBER). */
export const readSignedCount = (text: string): number => {
  const n = parseInteger(text)
  if (n === undefined) throw errors.notInteger()
  if (n === INT64_MIN) throw errors.countOutOfRange()
  return typeof n === 'number' ? n : clampToSafe(n)
}

/** A floating point number, infinities included, never NaN (getDoubleFromObjectOrReply). */
export const readDouble = (text: string): number => {
  const x = parseDouble(text)
  if (x === undefined) throw errors.notFloat()
  return x
}
