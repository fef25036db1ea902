/**
 * Reads an append-only file command by command, as the server does when it starts (aof.c:
 * loadSingleAppendOnlyFile). It is lenient where Redis is: the two bytes after an argument may be anything.
 */
import { flatten } from '../../bytes/bytestrings.ts'

/** A line is read in pieces of this many bytes (AOF_ANNOTATION_LINE_MAX_LEN less the terminator). */
const LINE_MAX = 1023

/** Numbers up to ten times this are read without looking twice. */
const PLAIN_MAX = 1e8
const [ZERO, NINE, CR, LF, DOLLAR, ASTERISK] = [48, 57, 13, 10, 36, 42]

/** What came next: a command, the file's regular end, its end within a command, or something else. */
export type AofItem =
  | { readonly kind: 'command'; readonly argv: readonly string[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'short' }
  | { readonly kind: 'format' }

const END: AofItem = { kind: 'end' }
const SHORT: AofItem = { kind: 'short' }
const FORMAT: AofItem = { kind: 'format' }

/** What a C number reader makes of the digits at `from`: 0 without any. */
const readInteger = (line: string, from: number): number => {
  const found = /^[ \t\n\v\f\r]*([+-]?\d+)/.exec(line.slice(from, from + 32))
  return found === null ? 0 : Number(found[1])
}

/** The rest of a file whose text comes in parts. */
export interface FileParts {
  /** What comes at an offset, some of it at least, and nothing at the file's end. */
  from(offset: number): string
}

export class AofReader {
  private text: string
  /** Offset in `text` of what is read next; of a file that does not come in parts, its offset there. */
  at: number
  /** Offset in the file of the first byte of `text`. */
  private base = 0
  private readonly more: FileParts | undefined

  /**
   * Reads from `at` on: 0, or where an RDB preamble ends. Of a file too long for one string `text` is the beginning.
   */
  constructor(text: string, at = 0, more?: FileParts) {
    this.text = text
    this.at = at
    this.more = more
  }

  /** Offset in the file of what is read next, bytes. */
  get offset(): number {
    return this.base + this.at
  }

  /** Reads on in the file, so that what begins at `start` has its end in the text too. */
  private refill(start: number): boolean {
    const next = this.more?.from(this.base + this.text.length) ?? ''
    if (next === '') return false
    this.text = this.text.slice(start) + next
    this.base += start
    this.at = 0
    return true
  }

  /** fgets: up to and with the line's end, at most LINE_MAX bytes; empty at the end of the file. */
  private line(): string {
    const { text, at } = this
    const end = text.indexOf('\n', at)
    const stop = Math.min(end === -1 ? text.length : end + 1, at + LINE_MAX)
    this.at = stop
    return text.slice(at, stop)
  }

  /** The number of a header of plain digits, which is passed; -1, and nothing is passed, for any other. */
  private plain(prefix: number): number {
    const { text } = this
    if (text.charCodeAt(this.at) !== prefix) return -1
    let at = this.at + 1
    let n = 0
    for (let c = text.charCodeAt(at); c >= ZERO && c <= NINE && n < PLAIN_MAX; c = text.charCodeAt(++at)) {
      n = n * 10 + c - ZERO
    }
    if (at === this.at + 1 || text.charCodeAt(at) !== CR || text.charCodeAt(at + 1) !== LF) return -1
    this.at = at + 2
    return n
  }

  /** The next command; annotations are passed over. */
  next(): AofItem {
    for (;;) {
      const start = this.at
      const item = this.item()
      const touches = item.kind === 'short' || this.at === this.text.length
      if (!touches || !this.refill(start)) return item
    }
  }

  private item(): AofItem {
    const count = this.plain(ASTERISK)
    return count > 0 ? this.words(count) : this.careful(count)
  }

  /** As `item`, for all that is not plain. `passed`: 0 for a command of no words. */
  private careful(passed: number): AofItem {
    if (passed === 0) return FORMAT
    let line = this.line()
    while (line.startsWith('#')) line = this.line()
    if (line === '') return END
    if (!line.startsWith('*')) return FORMAT
    if (line.length === 1) return SHORT
    const count = readInteger(line, 1)
    return count < 1 ? FORMAT : this.words(count)
  }

  private words(count: number): AofItem {
    const argv: string[] = []
    for (let i = 0; i < count; i++) {
      let length = this.plain(DOLLAR)
      if (length === -1) {
        const header = this.line()
        if (header === '') return SHORT
        if (!header.startsWith('$')) return FORMAT
        length = readInteger(header, 1)
        if (length < 0) return FORMAT
      }
      const from = this.at
      // The line end after the argument has to be there, whatever its bytes are.
      if (from + length + 2 > this.text.length) return SHORT
      argv.push(flatten(this.text.slice(from, from + length)))
      this.at = from + length + 2
    }
    return { kind: 'command', argv }
  }
}
