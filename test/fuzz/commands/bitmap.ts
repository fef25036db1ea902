import type { Dice } from '../dice.ts'
import type { Makers } from './index.ts'

const key = (d: Dice): string => d.key('string')

/** Offsets beyond the limit, or none; nothing that makes strings of megabytes. */
const BAD_OFFSETS = ['-1', 'x', '', '4294967296', '9223372036854775807', '9223372036854775808', '01', '1.5']

const offset = (d: Dice): string => {
  if (d.chance(0.03)) return d.pick(BAD_OFFSETS)
  return String(d.below(d.pick([16, 100, 400])))
}

const unit = (d: Dice): string[] => d.maybe(0.5, d.pick(['BIT', 'BIT', 'BYTE', 'bit', 'FOO']))
const end = (d: Dice): string =>
  d.chance(0.5) ? d.index() : d.chance(0.05) ? d.integer() : String(d.below(200) - 100)

const width = (d: Dice): string => {
  if (d.chance(0.02)) return d.pick(['u64', 'i65', 'u0', 'i0', 'x8', 'U8', 'u', '', 'i-1', 'u08', 'u8\x00x'])
  if (d.chance(0.4)) return d.pick(['u8', 'i8', 'u4', 'i16', 'i64', 'u63', 'u1', 'i1', 'u32', 'i32'])
  return d.pick(['i', 'u']) + (1 + d.below(63))
}

const place = (d: Dice): string =>
  d.chance(0.3) ? `#${d.pick(['x', '', '-1', '0', '1', '2', '3', '5'])}` : offset(d)

/** A number for a field: near the edges of some width, or any. */
const amount = (d: Dice): string => {
  if (d.chance(0.4)) return d.integer()
  const edge = 2n ** BigInt(d.below(64))
  const near = edge + BigInt(d.below(5) - 2)
  return String(d.chance(0.5) ? -near : near)
}

const get = (d: Dice): string[] => ['GET', width(d), place(d)]

const operation = (d: Dice): string[] => {
  const kind = d.below(10)
  if (kind < 3) return get(d)
  if (kind < 6) return ['SET', width(d), place(d), amount(d)]
  if (kind < 9) return ['INCRBY', width(d), place(d), amount(d)]
  return [
    'OVERFLOW',
    d.pick(['WRAP', 'SAT', 'FAIL', 'sat', 'fail', 'FAIL', 'SAT', d.chance(0.2) ? 'FOO' : 'wrap']),
  ]
}

export const bitmapMakers: Makers = {
  setbit: (d) => [key(d), offset(d), d.chance(0.03) ? d.integer() : String(d.below(2))],
  getbit: (d) => [key(d), offset(d)],
  bitcount: (d) => [key(d), ...(d.chance(0.3) ? [] : [end(d), end(d), ...unit(d)])],
  bitpos: (d) => {
    const bit = d.chance(0.03) ? d.integer() : String(d.below(2))
    const kind = d.below(4)
    const range = [end(d), end(d), ...unit(d)]
    return [key(d), bit, ...(kind === 0 ? [] : kind === 1 ? range.slice(0, 1) : range)]
  },
  bitop: (d) => [
    d.pick(['AND', 'OR', 'XOR', 'NOT', 'and', 'or', d.chance(0.1) ? 'FOO' : 'xor']),
    key(d),
    ...d.some(1, d.pick([1, 3]), () => key(d)),
  ],
  bitfield: (d) => [key(d), ...d.some(0, 5, () => operation(d))],
  bitfield_ro: (d) => [key(d), ...d.some(0, 3, () => (d.chance(0.95) ? get(d) : operation(d)))],
}
