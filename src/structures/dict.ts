import type { RandomStream } from '../bytes/random.ts'
import { hashKey, nextCursor } from './hash.ts'
import { dictStats } from './dict-stats.ts'

/**
 * What a Dict holds: the caller's own object, linked into its bucket through `next`, so that an entry and the
 * object it stands for are one record. `key` is a byte string.
 */
export interface DictEntry {
  key: string
  next: DictEntry | null
}

/** An entry that is only its key: a member of a set. */
export class Member {
  key: string
  next: Member | null

  constructor(key: string) {
    this.key = key
    this.next = null
  }
}

/** An entry with a value: a field of a hash, a key with its expiry. */
export class Pair<V> {
  key: string
  next: Pair<V> | null
  value: V

  constructor(key: string, value: V) {
    this.key = key
    this.next = null
    this.value = value
  }
}

/** `avoid`: a child process runs, so tables grow and rehash only when five times over-full. */
export type ResizePolicy = 'enable' | 'avoid' | 'forbid'

export type Table<E> = (E | null)[]

/** Slots of the first table (DICT_HT_INITIAL_SIZE). */
export const INITIAL_SIZE = 4
/** Elements per slot that must be exceeded before a table grows under `avoid` (dict_force_resize_ratio). */
const FORCE_RESIZE_RATIO = 5
/** A table filled less than this many percent is worth shrinking (HASHTABLE_MIN_FILL). */
const MIN_FILL_PERCENT = 10
/** Empty slots one step of rehashing may skip. */
const EMPTY_VISITS = 10
/** How many neighbours a fair random pick chooses from (GETFAIR_NUM_ENTRIES). */
const FAIR_SAMPLES = 15

const emptyTable = <E>(size: number): Table<E> => new Array<E | null>(size).fill(null)

const powerAtLeast = (size: number): number => {
  let power = INITIAL_SIZE
  while (power < size) power *= 2
  return power
}

/**
 * Redis's hash table (`dict.c` of 7.0): chained, sizes are powers of two, and growing is spread over later
 * operations: while `rehashIndex` is not -1 there are two tables, each find, insert and remove moves one more
 * slot from the first to the second.
 */
export class Dict<E extends DictEntry> {
  /** 32-bit seed of the hash function. */
  readonly seed: number
  table0: Table<E>
  table1: Table<E>
  used0: number
  used1: number
  /** The next slot of the first table to move; -1 when there is one table only. */
  rehashIndex: number
  /** While above 0, operations do not move slots (somebody iterates). */
  pauseRehash: number
  resizePolicy: ResizePolicy
  /** Non-empty slots moved since the dict was made; for those who watch the rehash. */
  rehashedBuckets: number

  constructor(seed: number) {
    this.seed = seed | 0
    this.table0 = []
    this.table1 = []
    this.used0 = 0
    this.used1 = 0
    this.rehashIndex = -1
    this.pauseRehash = 0
    this.resizePolicy = 'enable'
    this.rehashedBuckets = 0
  }

  /** Number of entries. */
  get size(): number {
    return this.used0 + this.used1
  }

  /** Slots of both tables (dictSlots). */
  get slots(): number {
    return this.table0.length + this.table1.length
  }

  /** Both tables, for reading; the second is empty unless `rehashing`. */
  get tables(): [Table<E>, Table<E>] {
    return [this.table0, this.table1]
  }

  get rehashing(): boolean {
    return this.rehashIndex !== -1
  }

  /** The entry with this key. Moves one slot when rehashing (dictFind). */
  find(key: string): E | undefined {
    if (this.used0 + this.used1 === 0) return undefined
    if (this.rehashIndex !== -1) this.step()
    const hash = hashKey(key, this.seed)
    const table = this.table0
    let entry = table[hash & (table.length - 1)] as E | null
    while (entry !== null) {
      if (entry.key === key) return entry
      entry = entry.next as E | null
    }
    return this.rehashIndex === -1 ? undefined : this.findInSecond(key, hash)
  }

  has(key: string): boolean {
    return this.find(key) !== undefined
  }

  private findInSecond(key: string, hash: number): E | undefined {
    const table = this.table1
    let entry = table[hash & (table.length - 1)] as E | null
    while (entry !== null) {
      if (entry.key === key) return entry
      entry = entry.next as E | null
    }
    return undefined
  }

  /**
   * Links an entry whose key the caller knows to be absent, at the head of its bucket; in the second table when
   * rehashing (dictAddRaw). `entry.next` is overwritten.
   */
  insert(entry: E): void {
    if (this.rehashIndex !== -1) this.step()
    else if (this.used0 >= this.table0.length) this.expandIfNeeded()
    const hash = hashKey(entry.key, this.seed)
    if (this.rehashIndex === -1) {
      link(this.table0, hash, entry)
      this.used0++
    } else {
      link(this.table1, hash, entry)
      this.used1++
    }
  }

  /** Unlinks the entry with this key and returns it; its `next` becomes null. The table keeps its size. */
  remove(key: string): E | undefined {
    if (this.used0 + this.used1 === 0) return undefined
    if (this.rehashIndex !== -1) this.step()
    const hash = hashKey(key, this.seed)
    const first = unlink(this.table0, hash, key)
    if (first !== undefined) {
      this.used0--
      return first
    }
    if (this.rehashIndex === -1) return undefined
    const second = unlink(this.table1, hash, key)
    if (second !== undefined) this.used1--
    return second
  }

  /** Forgets all entries and gives the tables back. */
  clear(): void {
    this.table0 = []
    this.table1 = []
    this.used0 = 0
    this.used1 = 0
    this.rehashIndex = -1
  }

  private expandIfNeeded(): void {
    const size = this.table0.length
    if (size === 0) {
      this.table0 = emptyTable(INITIAL_SIZE)
    } else if (
      this.resizePolicy === 'enable' ||
      (this.resizePolicy === 'avoid' && Math.floor(this.used0 / size) > FORCE_RESIZE_RATIO)
    ) {
      this.expand(this.used0 + 1)
    }
  }

  /**
   * Makes room for `size` entries, whatever the policy: the first table is allocated, or rehashing to another
   * size begins (dictExpand). False when already rehashing, too small, or already of that size.
   */
  expand(size: number): boolean {
    if (this.rehashIndex !== -1 || this.used0 > size) return false
    const slots = powerAtLeast(size)
    if (slots === this.table0.length) return false
    if (this.table0.length === 0) {
      this.table0 = emptyTable(slots)
    } else {
      this.table1 = emptyTable(slots)
      this.rehashIndex = 0
    }
    return true
  }

  /** Whether under a tenth of the slots is used, so that `resize` would save memory (htNeedsResize). */
  needsResize(): boolean {
    const slots = this.slots
    return slots > INITIAL_SIZE && Math.floor((this.size * 100) / slots) < MIN_FILL_PERCENT
  }

  /** Begins shrinking to the smallest size that holds all entries, if the policy allows (dictResize). */
  resize(): boolean {
    if (this.resizePolicy !== 'enable' || this.rehashIndex !== -1) return false
    return this.expand(Math.max(this.used0, INITIAL_SIZE))
  }

  private step(): void {
    if (this.pauseRehash === 0) this.rehash(1)
  }

  /**
   * Moves up to `n` non-empty slots to the second table, passing at most 10 × n empty ones (dictRehash).
   * Returns whether more is left to do; does nothing while paused.
   */
  rehashStep(n: number): boolean {
    return this.pauseRehash === 0 && this.rehash(n)
  }

  private rehash(n: number): boolean {
    if (this.rehashIndex === -1 || this.rehashForbidden()) return false
    let emptyVisits = n * EMPTY_VISITS
    const from = this.table0
    while (n-- > 0 && this.used0 !== 0) {
      while (from[this.rehashIndex] === null) {
        this.rehashIndex++
        if (--emptyVisits === 0) return true
      }
      this.moveBucket(this.rehashIndex++)
    }
    if (this.used0 !== 0) return true
    this.table0 = this.table1
    this.used0 = this.used1
    this.table1 = []
    this.used1 = 0
    this.rehashIndex = -1
    return false
  }

  private moveBucket(index: number): void {
    const to = this.table1
    const mask = to.length - 1
    let entry = this.table0[index] as E | null
    this.table0[index] = null
    let moved = 0
    while (entry !== null) {
      const next = entry.next as E | null
      const slot = hashKey(entry.key, this.seed) & mask
      entry.next = to[slot] as E | null
      to[slot] = entry
      entry = next
      moved++
    }
    this.used0 -= moved
    this.used1 += moved
    this.rehashedBuckets++
  }

  private rehashForbidden(): boolean {
    if (this.resizePolicy === 'enable') return false
    if (this.resizePolicy === 'forbid') return true
    const from = this.table0.length
    const to = this.table1.length
    return Math.max(from, to) / Math.min(from, to) < FORCE_RESIZE_RATIO
  }

  /**
   * Visits one bucket (and, when rehashing, its counterparts in the larger table) and returns the next cursor, 0
   * at the end (dictScan). Entries present from the first to the last call are all visited, some perhaps twice,
   * however the table changes in between. Of the 64-bit cursor only the low 32 bits matter: tables are smaller.
   * The visitor may remove the entry it is given.
   */
  scan(cursor: number | bigint, visit: (entry: E) => void): number {
    if (this.size === 0) return 0
    let v = typeof cursor === 'bigint' ? Number(BigInt.asUintN(32, cursor)) : cursor >>> 0
    this.pauseRehash++
    if (this.rehashIndex === -1) {
      const mask = this.table0.length - 1
      visitBucket(this.table0, v & mask, visit)
      v = nextCursor(v, mask)
    } else {
      const grows = this.table0.length <= this.table1.length
      const small = grows ? this.table0 : this.table1
      const large = grows ? this.table1 : this.table0
      const smallMask = small.length - 1
      const largeMask = large.length - 1
      visitBucket(small, v & smallMask, visit)
      do {
        visitBucket(large, v & largeMask, visit)
        v = nextCursor(v, largeMask)
      } while ((v & (smallMask ^ largeMask)) !== 0)
    }
    this.pauseRehash--
    return v
  }

  /** A random entry: a random non-empty bucket, then any of its chain (dictGetRandomKey). */
  randomEntry(random: RandomStream): E | undefined {
    if (this.size === 0) return undefined
    if (this.rehashIndex !== -1) this.step()
    let head: E | null = null
    if (this.rehashIndex === -1) {
      const table = this.table0
      while (head === null) head = table[random.next32() & (table.length - 1)] as E | null
    } else {
      const size0 = this.table0.length
      while (head === null) {
        const slot = this.rehashIndex + random.below(this.slots - this.rehashIndex)
        head = (slot >= size0 ? this.table1[slot - size0] : this.table0[slot]) as E | null
      }
    }
    let length = 0
    for (let entry: E | null = head; entry !== null; entry = entry.next as E | null) length++
    let skip = length === 1 ? 0 : random.below(length)
    let entry = head
    while (skip-- > 0) entry = entry.next as E
    return entry
  }

  /** A random entry out of 15 neighbours, which evens out chains of different length (dictGetFairRandomKey). */
  fairRandomEntry(random: RandomStream): E | undefined {
    const entries = this.someEntries(FAIR_SAMPLES, random)
    return entries.length === 0 ? this.randomEntry(random) : entries[random.below(entries.length)]
  }

  /**
   * Up to `count` entries from consecutive buckets at a random place; maybe fewer, maybe one of them twice
   * (dictGetSomeKeys; how eviction samples).
   */
  someEntries(count: number, random: RandomStream): E[] {
    const found: E[] = []
    if (this.size < count) count = this.size
    let steps = count * 10
    for (let i = 0; i < count && this.rehashIndex !== -1; i++) this.step()
    const mask = Math.max(this.table0.length, this.table1.length) - 1
    if (count === 0) return found
    let slot = random.next32() & mask
    let empty = 0
    while (found.length < count && steps-- > 0) {
      for (let j = 0; j < (this.rehashIndex === -1 ? 1 : 2); j++) {
        if (j === 0 && slot < this.rehashIndex) {
          // Up to the rehash index the first table is empty; out of range of the second, jump ahead.
          if (slot >= this.table1.length) slot = this.rehashIndex
          else continue
        }
        const table = j === 0 ? this.table0 : this.table1
        if (slot >= table.length) continue
        let entry = table[slot] as E | null
        if (entry === null) {
          if (++empty >= 5 && empty > count) {
            slot = random.next32() & mask
            empty = 0
          }
          continue
        }
        empty = 0
        for (; entry !== null; entry = entry.next as E | null) {
          found.push(entry)
          if (found.length === count) return found
        }
      }
      slot = (slot + 1) & mask
    }
    return found
  }

  /** Visits every entry; the visitor may remove the one it is given, and nothing is rehashed meanwhile. */
  forEach(visit: (entry: E) => void): void {
    this.pauseRehash++
    try {
      for (let i = 0; i < this.table0.length; i++) visitBucket(this.table0, i, visit)
      if (this.rehashIndex !== -1) {
        for (let i = 0; i < this.table1.length; i++) visitBucket(this.table1, i, visit)
      }
    } finally {
      this.pauseRehash--
    }
  }

  /** Every entry in table order; the loop may remove the entry it is at, and nothing is rehashed meanwhile. */
  *entries(): Generator<E, void, undefined> {
    this.pauseRehash++
    try {
      for (let t = 0; t < (this.rehashIndex === -1 ? 1 : 2); t++) {
        for (let i = 0; i < (t === 0 ? this.table0 : this.table1).length; i++) {
          let entry = (t === 0 ? this.table0 : this.table1)[i] as E | null
          while (entry !== null) {
            const next = entry.next as E | null
            yield entry
            entry = next
          }
        }
      }
    } finally {
      this.pauseRehash--
    }
  }

  /** The text DEBUG HTSTATS shows for this dict (dictGetStats). */
  stats(): string {
    return dictStats(this)
  }
}

const link = <E extends DictEntry>(table: Table<E>, hash: number, entry: E): void => {
  const slot = hash & (table.length - 1)
  entry.next = table[slot] as E | null
  table[slot] = entry
}

const unlink = <E extends DictEntry>(table: Table<E>, hash: number, key: string): E | undefined => {
  const slot = hash & (table.length - 1)
  let before: E | null = null
  let entry = table[slot] as E | null
  while (entry !== null) {
    const next = entry.next as E | null
    if (entry.key === key) {
      if (before === null) table[slot] = next
      else before.next = next
      entry.next = null
      return entry
    }
    before = entry
    entry = next
  }
  return undefined
}

const visitBucket = <E extends DictEntry>(table: Table<E>, slot: number, visit: (entry: E) => void): void => {
  let entry = table[slot] as E | null
  while (entry !== null) {
    const next = entry.next as E | null
    visit(entry)
    entry = next
  }
}
