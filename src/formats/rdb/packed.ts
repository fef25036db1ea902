/**
 * The packed forms of small collections as they stand in RDB files: listpack, intset and, from older versions,
 * ziplist and zipmap. Each reader gives the elements as byte strings, integers as text, or undefined where the bytes
 * are malformed (the …ValidateIntegrity functions, always in their thorough form).
 */
import { flatten } from '../../bytes/bytestrings.ts'
import { normalizeInteger } from '../../bytes/integers.ts'

const END = 0xff
const LISTPACK_HEADER = 7
/** Elements a listpack's header cannot count. */
const UNCOUNTED = 65535

const little = (s: string, at: number, bytes: number): number => {
  let value = 0
  for (let i = bytes - 1; i >= 0; i--) value = value * 256 + s.charCodeAt(at + i)
  return value
}

const signedLittle = (s: string, at: number, bytes: number): number => {
  const value = little(s, at, bytes)
  return value >= 2 ** (8 * bytes - 1) ? value - 2 ** (8 * bytes) : value
}

const signed64 = (s: string, at: number): bigint =>
  BigInt.asIntN(64, (BigInt(little(s, at + 4, 4)) << 32n) | BigInt(little(s, at, 4)))

/** Bytes of the length that stands after an element of so many. */
const backlenSize = (size: number): number => {
  if (size <= 127) return 1
  if (size < 16383) return 2
  if (size < 2097151) return 3
  return size < 268435455 ? 4 : 5
}

const backlenMatches = (s: string, at: number, size: number): boolean => {
  const bytes = backlenSize(size)
  let rest = size
  for (let i = bytes - 1; i >= 0; i--) {
    const septet = rest % 128
    if (s.charCodeAt(at + i) !== (i === 0 ? septet : septet | 128)) return false
    rest = Math.floor(rest / 128)
  }
  return true
}

/** Walks along packed bytes: `value` is the element just read, `size` what it took without its frame. */
class Cursor {
  readonly s: string
  value = ''
  size = 0

  constructor(s: string) {
    this.s = s
  }

  private text(at: number, head: number, length: number): boolean {
    this.size = head + length
    if (at + this.size >= this.s.length) return false
    this.value = flatten(this.s.slice(at + head, at + head + length))
    return true
  }

  private integer(at: number, head: number, bytes: number): boolean {
    this.size = head + bytes
    if (at + this.size >= this.s.length) return false
    this.value = String(bytes === 8 ? signed64(this.s, at + head) : signedLittle(this.s, at + head, bytes))
    return true
  }

  /** Reads the element of a listpack at `at`, without the length after it. */
  listpackElement(at: number): boolean {
    const { s } = this
    const first = s.charCodeAt(at)
    if (first < 0x80) {
      this.size = 1
      this.value = String(first)
      return true
    }
    if (first < 0xc0) return this.text(at, 1, first & 63)
    if (first < 0xe0) {
      const value = ((first & 31) << 8) | s.charCodeAt(at + 1)
      this.size = 2
      this.value = String(value >= 4096 ? value - 8192 : value)
      return true
    }
    if (first < 0xf0) return this.text(at, 2, ((first & 15) << 8) | s.charCodeAt(at + 1))
    switch (first) {
      case 0xf0:
        return this.text(at, 5, little(s, at + 1, 4))
      case 0xf1:
        return this.integer(at, 1, 2)
      case 0xf2:
        return this.integer(at, 1, 3)
      case 0xf3:
        return this.integer(at, 1, 4)
      case 0xf4:
        return this.integer(at, 1, 8)
      default:
        return false
    }
  }

  /** Reads the element of a ziplist at `at`, after the length of the one before it. */
  ziplistElement(at: number): boolean {
    const { s } = this
    const first = s.charCodeAt(at)
    switch (first >> 6) {
      case 0:
        return this.text(at, 1, first & 63)
      case 1:
        return this.text(at, 2, ((first & 63) << 8) | s.charCodeAt(at + 1))
      case 2: {
        const high = (s.charCodeAt(at + 1) << 8) | s.charCodeAt(at + 2)
        const low = (s.charCodeAt(at + 3) << 8) | s.charCodeAt(at + 4)
        return this.text(at, 5, high * 65536 + low)
      }
    }
    switch (first) {
      case 0xc0:
        return this.integer(at, 1, 2)
      case 0xd0:
        return this.integer(at, 1, 4)
      case 0xe0:
        return this.integer(at, 1, 8)
      case 0xf0:
        return this.integer(at, 1, 3)
      case 0xfe:
        return this.integer(at, 1, 1)
    }
    if (first < 0xf1 || first > 0xfd) return false
    this.size = 1
    this.value = String((first & 15) - 1)
    return true
  }
}

/** The elements of a listpack (lpValidateIntegrity). */
export const readListpack = (s: string): string[] | undefined => {
  if (s.length < LISTPACK_HEADER || little(s, 0, 4) !== s.length) return undefined
  const count = little(s, 4, 2)
  const values: string[] = []
  const cursor = new Cursor(s)
  let at = LISTPACK_HEADER - 1
  while (at < s.length - 1) {
    if (s.charCodeAt(at) === END || !cursor.listpackElement(at)) return undefined
    at += cursor.size
    if (at + backlenSize(cursor.size) >= s.length || !backlenMatches(s, at, cursor.size)) return undefined
    at += backlenSize(cursor.size)
    values.push(cursor.value)
  }
  if (s.charCodeAt(s.length - 1) !== END) return undefined
  return count !== UNCOUNTED && count !== values.length ? undefined : values
}

const ZIPLIST_HEADER = 10
/** The length of the element before takes five bytes from here on. */
const LONG_ELEMENT = 254

/** The elements of a ziplist (ziplistValidateIntegrity). */
export const readZiplist = (s: string): string[] | undefined => {
  const end = s.length - 1
  if (s.length <= ZIPLIST_HEADER || little(s, 0, 4) !== s.length || s.charCodeAt(end) !== END)
    return undefined
  const tail = little(s, 4, 4)
  const count = little(s, 8, 2)
  if (tail > end) return undefined
  const values: string[] = []
  const cursor = new Cursor(s)
  let at = ZIPLIST_HEADER
  let last = -1
  let before = 0
  while (at < end) {
    const long = s.charCodeAt(at) === LONG_ELEMENT
    if (s.charCodeAt(at) === END || (long ? little(s, at + 1, 4) : s.charCodeAt(at)) !== before)
      return undefined
    const head = long ? 5 : 1
    if (at + head >= end || !cursor.ziplistElement(at + head)) return undefined
    values.push(cursor.value)
    last = at
    before = head + cursor.size
    at += before
  }
  if (at !== end || (last !== -1 && last !== tail)) return undefined
  return count !== UNCOUNTED && count !== values.length ? undefined : values
}

/** Fields and values of a zipmap in turn (zipmapValidateIntegrity): there is at least one. */
export const readZipmap = (s: string): string[] | undefined => {
  const end = s.length - 1
  if (s.length < 2 || s.charCodeAt(end) !== END) return undefined
  const words: string[] = []
  let at = 1
  while (s.charCodeAt(at) !== END) {
    for (let word = 0; word < 2; word++) {
      const first = s.charCodeAt(at)
      if (first === END) return undefined
      const head = first === LONG_ELEMENT ? 5 : 1
      if (at + head > end) return undefined
      const length = head === 5 ? little(s, at + 1, 4) : first
      at += head
      // A value has a byte that tells how much room is left after it.
      const room = word === 1 ? s.charCodeAt(at++) : 0
      if (at + length + room > end) return undefined
      words.push(s.slice(at, at + length))
      at += length + room
    }
  }
  const count = s.charCodeAt(0)
  if (at !== end || words.length === 0) return undefined
  if (count < LONG_ELEMENT && count !== words.length / 2) return undefined
  return words
}

export interface ReadIntset {
  /** Bytes per element. */
  readonly width: 2 | 4 | 8
  /** In ascending order; a bigint where a number would not be exact. */
  readonly values: (number | bigint)[]
}

const INTSET_HEADER = 8

/** The elements of an intset (intsetValidateIntegrity): there is at least one, and none comes twice. */
export const readIntset = (s: string): ReadIntset | undefined => {
  if (s.length < INTSET_HEADER) return undefined
  const width = little(s, 0, 4)
  const count = little(s, 4, 4)
  if (width !== 2 && width !== 4 && width !== 8) return undefined
  if (count === 0 || INTSET_HEADER + width * count !== s.length) return undefined
  const values: (number | bigint)[] = []
  for (let at = INTSET_HEADER; at < s.length; at += width) {
    const value = width === 8 ? normalizeInteger(signed64(s, at)) : signedLittle(s, at, width)
    if (values.length > 0 && values[values.length - 1]! >= value) return undefined
    values.push(value)
  }
  return { width, values }
}
