/**
 * One database as a scene shows it: its keys and where each is drawn, the rows drawn in full, the hash tables.
 * Pure functions from one view to the next.
 */
import { hashKey } from '../../structures/hash.ts'
import type { KeyState } from '../../redis/server/events.ts'
import { VersionedMap } from './versioned-map.ts'

/** A command that named a key. */
export interface KeyCommand {
  /** Virtual µs since 1970. */
  readonly at: number
  readonly argv: readonly string[]
}

export interface KeyCell {
  readonly key: string
  readonly value: KeyState
  /** `seq` of the event that last changed it, and of the one that brought it. */
  readonly changed: number
  readonly born: number
  /** Its cell in the map of all keys; it keeps it as long as it lives. */
  readonly slot: number
  /** Which elements of the preview the last change touched. */
  readonly fresh: readonly number[]
  /** What it held before the last change; undefined: it was new. */
  readonly before: KeyState | undefined
  /** Virtual µs since 1970 at which its expiry was set: a full ring. */
  readonly expiresFrom: number
  /** The encoding it had before its last conversion, undefined when the last change converted nothing. */
  readonly converted: string | undefined
  /** The last commands that named it, oldest first. */
  readonly history: readonly KeyCommand[]
}

/** A key that left, and the row it stood in. */
export interface Removed {
  readonly key: string
  readonly why: string
  readonly cell: KeyCell
  /** Undefined: it had no row. */
  readonly row: number | undefined
  readonly seq: number
}

export interface Tables {
  /** The slot that moves next; -1: there is one table only. */
  readonly index: number
  readonly sizes: readonly [number, number]
  readonly used: readonly [number, number]
  readonly seed: number
  /** `seq` of the event at which this rehash began: keys since then came into the second table. */
  readonly since: number
}

/** A key drawn as a row. */
export interface Row {
  readonly key: string
  /** `seq` of its last use. */
  readonly used: number
}

interface FreeSlot {
  readonly slot: number
  readonly next: FreeSlot | undefined
}

export interface View {
  readonly keys: VersionedMap<KeyCell>
  /** In the order they are drawn; a row keeps its place while its key lives. */
  readonly rows: readonly Row[]
  readonly removed: Removed | undefined
  readonly tables: Tables | undefined
  /** Keys that are counted but not told one by one. */
  readonly counted: number
  /** Keys with an expiry. */
  readonly expiring: number
  /** How many cells were ever in use at once, and those that are free again. */
  readonly slots: number
  readonly free: FreeSlot | undefined
}

export const MOST_ROWS = 9
const KEPT_COMMANDS = 5
/** Rows are filled up from the other keys in keyspaces of this size; in bigger ones a map shows them all. */
const SMALL = 200

export const emptyView = (): View => ({
  keys: new VersionedMap(),
  rows: [],
  removed: undefined,
  tables: undefined,
  counted: 0,
  expiring: 0,
  slots: 0,
  free: undefined,
})

/** How many elements of a preview make one thing to draw: field and value, member and score. */
export const elementWidth = (type: string): number => (type === 'hash' || type === 'zset' ? 2 : 1)

const pairsOf = (items: readonly string[]): Map<string, string> => {
  const pairs = new Map<string, string>()
  for (let i = 0; i + 1 < items.length; i += 2) pairs.set(items[i]!, items[i + 1]!)
  return pairs
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)

/** Positions of a list that a change touched: what was pushed to the head, else all that differs in the middle. */
const freshInList = (old: readonly string[], now: readonly string[], grown: number): number[] => {
  const pushed = Math.min(grown, now.length)
  if (pushed > 0 && now.slice(pushed).every((item, i) => item === old[i])) return range(0, pushed)
  let head = 0
  while (head < now.length && now[head] === old[head]) head++
  let tail = 0
  if (grown === 0)
    while (tail < now.length - head && now[now.length - 1 - tail] === old[old.length - 1 - tail]) tail++
  return range(head, now.length - tail)
}

/** Which elements (pairs count as one) of a value's preview are not what they were. */
export const freshElements = (old: KeyState | undefined, now: KeyState): readonly number[] => {
  const width = elementWidth(now.type)
  const count = Math.ceil(now.preview.length / width)
  if (old === undefined || old.type !== now.type) return range(0, count)
  if (now.type === 'list') return freshInList(old.preview, now.preview, now.size - old.size)
  if (now.type === 'set') {
    const had = new Set(old.preview)
    return range(0, count).filter((i) => !had.has(now.preview[i]!))
  }
  if (width === 2) {
    const had = pairsOf(old.preview)
    return range(0, count).filter((i) => had.get(now.preview[2 * i]!) !== now.preview[2 * i + 1])
  }
  return old.preview[0] === now.preview[0] && old.size === now.size ? [] : [0]
}

const withRow = (view: View, key: string, seq: number, push: boolean): readonly Row[] => {
  const { rows } = view
  const at = rows.findIndex((row) => row.key === key)
  if (at >= 0) return push ? rows.with(at, { key, used: seq }) : rows
  if (rows.length < MOST_ROWS) return [...rows, { key, used: seq }]
  if (!push) return rows
  const oldest = rows.reduce((found, row, i) => (row.used < rows[found]!.used ? i : found), 0)
  return rows.with(oldest, { key, used: seq })
}

const newCell = (view: View, cell: Omit<KeyCell, 'slot'>): View => {
  const { free } = view
  const slot = free?.slot ?? view.slots
  return {
    ...view,
    keys: view.keys.with(cell.key, { ...cell, slot }),
    slots: free === undefined ? slot + 1 : view.slots,
    free: free?.next,
  }
}

const hasExpiry = (value: KeyState | undefined): number => (typeof value?.expireAt === 'number' ? 1 : 0)

/** The event that tells a change. */
interface Moment {
  readonly at: number
  readonly seq: number
}

/** A key is now so. `push`: it takes a row from the one used longest ago. */
export const changeKey = (
  before: View,
  key: string,
  value: KeyState,
  { at, seq }: Moment,
  push: boolean,
): View => {
  const old = before.keys.get(key)
  const rows = withRow(before, key, seq, push)
  const expiring = before.expiring + hasExpiry(value) - hasExpiry(old?.value)
  const view = { ...before, rows, expiring }
  const changed = {
    key,
    value,
    changed: seq,
    fresh: freshElements(old?.value, value),
    before: old?.value,
    expiresFrom: old?.value.expireAt === value.expireAt ? old.expiresFrom : at,
  }
  if (old === undefined) return newCell(view, { ...changed, born: seq, converted: undefined, history: [] })
  const { born, slot, history } = old
  const same = old.value.type === value.type && old.value.encoding === value.encoding
  const converted = same || old.value.type !== value.type ? undefined : old.value.encoding
  return { ...view, keys: view.keys.with(key, { ...changed, born, slot, history, converted }) }
}

/** Rows without one, filled up with a key that had none. */
const withoutRow = (view: View, key: string): readonly Row[] => {
  const rows = view.rows.filter((row) => row.key !== key)
  if (rows.length === view.rows.length || view.keys.size <= rows.length || view.keys.size > SMALL) return rows
  const shown = new Set(rows.map((row) => row.key))
  let next: KeyCell | undefined
  view.keys.forEach((cell) => {
    if (!shown.has(cell.key) && (next === undefined || cell.slot < next.slot)) next = cell
  })
  return next === undefined ? rows : [...rows, { key: next.key, used: 0 }]
}

/** A key is gone. */
export const removeKey = (view: View, key: string, why: string, seq: number): View => {
  const cell = view.keys.get(key)
  if (cell === undefined) return view
  const row = view.rows.findIndex((each) => each.key === key)
  const smaller = {
    ...view,
    keys: view.keys.without(key),
    expiring: view.expiring - hasExpiry(cell.value),
    free: { slot: cell.slot, next: view.free },
    removed: { key, why, cell, row: row < 0 ? undefined : row, seq },
  }
  return { ...smaller, rows: withoutRow(smaller, key) }
}

/** A command named these keys. */
export const nameKeys = (view: View, names: readonly string[], command: KeyCommand, seq: number): View => {
  let next = view
  for (const key of names) {
    const cell = next.keys.get(key)
    if (cell === undefined) continue
    const history = [...cell.history, command].slice(-KEPT_COMMANDS)
    next = { ...next, keys: next.keys.with(key, { ...cell, history }), rows: withRow(next, key, seq, true) }
  }
  return next
}

/** Which table a key stands in, 0 or 1, and which slot. */
export const placeOf = (cell: KeyCell, tables: Tables): readonly [table: 0 | 1, slot: number] => {
  const hash = hashKey(cell.key, tables.seed)
  const [first, second] = tables.sizes
  const slot = (hash & (first - 1)) >>> 0
  if (tables.index === -1) return [0, slot]
  if (slot < tables.index || cell.born > tables.since) return [1, (hash & (second - 1)) >>> 0]
  return [0, slot]
}

/** The keys of each slot of both tables. */
export const bucketsOf = (view: View): readonly [KeyCell[][], KeyCell[][]] => {
  const { tables } = view
  const [first, second] = tables?.sizes ?? [0, 0]
  const buckets: [KeyCell[][], KeyCell[][]] = [range(0, first).map(() => []), range(0, second).map(() => [])]
  if (tables !== undefined && first > 0)
    view.keys.forEach((cell) => {
      const [table, slot] = placeOf(cell, tables)
      buckets[table][slot]?.push(cell)
    })
  for (const table of buckets) for (const bucket of table) bucket.sort((a, b) => a.slot - b.slot)
  return buckets
}

/** All keys, oldest first. */
export const keysInOrder = (view: View): KeyCell[] => view.keys.values().sort((a, b) => a.born - b.born)
