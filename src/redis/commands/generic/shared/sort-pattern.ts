/** What the patterns of SORT's BY and GET find, and how weights are read (sort.c: lookupKeyByPattern). */
import { parseDouble, parseDoubleBound } from '../../../../bytes/doubles.ts'
import type { Client } from '../../../clients/client.ts'
import type { StringValue } from '../../../keyspace/entry.ts'
import { Type } from '../../../keyspace/entry.ts'
import { HashValue } from '../../../values/hash.ts'
import { textOf } from '../../../values/string.ts'

/**
 * The value a pattern names for an element: `#` is the element itself; else the first `*` becomes the element, and
 * the result is the key of a string or, with `->` and a name after the star, of a hash and its field. Undefined when
 * there is no such value, or no star.
 */
export const lookUpPattern = (client: Client, pattern: string, element: string): string | undefined => {
  if (pattern === '#') return element
  const star = pattern.indexOf('*')
  if (star === -1) return undefined
  const arrow = pattern.indexOf('->', star + 1)
  const isField = arrow !== -1 && arrow + 2 < pattern.length
  const suffix = pattern.slice(star + 1, isField ? arrow : pattern.length)
  const entry = client.db.lookupRead(pattern.slice(0, star) + element + suffix)
  if (entry === undefined) return undefined
  const { value } = entry
  if (isField) return value instanceof HashValue ? value.get(pattern.slice(arrow + 2)) : undefined
  return entry.type === Type.string ? textOf(value as StringValue) : undefined
}

/** Smallest positive double that keeps all its 53 bits: C's strtod reports an underflow below it. */
const SMALLEST_NORMAL = 2 ** -1022

/**
 * A weight as C's strtod reads it: leading space and an empty text pass, up to the first zero byte. Undefined for
 * other text, NaN, and what over- or underflows.
 */
export const numericWeight = (text: string): number | undefined => {
  const x = parseDoubleBound(text)
  if (x === undefined) return undefined
  const isExtreme = x === Infinity || x === -Infinity || (x > -SMALLEST_NORMAL && x < SMALLEST_NORMAL)
  if (!isExtreme) return x
  // An infinity, a zero or a denormal: written as such, or the rest of something out of range?
  const shown = collationText(text).trimStart()
  if (shown === '') return x
  return parseDouble(shown) === undefined || (x !== 0 && x - x === 0) ? undefined : x
}

/** What strcoll compares: bytes up to the first zero byte, in the order of the C locale. */
export const collationText = (text: string): string => {
  const end = text.indexOf('\0')
  return end === -1 ? text : text.slice(0, end)
}
