/**
 * The reader of redis-check-aof (readLong, readString, processRESP): stricter than the server's, and it tells what
 * it found where. Line numbers and the last error go on from file to file, as its globals do.
 */

/** Bytes of a line that are looked at: a buffer of 128. */
const NUMBER_LINE = 127
/** AOF_ANNOTATION_LINE_MAX_LEN. */
const ANNOTATION_LINE = 1023
const OFFSET_WIDTH = 16

/** A char as %02x prints it: it is signed. */
const charHex = (c: number): string => (c >= 128 ? 'ffffff' : '') + c.toString(16).padStart(2, '0')

export type ScanResult = 'command' | 'annotation' | 'end' | 'wrong' | 'other'

export class CommandScanner {
  private text = ''
  private path = ''
  private at = 0
  private transactions = 0
  /** The end of the file was met while something was read. */
  private metEnd = false
  /** What the buffer for the number of arguments held before: C reads beyond the end of a short line. */
  private leftover = ''
  /** Offset of what is wrong, or of the annotation. */
  errorAt = 0
  error = ''
  /** The next line's number. */
  line = 1
  /** Bytes up to the last whole command outside of a transaction. */
  validUpTo = 0
  annotation = ''

  /** Starts on a file at `from`; messages name it by its path. */
  begin(text: string, from: number, path: string): void {
    this.text = text
    this.path = path
    this.at = from
    this.transactions = 0
    this.metEnd = false
  }

  next(): ScanResult {
    if (this.transactions === 0) this.validUpTo = this.at
    if (this.at >= this.text.length) {
      this.metEnd = true
      return this.over('end')
    }
    const first = this.text[this.at]
    if (first === '#') {
      this.errorAt = this.at
      this.annotation = this.take(ANNOTATION_LINE)
      return 'annotation'
    }
    if (first !== '*') return this.over('other')
    return this.command() ? 'command' : this.over('wrong')
  }

  private over(result: ScanResult): ScanResult {
    if (this.metEnd && this.transactions !== 0 && this.error === '') {
      this.fail('Reached EOF before reading EXEC for MULTI')
    }
    return result
  }

  /** fgets. */
  private take(most: number): string {
    const { text, at } = this
    const end = text.indexOf('\n', at)
    const stop = Math.min(end === -1 ? text.length : end + 1, at + most)
    if (end === -1 && stop === text.length) this.metEnd = true
    this.at = stop
    return text.slice(at, stop)
  }

  private fail(words: string): false {
    this.error = `0x${this.errorAt.toString(16).padStart(OFFSET_WIDTH)}: ${words}`
    return false
  }

  private expectNewline(bytes: string): boolean {
    if (bytes.startsWith('\r\n')) {
      this.line++
      return true
    }
    const [first, second] = [bytes.charCodeAt(0) || 0, bytes.charCodeAt(1) || 0]
    return this.fail(`Expected \\r\\n, got: ${charHex(first)}${charHex(second)}`)
  }

  /** A line of a prefix and a number. `before`: what the buffer held. */
  private number(prefix: string, before: string): { value: number; buffer: string } | undefined {
    this.errorAt = this.at
    const line = this.take(NUMBER_LINE)
    if (line === '') return undefined
    const buffer = `${line}\0${before.slice(line.length + 1)}`
    if (line[0] !== prefix) {
      this.fail(`Expected prefix '${prefix}', got: '${line[0]}'`)
      return undefined
    }
    const digits = /^[ \t\n\v\f\r]*[+-]?\d+/.exec(line.slice(1))?.[0] ?? ''
    if (!this.expectNewline(buffer.slice(1 + digits.length))) return undefined
    return { value: Number(digits), buffer }
  }

  private string(): string | undefined {
    const length = this.number('$', '')
    if (length === undefined) return undefined
    const { value } = length
    if (value < 0) {
      this.fail(`Expected to read string of ${value} bytes, which is not in the suitable range`)
      return undefined
    }
    this.errorAt = this.at
    const { text, at } = this
    const found = text.slice(at, at + value + 2)
    this.at += found.length
    if (found.length < value + 2) {
      this.metEnd = true
      this.fail(`Expected to read ${value + 2} bytes, got ${found.length} bytes`)
      return undefined
    }
    return this.expectNewline(found.slice(value)) ? found.slice(0, value) : undefined
  }

  private command(): boolean {
    const count = this.number('*', this.leftover)
    if (count === undefined) return false
    this.leftover = count.buffer
    for (let i = 0; i < count.value; i++) {
      const word = this.string()
      if (word === undefined) return false
      if (i === 0 && !this.brackets(word)) return false
    }
    return true
  }

  /** MULTI and EXEC open and close a transaction. */
  private brackets(word: string): boolean {
    if (/^multi(\0|$)/i.test(word)) {
      if (this.transactions++ !== 0) return this.fail(`Unexpected MULTI in AOF ${this.path}`)
    } else if (/^exec(\0|$)/i.test(word)) {
      if (--this.transactions !== 0) return this.fail(`Unexpected EXEC in AOF ${this.path}`)
    }
    return true
  }
}
