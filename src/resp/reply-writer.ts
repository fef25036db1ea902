/**
 * Writes replies as redis-server does (networking.c, addReply*): RESP2 or RESP3 by the client's protocol.
 * Text is collected as byte strings; a large value is a chunk of its own, never part of a longer string
 * (V8's limit is 2^29 - 24 characters, 24 bytes below Redis's 512 MB), and a byte array stays one.
 */
import { fromBytes } from '../bytes/bytestrings.ts'
import { formatDouble } from '../bytes/doubles.ts'

const CRLF = '\r\n'
const SPILL = 1 << 16

/** A piece of the reply stream as it goes onto the wire. */
export type ReplyChunk = string | Uint8Array

const integerReplies: readonly string[] = Array.from({ length: 1024 }, (_, n) => `:${n}${CRLF}`)

const bulkHeaders: readonly string[] = Array.from({ length: 1024 }, (_, n) => `$${n}${CRLF}`)
const arrayHeaders: readonly string[] = Array.from({ length: 1024 }, (_, n) => `*${n}${CRLF}`)

/** A place in what was written, where something can still be put (addReplyDeferredLen). */
export interface ReplyMark {
  /** How many chunks were full, and where in the text after them. */
  readonly chunks: number
  readonly at: number
}

export class ReplyWriter {
  /** 2 or 3: what HELLO negotiated. */
  protocol: 2 | 3 = 2
  /** While true everything written is dropped (CLIENT REPLY OFF / SKIP). */
  muted = false
  /** How many error replies were written since the caller last set it to 0. */
  errors = 0
  /** The text of the last error reply, without the leading `-`. */
  lastError = ''
  /** Bytes collected, the spilled chunks not included. */
  text = ''
  /** Chunks that were full before `text`, in order. */
  chunks: ReplyChunk[] = []
  /** Bytes in `chunks`. */
  chunkBytes = 0

  get isEmpty(): boolean {
    return this.text.length === 0 && this.chunks.length === 0
  }

  /** Bytes waiting to be taken. */
  get pendingBytes(): number {
    return this.chunkBytes + this.text.length
  }

  /** Hands over everything written so far as wire chunks and starts anew. */
  take(): readonly ReplyChunk[] {
    if (this.chunks.length === 0) {
      const only = this.text
      this.text = ''
      return only === '' ? [] : [only]
    }
    const all = this.chunks
    if (this.text !== '') all.push(this.text)
    this.chunks = []
    this.chunkBytes = 0
    this.text = ''
    return all
  }

  /** Appends bytes that are RESP already. */
  raw(bytes: string): void {
    if (this.muted) return
    this.text += bytes
    if (this.text.length > SPILL) this.spill()
  }

  private spill(): void {
    this.chunks.push(this.text)
    this.chunkBytes += this.text.length
    this.text = ''
  }

  /** The present end of the reply: what is known only later can be put there. */
  mark(): ReplyMark {
    return { chunks: this.chunks.length, at: this.text.length }
  }

  /** Puts RESP at a mark that was made since the last `take`. Marks are filled from the last to the first. */
  putAt({ chunks, at }: ReplyMark, bytes: string): void {
    if (this.muted) return
    if (chunks === this.chunks.length) {
      this.text = this.text.slice(0, at) + bytes + this.text.slice(at)
    } else {
      // The text that went on at the mark is a chunk by now, and was text before.
      const chunk = this.chunks[chunks] as string
      this.chunks[chunks] = chunk.slice(0, at) + bytes + chunk.slice(at)
      this.chunkBytes += bytes.length
    }
  }

  /** The header of an array of `length` replies that were written since the mark. */
  arrayAt(mark: ReplyMark, length: number): void {
    this.putAt(mark, '*' + length + CRLF)
  }

  /** A large value between its header and its line end. */
  private large(header: string, value: ReplyChunk): void {
    if (this.muted) return
    this.text += header
    this.spill()
    this.chunks.push(value)
    this.chunkBytes += value.length
    this.text = CRLF
  }

  ok(): void {
    this.raw('+OK\r\n')
  }

  /** A status (simple string) reply, e.g. `QUEUED`. */
  status(text: string): void {
    this.raw('+' + text + CRLF)
  }

  /** An error reply; `text` starts with its code (`ERR`, `WRONGTYPE`). Line breaks become spaces, as in Redis. */
  error(text: string): void {
    const line = text.includes('\n') || text.includes('\r') ? text.replace(/[\r\n]/g, ' ') : text
    this.errors++
    this.lastError = line
    this.raw('-' + line + CRLF)
  }

  /** A signed 64-bit integer. */
  integer(n: number | bigint): void {
    if (typeof n === 'number' && n >= 0 && n < 1024) this.raw(integerReplies[n]!)
    else this.raw(':' + n + CRLF)
  }

  bulk(s: string): void {
    const { length } = s
    if (length < 1024) this.raw(bulkHeaders[length]! + s + CRLF)
    else if (length < SPILL) this.raw('$' + length + CRLF + s + CRLF)
    else this.large('$' + length + CRLF, s)
  }

  /** A bulk string from a byte array of any size; a large one is copied, as it may change before it is sent. */
  bytes(data: Uint8Array): void {
    if (data.length < SPILL) this.bulk(fromBytes(data))
    else if (!this.muted) this.large('$' + data.length + CRLF, data.slice())
  }

  /** The missing value: `$-1` in RESP2, `_` in RESP3. */
  nil(): void {
    this.raw(this.protocol === 2 ? '$-1\r\n' : '_\r\n')
  }

  /** The missing array: `*-1` in RESP2, `_` in RESP3. */
  nilArray(): void {
    this.raw(this.protocol === 2 ? '*-1\r\n' : '_\r\n')
  }

  /** Header of an array of `length` replies that follow. */
  array(length: number): void {
    this.raw(length < 1024 ? arrayHeaders[length]! : '*' + length + CRLF)
  }

  /** Header of a map of `pairs` key/value pairs (an array of twice as many in RESP2). */
  map(pairs: number): void {
    this.raw(this.protocol === 2 ? '*' + pairs * 2 + CRLF : '%' + pairs + CRLF)
  }

  set(length: number): void {
    this.raw((this.protocol === 2 ? '*' : '~') + length + CRLF)
  }

  /** Header of an out-of-band push (an array in RESP2). */
  push(length: number): void {
    this.raw((this.protocol === 2 ? '*' : '>') + length + CRLF)
  }

  /** Header of an attribute of `pairs`; RESP3 only. */
  attribute(pairs: number): void {
    this.raw('|' + pairs + CRLF)
  }

  /** A double: a bulk string in RESP2, `,` in RESP3 (addReplyDouble). */
  double(x: number): void {
    const text = formatDouble(x)
    if (this.protocol === 2) this.bulk(text)
    else this.raw(',' + text + CRLF)
  }

  /** `:1` / `:0` in RESP2, `#t` / `#f` in RESP3. */
  boolean(b: boolean): void {
    if (this.protocol === 2) this.raw(b ? ':1\r\n' : ':0\r\n')
    else this.raw(b ? '#t\r\n' : '#f\r\n')
  }

  bigNumber(digits: string): void {
    if (this.protocol === 2) this.bulk(digits)
    else this.raw('(' + digits + CRLF)
  }

  /** Text with a three-letter format; a plain bulk string in RESP2. */
  verbatim(text: string, format = 'txt'): void {
    if (this.protocol === 2) this.bulk(text)
    else this.raw('=' + (text.length + 4) + CRLF + format + ':' + text + CRLF)
  }

  /** An array of bulk strings. */
  bulks(items: readonly string[]): void {
    this.array(items.length)
    for (const item of items) this.bulk(item)
  }

  /** An array of status replies, as subcommand HELP prints. */
  statuses(lines: readonly string[]): void {
    this.array(lines.length)
    for (const line of lines) this.status(line)
  }
}
