/** Doubles and long doubles as Redis reads and prints them; the parts are in the files this one gathers. */

import { formatLongDouble } from './longdouble.ts'
import type { LongDouble } from './longdouble.ts'
import { formatG } from './printf.ts'

export type { LongDouble }
export {
  addLongDouble,
  formatLongDouble,
  integerToLongDouble,
  isInf,
  isNaN,
  longDoubleToNumber,
  numberToLongDouble,
  parseLongDouble,
} from './longdouble.ts'
export { formatFixed, formatG } from './printf.ts'
export { parseDouble, parseDoubleBound } from './strtod.ts'

/** printf's %.17g: enough digits to read the same double back. */
export const formatDoubleG17 = (x: number): string => formatG(x, 17)

/**
 * A double as a RESP2 reply and in a score's text (`addReplyDouble`, `d2string`): %.17g, so 3 is "3", 0.1 is
 * "0.10000000000000001" and 1e20 is "1e+20"; "inf", "-inf" and "nan" by name.
 */
export const formatDouble = (x: number): string => formatG(x, 17)

/** A long double for humans: at most 17 decimals and no zeros at the end. */
export const formatHuman = (x: LongDouble): string => formatLongDouble(x)
