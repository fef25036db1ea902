/** Logarithm and exponential in double-double arithmetic; math.ts rounds what comes out. */

import {
  add,
  addDouble,
  dd,
  divide,
  multiply,
  multiplyDouble,
  scaleBy,
  subtract,
  sum,
} from './doubledouble.ts'
import type { DoubleDouble } from './doubledouble.ts'

export const LN2 = dd(0.6931471805599453, 2.3190468138462996e-17)
export const LN10 = dd(2.302585092994046, -2.1707562233822494e-16)

/** 1, 1/3, 1/5, ...: the series of log((1 + s) / (1 - s)) / 2s in s^2. */
const ODD_INVERSES = Array.from({ length: 22 }, (_, i) => divide(dd(1), dd(2 * i + 1)))
/** Terms in double-double; the others are below 2^-34 of the result. */
const EXACT_LOG_TERMS = 6

const SQRT_HALF = 0.7071067811865476

/** log(m * 2^k) for a mantissa m from 0.5 to 1. */
export const logOf = (m: number, k: number): DoubleDouble => {
  const centred = m < SQRT_HALF ? 2 * m : m
  const power = m < SQRT_HALF ? k - 1 : k
  // centred lies within sqrt(1/2) and sqrt(2), so the subtraction is exact.
  const s = divide(dd(centred - 1), sum(centred, 1))
  const square = multiply(s, s)
  let tail = 0
  for (let i = ODD_INVERSES.length - 1; i >= EXACT_LOG_TERMS; i--)
    tail = (tail + ODD_INVERSES[i]!.hi) * square.hi
  let total = addDouble(ODD_INVERSES[EXACT_LOG_TERMS - 1]!, tail)
  for (let i = EXACT_LOG_TERMS - 2; i >= 0; i--) total = add(multiply(total, square), ODD_INVERSES[i]!)
  const log = scaleBy(multiply(total, s), 2)
  return power === 0 ? log : add(multiplyDouble(LN2, power), log)
}

/** 1/2!, 1/3!, 1/4!, ... */
const INVERSE_FACTORIALS: DoubleDouble[] = []
for (let n = 2, term = dd(1); n <= 12; n++) {
  term = divide(term, dd(n))
  INVERSE_FACTORIALS.push(term)
}
const EXACT_EXP_TERMS = 4

/** e^x as value * 2^power, the value between 0.7 and 1.5. */
export const expOf = (x: DoubleDouble): { value: DoubleDouble; power: number } => {
  const power = Math.floor(x.hi / LN2.hi + 0.5)
  const rest = subtract(x, multiplyDouble(LN2, power))
  const r = scaleBy(rest, 1 / 16)
  let tail = 0
  for (let i = INVERSE_FACTORIALS.length - 1; i >= EXACT_EXP_TERMS; i--) {
    tail = (tail + INVERSE_FACTORIALS[i]!.hi) * r.hi
  }
  let total = addDouble(INVERSE_FACTORIALS[EXACT_EXP_TERMS - 1]!, tail)
  for (let i = EXACT_EXP_TERMS - 2; i >= 0; i--) total = add(multiply(total, r), INVERSE_FACTORIALS[i]!)
  // e^r - 1, then four times (1 + p)^2 - 1 = 2p + p^2: the small part never drowns in the 1.
  let p = add(r, multiply(total, multiply(r, r)))
  for (let i = 0; i < 4; i++) p = add(scaleBy(p, 2), multiply(p, p))
  return { value: addDouble(p, 1), power }
}
