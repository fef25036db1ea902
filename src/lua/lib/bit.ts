/** The library bit: operations on 32-bit integers (LuaBitOp). */
import { Builtin } from '../value.ts'
import type { Answer, LuaValue, Machine } from '../value.ts'
import { checkNumber } from './args.ts'

/** A number as 32 signed bits, rounded to the nearest integer, ties to even. */
const bits = (vm: Machine, args: LuaValue[], i: number): number => {
  const n = checkNumber(vm, args, i)
  if (n !== n || n === Infinity || n === -Infinity) return 0
  const low = Math.floor(n)
  const rest = n - low
  const rounded = rest > 0.5 || (rest === 0.5 && low % 2 !== 0) ? low + 1 : low
  return rounded | 0
}

const fold =
  (combine: (a: number, b: number) => number) =>
  (vm: Machine, args: LuaValue[]): Answer => {
    let all = bits(vm, args, 0)
    for (let i = 1; i < args.length; i++) all = combine(all, bits(vm, args, i))
    return all
  }

const shift =
  (move: (a: number, n: number) => number) =>
  (vm: Machine, args: LuaValue[]): Answer =>
    move(bits(vm, args, 0), bits(vm, args, 1) & 31) | 0

const toHex = (vm: Machine, args: LuaValue[]): Answer => {
  const value = bits(vm, args, 0) >>> 0
  const given = args[1] === undefined ? 8 : bits(vm, args, 1)
  const digits = value.toString(16).padStart(8, '0')
  const count = Math.min(8, Math.abs(given))
  const shown = count === 0 ? '' : digits.slice(8 - count)
  return given < 0 ? shown.toUpperCase() : shown
}

const swapBytes = (n: number): number =>
  (n << 24) | ((n & 0xff00) << 8) | ((n >>> 8) & 0xff00) | (n >>> 24) | 0

export const bitFunctions: readonly Builtin[] = Object.freeze([
  new Builtin('tobit', (vm, args) => bits(vm, args, 0)),
  new Builtin('bnot', (vm, args) => ~bits(vm, args, 0)),
  new Builtin(
    'band',
    fold((a, b) => a & b),
  ),
  new Builtin(
    'bor',
    fold((a, b) => a | b),
  ),
  new Builtin(
    'bxor',
    fold((a, b) => a ^ b),
  ),
  new Builtin(
    'lshift',
    shift((a, n) => a << n),
  ),
  new Builtin(
    'rshift',
    shift((a, n) => a >>> n),
  ),
  new Builtin(
    'arshift',
    shift((a, n) => a >> n),
  ),
  new Builtin(
    'rol',
    shift((a, n) => (a << n) | (a >>> ((32 - n) & 31))),
  ),
  new Builtin(
    'ror',
    shift((a, n) => (a >>> n) | (a << ((32 - n) & 31))),
  ),
  new Builtin('bswap', (vm, args) => swapBytes(bits(vm, args, 0))),
  new Builtin('tohex', toHex),
])
