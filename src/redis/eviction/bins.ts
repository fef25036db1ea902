/**
 * A model of where keys stand in the allocator's pages (jemalloc's bins): used_memory falls as soon as a key goes,
 * pages are given back only when nothing is left on them. A key with its value is taken for one piece. Pieces of a
 * size class share slabs, runs of pages with room for a fixed number of them; a new one goes to the lowest slab with
 * room. Empty slabs stay with the process for a while, as dirty pages, and then go back to the system.
 */
import type { Entry } from '../keyspace/entry.ts'
import { allocated } from '../../structures/allocated.ts'
import { hashKey } from '../../structures/hash.ts'
import type { BinReading } from './events.ts'

const PAGE = 4096
/** Pieces above this have pages of their own (SC_SMALL_MAXCLASS). */
const SMALL_MAX = 14_336
/** Of so many keys the place is remembered; any other is taken from a slab picked by its name. */
const REMEMBERED = 32_768
/** Virtual µs until dirty pages are given back (dirty_decay_ms). */
const DECAY = 10_000_000
/** Slabs of a bin that a reading tells of one by one. */
const TOLD_SLABS = 1024

/** The fewest pages that pieces of this size fill without rest. */
const slabBytes = (size: number): number => {
  let pages = PAGE
  while (pages % size !== 0) pages += PAGE
  return pages
}

export class Bin {
  /** Bytes of a piece, and of a slab. */
  readonly size: number
  readonly slab: number
  /** Pieces in use in each slab, by address. */
  readonly slabs: number[] = []
  /** Pieces in use. */
  used = 0
  /** Slabs with at least one. */
  inUse = 0
  /** No slab below this one has room. */
  private lowest = 0

  constructor(size: number) {
    this.size = size
    this.slab = slabBytes(size)
  }

  get room(): number {
    return this.slab / this.size
  }

  /** Takes a piece from the lowest slab with room; answers its slab. */
  take(): number {
    const { slabs, room } = this
    let at = this.lowest
    while (at < slabs.length && slabs[at] === room) at++
    this.lowest = at
    if (at === slabs.length) slabs.push(0)
    if (slabs[at] === 0) this.inUse++
    slabs[at]!++
    this.used++
    return at
  }

  /** Gives a piece of a slab back, or, if that has none, of the next one that has. */
  give(slab: number): void {
    const { slabs } = this
    if (this.used === 0) return
    let at = slab % slabs.length
    while (slabs[at] === 0) at = (at + 1) % slabs.length
    slabs[at]!--
    if (slabs[at] === 0) this.inUse--
    this.used--
    if (at < this.lowest) this.lowest = at
  }

  /** Moves up to `count` pieces from the highest slabs to lower ones with room; answers how many moved. */
  compact(count: number): number {
    const { slabs } = this
    let last = slabs.length - 1
    let moved = 0
    while (moved < count) {
      while (last >= 0 && slabs[last] === 0) last--
      let to = this.lowest
      while (to < last && slabs[to] === this.room) to++
      if (to >= last) break
      this.give(last)
      this.lowest = to
      this.take()
      moved++
    }
    while (slabs.length > 0 && slabs[slabs.length - 1] === 0) slabs.pop()
    return moved
  }
}

export class Bins {
  private readonly bins = new Map<number, Bin>()
  private readonly places = new Map<Entry, number>()
  /** Bytes of pieces with pages of their own. */
  private large = 0
  /** Bytes of pages on which nothing is left, and when the last of them came to be so (virtual µs). */
  private dirtyBytes = 0
  private dirtySince = 0
  private now = 0

  /** A key's bytes changed from `before` to `after`; 0: it was not there. `now` is in virtual µs. */
  move(entry: Entry, before: number, after: number, now: number): void {
    const from = allocated(before)
    const to = allocated(after)
    if (from === to && before > 0) return
    this.now = now
    if (before > 0) this.give(entry, from)
    this.take(entry, to)
  }

  /** A key is gone that had so many bytes. */
  free(entry: Entry, bytes: number, now: number): void {
    if (bytes <= 0) return
    this.now = now
    this.give(entry, allocated(bytes))
  }

  /** All keys are gone. */
  freeAll(now: number): void {
    this.now = now
    const { active } = this.extent
    this.bins.clear()
    this.places.clear()
    this.large = 0
    this.soil(active)
  }

  private take(entry: Entry, size: number): void {
    if (size > SMALL_MAX) {
      const pages = Math.ceil(size / PAGE) * PAGE
      this.large += pages
      this.reuse(pages)
      return
    }
    let bin = this.bins.get(size)
    if (bin === undefined) {
      bin = new Bin(size)
      this.bins.set(size, bin)
    }
    const { inUse } = bin
    const slab = bin.take()
    if (bin.inUse > inUse) this.reuse(bin.slab)
    if (this.places.size < REMEMBERED) this.places.set(entry, slab)
  }

  private give(entry: Entry, size: number): void {
    if (size > SMALL_MAX) {
      const pages = Math.ceil(size / PAGE) * PAGE
      this.large -= pages
      this.soil(pages)
      return
    }
    const bin = this.bins.get(size)
    if (bin === undefined) return
    const { inUse } = bin
    const place = this.places.get(entry)
    bin.give(place ?? hashKey(entry.key, 0) >>> 0)
    if (place !== undefined) this.places.delete(entry)
    if (bin.inUse < inUse) this.soil(bin.slab)
  }

  private soil(bytes: number): void {
    this.decay(this.now)
    this.dirtyBytes += bytes
    this.dirtySince = this.now
  }

  /** New pages are taken from the dirty ones first. */
  private reuse(bytes: number): void {
    this.dirtyBytes = Math.max(0, this.dirtyBytes - bytes)
  }

  private decay(now: number): void {
    if (now - this.dirtySince >= DECAY) this.dirtyBytes = 0
  }

  /** Bytes in pages on which nothing is left but which the process still has. */
  dirty(now: number): number {
    return now - this.dirtySince >= DECAY ? 0 : this.dirtyBytes
  }

  /** Gives all empty pages back to the system (MEMORY PURGE). */
  purge(): void {
    this.dirtyBytes = 0
  }

  /** Bytes of pieces in use, and of the pages they stand on. */
  get extent(): { readonly live: number; readonly active: number } {
    let live = this.large
    let active = this.large
    for (const bin of this.bins.values()) {
      live += bin.used * bin.size
      active += bin.inUse * bin.slab
    }
    return { live, active }
  }

  /** Active defragmentation: moves up to `count` pieces together; answers how many moved. */
  compact(count: number, now: number): number {
    this.now = now
    let moved = 0
    for (const bin of this.bins.values()) {
      if (moved >= count) break
      const { inUse } = bin
      moved += bin.compact(count - moved)
      if (bin.inUse < inUse) this.soil((inUse - bin.inUse) * bin.slab)
    }
    return moved
  }

  /**
   * The first page of a key's piece, counted over all bins, the smallest pieces first; undefined: its place is not
   * remembered, or it has pages of its own.
   */
  pageOf(entry: Entry, bytes: number): number | undefined {
    const slab = this.places.get(entry)
    const own = this.bins.get(allocated(bytes))
    if (slab === undefined || own === undefined) return undefined
    let below = 0
    for (const bin of this.bins.values()) if (bin.size < own.size) below += bin.slabs.length * bin.slab
    // Within the slab the name decides.
    const pages = own.slab / PAGE
    return (below + slab * own.slab) / PAGE + ((hashKey(entry.key, 0) >>> 0) % pages)
  }

  /** The bins for a scene, the smallest pieces first. */
  read(): BinReading[] {
    return [...this.bins.values()]
      .filter(({ slabs }) => slabs.length > 0)
      .sort((a, b) => a.size - b.size)
      .map(({ size, used, room, slabs, inUse }) => ({
        size,
        used,
        capacity: inUse * room,
        slabs: slabs.length,
        room,
        fill: slabs.slice(0, TOLD_SLABS),
      }))
  }
}
