/**
 * Lua tables in the layout of Lua 5.1 (ltable.c): an array part and a hash part of 2^n nodes with chained
 * scatter and Brent's variation, so that the order of `next` and the border `#` finds are the real ones.
 * Lookups go by a JavaScript Map instead of the chains where the hash part is large: only the layout shows.
 */
import { hashString, hashNumber, identityOf } from './hash.ts'
import { LuaError } from './value.ts'
import type { LuaValue } from './value.ts'

/** Keys up to here may live in the array part (MAXASIZE). */
const MAX_ARRAY = 2 ** 26
/** Hash parts up to so many nodes are searched one by one. */
const SCANNED = 8

// Slots of a node in `nodes`.
const KEY = 0
const VALUE = 1
const NEXT = 2
const MAIN = 3
const SLOTS = 4
const NONE = -1

/** The least n with 2^n >= x. */
const ceilLog2 = (x: number): number => (x <= 1 ? 0 : 32 - Math.clz32(x - 1))

export class LuaTable {
  /** The array part; its length is the part's size, not the number of values. */
  array: LuaValue[] = []
  /** Four slots a node: key, value, next node in the chain (offset, -1: none), hash of the key. */
  nodes: LuaValue[] = []
  /** Offset of each key's node, once there are many. */
  private index: Map<LuaValue, number> | undefined = undefined
  private lastFree = 0
  metatable: LuaTable | undefined = undefined
  /** Scripts may not change it (lua_enablereadonlytable). */
  readonly = false
  readonly identity: number

  constructor(identity: number, arraySize = 0, hashSize = 0) {
    this.identity = identity
    if (arraySize > 0) this.growArray(arraySize)
    if (hashSize > 0) this.makeNodes(hashSize)
  }

  private growArray(size: number): void {
    for (let i = this.array.length; i < size; i++) this.array.push(undefined)
  }

  private makeNodes(size: number): void {
    this.index = undefined
    if (size === 0) {
      this.nodes = []
      this.lastFree = 0
      return
    }
    const count = 2 ** ceilLog2(size)
    const nodes: LuaValue[] = []
    for (let i = 0; i < count; i++) nodes.push(undefined, undefined, NONE, 0)
    this.nodes = nodes
    this.lastFree = nodes.length
    if (count > SCANNED) this.index = new Map()
  }

  /** Offset of the key's node, also of one whose value is nil by now; -1: none. */
  private find(key: LuaValue): number {
    const { index } = this
    if (index !== undefined) return index.get(key) ?? NONE
    const { nodes } = this
    for (let at = 0; at < nodes.length; at += SLOTS)
      if (nodes[at] === key) return key === undefined ? NONE : at
    return NONE
  }

  /** The value of a key without metamethods; undefined is nil. */
  get(key: LuaValue): LuaValue {
    if (typeof key === 'number') {
      const { array } = this
      if (key > 0 && key <= array.length && Math.trunc(key) === key) return array[key - 1]
    }
    if (this.nodes.length === 0) return undefined
    const at = this.find(key)
    return at === NONE ? undefined : this.nodes[at + VALUE]
  }

  /** Sets a key that is neither nil nor NaN (the caller has checked), without metamethods. */
  set(key: LuaValue, value: LuaValue): void {
    if (typeof key === 'number') {
      const { array } = this
      if (key > 0 && key <= array.length && Math.trunc(key) === key) {
        array[key - 1] = value
        return
      }
    }
    const at = this.nodes.length === 0 ? NONE : this.find(key)
    if (at !== NONE && this.nodes[at + VALUE] !== undefined) this.nodes[at + VALUE] = value
    else if (at !== NONE) this.nodes[at + VALUE] = value
    else if (value !== undefined) this.insert(key === 0 ? 0 : key, value)
    else this.insert(key === 0 ? 0 : key, undefined)
  }

  private mainPosition(hash: number, key: LuaValue): number {
    const count = this.nodes.length / SLOTS
    if (typeof key === 'string' || typeof key === 'boolean') return (hash & (count - 1)) * SLOTS
    if (key === 0) return 0
    return ((hash >>> 0) % ((count - 1) | 1)) * SLOTS
  }

  /** luaH_newkey: a new node for a key that is not there. */
  private insert(key: LuaValue, value: LuaValue): void {
    this.place(key, hashOf(key), value)
  }

  private place(key: LuaValue, hash: number, value: LuaValue): void {
    if (this.nodes.length === 0) return this.rehash(key, value)
    const { nodes } = this
    let main = this.mainPosition(hash, key)
    if (nodes[main + VALUE] !== undefined) {
      const free = this.takeFree()
      if (free === NONE) return this.rehash(key, value)
      let other = this.mainPosition(nodes[main + MAIN] as number, nodes[main])
      if (other !== main) {
        // The node there does not belong there: it moves to the free one.
        while (nodes[other + NEXT] !== main) other = nodes[other + NEXT] as number
        nodes[other + NEXT] = free
        for (let i = 0; i < SLOTS; i++) nodes[free + i] = nodes[main + i]
        this.index?.set(nodes[free], free)
        nodes[main + NEXT] = NONE
      } else {
        nodes[free + NEXT] = nodes[main + NEXT]
        nodes[main + NEXT] = free
        main = free
      }
    } else if (nodes[main] !== undefined) this.index?.delete(nodes[main])
    nodes[main] = key
    nodes[main + VALUE] = value
    nodes[main + MAIN] = hash
    this.index?.set(key, main)
  }

  private takeFree(): number {
    while (this.lastFree > 0) {
      this.lastFree -= SLOTS
      if (this.nodes[this.lastFree] === undefined) return this.lastFree
    }
    return NONE
  }

  /** Counts all keys and `key`, and gives both parts the sizes that fit (rehash, computesizes). */
  private rehash(key: LuaValue, value: LuaValue): void {
    const slices: number[] = new Array<number>(28).fill(0)
    let total = 0
    let candidates = 0
    this.array.forEach((v, i) => {
      if (v === undefined) return
      slices[ceilLog2(i + 1)]!++
      total++
      candidates++
    })
    for (let at = 0; at < this.nodes.length; at += SLOTS) {
      if (this.nodes[at + VALUE] === undefined) continue
      total++
      candidates += countKey(this.nodes[at], slices)
    }
    candidates += countKey(key, slices)
    total++
    const [size, used] = arraySizeFor(slices, candidates)
    this.resize(size, total - used)
    this.set(key, value)
  }

  /** luaH_resize: both parts get these sizes; what no longer fits moves to the other. */
  resize(arraySize: number, hashSize: number): void {
    const oldNodes = this.nodes
    const cut = this.array.length > arraySize ? this.array.splice(arraySize) : []
    this.growArray(arraySize)
    this.makeNodes(hashSize)
    cut.forEach((value, i) => {
      if (value !== undefined) this.set(arraySize + i + 1, value)
    })
    for (let at = oldNodes.length - SLOTS; at >= 0; at -= SLOTS) {
      const value = oldNodes[at + VALUE]
      if (value === undefined) continue
      const key = oldNodes[at]
      if (typeof key === 'number') this.set(key, value)
      else this.place(key, oldNodes[at + MAIN] as number, value)
    }
  }

  /** Makes room for elements 1 to n, as a constructor with a list does. */
  reserve(n: number): void {
    if (n > this.array.length) this.resize(n, this.nodes.length / SLOTS)
  }

  /** A border: an n with t[n] not nil and t[n + 1] nil (luaH_getn). */
  get length(): number {
    const { array } = this
    let high = array.length
    if (high > 0 && array[high - 1] === undefined) {
      let low = 0
      while (high - low > 1) {
        const middle = (low + high) >>> 1
        if (array[middle - 1] === undefined) high = middle
        else low = middle
      }
      return low
    }
    return this.nodes.length === 0 ? high : this.searchBeyond(high)
  }

  private searchBeyond(from: number): number {
    let low = from
    let high = from + 1
    while (this.get(high) !== undefined) {
      low = high
      high *= 2
      if (high > 0x7fffffff) {
        low = 1
        while (this.get(low) !== undefined) low++
        return low - 1
      }
    }
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (this.get(middle) === undefined) high = middle
      else low = middle
    }
    return low
  }

  /** Place of the entry after `key` in the order of `next` (nil: the first), -1 at the end. Throws for no key. */
  after(key: LuaValue): number {
    let at = 0
    const { array, nodes } = this
    if (key !== undefined) {
      if (typeof key === 'number' && key > 0 && key <= array.length && Math.trunc(key) === key) at = key
      else {
        const node = this.find(key)
        if (node === NONE) throw new LuaError("invalid key to 'next'")
        at = array.length + node / SLOTS + 1
      }
    }
    for (; at < array.length; at++) if (array[at] !== undefined) return at
    const end = array.length + nodes.length / SLOTS
    for (; at < end; at++) if (nodes[(at - array.length) * SLOTS + VALUE] !== undefined) return at
    return NONE
  }

  keyAt(place: number): LuaValue {
    const { length } = this.array
    return place < length ? place + 1 : this.nodes[(place - length) * SLOTS + KEY]
  }

  valueAt(place: number): LuaValue {
    const { length } = this.array
    return place < length ? this.array[place] : this.nodes[(place - length) * SLOTS + VALUE]
  }
}

/** Counts a key that may live in the array part. */
const countKey = (key: LuaValue, slices: number[]): number => {
  if (typeof key !== 'number' || key < 1 || key > MAX_ARRAY || Math.trunc(key) !== key) return 0
  slices[ceilLog2(key)]!++
  return 1
}

/** The largest size that more than half of would be used, and how many of the keys it takes. */
const arraySizeFor = (slices: readonly number[], candidates: number): [size: number, used: number] => {
  let size = 0
  let used = 0
  let sum = 0
  for (let i = 0, power = 1; power / 2 < candidates; i++, power *= 2) {
    const count = slices[i]!
    if (count > 0) {
      sum += count
      if (sum > power / 2) {
        size = power
        used = sum
      }
    }
    if (sum === candidates) break
  }
  return [size, used]
}

const hashOf = (key: LuaValue): number => {
  if (typeof key === 'string') return hashString(key)
  if (typeof key === 'number') return hashNumber(key)
  if (typeof key === 'boolean') return key ? 1 : 0
  return identityOf(key!)
}
