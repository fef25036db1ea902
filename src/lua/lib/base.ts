/** Lua's basic functions (lbaselib.c). */
import { compile } from '../compiler.ts'
import { identityOf } from '../hash.ts'
import { metamethod, metatableOf, typeName } from '../meta.ts'
import { numberToString, stringToNumber } from '../numbers.ts'
import { LuaTable } from '../table.ts'
import { Builtin, LuaError, LuaFunction, NOTHING } from '../value.ts'
import type { Answer, Frame, LuaValue, Machine } from '../value.ts'
import {
  argTypeError,
  checkAny,
  checkInt,
  checkString,
  checkTable,
  optionalInt,
  optionalString,
} from './args.ts'

/** What a fresh state holds in KB, about (collectgarbage("count")). */
const MEMORY_KB = 44
/** Values a C function may push at most (LUAI_MAXCSTACK). */
const MAX_PUSHED = 8000

const address = (v: Parameters<typeof identityOf>[0]): string =>
  `0x7f${(0x100000000 + identityOf(v)).toString(16).padStart(10, '0')}`

/** What tostring() shows of a value without __tostring. */
export const plainString = (v: LuaValue): string => {
  if (typeof v === 'string') return v
  if (typeof v === 'number') return numberToString(v)
  if (v === undefined) return 'nil'
  if (typeof v === 'boolean') return String(v)
  return `${typeName(v)}: ${address(v)}`
}

const tostringAnswer = (_vm: Machine, _frame: Frame, results: LuaValue[]): Answer => results.slice(0, 1)

const tostring = (vm: Machine, args: LuaValue[]): Answer => {
  const v = checkAny(vm, args, 0)
  const handler = metamethod(vm, v, '__tostring')
  if (handler === undefined) return plainString(v)
  return vm.callThen({ resume: tostringAnswer, data: {} }, handler, [v])
}

const tonumber = (vm: Machine, args: LuaValue[]): Answer => {
  const base = optionalInt(vm, args, 1, 10)
  if (base === 10) {
    const v = checkAny(vm, args, 0)
    if (typeof v === 'number') return v
    return typeof v === 'string' ? stringToNumber(v) : undefined
  }
  const text = checkString(vm, args, 0)
  if (base < 2 || base > 36) throw vm.argError(2, 'base out of range')
  return parseInBase(text, base)
}

/** strtoul: space, sign, 0x for base 16; space may follow. 64 bits. */
const parseInBase = (text: string, base: number): number | undefined => {
  const found = /^[\t-\r ]*([+-]?)(0[xX](?=[0-9a-fA-F]))?([0-9a-zA-Z]*)[\t-\r ]*(\0|$)/.exec(text)
  if (found === null) return undefined
  const [, sign, prefix, rest] = found
  const digits = prefix !== undefined && base !== 16 ? prefix + rest! : rest!
  if (digits === '') return undefined
  let value = 0n
  for (const digit of digits) {
    const d = parseInt(digit, 36)
    if (d >= base) return undefined
    value = value * BigInt(base) + BigInt(d)
  }
  const most = 2n ** 64n - 1n
  if (value > most) return Number(most)
  return Number(sign === '-' ? BigInt.asUintN(64, -value) : value)
}

const select = (vm: Machine, args: LuaValue[]): Answer => {
  if (args[0] === '#') return args.length - 1
  let i = checkInt(vm, args, 0)
  if (i < 0) i = args.length + i
  else if (i > args.length) i = args.length
  if (i < 1) throw vm.argError(1, 'index out of range')
  return args.slice(i)
}

const unpack = (vm: Machine, args: LuaValue[]): Answer => {
  const table = checkTable(vm, args, 0)
  const from = optionalInt(vm, args, 1, 1)
  const to = args[2] === undefined ? table.length : checkInt(vm, args, 2)
  if (from > to) return NOTHING
  const count = to - from + 1
  if (count + args.length > MAX_PUSHED) throw vm.error('too many results to unpack')
  const values: LuaValue[] = []
  for (let i = from; i <= to; i++) values.push(table.get(i))
  vm.charge(count >> 2)
  return values
}

const next = (vm: Machine, args: LuaValue[]): Answer => {
  const table = checkTable(vm, args, 0)
  const at = table.after(args[1])
  return at < 0 ? undefined : [table.keyAt(at), table.valueAt(at)]
}

const nextBuiltin = new Builtin('next', next)

const ipairsStep = new Builtin('ipairs_aux', (vm, args) => {
  const i = checkInt(vm, args, 1) + 1
  const value = checkTable(vm, args, 0).get(i)
  return value === undefined ? NOTHING : [i, value]
})

// ---- protected calls ----------------------------------------------------------------------------

const succeeded = (_vm: Machine, _frame: Frame, results: LuaValue[]): Answer => [true, ...results]

const handled = (_vm: Machine, frame: Frame, results: LuaValue[]): Answer =>
  frame.task!.data['failed'] === true ? [false, results[0]] : [true, ...results]

const pcall = (vm: Machine, args: LuaValue[]): Answer => {
  checkAny(vm, args, 0)
  return vm.callThen({ resume: succeeded, data: { catch: true } }, args[0], args.slice(1))
}

const xpcall = (vm: Machine, args: LuaValue[]): Answer => {
  checkAny(vm, args, 1)
  return vm.callThen({ resume: handled, data: { catch: true, handler: args[1] } }, args[0], [])
}

const error = (vm: Machine, args: LuaValue[]): Answer => {
  const level = optionalInt(vm, args, 1, 1)
  const [value] = args
  const text = typeof value === 'number' ? numberToString(value) : value
  throw new LuaError(typeof text === 'string' && level > 0 ? vm.where(level) + text : value)
}

const assert = (vm: Machine, args: LuaValue[]): Answer => {
  const v = checkAny(vm, args, 0)
  if (v !== undefined && v !== false) return args
  throw vm.error(optionalString(vm, args, 1, 'assertion failed!'))
}

// ---- chunks -------------------------------------------------------------------------------------

const loaded = (vm: Machine, text: string, name: string): Answer => {
  vm.charge(text.length)
  try {
    return new LuaFunction(compile(text, name), [], vm.globals, vm.identity())
  } catch (e) {
    if (e instanceof LuaError) return [undefined, e.value]
    throw e
  }
}

const loadstring = (vm: Machine, args: LuaValue[]): Answer => {
  const text = checkString(vm, args, 0)
  return loaded(vm, text, optionalString(vm, args, 1, text))
}

const loadPiece = (vm: Machine, frame: Frame, results: LuaValue[]): Answer => {
  const { data } = frame.task!
  const [piece] = results
  if (piece !== undefined && typeof piece !== 'string' && typeof piece !== 'number') {
    throw vm.error('reader function must return a string')
  }
  if (piece === undefined || piece === '') return loaded(vm, data['text'] as string, data['name'] as string)
  data['text'] = (data['text'] as string) + plainString(piece)
  // A mistake shows as soon as it is read; tried now and then, as each try reads all again.
  const count = (data['pieces'] as number) + 1
  data['pieces'] = count
  if ((count & (count - 1)) === 0) {
    const tried = loaded(vm, data['text'] as string, data['name'] as string)
    if (Array.isArray(tried) && !String(tried[1]).endsWith("near '<eof>'")) return tried
  }
  return vm.callAgain(data['reader'] as LuaValue, [])
}

const load = (vm: Machine, args: LuaValue[]): Answer => {
  const name = optionalString(vm, args, 1, '=(load)')
  if (!(args[0] instanceof LuaFunction || args[0] instanceof Builtin))
    throw argTypeError(vm, args, 0, 'function')
  return vm.callThen({ resume: loadPiece, data: { text: '', name, reader: args[0], pieces: 0 } }, args[0], [])
}

// ---- metatables ---------------------------------------------------------------------------------

const setmetatable = (vm: Machine, args: LuaValue[]): Answer => {
  const table = checkTable(vm, args, 0)
  const meta = args[1]
  if (meta !== undefined && !(meta instanceof LuaTable)) throw vm.argError(2, 'nil or table expected')
  if (args.length < 2) throw vm.argError(2, 'nil or table expected')
  if (table.metatable?.get('__metatable') !== undefined) throw vm.error('cannot change a protected metatable')
  if (table.readonly) throw new LuaError('Attempt to modify a readonly table')
  table.metatable = meta
  return table
}

const getmetatable = (vm: Machine, args: LuaValue[]): Answer => {
  const meta = metatableOf(vm, checkAny(vm, args, 0))
  return meta?.get('__metatable') ?? meta
}

const rawset = (vm: Machine, args: LuaValue[]): Answer => {
  const table = checkTable(vm, args, 0)
  checkAny(vm, args, 1)
  checkAny(vm, args, 2)
  if (table.readonly) throw new LuaError('Attempt to modify a readonly table')
  if (args[1] === undefined) throw new LuaError('table index is nil')
  if (args[1] !== args[1]) throw new LuaError('table index is NaN')
  table.set(args[1], args[2])
  return table
}

const COLLECT = ['stop', 'restart', 'collect', 'count', 'step', 'setpause', 'setstepmul']

const collectgarbage = (vm: Machine, args: LuaValue[]): Answer => {
  const option = optionalString(vm, args, 0, 'collect')
  if (!COLLECT.includes(option)) throw vm.argError(1, `invalid option '${option}'`)
  optionalInt(vm, args, 1, 0)
  if (option === 'count') return MEMORY_KB
  if (option === 'step') return true
  return option === 'setpause' || option === 'setstepmul' ? 200 : 0
}

export const baseFunctions: readonly Builtin[] = Object.freeze([
  new Builtin('assert', assert),
  new Builtin('collectgarbage', collectgarbage),
  new Builtin('error', error),
  new Builtin('gcinfo', () => MEMORY_KB),
  new Builtin('getmetatable', getmetatable),
  new Builtin('ipairs', (vm, args) => [ipairsStep, checkTable(vm, args, 0), 0]),
  new Builtin('load', load),
  new Builtin('loadstring', loadstring),
  nextBuiltin,
  new Builtin('pairs', (vm, args) => [nextBuiltin, checkTable(vm, args, 0), undefined]),
  new Builtin('pcall', pcall),
  new Builtin('rawequal', (vm, args) => checkAny(vm, args, 0) === checkAny(vm, args, 1)),
  new Builtin('rawget', (vm, args) => checkTable(vm, args, 0).get(checkAny(vm, args, 1))),
  new Builtin('rawset', rawset),
  new Builtin('select', select),
  new Builtin('setmetatable', setmetatable),
  new Builtin('tonumber', tonumber),
  new Builtin('tostring', tostring),
  new Builtin('type', (vm, args) => typeName(checkAny(vm, args, 0))),
  new Builtin('unpack', unpack),
  new Builtin('xpcall', xpcall),
])
