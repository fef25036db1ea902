/**
 * Takes an append-only file apart for people who look at it: one item for each command, annotation or damage, with
 * the database it works on and the transaction it belongs to.
 */
import { annotateRdb } from '../rdb/annotate.ts'
import { RDB_MAGIC } from '../rdb/format.ts'
import { AofReader } from './reader.ts'

interface Range {
  /** Byte offsets; `to` is behind the last byte. */
  readonly from: number
  readonly to: number
}

export interface AofCommand extends Range {
  readonly kind: 'command'
  readonly argv: readonly string[]
  /** The database it works on. */
  readonly db: number
  /** Where it stands in a transaction: MULTI, what is between, EXEC. */
  readonly group: 'none' | 'first' | 'inside' | 'last'
}

export type AofPart =
  | AofCommand
  /** `#TS:` with a Unix time in seconds, or any other line that begins with `#`. */
  | (Range & { readonly kind: 'annotation'; readonly text: string; readonly seconds: number | undefined })
  /** A snapshot before the commands (aof-use-rdb-preamble). */
  | (Range & { readonly kind: 'preamble' })
  /** The file ends within a command: what a crash leaves, and what redis-check-aof --fix takes away. */
  | (Range & { readonly kind: 'cut' })
  /** No command begins here: a server refuses the file. */
  | (Range & { readonly kind: 'damage' })

export class AofAnnotator {
  readonly text: string
  /** Grows with every `next`. */
  readonly parts: AofPart[] = []
  ended = false
  private readonly reader: AofReader
  private db = 0
  private inMulti = false
  /** Where a transaction begins that has not ended. */
  openMulti: number | undefined = undefined

  /** Begins at `at`: 0, or behind an RDB preamble. */
  constructor(text: string, at = 0) {
    this.text = text
    this.reader = new AofReader(text, at)
  }

  /** Names what comes next. */
  next(): void {
    const { reader, text } = this
    const from = reader.at
    if (from >= text.length) this.ended = true
    else if (from === 0 && text.startsWith(RDB_MAGIC)) this.preamble()
    else if (text.charCodeAt(from) === 0x23) this.annotation(from)
    else {
      const item = reader.next()
      if (item.kind === 'command') this.command(from, item.argv)
      else {
        this.parts.push({ kind: item.kind === 'format' ? 'damage' : 'cut', from, to: text.length })
        this.ended = true
      }
    }
  }

  private preamble(): void {
    const { end } = annotateRdb(this.text)
    const to = end ?? this.text.length
    this.parts.push({ kind: 'preamble', from: 0, to })
    this.reader.at = to
  }

  private annotation(from: number): void {
    const end = this.text.indexOf('\n', from)
    const to = end === -1 ? this.text.length : end + 1
    const text = this.text.slice(from, to).trimEnd()
    const seconds = /^#TS:(\d+)$/.exec(text)?.[1]
    this.parts.push({
      kind: 'annotation',
      from,
      to,
      text,
      seconds: seconds === undefined ? undefined : Number(seconds),
    })
    this.reader.at = to
  }

  private command(from: number, argv: readonly string[]): void {
    const name = argv[0]!.toUpperCase()
    if (name === 'SELECT') this.db = Number(argv[1] ?? 0)
    if (name === 'MULTI') {
      this.inMulti = true
      this.openMulti = from
    }
    const group = !this.inMulti ? 'none' : name === 'MULTI' ? 'first' : name === 'EXEC' ? 'last' : 'inside'
    this.parts.push({ kind: 'command', from, to: this.reader.at, argv, db: this.db, group })
    if (name !== 'EXEC') return
    this.inMulti = false
    this.openMulti = undefined
  }
}

/** All parts of a file at once. */
export const annotateAof = (text: string): readonly AofPart[] => {
  const annotator = new AofAnnotator(text)
  while (!annotator.ended) annotator.next()
  return annotator.parts
}
