/**
 * Keys with what eviction judges them by, in columns: a cell for each key, which it keeps as long as it lives. Like
 * `VersionedMap` it is never changed: `put` and `without` give a new version, the newest holds the real table, each
 * older one only what to undo. Columns of numbers can be looked through twenty thousand at a time, once for every
 * victim and every frame.
 */

/** What is known of a key. */
export interface CellRow {
  /** Virtual µs since 1970 of its last use. */
  readonly used: number
  /** The LFU counter, and the minute (since 1970) it was told in. */
  readonly counter: number
  readonly minute: number
  /** Unix ms; Infinity: it has no expiry. */
  readonly expireAt: number
}

/** A cell is given to another key only when so many others have been free for longer. */
export const RESTING = 48
const SMALLEST = 1024

/** One row for each cell; in a free one `used` and `expireAt` are NaN, so that no comparison is true of it. */
export interface CellTable {
  readonly slots: ReadonlyMap<string, number>
  readonly names: readonly (string | undefined)[]
  readonly used: Float64Array
  readonly counter: Uint8Array
  readonly minute: Float64Array
  readonly expireAt: Float64Array
  /** Cells that were ever in use. */
  readonly count: number
  /** Keys with an expiry. */
  readonly expiring: number
}

type Change =
  | { readonly kind: 'set' | 'add' | 'unremove'; readonly key: string; readonly row: CellRow }
  | { readonly kind: 'remove' | 'unadd'; readonly key: string }

class Table implements CellTable {
  readonly slots = new Map<string, number>()
  readonly names: (string | undefined)[] = []
  used = new Float64Array(SMALLEST)
  counter = new Uint8Array(SMALLEST)
  minute = new Float64Array(SMALLEST)
  expireAt = new Float64Array(SMALLEST)
  count = 0
  expiring = 0
  /** Free cells, those that are free for longest first; and of each key that came, whether its cell was new. */
  private readonly free: number[] = []
  private readonly grown: boolean[] = []

  row(slot: number): CellRow {
    return {
      used: this.used[slot]!,
      counter: this.counter[slot]!,
      minute: this.minute[slot]!,
      expireAt: this.expireAt[slot]!,
    }
  }

  /** Makes a change; answers the one that undoes it. */
  apply(change: Change): Change {
    const { key } = change
    switch (change.kind) {
      case 'set': {
        const slot = this.slots.get(key)!
        const row = this.row(slot)
        this.write(slot, change.row)
        return { kind: 'set', key, row }
      }
      case 'add':
        this.enter(key, this.takeFree(), change.row)
        return { kind: 'unadd', key }
      case 'unadd': {
        const { slot, row } = this.leave(key)
        if (this.grown.pop() === true) this.count--
        else this.free.unshift(slot)
        return { kind: 'add', key, row }
      }
      case 'remove': {
        const { slot, row } = this.leave(key)
        this.free.push(slot)
        return { kind: 'unremove', key, row }
      }
      case 'unremove':
        this.enter(key, this.free.pop()!, change.row)
        return { kind: 'remove', key }
    }
  }

  private takeFree(): number {
    const grows = this.free.length <= RESTING
    this.grown.push(grows)
    return grows ? this.count++ : this.free.shift()!
  }

  private enter(key: string, slot: number, row: CellRow): void {
    if (slot >= this.used.length) this.grow()
    this.slots.set(key, slot)
    this.names[slot] = key
    this.expireAt[slot] = NaN
    this.write(slot, row)
  }

  private leave(key: string): { readonly slot: number; readonly row: CellRow } {
    const slot = this.slots.get(key)!
    const row = this.row(slot)
    if (row.expireAt < Infinity) this.expiring--
    this.slots.delete(key)
    this.names[slot] = undefined
    this.used[slot] = NaN
    this.expireAt[slot] = NaN
    return { slot, row }
  }

  private write(slot: number, row: CellRow): void {
    const had = this.expireAt[slot]! < Infinity ? 1 : 0
    this.expiring += (row.expireAt < Infinity ? 1 : 0) - had
    this.used[slot] = row.used
    this.counter[slot] = row.counter
    this.minute[slot] = row.minute
    this.expireAt[slot] = row.expireAt
  }

  private grow(): void {
    const length = this.used.length * 2
    const copy = <T extends Float64Array | Uint8Array>(to: T, from: T): T => {
      to.set(from)
      return to
    }
    this.used = copy(new Float64Array(length), this.used)
    this.counter = copy(new Uint8Array(length), this.counter)
    this.minute = copy(new Float64Array(length), this.minute)
    this.expireAt = copy(new Float64Array(length), this.expireAt)
  }
}

export class VersionedCells {
  readonly size: number
  private own: Table | undefined
  /** Where the table went, and how this version differs from that one. */
  private newer: VersionedCells | undefined
  private undo: Change | undefined

  constructor(table = new Table()) {
    this.size = table.slots.size
    this.own = table
  }

  get(key: string): CellRow | undefined {
    const table = this.rooted()
    const slot = table.slots.get(key)
    return slot === undefined ? undefined : table.row(slot)
  }

  /** With this row for a key. */
  put(key: string, row: CellRow): VersionedCells {
    return this.changed({ kind: this.rooted().slots.has(key) ? 'set' : 'add', key, row })
  }

  without(key: string): VersionedCells {
    return this.rooted().slots.has(key) ? this.changed({ kind: 'remove', key }) : this
  }

  /** All rows as columns, to be read at once: the next question to another version may change them. */
  table(): CellTable {
    return this.rooted()
  }

  private changed(change: Change): VersionedCells {
    const table = this.rooted()
    const undo = table.apply(change)
    const next = new VersionedCells(table)
    this.leave(next, undo)
    return next
  }

  private leave(newer: VersionedCells, undo: Change): void {
    this.own = undefined
    this.newer = newer
    this.undo = undo
  }

  /** The table as it is in this version. */
  private rooted(): Table {
    if (this.own !== undefined) return this.own
    const path = VersionedCells.newerThan(this)
    let root = path.pop()!
    const table = root.own!
    for (let older = path.pop(); older !== undefined; older = path.pop()) {
      root.leave(older, table.apply(older.undo!))
      older.own = table
      older.newer = undefined
      older.undo = undefined
      root = older
    }
    return table
  }

  /** A version, those made after it, and at the end the one that holds the table. */
  private static newerThan(version: VersionedCells): VersionedCells[] {
    const path = [version]
    for (let next = version.newer; next !== undefined; next = next.newer) path.push(next)
    return path
  }
}
