/** Ranges of bits as BITCOUNT and BITPOS take them (bitops.c). */
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'

/** Offsets in bits, both included, both within the string. */
export interface BitRange {
  readonly first: number
  readonly last: number
}

export type BitUnit = 'byte' | 'bit'

/** Looking at this many bytes counts as one visit. */
export const BYTES_PER_VISIT = 64

/** What a range counts. */
export const readBitUnit = (word: string): BitUnit => {
  if (equalsIgnoreCase(word, 'bit')) return 'bit'
  if (equalsIgnoreCase(word, 'byte')) return 'byte'
  throw errors.syntax()
}

/** The bits from `start` to `end`, negative ones counted from the end, of a string of so many bytes. */
export const clampRange = (
  start: number,
  end: number,
  length: number,
  unit: BitUnit,
): BitRange | undefined => {
  const total = unit === 'bit' ? length * 8 : length
  const from = Math.max(0, start < 0 ? total + start : start)
  const to = Math.min(total - 1, Math.max(0, end < 0 ? total + end : end))
  if (from > to) return undefined
  return unit === 'bit' ? { first: from, last: to } : { first: from * 8, last: to * 8 + 7 }
}

/** Charges for looking at a range. */
export const chargeBits = (client: Client, { first, last }: BitRange): void =>
  client.work(Math.ceil((last - first) / (8 * BYTES_PER_VISIT)))
