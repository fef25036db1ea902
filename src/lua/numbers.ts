/** Numbers and text, as Lua 5.1 turns one into the other (lobject.c, luaconf.h). */
import { formatG } from '../bytes/printf.ts'
import { scanNumber } from '../bytes/scan.ts'
import { parseDoubleBound } from '../bytes/strtod.ts'

const isSpace = (c: number): boolean => c === 32 || (c >= 9 && c <= 13)

/** The number a text spells (luaO_str2d: strtod, space around it allowed); undefined when it is none. */
export const stringToNumber = (s: string): number | undefined => {
  const { length } = s
  if (length > 0 && length < 16) {
    let value = 0
    let i = 0
    for (; i < length; i++) {
      const digit = s.charCodeAt(i) - 48
      if (digit < 0 || digit > 9) break
      value = value * 10 + digit
    }
    if (i === length) return value
  }
  return slowNumber(s)
}

const slowNumber = (s: string): number | undefined => {
  const zero = s.indexOf('\0')
  const text = zero === -1 ? s : s.slice(0, zero)
  let start = 0
  while (isSpace(text.charCodeAt(start))) start++
  const scanned = scanNumber(text, start)
  if (scanned === undefined) return undefined
  let end = scanned.end
  while (isSpace(text.charCodeAt(end))) end++
  if (end < text.length) return undefined
  if (scanned.kind === 'nan') return NaN
  return parseDoubleBound(text.slice(start, scanned.end))
}

/** A number as print shows it: %.14g. What is no number has the sign x86 gives it. */
export const numberToString = (n: number): string => {
  if (n !== n) return '-nan'
  return formatG(n, 14)
}
