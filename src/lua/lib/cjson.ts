/** The library cjson 2.1.0 (lua_cjson.c): JSON text from values and back, with its settings. */
import { formatG } from '../../bytes/printf.ts'
import { LuaTable } from '../table.ts'
import { typeName } from '../meta.ts'
import { numberToString } from '../numbers.ts'
import { Builtin, UserData } from '../value.ts'
import type { Answer, LuaError, LuaValue, Machine } from '../value.ts'
import { checkInt, checkString } from './args.ts'
import { JsonReader } from './json-reader.ts'
import type { LuaState } from '../machine.ts'

/** What `null` becomes. */
export const NULL = Object.freeze(new UserData('null'))

/** Places of the settings in the list all functions of one library share. */
const Setting = {
  convert: 1,
  ratio: 2,
  safe: 3,
  encodeDepth: 4,
  decodeDepth: 5,
  precision: 6,
  encodeInvalid: 7,
  decodeInvalid: 8,
  keepBuffer: 9,
} as const

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
}

const quote = (s: string): string =>
  `"${s.replace(
    /["\\/\x00-\x1f\x7f]/g,
    (c) => ESCAPES[c] ?? `\\u00${c.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )}"`

class Writer {
  readonly vm: Machine
  readonly settings: LuaTable

  constructor(vm: Machine, settings: LuaTable) {
    this.vm = vm
    this.settings = settings
  }

  private number(setting: number): number {
    return this.settings.get(setting) as number
  }

  private fail(v: LuaValue, reason: string): LuaError {
    return this.vm.error(`Cannot serialise ${typeName(v)}: ${reason}`)
  }

  value(v: LuaValue, depth: number): string {
    if (typeof v === 'string') return quote(v)
    if (typeof v === 'number') return this.numeral(v)
    if (typeof v === 'boolean') return String(v)
    if (v === undefined || v === NULL) return 'null'
    if (!(v instanceof LuaTable)) throw this.fail(v, 'type not supported')
    if (depth + 1 > this.number(Setting.encodeDepth)) {
      throw this.vm.error(`Cannot serialise, excessive nesting (${depth + 1})`)
    }
    const length = this.listLength(v)
    return length > 0 ? this.list(v, length, depth + 1) : this.object(v, depth + 1)
  }

  private numeral(n: number): string {
    const invalid = this.number(Setting.encodeInvalid)
    if (n - n === 0) return formatG(n, this.number(Setting.precision))
    if (invalid === 0) throw this.fail(n, 'must not be NaN or Inf')
    if (invalid === 2) return 'null'
    if (n !== n) return 'nan'
    return n > 0 ? 'inf' : '-inf'
  }

  /** Elements when the keys are positive integers and not too few of them; 0 or less: an object. */
  private listLength(table: LuaTable): number {
    let most = 0
    let count = 0
    for (let at = table.after(undefined); at >= 0; at = table.after(table.keyAt(at))) {
      const key = table.keyAt(at)
      if (typeof key !== 'number' || key < 1 || Math.floor(key) !== key) return -1
      // The greatest is kept as a C int: what is too large for that becomes the least one (x86-64).
      if (key > most) most = key > MOST ? -MOST - 1 : key
      count++
    }
    const ratio = this.number(Setting.ratio)
    if (ratio > 0 && most > count * ratio && most > this.number(Setting.safe)) {
      if (this.number(Setting.convert) === 0) throw this.fail(table, 'excessively sparse array')
      return -1
    }
    return most
  }

  private list(table: LuaTable, length: number, depth: number): string {
    const parts: string[] = []
    for (let i = 1; i <= length; i++) parts.push(this.value(table.get(i), depth))
    return `[${parts.join(',')}]`
  }

  private object(table: LuaTable, depth: number): string {
    const parts: string[] = []
    for (let at = table.after(undefined); at >= 0; at = table.after(table.keyAt(at))) {
      const key = table.keyAt(at)
      if (typeof key === 'string') parts.push(`${quote(key)}:${this.value(table.valueAt(at), depth)}`)
      else if (typeof key === 'number')
        parts.push(`"${this.numeral(key)}":${this.value(table.valueAt(at), depth)}`)
      else throw this.fail(key, 'table key must be a number or string')
    }
    return `{${parts.join(',')}}`
  }
}

const settingsOf = (self: Builtin): LuaTable => self.data![0] as LuaTable

const encode = (vm: Machine, args: LuaValue[], self: Builtin): Answer => {
  if (args.length !== 1) throw vm.argError(1, 'expected 1 argument')
  const out = new Writer(vm, settingsOf(self)).value(args[0], 0)
  vm.charge(out.length >> 2)
  return out
}

const decode = (vm: Machine, args: LuaValue[], self: Builtin): Answer => {
  if (args.length !== 1) throw vm.argError(1, 'expected 1 argument')
  const text = checkString(vm, args, 0)
  if (text.length >= 2 && (text[0] === '\0' || text[1] === '\0')) {
    throw vm.error('JSON parser does not support UTF-16 or UTF-32')
  }
  vm.charge(text.length >> 2)
  const settings = settingsOf(self)
  const depth = settings.get(Setting.decodeDepth) as number
  return new JsonReader(vm, text, NULL, depth, settings.get(Setting.decodeInvalid) !== 0).document()
}

/** A function that reads a setting and, given an argument, changes it. */
const integerSetting =
  (setting: number, low: number, high: number) =>
  (vm: Machine, args: LuaValue[], self: Builtin): Answer => {
    if (args.length > 1) throw vm.argError(2, 'found too many arguments')
    const settings = settingsOf(self)
    if (args[0] !== undefined) {
      const n = checkInt(vm, args, 0)
      if (n < low || n > high) throw vm.argError(1, `expected integer between ${low} and ${high}`)
      settings.set(setting, n)
    }
    return settings.get(setting)
  }

/** The same for a switch that may have a third word. */
const switchSetting =
  (setting: number, words: readonly string[]) =>
  (vm: Machine, args: LuaValue[], self: Builtin): Answer => {
    if (args.length > 1) throw vm.argError(2, 'found too many arguments')
    const settings = settingsOf(self)
    const [wanted] = args
    if (typeof wanted === 'boolean') settings.set(setting, wanted ? 1 : 0)
    else if (wanted !== undefined) {
      const word = typeof wanted === 'number' ? numberToString(wanted) : wanted
      const at = typeof word === 'string' ? words.indexOf(word) : -1
      if (at === -1)
        throw vm.argError(1, `invalid option '${typeof word === 'string' ? word : typeName(word)}'`)
      settings.set(setting, at)
    }
    const now = settings.get(setting) as number
    return now < 2 ? now === 1 : words[now]
  }

const sparseArray = (vm: Machine, args: LuaValue[], self: Builtin): Answer => {
  if (args.length > 3) throw vm.argError(4, 'found too many arguments')
  const settings = settingsOf(self)
  if (args[0] !== undefined) settings.set(Setting.convert, args[0] === false ? 0 : 1)
  for (const [i, setting] of [
    [1, Setting.ratio],
    [2, Setting.safe],
  ] as const) {
    if (args[i] === undefined) continue
    const n = checkInt(vm, args, i)
    if (n < 0) throw vm.argError(i + 1, 'expected integer between 0 and 2147483647')
    settings.set(setting, n)
  }
  return [settings.get(Setting.convert) === 1, settings.get(Setting.ratio), settings.get(Setting.safe)]
}

const MOST = 0x7fffffff
const OFF_ON = ['off', 'on'] as const

const FUNCTIONS: readonly (readonly [string, Builtin['run']])[] = [
  ['encode', encode],
  ['decode', decode],
  ['encode_sparse_array', sparseArray],
  ['encode_max_depth', integerSetting(Setting.encodeDepth, 1, MOST)],
  ['decode_max_depth', integerSetting(Setting.decodeDepth, 1, MOST)],
  ['encode_number_precision', integerSetting(Setting.precision, 1, 14)],
  ['encode_keep_buffer', switchSetting(Setting.keepBuffer, OFF_ON)],
  ['encode_invalid_numbers', switchSetting(Setting.encodeInvalid, ['off', 'on', 'null'])],
  ['decode_invalid_numbers', switchSetting(Setting.decodeInvalid, OFF_ON)],
]

/** Settings of a new library, in the order of `Setting`. */
const DEFAULTS = [0, 2, 10, 1000, 1000, 14, 0, 1, 1]

/** A library with settings of its own. */
export const cjsonLibrary = (vm: Machine | LuaState): LuaTable => {
  const library = vm.tableOf()
  const settings = vm.tableOf()
  DEFAULTS.forEach((value, i) => settings.set(i + 1, value))
  for (const [name, run] of FUNCTIONS) library.set(name, new Builtin(name, run, vm.identity(), [settings]))
  library.set('new', new Builtin('new', cjsonLibrary))
  library.set('null', NULL)
  library.set('_NAME', 'cjson')
  library.set('_VERSION', '2.1.0')
  return library
}
