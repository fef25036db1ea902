/** Lua 5.1 source text to tokens (llex.c). Errors are thrown as LuaError with Lua's own texts. */
import { stringToNumber } from './numbers.ts'
import { LuaError } from './value.ts'

/** `type` is the keyword or symbol itself, or one of `<name>`, `<string>`, `<number>`, `<eof>`. */
export interface Token {
  readonly type: string
  /** The text as it stands in the source, for error messages. */
  readonly raw: string
  readonly text: string
  readonly number: number
}

const KEYWORDS: ReadonlySet<string> = new Set(
  'and break do else elseif end false for function if in local nil not or repeat return then true until while'.split(
    ' ',
  ),
)

const EOF: Token = Object.freeze({ type: '<eof>', raw: '<eof>', text: '', number: 0 })

const isDigit = (c: number): boolean => c >= 48 && c <= 57
const isLetter = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95
const isNewline = (c: number): boolean => c === 10 || c === 13

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** The chunk's name as messages show it: a file, or the beginning of the source (luaO_chunkid). */
export const shownSource = (name: string): string => {
  const zero = name.indexOf('\0')
  const source = zero === -1 ? name : name.slice(0, zero)
  if (source.startsWith('=')) return source.slice(1, 60)
  if (source.startsWith('@')) {
    const file = source.slice(1)
    return file.length > 59 - 7 ? `...${file.slice(file.length - (59 - 7))}` : file
  }
  const end = source.search(/[\n\r]/)
  const room = 60 - '[string "..."] '.length - 1
  const line = end === -1 ? source : source.slice(0, end)
  const short = line.length > room ? line.slice(0, room) : line
  return end !== -1 || line.length > room ? `[string "${short}..."]` : `[string "${short}"]`
}

export class Lexer {
  private readonly text: string
  private readonly name: string
  private at = 0
  /** Line of the token read last. */
  line = 1
  /** Line of the token before the current one. */
  lastLine = 1
  token: Token = EOF
  private ahead: Token | undefined
  private aheadLine = 1

  constructor(text: string, source: string) {
    this.text = text
    this.name = shownSource(source)
    // A first line that begins with # is skipped only when reading files.
    this.next()
  }

  /** Goes on to the next token. */
  next(): void {
    this.lastLine = this.line
    if (this.ahead !== undefined) {
      this.token = this.ahead
      this.line = this.aheadLine
      this.ahead = undefined
    } else this.token = this.read()
  }

  /** The token after the current one. */
  peek(): Token {
    if (this.ahead === undefined) {
      const { line } = this
      this.ahead = this.read()
      this.aheadLine = this.line
      this.line = line
    }
    return this.ahead
  }

  error(message: string, near?: string): LuaError {
    const where = `${this.name}:${this.line}: ${message}`
    return new LuaError(near === undefined ? where : `${where} near '${near}'`)
  }

  /** A syntax error at the current token. */
  syntaxError(message: string): LuaError {
    // A zero byte as token counts as none.
    return this.error(message, this.token.type === '\0' ? undefined : this.token.raw)
  }

  private read(): Token {
    const { text } = this
    for (;;) {
      if (this.at >= text.length) return EOF
      const c = text.charCodeAt(this.at)
      if (isNewline(c)) this.newline()
      else if (c === 32 || (c >= 9 && c <= 13)) this.at++
      else if (c === 45 && text.charCodeAt(this.at + 1) === 45) this.comment()
      else break
    }
    const c = text.charCodeAt(this.at)
    if (isLetter(c)) return this.word()
    if (isDigit(c) || (c === 46 && isDigit(text.charCodeAt(this.at + 1)))) return this.numeral()
    if (c === 34 || c === 39) return this.quoted(c)
    if (c === 91) {
      const level = this.longLevel()
      if (level >= 0) return this.long(level, 'string')
      if (level < -1) throw this.error('invalid long string delimiter', text.slice(this.at, this.at - level))
    }
    return this.symbol()
  }

  private newline(): void {
    const { text } = this
    const c = text.charCodeAt(this.at++)
    const d = text.charCodeAt(this.at)
    if (isNewline(d) && d !== c) this.at++
    this.line++
  }

  private comment(): void {
    const { text } = this
    this.at += 2
    if (text.charCodeAt(this.at) === 91) {
      const level = this.longLevel()
      if (level >= 0) {
        this.long(level, 'comment')
        return
      }
    }
    while (this.at < text.length && !isNewline(text.charCodeAt(this.at))) this.at++
  }

  /** At `[`: n for `[`, n `=` and `[`; -1 for a lone bracket; less when the `=` lead nowhere. */
  private longLevel(): number {
    const { text } = this
    let i = this.at + 1
    while (text.charCodeAt(i) === 61) i++
    const level = i - this.at - 1
    return text.charCodeAt(i) === 91 ? level : -level - 1
  }

  private long(level: number, what: 'string' | 'comment'): Token {
    const { text } = this
    const start = this.at
    this.at += level + 2
    if (isNewline(text.charCodeAt(this.at))) this.newline()
    const close = `]${'='.repeat(level)}]`
    let value = ''
    for (;;) {
      if (this.at >= text.length) throw this.error(`unfinished long ${what}`, '<eof>')
      const c = text.charCodeAt(this.at)
      if (c === 93 && text.startsWith(close, this.at)) break
      if (isNewline(c)) {
        this.newline()
        value += '\n'
      } else value += text[this.at++]!
    }
    this.at += close.length
    return { type: '<string>', raw: text.slice(start, this.at), text: value, number: 0 }
  }

  private word(): Token {
    const { text } = this
    const start = this.at
    while (isLetter(text.charCodeAt(this.at)) || isDigit(text.charCodeAt(this.at))) this.at++
    const word = text.slice(start, this.at)
    return { type: KEYWORDS.has(word) ? word : '<name>', raw: word, text: word, number: 0 }
  }

  private numeral(): Token {
    const { text } = this
    const start = this.at
    const here = () => text.charCodeAt(this.at)
    while (isDigit(here()) || here() === 46) this.at++
    if ((here() | 32) === 101) {
      this.at++
      if (here() === 43 || here() === 45) this.at++
    }
    while (isLetter(here()) || isDigit(here())) this.at++
    const raw = text.slice(start, this.at)
    const number = stringToNumber(raw)
    if (number === undefined) throw this.error('malformed number', raw)
    return { type: '<number>', raw, text: raw, number }
  }

  private quoted(quote: number): Token {
    const { text } = this
    const start = this.at++
    let value = ''
    for (;;) {
      if (this.at >= text.length) throw this.error('unfinished string', '<eof>')
      const c = text.charCodeAt(this.at)
      if (c === quote) break
      if (isNewline(c)) throw this.error('unfinished string', text[start]! + value)
      if (c === 92) value += this.escape(text[start]! + value)
      else {
        value += text[this.at]!
        this.at++
      }
    }
    this.at++
    return { type: '<string>', raw: text.slice(start, this.at), text: value, number: 0 }
  }

  private escape(before: string): string {
    const { text } = this
    const c = text.charCodeAt(++this.at)
    if (this.at >= text.length) return ''
    if (isNewline(c)) {
      this.newline()
      return '\n'
    }
    if (!isDigit(c)) {
      const letter = text[this.at++]!
      return ESCAPES[letter] ?? letter
    }
    let code = 0
    for (let i = 0; i < 3 && isDigit(text.charCodeAt(this.at)); i++)
      code = code * 10 + text.charCodeAt(this.at++) - 48
    if (code > 255) throw this.error('escape sequence too large', before)
    return String.fromCharCode(code)
  }

  private symbol(): Token {
    const { text } = this
    for (const length of [3, 2]) {
      const symbol = text.slice(this.at, this.at + length)
      if (symbol === '...' || symbol === '..' || /^[=~<>]=$/.test(symbol)) {
        this.at += length
        return { type: symbol, raw: symbol, text: symbol, number: 0 }
      }
    }
    const c = text[this.at++]!
    const code = c.charCodeAt(0)
    const raw = code < 32 || code === 127 ? `char(${code})` : c
    return { type: c, raw, text: c, number: 0 }
  }
}
