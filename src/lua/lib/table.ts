/** Lua's table library (ltablib.c). */
import { numberToString } from '../numbers.ts'
import { typeName } from '../meta.ts'
import { Builtin, LuaFunction, NOTHING } from '../value.ts'
import type { Answer, Frame, LuaValue, Machine } from '../value.ts'
import { argTypeError, checkInt, checkTable, checkWritable, optionalInt, optionalString } from './args.ts'
import { sort } from './sort.ts'

const concat = (vm: Machine, args: LuaValue[]): Answer => {
  const separator = optionalString(vm, args, 1, '')
  const table = checkTable(vm, args, 0)
  const from = optionalInt(vm, args, 2, 1)
  const to = args[3] === undefined ? table.length : checkInt(vm, args, 3)
  const parts: string[] = []
  for (let i = from; i <= to; i++) {
    const v = table.get(i)
    if (typeof v === 'string') parts.push(v)
    else if (typeof v === 'number') parts.push(numberToString(v))
    else throw vm.error(`invalid value (${typeName(v)}) at index ${i} in table for 'concat'`)
  }
  vm.charge(parts.length)
  return parts.join(separator)
}

const insert = (vm: Machine, args: LuaValue[]): Answer => {
  const table = checkWritable(vm, args, 0)
  let end = table.length + 1
  if (args.length === 2) {
    table.set(end, args[1])
    return NOTHING
  }
  if (args.length !== 3) throw vm.error("wrong number of arguments to 'insert'")
  const at = checkInt(vm, args, 1)
  if (at > end) end = at
  vm.charge(Math.max(0, end - at))
  for (let i = end; i > at; i--) table.set(i, table.get(i - 1))
  table.set(at, args[2])
  return NOTHING
}

const remove = (vm: Machine, args: LuaValue[]): Answer => {
  const table = checkWritable(vm, args, 0)
  const end = table.length
  let at = optionalInt(vm, args, 1, end)
  if (at < 1 || at > end) return NOTHING
  const removed = table.get(at)
  vm.charge(end - at)
  for (; at < end; at++) table.set(at, table.get(at + 1))
  table.set(end, undefined)
  return removed
}

const maxn = (vm: Machine, args: LuaValue[]): Answer => {
  const table = checkTable(vm, args, 0)
  let most = 0
  let at = table.after(undefined)
  while (at >= 0) {
    const key = table.keyAt(at)
    if (typeof key === 'number' && key > most) most = key
    at = table.after(key)
  }
  return most
}

const checkFunction = (vm: Machine, args: LuaValue[], i: number): LuaValue => {
  const fn = args[i]
  if (!(fn instanceof LuaFunction || fn instanceof Builtin)) throw argTypeError(vm, args, i, 'function')
  return fn
}

const eachStep = (vm: Machine, frame: Frame, results: LuaValue[]): Answer => {
  if (results[0] !== undefined) return results.slice(0, 1)
  const { data } = frame.task!
  return stepFrom(vm, data['args'] as LuaValue[], data, data['key'] as LuaValue, true)
}

const stepFrom = (
  vm: Machine,
  args: LuaValue[],
  data: Record<string, unknown>,
  key: LuaValue,
  waiting: boolean,
): Answer => {
  const table = checkTable(vm, args, 0)
  const fn = checkFunction(vm, args, 1)
  let value: LuaValue
  let found: LuaValue
  if (data['list'] === true) {
    const i = ((key as number | undefined) ?? 0) + 1
    if (i > (data['end'] as number)) return NOTHING
    found = i
    value = table.get(i)
  } else {
    const at = table.after(key)
    if (at < 0) return NOTHING
    found = table.keyAt(at)
    value = table.valueAt(at)
  }
  data['key'] = found
  return waiting
    ? vm.callAgain(fn, [found, value])
    : vm.callThen({ resume: eachStep, data }, fn, [found, value])
}

const foreach = (vm: Machine, args: LuaValue[]): Answer => stepFrom(vm, args, { args }, undefined, false)

const foreachi = (vm: Machine, args: LuaValue[]): Answer =>
  stepFrom(vm, args, { args, list: true, end: checkTable(vm, args, 0).length }, undefined, false)

export const tableFunctions: readonly Builtin[] = Object.freeze([
  new Builtin('concat', concat),
  new Builtin('foreach', foreach),
  new Builtin('foreachi', foreachi),
  new Builtin('getn', (vm, args) => checkTable(vm, args, 0).length),
  new Builtin('insert', insert),
  new Builtin('maxn', maxn),
  new Builtin('remove', remove),
  new Builtin('setn', (vm, args) => {
    checkTable(vm, args, 0)
    throw vm.error("'setn' is obsolete")
  }),
  new Builtin('sort', sort),
])
