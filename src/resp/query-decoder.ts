/**
 * Reads what clients send (networking.c: processInlineBuffer, processMultibulkBuffer) under any chunking.
 * A bulk that is still arriving is not looked at until it is complete, so large values stay linear.
 */
import { flatten } from '../bytes/bytestrings.ts'
import { parseInteger } from '../bytes/integers.ts'
import { splitArgs } from '../bytes/quote.ts'

const INLINE_MAX_SIZE = 64 * 1024
const INT_MAX = 2147483647
/** Numbers up to ten times this are read without looking twice. */
const PLAIN_MAX = 1e8
const [ZERO, NINE, CR, DOLLAR, ASTERISK] = [48, 57, 13, 36, 42]
/** What a client that has not logged in may send: arguments, and bytes in one of them. */
const STRANGERS_ARGUMENTS = 10
const STRANGERS_BULK = 16384
/** An argument of at least this many bytes is collected apart from the buffer (PROTO_MBULK_BIG_ARG). */
const BIG_ARGUMENT = 32 * 1024
/**
 * The longest argument and the longest buffer, bytes: V8 can hold strings of up to 2^29 - 24 characters.
 * Redis's own limits are proto-max-bulk-len (512 MB by default) and client-query-buffer-limit (1 GB).
 */
export const STRING_MAX = 2 ** 29 - 32

export interface QueryLimits {
  /** proto-max-bulk-len, bytes. */
  maxBulk: number
  /** False: the small limits of clients that have not logged in apply. */
  authenticated: boolean
}

export class QueryDecoder {
  buffer = ''
  position = 0
  /** Arguments of the command being read that are still missing; 0 between commands. */
  missing = 0
  bulkLength = -1
  argv: string[] = []
  /** Pieces of the big argument that is arriving, its line end included, and their bytes. */
  parts: string[] = []
  partsLength = 0
  /** The name of the last command, as it was written. */
  private lastName = ''
  /** The last command that was read, and where it begins in the buffer while that still holds it. */
  private lastArgv: readonly string[] | undefined
  private lastStart = 0
  /** Bytes ever fed. */
  total = 0
  /** Set when the stream can't be read on: the text after `Protocol error: `. */
  error: string | undefined

  feed(chunk: string): void {
    this.total += chunk.length
    if (this.partsLength > 0) this.collect(chunk)
    else if (this.position === this.buffer.length) this.refill(chunk)
    else this.refill(this.buffer.slice(this.position) + chunk)
  }

  /** Whether `more` bytes may be fed: the buffer must not grow beyond `limit` (client-query-buffer-limit). */
  accepts(more: number, limit: number): boolean {
    if (this.partsLength > 0) return true
    return this.buffer.length - this.position + more <= Math.min(limit, STRING_MAX)
  }

  private refill(buffer: string): void {
    this.buffer = buffer
    this.position = 0
    this.lastArgv = undefined
  }

  /** Adds to the big argument that is arriving; what follows it becomes the buffer. */
  private collect(chunk: string): void {
    const needed = this.bulkLength + 2 - this.partsLength
    if (chunk.length < needed) {
      this.parts.push(chunk)
      this.partsLength += chunk.length
      return
    }
    this.parts.push(chunk.slice(0, needed))
    this.push(this.parts.join('').slice(0, this.bulkLength))
    this.parts = []
    this.partsLength = 0
    this.refill(chunk.slice(needed))
  }

  private push(argument: string): void {
    this.argv.push(argument)
    this.bulkLength = -1
    this.missing--
  }

  /** Bytes received and not yet taken by a command. */
  get pendingBytes(): number {
    return this.buffer.length - this.position + this.partsLength
  }

  /** Bytes held, those of commands taken since the last `feed` included. */
  get heldBytes(): number {
    return this.buffer.length + this.partsLength
  }

  /** The next complete command, or undefined: more bytes are needed, or `error` is set. */
  next(limits: QueryLimits): string[] | undefined {
    if (this.missing === 0 && this.argv.length > 0) return this.takeArgv()
    while (this.error === undefined && this.position < this.buffer.length) {
      const before = this.position
      const begins = this.missing === 0
      const argv =
        this.missing > 0 || this.buffer.charCodeAt(this.position) === ASTERISK
          ? this.multibulk(limits)
          : this.inline()
      if (argv !== undefined && argv.length > 0) {
        this.lastArgv = begins ? argv : undefined
        this.lastStart = before
        return argv
      }
      if (argv === undefined && this.position === before) return undefined
      if (argv === undefined && this.missing > 0) return undefined
    }
    return undefined
  }

  private takeArgv(): string[] {
    const argv = this.argv
    this.argv = []
    return argv
  }

  /**
   * The bytes these arguments came in, if they are those of the last command and it took `length` bytes. So who needs
   * a command as RESP and knows how long it is in its plainest form has it without writing it anew.
   */
  textOf(argv: readonly string[], length: number): string | undefined {
    const { lastArgv, lastStart, position } = this
    return argv === lastArgv && position - lastStart === length
      ? this.buffer.slice(lastStart, position)
      : undefined
  }

  /** An empty array: a blank line, nothing to do. Undefined: incomplete. */
  private inline(): string[] | undefined {
    const newline = this.buffer.indexOf('\n', this.position)
    // As for C's strchr, a NUL ends what can be searched.
    if (newline === -1 || this.nulBefore(newline)) {
      if (this.pendingBytes > INLINE_MAX_SIZE) this.error = 'too big inline request'
      return undefined
    }
    const end = newline > this.position && this.buffer.charCodeAt(newline - 1) === 13 ? newline - 1 : newline
    const argv = splitArgs(this.buffer.slice(this.position, end))
    this.position = newline + 1
    if (argv === undefined) {
      this.error = 'unbalanced quotes in request'
      return undefined
    }
    return argv
  }

  /**
   * The number of a complete header line of plain digits at the position, which moves behind it; -1, and nothing
   * moves, for anything else: that is left to those who know what is wrong with it.
   */
  private plainNumber(): number {
    const { buffer } = this
    let at = this.position + 1
    let code = buffer.charCodeAt(at)
    if (!(code > ZERO && code <= NINE)) return -1
    let n = 0
    while (code >= ZERO && code <= NINE && n < PLAIN_MAX) {
      n = n * 10 + code - ZERO
      code = buffer.charCodeAt(++at)
    }
    if (code !== CR || at + 1 >= buffer.length) return -1
    this.position = at + 2
    return n
  }

  private nulBefore(end: number): boolean {
    const nul = this.buffer.indexOf('\0', this.position)
    return nul !== -1 && nul < end
  }

  /** A header line's number text after its type byte, or undefined while its end has not arrived. */
  private headerLine(tooBig: string): string | undefined {
    const end = this.buffer.indexOf('\r', this.position)
    const text = this.buffer.slice(this.position + 1, end)
    // As for C's strchr, a NUL ends what can be searched.
    if (end === -1 || text.includes('\0') || this.buffer.charCodeAt(this.position) === 0) {
      if (this.pendingBytes > INLINE_MAX_SIZE) this.error = tooBig
      return undefined
    }
    if (end + 1 >= this.buffer.length) return undefined
    return text
  }

  private multibulk(limits: QueryLimits): string[] | undefined {
    if (this.missing === 0 && !this.multibulkHeader(limits)) return undefined
    if (this.missing === 0) return []
    while (this.missing > 0) {
      if (this.bulkLength === -1 && !this.bulkHeader(limits)) return undefined
      const end = this.position + this.bulkLength
      if (this.buffer.length < end + 2) {
        if (this.bulkLength >= BIG_ARGUMENT) this.setAside()
        return undefined
      }
      this.push(this.argv.length === 0 ? this.nameUntil(end) : flatten(this.buffer.slice(this.position, end)))
      this.position = end + 2
    }
    return this.takeArgv()
  }

  /** The first argument: most often that of the command before, and then the same string. */
  private nameUntil(end: number): string {
    const { lastName } = this
    if (this.bulkLength === lastName.length && this.buffer.startsWith(lastName, this.position))
      return lastName
    this.lastName = flatten(this.buffer.slice(this.position, end))
    return this.lastName
  }

  private setAside(): void {
    if (this.position === this.buffer.length) return
    this.parts = [this.buffer.slice(this.position)]
    this.partsLength = this.buffer.length - this.position
    this.refill('')
  }

  private multibulkHeader(limits: QueryLimits): boolean {
    const start = this.position
    const plain = this.plainNumber()
    if (plain > 0 && plain <= STRANGERS_ARGUMENTS) {
      this.missing = plain
      return true
    }
    this.position = start
    const line = this.headerLine('too big mbulk count string')
    if (line === undefined) return false
    const count = parseInteger(line)
    if (typeof count !== 'number' || count > INT_MAX) {
      this.error = typeof count === 'bigint' && count < 0n ? undefined : 'invalid multibulk length'
      if (this.error !== undefined) return false
    } else if (count > STRANGERS_ARGUMENTS && !limits.authenticated) {
      this.error = 'unauthenticated multibulk length'
      return false
    }
    this.position += line.length + 3
    this.missing = typeof count === 'number' && count > 0 ? count : 0
    return true
  }

  private bulkHeader(limits: QueryLimits): boolean {
    const start = this.position
    if (this.buffer.charCodeAt(start) === DOLLAR) {
      const plain = this.plainNumber()
      if (plain > 0 && plain <= STRANGERS_BULK) {
        this.bulkLength = plain
        return true
      }
      this.position = start
    }
    const line = this.headerLine('too big bulk count string')
    if (line === undefined) return false
    const type = this.buffer.charAt(this.position)
    if (type !== '$') {
      this.error = `expected '$', got '${type}'`
      return false
    }
    const length = parseInteger(line)
    if (typeof length !== 'number' || length < 0 || length > Math.min(limits.maxBulk, STRING_MAX)) {
      this.error = 'invalid bulk length'
      return false
    }
    if (length > STRANGERS_BULK && !limits.authenticated) {
      this.error = 'unauthenticated bulk length'
      return false
    }
    this.position += line.length + 3
    this.bulkLength = length
    return true
  }
}
