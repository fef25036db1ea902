/**
 * A key and its value: one record, so a key costs one object. Collections bring their own class
 * (`redis/values/`); a string is held bare, as text, number, bigint or bytes.
 */
import type { DictEntry } from '../../structures/dict.ts'

/** Object types with the numbers of server.h (OBJ_STRING …). */
export const Type = { string: 0, list: 1, set: 2, zset: 3, hash: 4, module: 5, stream: 6 } as const
export type Type = (typeof Type)[keyof typeof Type]

/** TYPE's answers, by number. */
export const typeNames = ['string', 'list', 'set', 'zset', 'hash', 'module', 'stream'] as const

export type Encoding =
  'raw' | 'int' | 'embstr' | 'quicklist' | 'listpack' | 'hashtable' | 'intset' | 'skiplist' | 'stream'

/** What every collection value offers, whatever its encoding. */
export interface Collection {
  readonly type: Type
  readonly encoding: Encoding
  /** Elements, fields or members. */
  readonly size: number
  /**
   * What the value takes in Redis's memory as allocated, its object not counted. Asked for after each change, so it
   * must be known without a look at every element.
   */
  readonly bytes: number
  /** Its hash table is being rehashed: a look at it may change `bytes`. */
  readonly rehashing: boolean
  /**
   * The first elements as a scene shows them, at most `limit` strings: elements of a list, members of a
   * set, field and value in turn, member and score in turn. Must not change anything.
   */
  preview(limit: number): readonly string[]
  /** An independent value with the same contents and encoding (COPY; the …TypeDup functions of t_*.c). */
  copy(): Collection
}

/**
 * A string value: text (byte string), an integer that Redis would hold as `int` (number when safe, bigint
 * otherwise), or a byte array for large values that are modified in place.
 */
export type StringValue = string | number | bigint | Uint8Array
export type Value = StringValue | Collection

/** Strings up to this many bytes are `embstr` when set whole (object.c OBJ_ENCODING_EMBSTR_SIZE_LIMIT). */
export const EMBSTR_LIMIT = 44

/** Flags in the low bits of an entry's `stamp`. */
const RAW = 1
const UNSETTLED = 2
const FLAGS = 3
const FLAG_BITS = 2
/** `bytes` of an entry that has left its database. */
const GONE = -1

export class Entry implements DictEntry {
  key: string
  next: this | null = null
  value: Value
  /** Flags and, above them, the 24 bits of `lru`: one small integer. */
  private stamp = 0
  /** What key and value take in Redis's memory as their database last counted it (`Database.settle`). */
  bytes = 0
  /** Unix time in ms after which the key is gone; null: never. */
  expireAt: number | null = null

  constructor(key: string, value: Value) {
    this.key = key
    this.value = value
  }

  /** The string was modified in place, so it is `raw` even when short. */
  get raw(): boolean {
    return (this.stamp & RAW) !== 0
  }

  set raw(raw: boolean) {
    this.stamp = raw ? this.stamp | RAW : this.stamp & ~RAW
  }

  /** 24 bits: LRU clock in seconds, or LFU minutes and counter (evict.c). */
  get lru(): number {
    return this.stamp >> FLAG_BITS
  }

  set lru(lru: number) {
    this.stamp = (lru << FLAG_BITS) | (this.stamp & FLAGS)
  }

  /** It changed since its database last counted its bytes. */
  get unsettled(): boolean {
    return (this.stamp & UNSETTLED) !== 0
  }

  set unsettled(unsettled: boolean) {
    this.stamp = unsettled ? this.stamp | UNSETTLED : this.stamp & ~UNSETTLED
  }

  /** It has left its database. */
  get gone(): boolean {
    return this.bytes === GONE
  }

  leave(): void {
    this.bytes = GONE
  }

  get type(): Type {
    const value = this.value
    return typeof value !== 'object' || value instanceof Uint8Array ? Type.string : value.type
  }

  get encoding(): Encoding {
    const value = this.value
    if (typeof value === 'string') return this.raw || value.length > EMBSTR_LIMIT ? 'raw' : 'embstr'
    if (typeof value === 'number' || typeof value === 'bigint') return 'int'
    return value instanceof Uint8Array ? 'raw' : value.encoding
  }
}

/** A key with an expiry, as the expires dict holds it: active expiry walks and samples these. */
export class Expire implements DictEntry {
  key: string
  next: this | null = null
  entry: Entry
  /** The expiry where the entry's number is only its nearest double: beyond 2^53 ms, the year 287396. */
  exact: bigint | undefined = undefined

  constructor(entry: Entry) {
    this.key = entry.key
    this.entry = entry
  }
}
