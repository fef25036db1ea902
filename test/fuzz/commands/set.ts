import type { Dice } from '../dice.ts'
import type { Makers } from './index.ts'

const key = (d: Dice): string => d.key(d.chance(0.4) ? 'intset' : 'set')
const keys = (d: Dice): string[] => d.some(1, 3, () => key(d))

const add = (d: Dice): string[] =>
  d.chance(0.4)
    ? [d.key('intset'), ...d.some(1, d.pick([2, 4, 24]), () => d.smallMember())]
    : [d.key('set'), ...d.some(1, d.pick([2, 4, 24]), () => d.member())]

export const setMakers: Makers = {
  sadd: add,
  srem: (d) => [key(d), ...d.some(1, 4, () => d.pick([d.member(), d.smallMember()]))],
  scard: (d) => [key(d)],
  sismember: (d) => [key(d), d.pick([d.member(), d.smallMember()])],
  smismember: (d) => [key(d), ...d.some(1, 4, () => d.pick([d.member(), d.smallMember()]))],
  smembers: (d) => [key(d)],
  smove: (d) => [key(d), key(d), d.pick([d.member(), d.smallMember()])],
  spop: (d) => [key(d), ...d.maybe(0.5, d.count())],
  srandmember: (d) => [key(d), ...d.maybe(0.6, d.randomCount())],
  sinter: keys,
  sunion: keys,
  sdiff: keys,
  sinterstore: (d) => [key(d), ...keys(d)],
  sunionstore: (d) => [key(d), ...keys(d)],
  sdiffstore: (d) => [key(d), ...keys(d)],
  sintercard: (d) => {
    const list = keys(d)
    const numkeys = d.chance(0.06) ? d.integer() : String(list.length)
    return [numkeys, ...list, ...d.options(0.4, () => ['LIMIT', d.count()])]
  },
  sscan: (d) => [key(d), '0', 'COUNT', '1000', ...d.options(0.4, () => ['MATCH', d.pattern()])],
}
