/** What instructions do when the quick way does not apply: coercions, metamethods and errors (lvm.c). */
import { pow } from '../bytes/math.ts'
import type { LuaState } from './machine.ts'
import { metamethod, typeName } from './meta.ts'
import { numberToString, stringToNumber } from './numbers.ts'
import { LuaTable } from './table.ts'
import { Builtin, Deliver, LuaFunction } from './value.ts'
import type { Frame, LuaValue, LuaError } from './value.ts'

/** Metamethods followed at most before it counts as a loop (MAXTAGLOOP). */
const MAX_LOOP = 100

export const toNumber = (v: LuaValue): number | undefined =>
  typeof v === 'number' ? v : typeof v === 'string' ? stringToNumber(v) : undefined

/** a modulo b with the sign of b, as Lua defines it. */
export const modulo = (a: number, b: number): number => a - Math.floor(a / b) * b

/** x to the power y; squares and roots without the long way. */
export const power = (x: number, y: number): number => (y === 2 ? x * x : y === 1 ? x : pow(x, y))

const EVENTS = ['__add', '__sub', '__mul', '__div', '__mod', '__pow'] as const

const compute = (operation: number, a: number, b: number): number => {
  switch (operation) {
    case 0:
      return a + b
    case 1:
      return a - b
    case 2:
      return a * b
    case 3:
      return a / b
    case 4:
      return modulo(a, b)
    default:
      return power(a, b)
  }
}

/** Arithmetic (`operation` 0 to 5: add … power) into register `target`; `at` is the instruction's place. */
export const arithmetic = (
  vm: LuaState,
  operation: number,
  a: LuaValue,
  b: LuaValue,
  target: number,
  at: number,
): void => {
  const x = toNumber(a)
  const y = toNumber(b)
  if (x !== undefined && y !== undefined) {
    vm.current.stack[target] = compute(operation, x, y)
    return
  }
  const event = EVENTS[operation]!
  const handler = metamethod(vm, a, event) ?? metamethod(vm, b, event)
  if (handler !== undefined) return vm.callMeta(handler, [a, b], Deliver.one, target)
  const first = x === undefined
  throw vm.typeError('perform arithmetic on', first ? a : b, first ? at + 2 : at + 3)
}

export const minus = (vm: LuaState, a: LuaValue, target: number, at: number): void => {
  const x = toNumber(a)
  if (x !== undefined) {
    vm.current.stack[target] = -x
    return
  }
  const handler = metamethod(vm, a, '__unm')
  if (handler === undefined) throw vm.typeError('perform arithmetic on', a, at + 2)
  vm.callMeta(handler, [a, a], Deliver.one, target)
}

/** `#` of what is neither string nor table. */
export const lengthOf = (vm: LuaState, a: LuaValue, target: number, at: number): void => {
  const handler = metamethod(vm, a, '__len')
  if (handler === undefined) throw vm.typeError('get length of', a, at + 2)
  vm.callMeta(handler, [a], Deliver.one, target)
}

const isFunction = (v: LuaValue): boolean => v instanceof LuaFunction || v instanceof Builtin

/** object[key] with metamethods into register `target`; `place`: where the object's name is in the code. */
export const index = (vm: LuaState, object: LuaValue, key: LuaValue, target: number, place: number): void => {
  let from = object
  for (let i = 0; i < MAX_LOOP; i++) {
    let handler: LuaValue
    if (from instanceof LuaTable) {
      const value = from.get(key)
      handler = value === undefined ? from.metatable?.get('__index') : undefined
      if (handler === undefined) {
        vm.current.stack[target] = value
        return
      }
    } else {
      handler = metamethod(vm, from, '__index')
      if (handler === undefined) throw vm.typeError('index', from, i === 0 ? place : -Infinity)
    }
    if (isFunction(handler)) return vm.callMeta(handler, [from, key], Deliver.one, target)
    from = handler
  }
  throw vm.error('loop in gettable')
}

/** Checks a key before it is set; frozen tables refuse. */
export const checkKey = (vm: LuaState, table: LuaTable, key: LuaValue): void => {
  if (table.readonly) throw vm.error('Attempt to modify a readonly table')
  if (key === undefined) throw vm.error('table index is nil')
  if (key !== key) throw vm.error('table index is NaN')
}

/** object[key] = value with metamethods. */
export const setIndex = (
  vm: LuaState,
  object: LuaValue,
  key: LuaValue,
  value: LuaValue,
  place: number,
): void => {
  let into = object
  for (let i = 0; i < MAX_LOOP; i++) {
    let handler: LuaValue
    if (into instanceof LuaTable) {
      const plain =
        into.metatable === undefined || into.get(key) !== undefined
          ? undefined
          : into.metatable.get('__newindex')
      handler = plain
      if (handler === undefined) {
        checkKey(vm, into, key)
        into.set(key, value)
        return
      }
    } else {
      handler = metamethod(vm, into, '__newindex')
      if (handler === undefined) throw vm.typeError('index', into, i === 0 ? place : -Infinity)
    }
    if (isFunction(handler)) return vm.callMeta(handler, [into, key, value], Deliver.none, 0)
    into = handler
  }
  throw vm.error('loop in settable')
}

/** Both are tables that differ: __eq decides when both have the same one. Answers true when it was called. */
export const equalByMeta = (vm: LuaState, a: LuaValue, b: LuaValue, expected: number): boolean => {
  if (!(a instanceof LuaTable) || !(b instanceof LuaTable)) return false
  const handler = a.metatable?.get('__eq')
  if (handler === undefined || b.metatable?.get('__eq') !== handler) return false
  vm.callMeta(handler, [a, b], Deliver.test, expected)
  return true
}

/** a < b or a <= b of what is neither two numbers nor two strings. */
export const compareByMeta = (
  vm: LuaState,
  orEqual: boolean,
  a: LuaValue,
  b: LuaValue,
  expected: number,
): void => {
  const handlerOf = (event: string): LuaValue => {
    const handler = metamethod(vm, a, event)
    return handler !== undefined && handler === metamethod(vm, b, event) ? handler : undefined
  }
  if (typeName(a) === typeName(b)) {
    const handler = handlerOf(orEqual ? '__le' : '__lt')
    if (handler !== undefined) return vm.callMeta(handler, [a, b], Deliver.test, expected)
    const less = orEqual ? handlerOf('__lt') : undefined
    if (less !== undefined) return vm.callMeta(less, [b, a], Deliver.negatedTest, expected)
  }
  throw orderError(vm, a, b)
}

/** luaG_ordererror. */
export const orderError = (vm: { error(m: string): LuaError }, a: LuaValue, b: LuaValue): LuaError => {
  const [x, y] = [typeName(a), typeName(b)]
  return vm.error(x === y ? `attempt to compare two ${x} values` : `attempt to compare ${x} with ${y}`)
}

const textOf = (v: LuaValue): string | undefined =>
  typeof v === 'string' ? v : typeof v === 'number' ? numberToString(v) : undefined

/** Joins registers `first` to `last` from the right; the result goes to `target`. */
export const concatenate = (
  vm: LuaState,
  frame: Frame,
  first: number,
  last: number,
  target: number,
): void => {
  const { stack } = vm.current
  const { base } = frame
  let at = last
  while (at > first) {
    const left = textOf(stack[base + at - 1])
    const right = textOf(stack[base + at])
    if (left === undefined || right === undefined) {
      const a = stack[base + at - 1]
      const b = stack[base + at]
      const handler = metamethod(vm, a, '__concat') ?? metamethod(vm, b, '__concat')
      if (handler !== undefined) return vm.callMeta(handler, [a, b], Deliver.concat, base + at - 1)
      const place = left === undefined ? at - 1 : at
      const here = frame.pc - 4
      throw vm.typeError('concatenate', stack[base + place], -(here * 256 + place - first) - 1)
    }
    stack[base + at - 1] = left + right
    at--
  }
  stack[base + target] = stack[base + first]
}
