/** What adds to a HyperLogLog's registers, counts and merges them (hyperloglog.c). */
import { murmurHash } from './murmur.ts'
import { estimate } from './hyperloglog-estimate.ts'
import { DENSE, DENSE_SIZE, HEADER, REGISTERS, SPARSE } from './hyperloglog-format.ts'

export { DENSE_SIZE, isHyperLogLog, REGISTERS } from './hyperloglog-format.ts'

const INDEX_BITS = 14
const REGISTER_MAX = 63
const HASH_SEED = 0xadc83b19

/** The largest value of a run, and the longest runs of values and of zeros in one byte. */
const RUN_VALUE_MAX = 32
const RUN_VALUE_LENGTH = 4
const RUN_ZERO_LENGTH = 64
/** So many runs are looked at after a change, whether two of them can become one. */
const MERGE_SCAN = 5

/** What adding did: the registers changed or did not, or the runs make no sense. */
export type Added = 'changed' | 'same' | 'invalid'

/** How far from the right the lowest 1 of a 32-bit number stands; the number is not 0. */
const trailingZeros = (n: number): number => 31 - Math.clz32(n & -n)

/** The rank a hash gives its register, 1 to 50: zeros above the index bits, and one (hllPatLen). */
export const rankOf = (high: number, low: number): number => {
  const rest = low >>> INDEX_BITS
  if (rest !== 0) return trailingZeros(rest) + 1
  return trailingZeros(high | 0x80000000) + 32 - INDEX_BITS + 1
}

/** A run of a sparse HyperLogLog: so many registers with this value, in one byte or two. */
interface Run {
  readonly value: number
  readonly length: number
  readonly bytes: 1 | 2
}

/** 00llllll zeros; 01llllll llllllll many zeros; 1vvvvvll a value. Lengths and values are one less than meant. */
const runAt = (bytes: Uint8Array, at: number): Run => {
  const byte = bytes[at]!
  if ((byte & 0x80) !== 0) return { value: ((byte >> 2) & 31) + 1, length: (byte & 3) + 1, bytes: 1 }
  if ((byte & 0x40) === 0) return { value: 0, length: (byte & 63) + 1, bytes: 1 }
  return { value: 0, length: (((byte & 63) << 8) | (bytes[at + 1] ?? 0)) + 1, bytes: 2 }
}

const valueRun = (value: number, length: number): number => 0x80 | ((value - 1) << 2) | (length - 1)

/** Appends a run of any value; none when its length is 0. */
const pushRun = (into: number[], value: number, length: number): void => {
  if (length === 0) return
  if (value > 0) into.push(valueRun(value, length))
  else if (length > RUN_ZERO_LENGTH) into.push(0x40 | ((length - 1) >> 8), (length - 1) & 0xff)
  else into.push(length - 1)
}

/** The value of a register in the packed form. */
export const denseGet = (bytes: Uint8Array, register: number): number => {
  const at = HEADER + Math.floor((register * 6) / 8)
  const shift = (register * 6) & 7
  return ((bytes[at]! >> shift) | ((bytes[at + 1] ?? 0) << (8 - shift))) & REGISTER_MAX
}

/** Sets a register in the packed form. */
export const denseSet = (bytes: Uint8Array, register: number, value: number): void => {
  const at = HEADER + Math.floor((register * 6) / 8)
  const shift = (register * 6) & 7
  bytes[at] = (bytes[at]! & ~(REGISTER_MAX << shift)) | (value << shift)
  if (shift > 2) bytes[at + 1] = (bytes[at + 1]! & ~(REGISTER_MAX >> (8 - shift))) | (value >> (8 - shift))
}

export class HyperLogLog {
  /** The string; another array after it grew or shrank. */
  bytes: Uint8Array

  /** Takes bytes for which `isHyperLogLog` holds; they are changed in place. */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  /** An empty one, sparse: a single run of zeros (createHLLObject). */
  static empty(): HyperLogLog {
    const bytes = new Uint8Array(HEADER + 2)
    bytes.set([0x48, 0x59, 0x4c, 0x4c, SPARSE])
    bytes.set([0x7f, 0xff], HEADER)
    return new HyperLogLog(bytes)
  }

  get isSparse(): boolean {
    return this.bytes[4] === SPARSE
  }

  /** Counts an element in. A sparse one becomes dense when it would get longer than `maxBytes` (hllAdd). */
  add(element: string, maxBytes: number): Added {
    const { high, low } = murmurHash(element, HASH_SEED)
    return this.raise(low & (REGISTERS - 1), rankOf(high, low), maxBytes)
  }

  /** Raises a register to a value of 1 and more, if it is lower (hllDenseSet, hllSparseSet). */
  raise(register: number, value: number, maxBytes: number): Added {
    if (this.isSparse) return this.raiseSparse(register, value, maxBytes)
    if (denseGet(this.bytes, register) >= value) return 'same'
    denseSet(this.bytes, register, value)
    return 'changed'
  }

  private raiseSparse(register: number, value: number, maxBytes: number): Added {
    if (value > RUN_VALUE_MAX) return this.promote(register, value)
    const { bytes } = this
    let at = HEADER
    let previous = HEADER
    let first = 0
    while (at < bytes.length) {
      const { length, bytes: size } = runAt(bytes, at)
      if (register < first + length) break
      previous = at
      at += size
      first += length
    }
    if (at >= bytes.length) return 'invalid'
    const run = runAt(bytes, at)
    if (run.value >= value) return 'same'
    const before = register - first
    const pieces: number[] = []
    pushRun(pieces, run.value, before)
    pieces.push(valueRun(value, 1))
    pushRun(pieces, run.value, run.length - before - 1)
    const growth = pieces.length - run.bytes
    if (growth > 0 && bytes.length + growth > maxBytes) return this.promote(register, value)
    this.replace(at, run.bytes, pieces)
    this.mergeRuns(previous)
    this.invalidate()
    return 'changed'
  }

  /** Puts other bytes in the place of some. */
  private replace(at: number, size: number, pieces: readonly number[]): void {
    const old = this.bytes
    if (pieces.length !== size) {
      this.bytes = new Uint8Array(old.length + pieces.length - size)
      this.bytes.set(old.subarray(0, at))
      this.bytes.set(old.subarray(Math.min(at + size, old.length)), at + pieces.length)
    }
    for (let i = 0; i < pieces.length; i++) this.bytes[at + i] = pieces[i]!
  }

  /** Makes one run of two with the same value, here and in the few after it. */
  private mergeRuns(from: number): void {
    let at = from
    for (let left = MERGE_SCAN; left > 0 && at < this.bytes.length; left--) {
      const run = runAt(this.bytes, at)
      if (run.value > 0 && at + 1 < this.bytes.length) {
        const next = runAt(this.bytes, at + 1)
        const length = run.length + next.length
        if (next.value === run.value && length <= RUN_VALUE_LENGTH) {
          this.replace(at, 2, [valueRun(run.value, length)])
          continue
        }
      }
      at += run.bytes
    }
  }

  private promote(register: number, value: number): Added {
    if (!this.toDense()) return 'invalid'
    denseSet(this.bytes, register, value)
    return 'changed'
  }

  /** Packs the registers; false when the runs do not make 16,384 of them (hllSparseToDense). */
  toDense(): boolean {
    if (!this.isSparse) return true
    const dense = new Uint8Array(DENSE_SIZE)
    dense.set(this.bytes.subarray(0, HEADER))
    dense[4] = DENSE
    const valid = this.forEachRun((value, length, first) => {
      for (let i = first; value > 0 && i < first + length; i++) denseSet(dense, i, value)
    })
    if (valid) this.bytes = dense
    return valid
  }

  /** Visits the runs of a sparse one; false when they do not make 16,384 registers. */
  private forEachRun(visit: (value: number, length: number, first: number) => void): boolean {
    let first = 0
    for (let at = HEADER; at < this.bytes.length;) {
      const { value, length, bytes } = runAt(this.bytes, at)
      if (first + length > REGISTERS) return false
      visit(value, length, first)
      first += length
      at += bytes
    }
    return first === REGISTERS
  }

  /** Raises `registers`, a byte each, to those of this one; false when the runs are invalid (hllMerge). */
  mergeInto(registers: Uint8Array): boolean {
    if (this.isSparse) {
      return this.forEachRun((value, length, first) => {
        for (let i = first; i < first + length; i++) if (value > registers[i]!) registers[i] = value
      })
    }
    for (let i = 0; i < REGISTERS; i++) {
      const value = denseGet(this.bytes, i)
      if (value > registers[i]!) registers[i] = value
    }
    return true
  }

  /** The estimate anew from the registers; undefined when the runs are invalid (hllCount). */
  count(): number | bigint | undefined {
    const histogram = new Int32Array(64)
    if (!this.isSparse) {
      for (let i = 0; i < REGISTERS; i++) histogram[denseGet(this.bytes, i)]!++
    } else if (!this.forEachRun((value, length) => (histogram[value]! += length))) {
      return undefined
    }
    return estimate(histogram)
  }

  /** The estimate in the header; undefined when it is out of date. */
  get cached(): bigint | undefined {
    if ((this.bytes[15]! & 0x80) !== 0) return undefined
    let card = 0n
    for (let i = 15; i >= 8; i--) card = (card << 8n) | BigInt(this.bytes[i]!)
    return card
  }

  /** Notes an estimate in the header. */
  cache(card: number | bigint): void {
    let left = BigInt.asUintN(64, BigInt(card))
    for (let i = 8; i <= 15; i++) {
      this.bytes[i] = Number(left & 0xffn)
      left >>= 8n
    }
  }

  invalidate(): void {
    this.bytes[15]! |= 0x80
  }

  /** The runs of a sparse one as PFDEBUG DECODE shows them: `z:` zeros, `Z:` many zeros, `v:` a value and its run. */
  runsText(): string {
    const words: string[] = []
    for (let at = HEADER; at < this.bytes.length;) {
      const { value, length, bytes } = runAt(this.bytes, at)
      words.push(value > 0 ? `v:${value},${length}` : `${bytes === 2 ? 'Z' : 'z'}:${length}`)
      at += bytes
    }
    return words.join(' ')
  }
}

/** The estimate for registers of a byte each. */
export const countRegisters = (registers: Uint8Array): number | bigint => {
  const histogram = new Int32Array(64)
  for (const value of registers) histogram[value]!++
  return estimate(histogram)
}
