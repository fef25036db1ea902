import type { Dice } from '../dice.ts'
import type { Makers } from './index.ts'

const expiry = (d: Dice): string[] =>
  d.pick([
    () => ['EX', d.seconds()],
    () => ['PX', d.milliseconds()],
    () => ['EXAT', d.at()],
    () => ['PXAT', d.atMilliseconds()],
    () => ['KEEPTTL'],
  ])()

/** Where SETRANGE refuses, and not so far that LCS of what it makes takes long. */
const OFFSETS = ['-1', 'x', '', '300', '536870912', '4294967296', '9223372036854775807']

export const stringMakers: Makers = {
  append: (d) => [d.key('string'), d.value()],
  decr: (d) => [d.key('string')],
  decrby: (d) => [d.key('string'), d.integer()],
  get: (d) => [d.key('string')],
  getdel: (d) => [d.key('string')],
  getex: (d) => [d.key('string'), ...d.options(0.6, () => d.pick([expiry(d), ['PERSIST']]))],
  getrange: (d) => [d.key('string'), d.index(), d.index()],
  getset: (d) => [d.key('string'), d.value()],
  incr: (d) => [d.key('string')],
  incrby: (d) => [d.key('string'), d.integer()],
  incrbyfloat: (d) => [d.key('string'), d.double()],
  lcs: (d) => [
    d.key('string'),
    d.key('string'),
    ...d.options(
      0.3,
      () => ['IDX'],
      () => ['LEN'],
      () => ['MINMATCHLEN', d.count()],
      () => ['WITHMATCHLEN'],
    ),
  ],
  mget: (d) => d.some(1, 4, () => d.key('string')),
  mset: (d) => d.some(1, 3, () => [d.key('string'), d.value()]),
  msetnx: (d) => d.some(1, 3, () => [d.key('string'), d.value()]),
  psetex: (d) => [d.key('string'), d.milliseconds(), d.value()],
  set: (d) => [
    d.key('string'),
    d.value(),
    ...d.options(
      0.15,
      () => expiry(d),
      () => [d.pick(['NX', 'XX'])],
      () => ['GET'],
    ),
  ],
  setex: (d) => [d.key('string'), d.seconds(), d.value()],
  setnx: (d) => [d.key('string'), d.value()],
  setrange: (d) => [d.key('string'), d.chance(0.06) ? d.pick(OFFSETS) : String(d.below(60)), d.value()],
  strlen: (d) => [d.key('string')],
  substr: (d) => [d.key('string'), d.index(), d.index()],
}
