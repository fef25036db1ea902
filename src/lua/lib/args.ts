/** How builtins read their arguments (lauxlib.c): conversions and the texts of what is wrong with them. */
import { stringToNumber, numberToString } from '../numbers.ts'
import { typeName } from '../meta.ts'
import { LuaTable } from '../table.ts'
import { LuaError } from '../value.ts'
import type { LuaValue, Machine } from '../value.ts'

export const argTypeError = (vm: Machine, args: readonly LuaValue[], i: number, expected: string): LuaError =>
  vm.argError(i + 1, `${expected} expected, got ${i < args.length ? typeName(args[i]) : 'no value'}`)

export const checkAny = (vm: Machine, args: readonly LuaValue[], i: number): LuaValue => {
  if (i >= args.length) throw vm.argError(i + 1, 'value expected')
  return args[i]
}

export const checkTable = (vm: Machine, args: readonly LuaValue[], i: number): LuaTable => {
  const v = args[i]
  if (!(v instanceof LuaTable)) throw argTypeError(vm, args, i, 'table')
  return v
}

/** A table that is about to be changed. */
export const checkWritable = (vm: Machine, args: readonly LuaValue[], i: number): LuaTable => {
  const table = checkTable(vm, args, i)
  if (table.readonly) throw new LuaError('Attempt to modify a readonly table')
  return table
}

export const checkNumber = (vm: Machine, args: readonly LuaValue[], i: number): number => {
  const v = args[i]
  if (typeof v === 'number') return v
  const n = typeof v === 'string' ? stringToNumber(v) : undefined
  if (n === undefined) throw argTypeError(vm, args, i, 'number')
  return n
}

/** A double as C casts it to a 32-bit int: towards zero, and the least one when it does not fit. */
export const toInt = (n: number): number => {
  const whole = Math.trunc(n)
  return whole >= -0x80000000 && whole <= 0x7fffffff ? whole : -0x80000000
}

export const checkInt = (vm: Machine, args: readonly LuaValue[], i: number): number =>
  toInt(checkNumber(vm, args, i))

export const optionalInt = (vm: Machine, args: readonly LuaValue[], i: number, otherwise: number): number =>
  args[i] === undefined ? otherwise : checkInt(vm, args, i)

export const checkString = (vm: Machine, args: readonly LuaValue[], i: number): string => {
  const v = args[i]
  if (typeof v === 'string') return v
  if (typeof v === 'number') return numberToString(v)
  throw argTypeError(vm, args, i, 'string')
}

export const optionalString = (
  vm: Machine,
  args: readonly LuaValue[],
  i: number,
  otherwise: string,
): string => (args[i] === undefined ? otherwise : checkString(vm, args, i))

/** The text up to the first zero byte: what C's printf shows. */
export const cText = (s: string): string => {
  const end = s.indexOf('\0')
  return end === -1 ? s : s.slice(0, end)
}
