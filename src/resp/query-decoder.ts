/**
 * Reads what clients send (networking.c: processInlineBuffer, processMultibulkBuffer) under any chunking.
 * A bulk that is still arriving is not looked at until it is complete, so large values stay linear.
 */
import { flatten } from '../bytes/bytestrings.ts'
import { parseInteger } from '../bytes/integers.ts'
import { splitArgs } from '../bytes/quote.ts'

const INLINE_MAX_SIZE = 64 * 1024
const INT_MAX = 2147483647
/** V8 can hold no longer string; Redis's own limit is proto-max-bulk-len (512 MB by default). */
const STRING_MAX = 2 ** 29 - 24

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
  /** Set when the stream can't be read on: the text after `Protocol error: `. */
  error: string | undefined

  feed(chunk: string): void {
    this.buffer = this.position === this.buffer.length ? chunk : this.buffer.slice(this.position) + chunk
    this.position = 0
  }

  /** Bytes received and not yet taken by a command. */
  get pendingBytes(): number {
    return this.buffer.length - this.position
  }

  /** The next complete command, or undefined: more bytes are needed, or `error` is set. */
  next(limits: QueryLimits): string[] | undefined {
    while (this.error === undefined && this.position < this.buffer.length) {
      const before = this.position
      const argv =
        this.missing > 0 || this.buffer.charCodeAt(this.position) === 42 /* * */
          ? this.multibulk(limits)
          : this.inline()
      if (argv !== undefined && argv.length > 0) return argv
      if (argv === undefined && this.position === before) return undefined
      if (argv === undefined && this.missing > 0) return undefined
    }
    return undefined
  }

  /** An empty array: a blank line, nothing to do. Undefined: incomplete. */
  private inline(): string[] | undefined {
    const newline = this.buffer.indexOf('\n', this.position)
    if (newline === -1) {
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

  /** A header line's number text after its type byte, or undefined while its end has not arrived. */
  private headerLine(tooBig: string): string | undefined {
    const end = this.buffer.indexOf('\r', this.position)
    if (end === -1) {
      if (this.pendingBytes > INLINE_MAX_SIZE) this.error = tooBig
      return undefined
    }
    if (end + 1 >= this.buffer.length) return undefined
    return this.buffer.slice(this.position + 1, end)
  }

  private multibulk(limits: QueryLimits): string[] | undefined {
    if (this.missing === 0 && !this.multibulkHeader(limits)) return undefined
    if (this.missing === 0) return []
    while (this.missing > 0) {
      if (this.bulkLength === -1 && !this.bulkHeader(limits)) return undefined
      const end = this.position + this.bulkLength
      if (this.buffer.length < end + 2) return undefined
      this.argv.push(flatten(this.buffer.slice(this.position, end)))
      this.position = end + 2
      this.bulkLength = -1
      this.missing--
    }
    const argv = this.argv
    this.argv = []
    return argv
  }

  private multibulkHeader(limits: QueryLimits): boolean {
    const line = this.headerLine('too big mbulk count string')
    if (line === undefined) return false
    const count = parseInteger(line)
    if (typeof count !== 'number' || count > INT_MAX) {
      this.error = typeof count === 'bigint' && count < 0n ? undefined : 'invalid multibulk length'
      if (this.error !== undefined) return false
    } else if (count > 10 && !limits.authenticated) {
      this.error = 'unauthenticated multibulk length'
      return false
    }
    this.position += line.length + 3
    this.missing = typeof count === 'number' && count > 0 ? count : 0
    return true
  }

  private bulkHeader(limits: QueryLimits): boolean {
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
    if (length > 16384 && !limits.authenticated) {
      this.error = 'unauthenticated bulk length'
      return false
    }
    this.position += line.length + 3
    this.bulkLength = length
    return true
  }
}
