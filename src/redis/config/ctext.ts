/** Numbers as the C library reads them from text, where that is visible in what CONFIG accepts. */
import { INT64_MAX, INT64_MIN, UINT64_MAX } from '../../bytes/integers.ts'

/** What C sees of a byte string: everything before the first NUL. */
export const cString = (s: string): string => {
  const end = s.indexOf('\0')
  return end < 0 ? s : s.slice(0, end)
}

/**
 * strtoll over the whole text: optional blanks, sign and digits of the base; saturates at the ends of 64 bits.
 * Undefined when something other than digits is left. An empty text is 0, as strtoll leaves nothing unread.
 */
export const readLong = (
  given: string,
  base: 8 | 10 = 10,
): { value: bigint; overflow: boolean } | undefined => {
  const s = cString(given)
  if (s === '') return { value: 0n, overflow: false }
  const found = (base === 10 ? /^[ \t-\r]*([+-]?)([0-9]+)$/ : /^[ \t-\r]*([+-]?)([0-7]+)$/).exec(s)
  if (!found) return undefined
  const digits = found[2]!
  const magnitude = BigInt(base === 8 ? `0o${digits}` : digits)
  const value = found[1] === '-' ? -magnitude : magnitude
  if (value > INT64_MAX) return { value: INT64_MAX, overflow: true }
  if (value < INT64_MIN) return { value: INT64_MIN, overflow: true }
  return { value, overflow: false }
}

const SIZES: readonly (readonly [string, bigint])[] = [
  ['gb', 1n << 30n],
  ['mb', 1n << 20n],
  ['kb', 1n << 10n],
]

/**
 * A count of bytes as CONFIG REWRITE writes it: in the largest of gb, mb, kb that divides it. It goes through a
 * signed 64-bit integer, so 2^63 and more come out negative, and Redis refuses to read them back.
 */
export const memoryText = (given: bigint): string => {
  const value = BigInt.asIntN(64, given)
  for (const [unit, size] of SIZES) if (value !== 0n && value % size === 0n) return `${value / size}${unit}`
  return String(value)
}

/** The 64-bit integer a number stands for: exact up to 2^53, and both ends of the range are kept. */
export const wide = (value: number): bigint => {
  const exact = BigInt(value)
  if (exact === INT64_MAX + 1n) return INT64_MAX
  return exact > UINT64_MAX ? UINT64_MAX : exact
}
