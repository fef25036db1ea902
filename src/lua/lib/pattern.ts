/** Lua's patterns (lstrlib.c): matching, captures and the texts of malformed ones. */
import type { LuaError } from '../value.ts'
import type { LuaValue, Machine } from '../value.ts'

const MAX_CAPTURES = 32
const UNFINISHED = -1
const POSITION = -2
const ESCAPE = 37

const isBetween = (c: number, low: number, high: number): boolean => c >= low && c <= high
const isLower = (c: number): boolean => isBetween(c, 97, 122)
const isUpper = (c: number): boolean => isBetween(c, 65, 90)
const isDigit = (c: number): boolean => isBetween(c, 48, 57)
const isAlpha = (c: number): boolean => isLower(c | 32) && c < 128
const isAlnum = (c: number): boolean => isAlpha(c) || isDigit(c)
const isGraph = (c: number): boolean => isBetween(c, 33, 126)

const CLASSES: Readonly<Record<string, (c: number) => boolean>> = {
  a: isAlpha,
  c: (c) => c < 32 || c === 127,
  d: isDigit,
  l: isLower,
  p: (c) => isGraph(c) && !isAlnum(c),
  s: (c) => c === 32 || isBetween(c, 9, 13),
  u: isUpper,
  w: isAlnum,
  x: (c) => isDigit(c) || isBetween(c | 32, 97, 102),
  z: (c) => c === 0,
}

/** Whether a byte is of class `%cl`. */
const isOfClass = (c: number, cl: number): boolean => {
  const test = CLASSES[String.fromCharCode(cl | 32)]
  if (test === undefined || !isAlpha(cl)) return cl === c
  return test(c) !== isUpper(cl)
}

/** One attempt to match: the texts, and the captures so far. */
export class Matcher {
  readonly vm: Machine
  readonly text: string
  readonly pattern: string
  level = 0
  readonly starts: number[] = []
  readonly lengths: number[] = []

  constructor(vm: Machine, text: string, pattern: string) {
    this.vm = vm
    this.text = text
    this.pattern = pattern
  }

  private fail(message: string): LuaError {
    return this.vm.error(message)
  }

  /** End of a match of the pattern from `p` on that begins at `s`; -1: none. */
  match(start: number, from: number): number {
    const { pattern, text } = this
    let s = start
    let p = from
    for (;;) {
      if (p >= pattern.length) return s
      const c = pattern.charCodeAt(p)
      if (c === 40) {
        return pattern.charCodeAt(p + 1) === 41
          ? this.open(s, p + 2, POSITION)
          : this.open(s, p + 1, UNFINISHED)
      }
      if (c === 41) return this.close(s, p + 1)
      if (c === 36 && p + 1 === pattern.length) return s === text.length ? s : -1
      if (c === ESCAPE) {
        const d = pattern.charCodeAt(p + 1)
        if (d === 98) {
          s = this.balance(s, p + 2)
          if (s === -1) return -1
          p += 4
          continue
        }
        if (d === 102) {
          const set = this.frontierSet(p + 2)
          const end = this.classEnd(set)
          const before = s === 0 ? 0 : text.charCodeAt(s - 1)
          const here = s === text.length ? 0 : text.charCodeAt(s)
          if (this.inSet(before, set, end - 1) || !this.inSet(here, set, end - 1)) return -1
          p = end
          continue
        }
        if (isDigit(d)) {
          s = this.backReference(s, d)
          if (s === -1) return -1
          p += 2
          continue
        }
      }
      const end = this.classEnd(p)
      const suffix = pattern.charCodeAt(end)
      const matches = s < text.length && this.single(text.charCodeAt(s), p, end)
      if (suffix === 63) {
        if (matches) {
          const after = this.match(s + 1, end + 1)
          if (after !== -1) return after
        }
        p = end + 1
      } else if (suffix === 42) return this.expand(s, p, end, 0)
      else if (suffix === 43) return matches ? this.expand(s, p, end, 1) : -1
      else if (suffix === 45) return this.expandLeast(s, p, end)
      else {
        if (!matches) return -1
        s++
        p = end
      }
    }
  }

  private frontierSet(p: number): number {
    if (this.pattern.charCodeAt(p) !== 91) throw this.fail("missing '[' after '%f' in pattern")
    return p
  }

  private classEnd(at: number): number {
    const { pattern } = this
    let p = at
    const c = pattern.charCodeAt(p++)
    if (c === ESCAPE) {
      if (p >= pattern.length) throw this.fail("malformed pattern (ends with '%')")
      return p + 1
    }
    if (c !== 91) return p
    if (pattern.charCodeAt(p) === 94) p++
    do {
      if (p >= pattern.length) throw this.fail("malformed pattern (missing ']')")
      if (pattern.charCodeAt(p++) === ESCAPE && p < pattern.length) p++
    } while (pattern.charCodeAt(p) !== 93 || p >= pattern.length)
    return p + 1
  }

  private single(c: number, p: number, end: number): boolean {
    const { pattern } = this
    const first = pattern.charCodeAt(p)
    if (first === 46) return true
    if (first === ESCAPE) return isOfClass(c, pattern.charCodeAt(p + 1))
    if (first === 91) return this.inSet(c, p, end - 1)
    return first === c
  }

  /** Whether a byte is in the set that begins at `[` and ends at `]`. */
  private inSet(c: number, open: number, close: number): boolean {
    const { pattern } = this
    let p = open + 1
    const wanted = pattern.charCodeAt(p) !== 94
    if (!wanted) p++
    for (; p < close; p++) {
      const d = pattern.charCodeAt(p)
      if (d === ESCAPE) {
        p++
        if (isOfClass(c, pattern.charCodeAt(p))) return wanted
      } else if (pattern.charCodeAt(p + 1) === 45 && p + 2 < close) {
        if (d <= c && c <= pattern.charCodeAt(p + 2)) return wanted
        p += 2
      } else if (d === c) return wanted
    }
    return !wanted
  }

  private balance(s: number, p: number): number {
    const { pattern, text } = this
    if (p + 1 >= pattern.length) throw this.fail('unbalanced pattern')
    if (s >= text.length || text.charCodeAt(s) !== pattern.charCodeAt(p)) return -1
    const opens = pattern.charCodeAt(p)
    const closes = pattern.charCodeAt(p + 1)
    let depth = 1
    for (let i = s + 1; i < text.length; i++) {
      const c = text.charCodeAt(i)
      if (c === closes) {
        if (--depth === 0) return i + 1
      } else if (c === opens) depth++
    }
    return -1
  }

  private expand(s: number, p: number, end: number, least: number): number {
    const { text } = this
    let count = 0
    while (s + count < text.length && this.single(text.charCodeAt(s + count), p, end)) count++
    for (; count >= least; count--) {
      const after = this.match(s + count, end + 1)
      if (after !== -1) return after
    }
    return -1
  }

  private expandLeast(start: number, p: number, end: number): number {
    const { text } = this
    for (let s = start; ; s++) {
      const after = this.match(s, end + 1)
      if (after !== -1) return after
      if (s >= text.length || !this.single(text.charCodeAt(s), p, end)) return -1
    }
  }

  private open(s: number, p: number, what: number): number {
    if (this.level >= MAX_CAPTURES) throw this.fail('too many captures')
    this.starts[this.level] = s
    this.lengths[this.level] = what
    this.level++
    const after = this.match(s, p)
    if (after === -1) this.level--
    return after
  }

  private close(s: number, p: number): number {
    let l = this.level - 1
    while (l >= 0 && this.lengths[l] !== UNFINISHED) l--
    if (l < 0) throw this.fail('invalid pattern capture')
    this.lengths[l] = s - this.starts[l]!
    const after = this.match(s, p)
    if (after === -1) this.lengths[l] = UNFINISHED
    return after
  }

  private backReference(s: number, digit: number): number {
    const l = digit - 49
    if (l < 0 || l >= this.level || this.lengths[l] === UNFINISHED) throw this.fail('invalid capture index')
    const captured = this.text.slice(this.starts[l], this.starts[l]! + this.lengths[l]!)
    return this.text.startsWith(captured, s) ? s + captured.length : -1
  }

  /** Capture i; without any, capture 0 is the whole match. */
  capture(i: number, s: number, e: number): LuaValue {
    if (i >= this.level) {
      if (i !== 0) throw this.fail('invalid capture index')
      return this.text.slice(s, e)
    }
    const length = this.lengths[i]!
    if (length === UNFINISHED) throw this.fail('unfinished capture')
    const start = this.starts[i]!
    return length === POSITION ? start + 1 : this.text.slice(start, start + length)
  }

  /** All captures; `whole`: the match itself when there is none. */
  captures(s: number, e: number, whole: boolean): LuaValue[] {
    const count = this.level === 0 && whole ? 1 : this.level
    return Array.from({ length: count }, (_, i) => this.capture(i, s, e))
  }
}
