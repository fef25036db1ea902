/**
 * Ids of stream entries (t_stream.c): two unsigned 64-bit integers, milliseconds and a sequence number. Each is a
 * `number` while that is safe and a `bigint` beyond, so the two kinds compare rightly with < and equal with ===.
 */
import { normalizeInteger, parseInteger, parseUint64, UINT64_MAX } from '../../bytes/integers.ts'

export type Uint64 = number | bigint

export interface StreamId {
  /** Milliseconds since 1970 when the server made the id; else whatever was asked for. */
  readonly ms: Uint64
  readonly seq: Uint64
}

export const MIN_ID: StreamId = { ms: 0, seq: 0 }
export const MAX_ID: StreamId = { ms: UINT64_MAX, seq: UINT64_MAX }

/** Below 0, 0 or above 0 as `a` is less than, equal to or greater than `b` (streamCompareID). */
export const compareIds = (a: StreamId, b: StreamId): number => {
  if (a.ms !== b.ms) return a.ms < b.ms ? -1 : 1
  if (a.seq !== b.seq) return a.seq < b.seq ? -1 : 1
  return 0
}

export const isZeroId = (id: StreamId): boolean => id.ms === 0 && id.seq === 0

/** `ms-seq`, as replies show it. */
export const idText = (id: StreamId): string => id.ms + '-' + id.seq

const plusOne = (n: Uint64): Uint64 =>
  typeof n === 'number' && n < Number.MAX_SAFE_INTEGER ? n + 1 : BigInt(n) + 1n

const minusOne = (n: Uint64): Uint64 => (typeof n === 'number' ? n - 1 : normalizeInteger(n - 1n))

/** The id right after; undefined after the last one (streamIncrID). */
export const nextId = ({ ms, seq }: StreamId): StreamId | undefined => {
  if (seq !== UINT64_MAX) return { ms, seq: plusOne(seq) }
  return ms === UINT64_MAX ? undefined : { ms: plusOne(ms), seq: 0 }
}

/** The id right before; undefined before 0-0 (streamDecrID). */
export const previousId = ({ ms, seq }: StreamId): StreamId | undefined => {
  if (seq !== 0) return { ms, seq: minusOne(seq) }
  return ms === 0 ? undefined : { ms: minusOne(ms), seq: UINT64_MAX }
}

/** a - b as a signed 64-bit integer that wraps, which is how nodes store the parts of an id. */
export const delta = (a: Uint64, b: Uint64): number | bigint =>
  typeof a === 'number' && typeof b === 'number'
    ? a - b
    : normalizeInteger(BigInt.asIntN(64, BigInt(a) - BigInt(b)))

/** What `delta` was taken from. */
export const undelta = (base: Uint64, difference: number | bigint): Uint64 => {
  if (typeof base === 'number' && typeof difference === 'number') {
    const sum = base + difference
    if (sum >= 0 && sum <= Number.MAX_SAFE_INTEGER) return sum
  }
  return normalizeInteger(BigInt.asUintN(64, BigInt(base) + BigInt(difference)))
}

const HALF = 2 ** 32

const highHalf = (n: Uint64): number => (typeof n === 'number' ? Math.floor(n / HALF) : Number(n >> 32n))
const lowHalf = (n: Uint64): number => (typeof n === 'number' ? n % HALF : Number(n & 0xffffffffn))

/** The id as 16 bytes that sort like it: a key of the radix trees (streamEncodeID). */
export const encodeId = ({ ms, seq }: StreamId): string => {
  const a = highHalf(ms)
  const b = lowHalf(ms)
  const c = highHalf(seq)
  const d = lowHalf(seq)
  // In one call, so that it is no rope of two halves.
  return String.fromCharCode(
    a >>> 24,
    (a >>> 16) & 255,
    (a >>> 8) & 255,
    a & 255,
    b >>> 24,
    (b >>> 16) & 255,
    (b >>> 8) & 255,
    b & 255,
    c >>> 24,
    (c >>> 16) & 255,
    (c >>> 8) & 255,
    c & 255,
    d >>> 24,
    (d >>> 16) & 255,
    (d >>> 8) & 255,
    d & 255,
  )
}

const readBigEndian = (bytes: string, at: number): Uint64 => {
  let high = 0
  let low = 0
  for (let i = 0; i < 4; i++) {
    high = high * 256 + bytes.charCodeAt(at + i)
    low = low * 256 + bytes.charCodeAt(at + 4 + i)
  }
  return high < 1 << 21 ? high * HALF + low : (BigInt(high) << 32n) | BigInt(low)
}

/** Takes back `encodeId` (streamDecodeID). */
export const decodeId = (bytes: string): StreamId => ({
  ms: readBigEndian(bytes, 0),
  seq: readBigEndian(bytes, 8),
})

/** What `readId` makes of `ms-*`: the sequence number is still to be chosen. */
export interface ReadId extends StreamId {
  readonly seqGiven: boolean
}

/** One half of an id. */
const readPart = (text: string): Uint64 | undefined => {
  const n = parseInteger(text)
  if (typeof n === 'number') return n < 0 ? undefined : n
  const exact = parseUint64(text)
  return exact === undefined ? undefined : normalizeInteger(exact)
}

/** Longest text that may be an id. */
const LONGEST = 127

interface IdRules {
  /** The sequence number when only milliseconds are given. */
  readonly missingSeq?: Uint64
  /** `-` and `+` stand for the least and the greatest id. */
  readonly ends?: boolean
  /** `ms-*` leaves the sequence number open. */
  readonly star?: boolean
}

/** Reads `ms-seq` or `ms`; undefined when it is no id (streamGenericParseIDOrReply). */
export const readId = (text: string, { missingSeq = 0, ends, star }: IdRules = {}): ReadId | undefined => {
  if (text.length > LONGEST) return undefined
  const zero = text.indexOf('\0')
  const word = zero === -1 ? text : text.slice(0, zero)
  if (word === '-' || word === '+') {
    if (ends !== true) return undefined
    const { ms, seq } = word === '-' ? MIN_ID : MAX_ID
    return { ms, seq, seqGiven: true }
  }
  const dash = word.indexOf('-')
  const ms = readPart(dash === -1 ? word : word.slice(0, dash))
  if (ms === undefined) return undefined
  if (dash === -1) return { ms, seq: missingSeq, seqGiven: true }
  const rest = word.slice(dash + 1)
  if (rest === '*' && star === true) return { ms, seq: 0, seqGiven: false }
  const seq = readPart(rest)
  return seq === undefined ? undefined : { ms, seq, seqGiven: true }
}
