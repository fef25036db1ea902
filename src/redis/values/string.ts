/**
 * String values (object.c, t_string.c): text, an integer Redis keeps as `int`, or a byte array. Text goes over
 * to a byte array when it is modified in place and has grown large.
 */
import { flatten, fromBytes, toBytes } from '../../bytes/bytestrings.ts'
import { parseInteger } from '../../bytes/integers.ts'
import { integerToLongDouble, parseLongDouble } from '../../bytes/longdouble.ts'
import type { LongDouble } from '../../bytes/longdouble.ts'
import type { ReplyWriter } from '../../resp/reply-writer.ts'
import { errors } from '../command/errors.ts'
import type { Entry, StringValue, Value } from '../keyspace/entry.ts'
import type { RedisServer } from '../server/server.ts'

/** Text modified in place becomes a byte array from this many bytes on: joining text again and again is slow. */
const BYTES_FROM = 4096
/** After this many appended bytes text is made one piece again: engines keep joined strings as trees. */
const PIECE = 64
/** Spare room a grown byte array gets: as much again, up to 1 MB (sds.c, SDS_MAX_PREALLOC). */
const MAX_SPARE = 1 << 20

/**
 * What is stored for a string given whole (tryObjectEncoding): an integer for canonical 64-bit decimal text, else
 * the text itself.
 */
export const tryEncode = (s: string): StringValue => {
  const length = s.length
  if (length > 20 || length === 0) return s
  // '9' is the last byte an integer can begin with; most text is beyond it.
  if (s.charCodeAt(0) > 57) return s
  return parseInteger(s) ?? s
}

/** The value as text. Throws a RangeError for more than 2^29 - 24 bytes: no JS string can hold them. */
export const textOf = (value: StringValue): string => {
  if (typeof value === 'string') return value
  return value instanceof Uint8Array ? fromBytes(value) : String(value)
}

/** Bytes [from, to) of the value as text. */
export const sliceOf = (value: StringValue, from: number, to: number): string =>
  value instanceof Uint8Array ? fromBytes(value, from, to) : textOf(value).slice(from, to)

/** The byte at a position; 0 beyond the end. */
export const byteAt = (value: StringValue, at: number): number => {
  if (value instanceof Uint8Array) return value[at] ?? 0
  const text = textOf(value)
  return at < text.length ? text.charCodeAt(at) : 0
}

/** The value's bytes: its own array where it has one (not to be changed), else a new one. */
export const bytesOf = (value: StringValue): Uint8Array =>
  value instanceof Uint8Array ? value : toBytes(textOf(value))

/** Length in bytes (stringObjectLen). */
export const lengthOf = (value: StringValue): number =>
  typeof value === 'string' || value instanceof Uint8Array ? value.length : String(value).length

/** Writes the value as a bulk string. */
export const writeString = (reply: ReplyWriter, value: StringValue): void => {
  if (typeof value === 'string') reply.bulk(value)
  else if (value instanceof Uint8Array) reply.bytes(value)
  else reply.bulk(String(value))
}

/** The value as a signed 64-bit integer; throws `value is not an integer or out of range`. */
export const integerOf = (value: StringValue): number | bigint => {
  if (typeof value === 'number' || typeof value === 'bigint') return value
  const n = value.length > 20 ? undefined : parseInteger(textOf(value))
  if (n === undefined) throw errors.notInteger()
  return n
}

/** The value as a long double; throws `value is not a valid float`. */
export const longDoubleOf = (value: StringValue): LongDouble => {
  if (typeof value === 'number' || typeof value === 'bigint') return integerToLongDouble(value)
  // The longest text a long double is read from is 5 KB (util.h, MAX_LONG_DOUBLE_CHARS).
  const x = value.length > 8192 ? undefined : parseLongDouble(textOf(value))
  if (x === undefined) throw errors.notFloat()
  return x
}

/** An equal value of its own, for COPY (dupStringObject). */
export const copyString = (value: StringValue): StringValue =>
  value instanceof Uint8Array ? value.slice() : value

/** An equal value of its own, whatever its type. */
export const copyValue = (value: Value): Value =>
  typeof value !== 'object' || value instanceof Uint8Array ? copyString(value) : value.copy()

/** Throws when a string of this many bytes would exceed proto-max-bulk-len (checkStringLength). */
export const checkLength = (server: RedisServer, length: number): void => {
  if (length > server.config.values.protoMaxBulkLen) throw errors.stringTooLong()
}

/**
 * A byte array as long as `length`, beginning with the bytes of `value`, zeros after. Uses the spare room of the
 * old array when it has enough of it, so the old array must not be used any more.
 */
const grow = (value: StringValue, length: number): Uint8Array => {
  if (value instanceof Uint8Array && value.byteOffset === 0 && value.buffer.byteLength >= length) {
    return new Uint8Array(value.buffer, 0, length)
  }
  const old = lengthOf(value)
  // The first growth is exact as sds's is for SETRANGE; later ones leave room.
  const spare = value instanceof Uint8Array ? Math.min(length, MAX_SPARE) : 0
  const grown = new Uint8Array(new ArrayBuffer(length + spare), 0, length)
  if (value instanceof Uint8Array) grown.set(value)
  else writeText(grown, 0, textOf(value).slice(0, old))
  return grown
}

const writeText = (bytes: Uint8Array, at: number, s: string): void => {
  for (let i = 0; i < s.length; i++) bytes[at + i] = s.charCodeAt(i)
}

/**
 * Appends to the string of an entry, which becomes `raw` (dbUnshareStringValue, sdscatlen). Answers the new length.
 */
export const append = (entry: Entry, suffix: string): number => {
  const value = entry.value as StringValue
  const old = lengthOf(value)
  const length = old + suffix.length
  entry.raw = true
  if (length < BYTES_FROM && !(value instanceof Uint8Array)) {
    const text = textOf(value) + suffix
    entry.value = Math.floor(old / PIECE) === Math.floor(length / PIECE) ? text : flatten(text)
    return length
  }
  const bytes = grow(value, length)
  writeText(bytes, old, suffix)
  entry.value = bytes
  return length
}

/**
 * Overwrites the string of an entry from `offset` on, zero bytes filling a gap; the string becomes `raw`
 * (setrangeCommand). `patch` isn't empty. Answers the new length.
 */
export const setRange = (entry: Entry, offset: number, patch: string): number => {
  const value = entry.value as StringValue
  const length = Math.max(lengthOf(value), offset + patch.length)
  entry.raw = true
  if (length < BYTES_FROM && !(value instanceof Uint8Array)) {
    const text = textOf(value)
    const gap = offset - text.length
    const head = gap > 0 ? text + '\0'.repeat(gap) : text.slice(0, offset)
    entry.value = head + patch + text.slice(offset + patch.length)
    return length
  }
  const bytes = grow(value, length)
  writeText(bytes, offset, patch)
  entry.value = bytes
  return length
}

/**
 * The string of an entry as bytes to be changed in place, at least `length` of them, zero bytes filling up; the string
 * becomes `raw` (lookupStringForBitCommand).
 */
export const bytesForWriting = (entry: Entry, length: number): Uint8Array => {
  const value = entry.value as StringValue
  entry.raw = true
  if (value instanceof Uint8Array && value.length >= length) return value
  const bytes = grow(value, Math.max(length, lengthOf(value)))
  entry.value = bytes
  return bytes
}
