/** Lua's math library (lmathlib.c), with the random numbers of Redis (redisLrand48 in rand.c). */
import { acos, asin, atan, atan2, cos, exp, frexp, ldexp, log, log10, sin, tan } from '../../bytes/math.ts'
import { power } from '../operators.ts'
import { Builtin, NOTHING } from '../value.ts'
import type { Answer, LuaValue, Machine } from '../value.ts'
import { checkInt, checkNumber, toInt } from './args.ts'

const PI = 3.141592653589793
const DEGREE = PI / 180
/** What redisLrand48 yields at most. */
const RANDOM_MAX = 0x7fffffff

const one =
  (fn: (x: number) => number) =>
  (vm: Machine, args: LuaValue[]): Answer =>
    fn(checkNumber(vm, args, 0))

/** The 48-bit linear congruential generator of drand48, in two words of 32 and 16 bits. */
const MULTIPLIER = 0x5deece66dn
const MASK = 2n ** 48n - 1n

/** The next random number, 0 to 2^31 - 1. */
const draw = (vm: Machine): number => {
  const [high, low] = vm.random
  const next = (((BigInt(high) << 16n) | BigInt(low)) * MULTIPLIER + 11n) & MASK
  vm.random = [Number(next >> 16n), Number(next & 0xffffn)]
  return Number(next >> 17n)
}

/** Seeds as redisSrand48: the low 32 bits of the seed above a constant. */
export const seedRandom = (vm: Machine, seed: number): void => {
  vm.random = [seed >>> 0, 0x330e]
}

const random = (vm: Machine, args: LuaValue[]): Answer => {
  const r = (draw(vm) % RANDOM_MAX) / RANDOM_MAX
  if (args.length === 0) return r
  if (args.length > 2) throw vm.error('wrong number of arguments')
  const low = args.length === 1 ? 1 : checkInt(vm, args, 0)
  const high = checkInt(vm, args, args.length - 1)
  if (low > high) throw vm.argError(args.length, 'interval is empty')
  return Math.floor(r * (high - low + 1)) + low
}

const extreme =
  (better: (a: number, b: number) => boolean) =>
  (vm: Machine, args: LuaValue[]): Answer => {
    let best = checkNumber(vm, args, 0)
    for (let i = 1; i < args.length; i++) {
      const x = checkNumber(vm, args, i)
      if (better(x, best)) best = x
    }
    return best
  }

const modf = (vm: Machine, args: LuaValue[]): Answer => {
  const x = checkNumber(vm, args, 0)
  if (x === Infinity || x === -Infinity) return [x, x > 0 ? 0 : -0]
  const whole = Math.trunc(x)
  return [whole, x - whole]
}

/** Of two numbers: the second is checked first, as the C compiler has it. */
const two =
  (fn: (x: number, y: number) => number) =>
  (vm: Machine, args: LuaValue[]): Answer => {
    const y = checkNumber(vm, args, 1)
    return fn(checkNumber(vm, args, 0), y)
  }

const fmod = two((x, y) => x % y)

/** By its series near 0, where the difference of exponentials would lose digits. */
const sinh = (x: number): number => {
  if (Math.abs(x) > 0.5) return (exp(x) - exp(-x)) / 2
  let sum = 0
  for (let n = 17; n >= 3; n -= 2) sum = ((1 + sum) * x * x) / (n * (n - 1))
  return x + x * sum
}
const cosh = (x: number): number => (exp(x) + exp(-x)) / 2
const tanh = (x: number): number => {
  if (x > 20) return 1
  if (x < -20) return -1
  if (Math.abs(x) < 0.25) return sinh(x) / cosh(x)
  const e = exp(2 * x)
  return (e - 1) / (e + 1)
}

export const mathFunctions: readonly Builtin[] = Object.freeze([
  new Builtin('abs', one(Math.abs)),
  new Builtin('acos', one(acos)),
  new Builtin('asin', one(asin)),
  new Builtin('atan', one(atan)),
  new Builtin('atan2', two(atan2)),
  new Builtin('ceil', one(Math.ceil)),
  new Builtin('cos', one(cos)),
  new Builtin('cosh', one(cosh)),
  new Builtin(
    'deg',
    one((x) => x / DEGREE),
  ),
  new Builtin('exp', one(exp)),
  new Builtin('floor', one(Math.floor)),
  new Builtin('fmod', fmod),
  new Builtin('frexp', (vm, args) => {
    const { mantissa, exponent } = frexp(checkNumber(vm, args, 0))
    return [mantissa, exponent]
  }),
  new Builtin(
    'ldexp',
    two((x, n) => ldexp(x, toInt(n))),
  ),
  new Builtin('log', one(log)),
  new Builtin('log10', one(log10)),
  new Builtin(
    'max',
    extreme((a, b) => a > b),
  ),
  new Builtin(
    'min',
    extreme((a, b) => a < b),
  ),
  new Builtin('mod', fmod),
  new Builtin('modf', modf),
  new Builtin('pow', two(power)),
  new Builtin(
    'rad',
    one((x) => x * DEGREE),
  ),
  new Builtin('random', random),
  new Builtin('randomseed', (vm, args) => {
    seedRandom(vm, checkInt(vm, args, 0))
    return NOTHING
  }),
  new Builtin('sin', one(sin)),
  new Builtin('sinh', one(sinh)),
  new Builtin('sqrt', one(Math.sqrt)),
  new Builtin('tan', one(tan)),
  new Builtin('tanh', one(tanh)),
])

export { PI }
