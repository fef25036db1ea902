/**
 * table.sort (ltablib.c): the same quicksort with the same comparisons in the same order, written as steps
 * that wait for a comparison, so that a script can be suspended within the comparing function.
 */
import { orderError } from '../operators.ts'
import type { LuaTable } from '../table.ts'
import { Builtin, LuaError, LuaFunction, NOTHING } from '../value.ts'
import type { Answer, Frame, LuaValue, Machine } from '../value.ts'
import { metamethod, typeName } from '../meta.ts'
import { argTypeError, checkWritable } from './args.ts'

/** Where the sort stands: the range being worked on and what the next answer decides. */
interface SortState {
  readonly [key: string]: unknown
  readonly table: LuaTable
  readonly less: LuaValue
  step: 'pair' | 'middleLow' | 'middleHigh' | 'up' | 'down' | 'range'
  low: number
  high: number
  i: number
  j: number
  pivot: LuaValue
  /** Ranges still to be sorted, low and high by turns. */
  readonly todo: number[]
}

const swap = (t: LuaTable, a: number, b: number): void => {
  const x = t.get(a)
  t.set(a, t.get(b))
  t.set(b, x)
}

/** The two values the next step compares, or undefined when all is sorted. */
const question = (s: SortState): readonly [LuaValue, LuaValue] | undefined => {
  const { table: t } = s
  for (;;) {
    if (s.step === 'range') {
      if (s.low < s.high) s.step = 'pair'
      else if (s.todo.length === 0) return undefined
      else {
        s.high = s.todo.pop()!
        s.low = s.todo.pop()!
        continue
      }
    }
    switch (s.step) {
      case 'pair':
        return [t.get(s.high), t.get(s.low)]
      case 'middleLow':
        s.i = Math.floor((s.low + s.high) / 2)
        return [t.get(s.i), t.get(s.low)]
      case 'middleHigh':
        return [t.get(s.high), t.get(s.i)]
      case 'up':
        return [t.get(++s.i), s.pivot]
      case 'down':
        return [s.pivot, t.get(--s.j)]
    }
  }
}

const choosePivot = (s: SortState): void => {
  if (s.high - s.low === 2) return nextRange(s)
  const { table: t } = s
  s.pivot = t.get(s.i)
  swap(t, s.i, s.high - 1)
  s.i = s.low
  s.j = s.high - 1
  s.step = 'up'
}

const nextRange = (s: SortState): void => {
  s.step = 'range'
  s.low = 1
  s.high = 0
}

/** Takes the answer of the last question and moves on. */
const decide = (vm: Machine, s: SortState, isLess: boolean): void => {
  const { table: t } = s
  switch (s.step) {
    case 'pair':
      if (isLess) swap(t, s.low, s.high)
      if (s.high - s.low === 1) nextRange(s)
      else s.step = 'middleLow'
      return
    case 'middleLow':
      if (isLess) {
        swap(t, s.i, s.low)
        choosePivot(s)
      } else s.step = 'middleHigh'
      return
    case 'middleHigh':
      if (isLess) swap(t, s.i, s.high)
      choosePivot(s)
      return
    case 'up':
      if (isLess) {
        if (s.i > s.high) throw vm.error('invalid order function for sorting')
      } else s.step = 'down'
      return
    case 'down':
      if (isLess) {
        if (s.j < s.low) throw vm.error('invalid order function for sorting')
        return
      }
      if (s.j < s.i) return split(s)
      swap(t, s.i, s.j)
      s.step = 'up'
  }
}

/** The pivot goes to its place; the smaller side is sorted first, as in Lua. */
const split = (s: SortState): void => {
  swap(s.table, s.high - 1, s.i)
  const { low, high, i } = s
  if (i - low < high - i) {
    s.todo.push(i + 1, high)
    s.high = i - 1
  } else {
    s.todo.push(low, i - 1)
    s.low = i + 1
  }
  s.step = 'range'
}

/** Errors of a comparison within a builtin carry no position. */
const unplaced = { error: (message: string) => new LuaError(message) }

/** Compares without calling Lua; undefined when a metamethod has to. */
const compare = (vm: Machine, a: LuaValue, b: LuaValue): boolean | LuaValue[] => {
  if (typeof a === 'number' && typeof b === 'number') return a < b
  if (typeof a === 'string' && typeof b === 'string') return a < b
  const handler = typeName(a) === typeName(b) ? metamethod(vm, a, '__lt') : undefined
  if (handler === undefined || handler !== metamethod(vm, b, '__lt')) throw orderError(unplaced, a, b)
  return [handler]
}

const isTrue = (v: LuaValue): boolean => v !== undefined && v !== false

const proceed = (vm: Machine, s: SortState, waiting: boolean): Answer => {
  for (;;) {
    const pair = question(s)
    if (pair === undefined) return NOTHING
    vm.charge(4)
    let handler = s.less
    if (handler === undefined) {
      const outcome = compare(vm, pair[0], pair[1])
      if (typeof outcome === 'boolean') {
        decide(vm, s, outcome)
        continue
      }
      handler = outcome[0]
    }
    return waiting
      ? vm.callAgain(handler, [...pair])
      : vm.callThen({ resume: answered, data: s as unknown as Record<string, unknown> }, handler, [...pair])
  }
}

const answered = (vm: Machine, frame: Frame, results: LuaValue[]): Answer => {
  const s = frame.task!.data as unknown as SortState
  decide(vm, s, isTrue(results[0]))
  return proceed(vm, s, true)
}

export const sort = (vm: Machine, args: LuaValue[]): Answer => {
  const table = checkWritable(vm, args, 0)
  const less = args[1]
  if (less !== undefined && !(less instanceof LuaFunction || less instanceof Builtin))
    throw argTypeError(vm, args, 1, 'function')
  const high = table.length
  const state: SortState = {
    table,
    less,
    step: 'range',
    low: 1,
    high,
    i: 0,
    j: 0,
    pivot: undefined,
    todo: [],
  }
  return proceed(vm, state, false)
}
