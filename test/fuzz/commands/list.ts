import type { Dice } from '../dice.ts'
import type { Makers } from './index.ts'

const side = (d: Dice): string => d.pick(['LEFT', 'RIGHT', 'left', 'Right'])
const keys = (d: Dice): string[] => d.some(1, 3, () => d.key('list'))

const mpop = (d: Dice): string[] => {
  const list = keys(d)
  const numkeys = d.chance(0.05) ? d.integer() : String(list.length)
  return [numkeys, ...list, side(d), ...d.options(0.4, () => ['COUNT', d.count()])]
}

export const listMakers: Makers = {
  lpush: (d) => [d.key('list'), ...d.some(1, 4, () => d.value())],
  rpush: (d) => [d.key('list'), ...d.some(1, d.pick([2, 4, 30]), () => d.value())],
  lpushx: (d) => [d.key('list'), ...d.some(1, 2, () => d.value())],
  rpushx: (d) => [d.key('list'), ...d.some(1, 2, () => d.value())],
  lpop: (d) => [d.key('list'), ...d.options(0.4, () => [d.count()])],
  rpop: (d) => [d.key('list'), ...d.options(0.4, () => [d.count()])],
  llen: (d) => [d.key('list')],
  lindex: (d) => [d.key('list'), d.index()],
  linsert: (d) => [d.key('list'), d.pick(['BEFORE', 'AFTER', 'before', 'Foo']), d.value(), d.value()],
  lrange: (d) => [d.key('list'), d.index(), d.index()],
  lrem: (d) => [d.key('list'), d.index(), d.value()],
  lset: (d) => [d.key('list'), d.index(), d.value()],
  ltrim: (d) => [d.key('list'), d.pick(['0', '1', d.index()]), d.pick(['-1', '-2', d.index()])],
  lpos: (d) => [
    d.key('list'),
    d.value(),
    ...d.options(
      0.4,
      () => ['RANK', d.index()],
      () => ['COUNT', d.count()],
      () => ['MAXLEN', d.count()],
    ),
  ],
  rpoplpush: (d) => [d.key('list'), d.key('list')],
  lmove: (d) => [d.key('list'), d.key('list'), side(d), side(d)],
  lmpop: mpop,
}

/** Only within transactions, or with several clients. */
export const blockingListMakers: Makers = {
  blpop: (d) => [...keys(d), '0'],
  brpop: (d) => [...keys(d), '0'],
  brpoplpush: (d) => [d.key('list'), d.key('list'), '0'],
  blmove: (d) => [d.key('list'), d.key('list'), side(d), side(d), '0'],
  blmpop: (d) => ['0', ...mpop(d)],
}
