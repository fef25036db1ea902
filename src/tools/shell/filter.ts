/** The shell's own programs, as filters: bytes in, bytes out, a status at the end. Plain state. */

import type { Filter } from './said.ts'

/** What a filter may know of the machine; never kept. */
export interface FilterHost {
  /** A file's bytes, undefined when there is none. */
  read(path: string): string | undefined
  isDirectory(path: string): boolean
}

/** Passes everything on: `cat` without files. */
export class Pass implements Filter {
  readonly full = false
  readonly status = 0
  readonly complaint = ''

  feed(data: string): string {
    return data
  }
  end(): string {
    return ''
  }
}

/** A filter that works line by line; a last line without its end counts as one. */
export abstract class LineFilter implements Filter {
  full = false
  readonly complaint: string = ''
  private rest: string[] = []

  abstract readonly status: number
  /** A line without its end. */
  protected abstract line(line: string): string
  protected last(): string {
    return ''
  }

  feed(data: string): string {
    const newline = data.lastIndexOf('\n')
    if (newline < 0) {
      this.rest.push(data)
      return ''
    }
    const lines = (this.rest.join('') + data.slice(0, newline)).split('\n')
    this.rest = newline + 1 < data.length ? [data.slice(newline + 1)] : []
    return this.lines(lines)
  }

  end(): string {
    const rest = this.rest.join('')
    return (rest === '' ? '' : this.lines([rest])) + this.last()
  }

  private lines(lines: readonly string[]): string {
    const out: string[] = []
    for (const line of lines) {
      if (this.full) break
      out.push(this.line(line))
    }
    return out.join('')
  }
}

export interface GrepOptions {
  readonly pattern: string
  readonly ignoreCase: boolean
  readonly invert: boolean
  readonly count: boolean
  readonly number: boolean
  readonly only: boolean
  readonly quiet: boolean
}

/** `pattern` is a JavaScript regular expression's source. */
export class Grep extends LineFilter {
  private readonly options: GrepOptions
  private matches = 0
  private seen = 0

  constructor(options: GrepOptions) {
    super()
    this.options = options
  }

  get status(): number {
    return this.matches > 0 ? 0 : 1
  }

  protected line(line: string): string {
    const { pattern, ignoreCase, invert, count, number, only, quiet } = this.options
    this.seen++
    const text = line.replace(/\r$/, '')
    const expression = new RegExp(pattern, ignoreCase ? 'gi' : 'g')
    if (expression.test(text) === invert) return ''
    this.matches++
    if (count || quiet) return ''
    const prefix = number ? `${this.seen}:` : ''
    if (!only) return `${prefix}${line}\n`
    return (text.match(expression) ?? []).map((match) => (match === '' ? '' : `${prefix}${match}\n`)).join('')
  }

  protected override last(): string {
    return this.options.count && !this.options.quiet ? `${this.matches}\n` : ''
  }
}

/** The first `n` lines. */
export class HeadLines extends LineFilter {
  readonly status = 0
  private left: number

  constructor(n: number) {
    super()
    this.left = n
    this.full = n === 0
  }

  protected line(line: string): string {
    if (--this.left === 0) this.full = true
    return `${line}\n`
  }
}

/** All but the last `n` lines. */
export class AllButLast extends LineFilter {
  readonly status = 0
  private readonly n: number
  private kept: string[] = []

  constructor(n: number) {
    super()
    this.n = n
  }

  protected line(line: string): string {
    this.kept.push(line)
    return this.kept.length > this.n ? `${this.kept.shift()!}\n` : ''
  }
}

/** The last `n` lines, or all from line `from` on. */
export class TailLines extends LineFilter {
  readonly status = 0
  private readonly n: number
  private readonly from: number
  private kept: string[] = []
  private seen = 0

  constructor(n: number, from = 0) {
    super()
    this.n = n
    this.from = from
  }

  protected line(line: string): string {
    this.seen++
    if (this.from > 0) return this.seen >= this.from ? `${line}\n` : ''
    this.kept.push(line)
    if (this.kept.length > 2 * this.n + 100) this.kept = this.kept.slice(this.kept.length - this.n)
    return ''
  }

  protected override last(): string {
    if (this.n === 0) return ''
    return this.kept
      .slice(-this.n)
      .map((line) => `${line}\n`)
      .join('')
  }
}

/** `wc`: lines, words, bytes. */
export class Count implements Filter {
  readonly full = false
  readonly status = 0
  readonly complaint = ''
  private readonly show: { lines: boolean; words: boolean; bytes: boolean }
  private lines = 0
  private words = 0
  private bytes = 0
  private inWord = false

  constructor(show: { lines: boolean; words: boolean; bytes: boolean }) {
    this.show = show
  }

  feed(data: string): string {
    for (let i = 0; i < data.length; i++) {
      const c = data.charCodeAt(i)
      if (c === 10) this.lines++
      const space = c === 32 || (c >= 9 && c <= 13)
      if (!space && !this.inWord) this.words++
      this.inWord = !space
    }
    this.bytes += data.length
    return ''
  }

  end(): string {
    const { show } = this
    const numbers = [
      ...(show.lines ? [this.lines] : []),
      ...(show.words ? [this.words] : []),
      ...(show.bytes ? [this.bytes] : []),
    ]
    if (numbers.length === 1) return `${numbers[0]}\n`
    return numbers.map((n) => String(n).padStart(7)).join(' ') + '\n'
  }
}

/** `sort`, by bytes or by the number a line begins with. */
export class Sort extends LineFilter {
  readonly status = 0
  private readonly options: { numeric: boolean; reverse: boolean; unique: boolean }
  private readonly all: string[] = []

  constructor(options: { numeric: boolean; reverse: boolean; unique: boolean }) {
    super()
    this.options = options
  }

  protected line(line: string): string {
    this.all.push(line)
    return ''
  }

  protected override last(): string {
    const { numeric, reverse, unique } = this.options
    const number = (line: string) => Number(/^\s*-?\d+(\.\d+)?/.exec(line)?.[0] ?? 0)
    const bytes = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
    const order = (a: string, b: string) => (numeric ? number(a) - number(b) || bytes(a, b) : bytes(a, b))
    const sorted = this.all.sort((a, b) => (reverse ? order(b, a) : order(a, b)))
    const kept = unique ? sorted.filter((line, i) => i === 0 || line !== sorted[i - 1]) : sorted
    return kept.map((line) => `${line}\n`).join('')
  }
}

/** `uniq`: lines unlike the one before them. */
export class Unique extends LineFilter {
  readonly status = 0
  private readonly count: boolean
  private previous: string | undefined = undefined
  private times = 0

  constructor(count: boolean) {
    super()
    this.count = count
  }

  protected line(line: string): string {
    if (line === this.previous) {
      this.times++
      return ''
    }
    const done = this.flush()
    this.previous = line
    this.times = 1
    return done
  }

  protected override last(): string {
    return this.flush()
  }

  private flush(): string {
    if (this.previous === undefined) return ''
    return `${this.count ? `${String(this.times).padStart(7)} ` : ''}${this.previous}\n`
  }
}

/** `head -c n`, `tail -c n`, `tail -c +n`; a negative `n` of head: all but the last ones. */
export class Bytes implements Filter {
  readonly status = 0
  readonly complaint = ''
  private readonly part: 'head' | 'tail' | 'from'
  private readonly n: number
  private input: string[] = []
  private taken = 0

  constructor(part: 'head' | 'tail' | 'from', n: number) {
    this.part = part
    this.n = n
  }

  get full(): boolean {
    return this.part === 'head' && this.n >= 0 && this.taken >= this.n
  }

  feed(data: string): string {
    this.input.push(data)
    this.taken += data.length
    return ''
  }

  end(): string {
    const data = this.input.join('')
    if (this.part === 'head') return data.slice(0, this.n)
    if (this.part === 'from') return data.slice(Math.max(0, this.n - 1))
    return this.n === 0 ? '' : data.slice(-this.n)
  }
}
