/** JSON text to Lua values as lua-cjson reads it, with its messages. */
import { scanNumber } from '../../bytes/scan.ts'
import { encodeUtf8 } from '../../bytes/utf8.ts'
import { stringToNumber } from '../numbers.ts'
import type { LuaTable } from '../table.ts'
import type { LuaError, LuaValue, Machine } from '../value.ts'

type Kind =
  | 'T_OBJ_BEGIN'
  | 'T_OBJ_END'
  | 'T_ARR_BEGIN'
  | 'T_ARR_END'
  | 'T_STRING'
  | 'T_NUMBER'
  | 'T_BOOLEAN'
  | 'T_NULL'
  | 'T_COLON'
  | 'T_COMMA'
  | 'T_END'
  | 'T_ERROR'

interface Token {
  readonly kind: Kind
  /** Index of its first byte. */
  readonly at: number
  readonly value: LuaValue
}

const SYMBOLS: Readonly<Record<string, Kind>> = {
  '{': 'T_OBJ_BEGIN',
  '}': 'T_OBJ_END',
  '[': 'T_ARR_BEGIN',
  ']': 'T_ARR_END',
  ':': 'T_COLON',
  ',': 'T_COMMA',
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
}

/** Numbers JSON does not know: hexadecimal, leading zeros, inf and nan. */
const INVALID_NUMBER = /^-?(0[xX0-9]|[iI][nN][fF]|[nN][aA][nN])/
const STARTS_NUMBER = /[-0-9]/

export class JsonReader {
  private readonly vm: Machine
  private readonly text: string
  private readonly null: LuaValue
  private readonly maxDepth: number
  private readonly lenient: boolean
  private at = 0
  private depth = 0

  constructor(vm: Machine, text: string, nullValue: LuaValue, maxDepth: number, lenient: boolean) {
    this.vm = vm
    this.text = text
    this.null = nullValue
    this.maxDepth = maxDepth
    this.lenient = lenient
  }

  document(): LuaValue {
    const value = this.value(this.next())
    const end = this.next()
    if (end.kind !== 'T_END') throw this.expected('the end', end)
    return value
  }

  private expected(what: string, token: Token): LuaError {
    const found = token.kind === 'T_ERROR' ? String(token.value) : token.kind
    return this.vm.error(`Expected ${what} but found ${found} at character ${token.at + 1}`)
  }

  private value(token: Token): LuaValue {
    switch (token.kind) {
      case 'T_STRING':
      case 'T_NUMBER':
      case 'T_BOOLEAN':
        return token.value
      case 'T_NULL':
        return this.null
      case 'T_OBJ_BEGIN':
        return this.object()
      case 'T_ARR_BEGIN':
        return this.list()
      default:
        throw this.expected('value', token)
    }
  }

  private descend(): LuaTable {
    if (++this.depth > this.maxDepth) {
      throw this.vm.error(`Found too many nested data structures (${this.depth}) at character ${this.at}`)
    }
    return this.vm.tableOf()
  }

  private object(): LuaTable {
    const table = this.descend()
    let token = this.next()
    if (token.kind !== 'T_OBJ_END') {
      for (;;) {
        if (token.kind !== 'T_STRING') throw this.expected('object key string', token)
        const key = token.value
        const colon = this.next()
        if (colon.kind !== 'T_COLON') throw this.expected('colon', colon)
        table.set(key, this.value(this.next()))
        const after = this.next()
        if (after.kind === 'T_OBJ_END') break
        if (after.kind !== 'T_COMMA') throw this.expected('comma or object end', after)
        token = this.next()
      }
    }
    this.depth--
    return table
  }

  private list(): LuaTable {
    const table = this.descend()
    let token = this.next()
    if (token.kind !== 'T_ARR_END') {
      for (let i = 1; ; i++) {
        table.set(i, this.value(token))
        const after = this.next()
        if (after.kind === 'T_ARR_END') break
        if (after.kind !== 'T_COMMA') throw this.expected('comma or array end', after)
        token = this.next()
      }
    }
    this.depth--
    return table
  }

  private next(): Token {
    const { text } = this
    while (' \t\n\r'.includes(text[this.at] ?? 'x')) this.at++
    const at = this.at
    const c = text[at]
    if (c === undefined) return { kind: 'T_END', at, value: undefined }
    const symbol = SYMBOLS[c]
    if (symbol !== undefined) {
      this.at++
      return { kind: symbol, at, value: undefined }
    }
    if (c === '"') return this.quoted(at)
    for (const [word, kind, value] of [
      ['true', 'T_BOOLEAN', true],
      ['false', 'T_BOOLEAN', false],
      ['null', 'T_NULL', undefined],
    ] as const) {
      if (!text.startsWith(word, at)) continue
      this.at += word.length
      return { kind, at, value }
    }
    return this.number(at)
  }

  private number(at: number): Token {
    const rest = this.text.slice(at, at + 4)
    const invalid = INVALID_NUMBER.test(rest)
    if (!STARTS_NUMBER.test(rest[0]!) && !(this.lenient && invalid)) {
      return { kind: 'T_ERROR', at, value: 'invalid token' }
    }
    const scanned = scanNumber(this.text, at)
    if (scanned === undefined || (invalid && !this.lenient))
      return { kind: 'T_ERROR', at, value: 'invalid number' }
    this.at = scanned.end
    return { kind: 'T_NUMBER', at, value: stringToNumber(this.text.slice(at, scanned.end)) }
  }

  private quoted(start: number): Token {
    const { text } = this
    let value = ''
    const failed = (at: number, reason: string): Token => ({ kind: 'T_ERROR', at, value: reason })
    for (let i = start + 1; ;) {
      const c = text[i]
      if (c === undefined) return failed(i, 'unexpected end of string')
      if (c === '"') {
        this.at = i + 1
        return { kind: 'T_STRING', at: start, value }
      }
      if (c !== '\\') {
        value += c
        i++
      } else if (text[i + 1] === 'u') {
        const [decoded, used] = readUnicode(text, i)
        if (decoded === undefined) return failed(i, 'invalid unicode escape code')
        value += decoded
        i += used
      } else {
        const escape = ESCAPES[text[i + 1] ?? '']
        if (escape === undefined) return failed(i, 'invalid escape code')
        value += escape
        i += 2
      }
    }
  }
}

const unit = (text: string, at: number): number | undefined => {
  const found = /^\\u([0-9a-fA-F]{4})/.exec(text.slice(at, at + 6))
  return found === null ? undefined : parseInt(found[1]!, 16)
}

/** The UTF-8 of an escape and, for a surrogate, its other half. */
const readUnicode = (text: string, at: number): readonly [string | undefined, number] => {
  const first = unit(text, at)
  if (first === undefined || (first & 0xfc00) === 0xdc00) return [undefined, 0]
  if ((first & 0xf800) !== 0xd800) return [encodeUtf8(String.fromCharCode(first)), 6]
  const second = unit(text, at + 6)
  if (second === undefined || (second & 0xfc00) !== 0xdc00) return [undefined, 0]
  return [encodeUtf8(String.fromCharCode(first, second)), 12]
}
