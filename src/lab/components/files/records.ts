import { quote } from '../../../bytes/quote.ts'
import { decodeUtf8 } from '../../../bytes/utf8.ts'
import { AofAnnotator } from '../../../formats/aof/annotate.ts'
import type { AofPart } from '../../../formats/aof/annotate.ts'
import { RdbAnnotator } from '../../../formats/rdb/annotate.ts'
import type { RdbPart } from '../../../formats/rdb/annotate.ts'

/*
 * A file's records as rows of equal height. A file is taken apart in slices, so that a large one holds up no frame.
 */

export type RecordRow =
  | {
      readonly kind: 'rdb'
      readonly from: number
      readonly to: number
      readonly part: RdbPart
      readonly first: boolean
    }
  /** Bytes of a long part that are left out here. */
  | { readonly kind: 'skipped'; readonly from: number; readonly to: number }
  | { readonly kind: 'aof'; readonly from: number; readonly to: number; readonly part: AofPart }
  /** Up to here the file would survive a power cut. */
  | { readonly kind: 'synced'; readonly from: number; readonly to: number }
  /** The bytes at hand end here, the file does not. */
  | { readonly kind: 'more'; readonly from: number; readonly to: number }

/** Bytes of a row, and how many rows of a long part are shown before and after what is left out. */
const HEAD_ROWS = 4

/** Records that are taken apart before somebody else may have the thread. */
export const SLICE = 500

/** The rows of a part: so many bytes each. */
export const partRows = (part: RdbPart, width: number): RecordRow[] => {
  const rows: RecordRow[] = []
  const most = part.from + HEAD_ROWS * width
  const end = part.to > most + 2 * width ? most : part.to
  for (let from = part.from; from < end; from += width)
    rows.push({ kind: 'rdb', from, to: Math.min(from + width, end), part, first: from === part.from })
  if (end < part.to) rows.push({ kind: 'skipped', from: end, to: part.to })
  return rows
}

export interface RecordsWish {
  readonly text: string
  /** Bytes of the whole file; more than the text has when only its beginning is at hand. */
  readonly size: number
  /** Bytes a power cut would leave. */
  readonly synced: number
  /** Bytes of a row. */
  readonly width: number
}

/** Takes a file apart: an RDB file, an append-only file, or the one behind the other. */
export class Records {
  readonly rows: RecordRow[] = []
  readonly wish: RecordsWish
  private readonly rdb: RdbAnnotator | undefined
  private aof: AofAnnotator | undefined
  private taken = 0
  private passedSynced: boolean

  constructor(wish: RecordsWish, kind: 'rdb' | 'aof') {
    this.wish = wish
    const isSnapshot = kind === 'rdb' || wish.text.startsWith('REDIS')
    this.rdb = isSnapshot ? new RdbAnnotator(wish.text) : undefined
    this.aof = isSnapshot ? undefined : new AofAnnotator(wish.text)
    // Of a file of which nothing or all is synced there is no line to draw.
    this.passedSynced = wish.synced >= wish.size
  }

  get ended(): boolean {
    return (this.rdb?.ended ?? true) && (this.aof?.ended ?? true)
  }

  /** Where the bytes stop making sense, and why; undefined: nowhere so far. */
  get damage(): { readonly at: number; readonly why: string } | undefined {
    if (this.isCutShort) return undefined
    const part = this.aof?.parts.at(-1)
    if (part?.kind === 'cut' || part?.kind === 'damage') return { at: part.from, why: part.kind }
    return this.hasCommands ? undefined : this.rdb?.damage
  }

  /** Where a transaction begins that has no EXEC: loading stops there. */
  get openMulti(): number | undefined {
    return this.ended && !this.isCutShort ? this.aof?.openMulti : undefined
  }

  private get isCutShort(): boolean {
    return this.wish.text.length < this.wish.size
  }

  /** Whether commands follow a snapshot in the same file. */
  private get hasCommands(): boolean {
    const { rdb, wish } = this
    return rdb?.end !== undefined && rdb.end < wish.text.length && /[*#]/.test(wish.text[rdb.end]!)
  }

  /** Goes on by some records; true when all are taken apart. */
  advance(records = SLICE): boolean {
    for (let i = 0; i < records && !this.ended; i++) {
      if (this.rdb !== undefined && !this.rdb.ended) this.snapshot(this.rdb)
      else this.commands(this.aof!)
    }
    return this.ended
  }

  private snapshot(rdb: RdbAnnotator): void {
    rdb.next()
    if (rdb.ended && this.hasCommands) {
      rdb.parts.pop()
      this.aof = new AofAnnotator(this.wish.text, rdb.end)
    }
    for (; this.taken < rdb.parts.length; this.taken++) {
      const part = rdb.parts[this.taken]!
      if (part.name === 'damage' && this.isCutShort) this.push({ kind: 'more', from: part.from, to: part.to })
      else for (const row of partRows(part, this.wish.width)) this.push(row)
    }
    if (this.aof !== undefined) this.taken = 0
  }

  private commands(aof: AofAnnotator): void {
    aof.next()
    for (; this.taken < aof.parts.length; this.taken++) {
      const part = aof.parts[this.taken]!
      const { from, to } = part
      const more = this.isCutShort && to === this.wish.text.length && part.kind === 'cut'
      this.push(more ? { kind: 'more', from, to } : { kind: 'aof', from, to, part })
    }
  }

  private push(row: RecordRow): void {
    if (!this.passedSynced && row.to > this.wish.synced) {
      this.passedSynced = true
      this.rows.push({ kind: 'synced', from: this.wish.synced, to: this.wish.synced })
    }
    this.rows.push(row)
  }
}

/** Index of the row that holds an offset. */
export const rowAt = (rows: readonly RecordRow[], offset: number): number => {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle]!.to <= offset) low = middle + 1
    else high = middle
  }
  return Math.min(low, rows.length - 1)
}

/** Longest text of one word of a row. */
const MOST_TEXT = 120

/** Text of people as it is, other bytes as Redis quotes them. */
const readable = (bytes: string): string => {
  const text = decodeUtf8(bytes)
  return /[\ufffd\0-\x1f"\\\x7f]/.test(text) ? quote(bytes) : `"${text}"`
}

/** A byte string as one sees it in redis-cli, cut where it is long. */
export const shown = (bytes: string): string => {
  const text = bytes.length > MOST_TEXT ? bytes.slice(0, MOST_TEXT) : bytes
  const quoted = /^[\x21\x23-\x26\x28-\x7e]+$/.test(text) ? text : readable(text)
  return bytes.length > MOST_TEXT ? `${quoted}…` : quoted
}

/** A command as RESP: what frames it and what it says, in turns. */
export const respTokens = (argv: readonly string[]): { text: string; frame: boolean }[] => [
  { text: `*${argv.length}`, frame: true },
  ...argv.flatMap((word) => [
    { text: `$${word.length}`, frame: true },
    { text: shown(word), frame: false },
  ]),
]
