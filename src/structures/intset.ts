import { normalizeInteger } from '../bytes/integers.ts'
import type { RandomStream } from '../bytes/random.ts'

/** A signed 64-bit integer: a number where that is exact (±2^53 - 1), else a bigint; what parseInteger gives. */
export type IntSetValue = number | bigint

/** Bytes of an empty intset: encoding (4) and length (4). */
export const INTSET_HEADER = 8

/** Bytes per element that the value needs (_intsetValueEncoding). */
const encodingOf = (value: IntSetValue): 2 | 4 | 8 => {
  if (value >= -32768 && value <= 32767) return 2
  return value >= -2147483648 && value <= 2147483647 ? 4 : 8
}

/**
 * A sorted set of integers (`intset.c`). All elements have the width of the widest one ever added: 2, 4 or 8
 * bytes; removing never narrows it.
 */
export class IntSet {
  /** Bytes per element. */
  encoding: 2 | 4 | 8
  /** The elements in ascending order. */
  values: IntSetValue[]

  constructor() {
    this.encoding = 2
    this.values = []
  }

  get length(): number {
    return this.values.length
  }

  /** Size in bytes of the encoded set (intsetBlobLen). */
  get byteLength(): number {
    return INTSET_HEADER + this.encoding * this.values.length
  }

  /** Where the value is, or, when it is absent, where it belongs. */
  private search(value: IntSetValue): number {
    const values = this.values
    let low = 0
    let high = values.length
    if (high > 0 && value > (values[high - 1] as IntSetValue)) return high
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((values[middle] as IntSetValue) < value) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Adds a value; false when it was there already. Widens the encoding when needed (intsetAdd). */
  add(value: IntSetValue): boolean {
    const at = this.search(value)
    if (this.values[at] === value) return false
    if (at === this.values.length) this.values.push(value)
    else this.values.splice(at, 0, value)
    const needed = encodingOf(value)
    if (needed > this.encoding) this.encoding = needed
    return true
  }

  /** Removes a value; false when it was absent (intsetRemove). */
  remove(value: IntSetValue): boolean {
    const at = this.search(value)
    if (this.values[at] !== value) return false
    this.values.splice(at, 1)
    return true
  }

  has(value: IntSetValue): boolean {
    return this.values[this.search(value)] === value
  }

  /** The element at a position in ascending order (intsetGet). */
  get(index: number): IntSetValue | undefined {
    return this.values[index]
  }

  /** Any element, each as likely; the set must not be empty (intsetRandom). */
  random(random: RandomStream): IntSetValue {
    return this.values[random.below(this.values.length)] as IntSetValue
  }

  /** The bytes Redis would hold and write into an RDB file. */
  encode(): string {
    const bytes: number[] = []
    const put = (value: bigint, size: number): void => {
      for (let i = 0; i < size; i++) bytes.push(Number((value >> BigInt(8 * i)) & 255n))
    }
    put(BigInt(this.encoding), 4)
    put(BigInt(this.values.length), 4)
    let out = String.fromCharCode(...bytes)
    for (const value of this.values) {
      bytes.length = 0
      put(BigInt(value), this.encoding)
      out += String.fromCharCode(...bytes)
    }
    return out
  }

  /**
   * The set with these bytes; undefined when they are not one: unknown encoding, wrong size, no element, or not
   * in ascending order (intsetValidateIntegrity).
   */
  static decode(bytes: string): IntSet | undefined {
    if (bytes.length < INTSET_HEADER) return undefined
    const encoding = Number(unsigned(bytes, 0, 4))
    const length = Number(unsigned(bytes, 4, 4))
    if (encoding !== 2 && encoding !== 4 && encoding !== 8) return undefined
    if (length === 0 || INTSET_HEADER + encoding * length !== bytes.length) return undefined
    const set = new IntSet()
    set.encoding = encoding
    for (let at = INTSET_HEADER; at < bytes.length; at += encoding) {
      const value = normalizeInteger(BigInt.asIntN(8 * encoding, unsigned(bytes, at, encoding)))
      const last = set.values[set.values.length - 1]
      if (last !== undefined && last >= value) return undefined
      set.values.push(value)
    }
    return set
  }
}

const unsigned = (bytes: string, at: number, size: number): bigint => {
  let value = 0n
  for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes.charCodeAt(at + i))
  return value
}
