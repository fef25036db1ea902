import { decodeEntry, encodeEntry, entrySize } from './listpack-entry.ts'

export { entrySize } from './listpack-entry.ts'

/** Bytes of an empty listpack: total bytes (4), number of elements (2), end mark (1). */
export const LISTPACK_HEADER = 7

const END = 0xff
/** The element count of the header when there are this many or more: "count them" (LP_HDR_NUMELE_UNKNOWN). */
const COUNT_UNKNOWN = 65535

/**
 * A listpack (`listpack.c`): a short sequence of byte strings that Redis keeps in one block of memory. Here the
 * elements are an array, and `bytes` is kept equal to the size of the block Redis would have; `encode` gives its
 * real bytes. Integers are held as their text. Both ends are cheap to push and remove, the middle moves elements.
 */
export class Listpack {
  /** Elements from index `first` on; the places before it are spare room for unshift. */
  private slots: string[]
  private first: number
  /** Size in bytes of the encoded listpack, header and end mark included (lpBytes). */
  bytes: number

  constructor() {
    this.slots = []
    this.first = 0
    this.bytes = LISTPACK_HEADER
  }

  static of(values: readonly string[]): Listpack {
    const listpack = new Listpack()
    for (const value of values) listpack.push(value)
    return listpack
  }

  /** Number of elements (lpLength). */
  get length(): number {
    return this.slots.length - this.first
  }

  /** The element at a position; negative counts from the end, -1 is the last (lpSeek). */
  get(index: number): string | undefined {
    const at = index < 0 ? this.slots.length + index : this.first + index
    return at < this.first ? undefined : this.slots[at]
  }

  push(value: string): void {
    this.slots.push(value)
    this.bytes += entrySize(value)
  }

  unshift(value: string): void {
    if (this.first === 0) this.makeRoomInFront()
    this.slots[--this.first] = value
    this.bytes += entrySize(value)
  }

  private makeRoomInFront(): void {
    const room = this.slots.length + 4
    this.slots = new Array<string>(room).fill('').concat(this.slots)
    this.first = room
  }

  pop(): string | undefined {
    if (this.length === 0) return undefined
    const value = this.slots.pop() as string
    this.bytes -= entrySize(value)
    return value
  }

  shift(): string | undefined {
    if (this.length === 0) return undefined
    const value = this.slots[this.first] as string
    this.slots[this.first++] = ''
    if (this.first > 32 && this.first > 2 * this.length) this.trimFront()
    this.bytes -= entrySize(value)
    return value
  }

  private trimFront(): void {
    this.slots = this.slots.slice(this.first)
    this.first = 0
  }

  /** Puts the value before the element at `index` (0 … length), given that it exists, else at the end. */
  insertAt(index: number, value: string): void {
    if (index === 0) return this.unshift(value)
    this.slots.splice(this.first + index, 0, value)
    this.bytes += entrySize(value)
  }

  /** Puts the value in place of the element at `index` (0 … length - 1). */
  replace(index: number, value: string): void {
    const at = this.first + index
    this.bytes += entrySize(value) - entrySize(this.slots[at] as string)
    this.slots[at] = value
  }

  /** Removes up to `count` elements from `index` (0 … length) on (lpDeleteRange). */
  removeAt(index: number, count = 1): void {
    if (index === 0 && count === 1) {
      this.shift()
      return
    }
    for (const value of this.slots.splice(this.first + index, count)) this.bytes -= entrySize(value)
  }

  /** Keeps the elements before `index` and returns the others as a listpack of their own. */
  splitAt(index: number): Listpack {
    const tail = Listpack.of(this.slots.slice(this.first + index))
    this.slots.length = this.first + index
    this.bytes -= tail.bytes - LISTPACK_HEADER
    return tail
  }

  /** Takes over all elements of another listpack, after its own (lpMerge). */
  append(other: Listpack): void {
    for (let at = other.first; at < other.slots.length; at++) this.slots.push(other.slots[at] as string)
    this.bytes += other.bytes - LISTPACK_HEADER
  }

  /**
   * Position of the first element equal to `value`, looking at `from`, `from + step`, …; -1 when absent. With
   * step 2, only the fields of field-value pairs are looked at (lpFind with a skip).
   */
  indexOf(value: string, from = 0, step = 1): number {
    const slots = this.slots
    for (let at = this.first + from; at < slots.length; at += step) {
      if (slots[at] === value) return at - this.first
    }
    return -1
  }

  /** The elements, in order. */
  toArray(): string[] {
    return this.slots.slice(this.first)
  }

  /** The bytes Redis would hold and write into an RDB file; only the first `limit` of them, if that is given. */
  encode(limit = Infinity): string {
    const count = Math.min(this.length, COUNT_UNKNOWN)
    const code = String.fromCharCode
    let out = code(this.bytes & 255, (this.bytes >>> 8) & 255, (this.bytes >>> 16) & 255, this.bytes >>> 24)
    out += code(count & 255, count >>> 8)
    for (let at = this.first; at < this.slots.length && out.length < limit; at++)
      out += encodeEntry(this.slots[at] as string)
    return out.length < limit ? out + code(END) : out.slice(0, limit)
  }

  /** The listpack with these bytes; undefined when they are not one (lpValidateIntegrity). */
  static decode(bytes: string): Listpack | undefined {
    const values = decodeListpack(bytes)
    return values === undefined ? undefined : Listpack.of(values)
  }
}

/** The elements of encoded listpack bytes, integers as text; undefined when malformed (lpValidateIntegrity). */
export const decodeListpack = (bytes: string): string[] | undefined => {
  const byte = (at: number): number => bytes.charCodeAt(at)
  const size = byte(0) + byte(1) * 0x100 + byte(2) * 0x10000 + byte(3) * 0x1000000
  if (bytes.length < LISTPACK_HEADER || size !== bytes.length) return undefined
  const count = byte(4) + byte(5) * 0x100
  const values: string[] = []
  let at = LISTPACK_HEADER - 1
  while (byte(at) !== END) {
    const entry = decodeEntry(bytes, at)
    if (entry === undefined) return undefined
    values.push(entry.value)
    at = entry.end
  }
  if (at !== bytes.length - 1 || (count !== COUNT_UNKNOWN && count !== values.length)) return undefined
  return values
}
