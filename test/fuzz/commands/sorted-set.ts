import type { Dice } from '../dice.ts'
import type { Makers } from './index.ts'

const key = (d: Dice): string => d.key('zset')
const source = (d: Dice): string => (d.chance(0.2) ? d.key(d.pick(['set', 'intset'])) : key(d))
const limit = (d: Dice): string[] => ['LIMIT', d.index(), d.index()]

const numbered = (d: Dice, make: (d: Dice) => string): string[] => {
  const list = d.some(1, 3, () => make(d))
  return [d.chance(0.05) ? d.integer() : String(list.length), ...list]
}

const weights = (d: Dice, numkeys: string): string[] => {
  const count = d.chance(0.1) ? d.below(4) : Number(numkeys) || 1
  return ['WEIGHTS', ...d.some(Math.min(count, 4), Math.min(count, 4), () => d.double())]
}

const combine = (d: Dice, withScores: boolean): string[] => {
  const sources = numbered(d, source)
  const options = [
    () => weights(d, sources[0]!),
    () => ['AGGREGATE', d.pick(['SUM', 'MIN', 'MAX', 'sum', 'AVG'])],
    ...(withScores ? [() => ['WITHSCORES']] : []),
  ]
  return [...sources, ...d.options(0.3, ...options)]
}

/** Keys and a range by rank, score or member. */
const ranged = (d: Dice, keys: number): string[] => {
  const kind = d.below(3)
  const rev = d.maybe(0.3, 'REV')
  if (kind === 0) return [...d.some(keys, keys, () => key(d)), d.index(), d.index(), ...rev]
  const [name, ends, by] =
    kind === 1 ? [key, () => d.scoreBound(), 'BYSCORE'] : [() => d.lexKey(), () => d.lexBound(), 'BYLEX']
  const options = d.shuffle([[by], rev, d.maybe(0.3, ...limit(d))]).flat()
  return [...d.some(keys, keys, () => name(d)), ends(), ends(), ...options]
}

const mpop = (d: Dice): string[] => [
  ...numbered(d, key),
  d.pick(['MIN', 'MAX', 'min', 'FOO']),
  ...d.options(0.4, () => ['COUNT', d.count()]),
]

/** Members with equal scores, for ranges of members. */
const equalScores = (d: Dice): string[] => [
  d.lexKey(),
  ...d.some(1, d.pick([2, 4, 20]), () => ['0', d.member()]),
]

const addOptions = (d: Dice): string[] =>
  d.options(
    0.15,
    () => [d.pick(['NX', 'XX'])],
    () => [d.pick(['GT', 'LT'])],
    () => ['CH'],
    () => ['INCR'],
  )

export const sortedSetMakers: Makers = {
  zadd: (d) =>
    d.chance(0.25)
      ? equalScores(d)
      : [key(d), ...addOptions(d), ...d.some(1, d.pick([1, 3, 20]), () => [d.double(), d.member()])],
  zincrby: (d) => [key(d), d.double(), d.member()],
  zrem: (d) => [key(d), ...d.some(1, 4, () => d.member())],
  zcard: (d) => [key(d)],
  zscore: (d) => [key(d), d.member()],
  zmscore: (d) => [key(d), ...d.some(1, 4, () => d.member())],
  zcount: (d) => [key(d), d.scoreBound(), d.scoreBound()],
  zlexcount: (d) => [d.lexKey(), d.lexBound(), d.lexBound()],
  zrank: (d) => [key(d), d.member()],
  zrevrank: (d) => [key(d), d.member()],
  zrange: (d) => [...ranged(d, 1), ...d.maybe(0.4, 'WITHSCORES')],
  zrangestore: (d) => ranged(d, 2),
  zrevrange: (d) => [key(d), d.index(), d.index(), ...d.maybe(0.4, 'WITHSCORES')],
  zrangebyscore: (d) => [
    key(d),
    d.scoreBound(),
    d.scoreBound(),
    ...d.options(
      0.3,
      () => ['WITHSCORES'],
      () => limit(d),
    ),
  ],
  zrevrangebyscore: (d) => [
    key(d),
    d.scoreBound(),
    d.scoreBound(),
    ...d.options(
      0.3,
      () => ['WITHSCORES'],
      () => limit(d),
    ),
  ],
  zrangebylex: (d) => [d.lexKey(), d.lexBound(), d.lexBound(), ...d.options(0.3, () => limit(d))],
  zrevrangebylex: (d) => [d.lexKey(), d.lexBound(), d.lexBound(), ...d.options(0.3, () => limit(d))],
  zremrangebyrank: (d) => [key(d), d.index(), d.index()],
  zremrangebyscore: (d) => [key(d), d.scoreBound(), d.scoreBound()],
  zremrangebylex: (d) => [d.lexKey(), d.lexBound(), d.lexBound()],
  zpopmin: (d) => [key(d), ...d.maybe(0.4, d.count())],
  zpopmax: (d) => [key(d), ...d.maybe(0.4, d.count())],
  zmpop: mpop,
  zrandmember: (d) => [
    key(d),
    ...d.maybe(0.7, d.randomCount(), ...d.maybe(0.4, d.chance(0.1) ? d.junk() : 'WITHSCORES')),
  ],
  zscan: (d) => [key(d), '0', 'COUNT', '1000', ...d.options(0.4, () => ['MATCH', d.pattern()])],
  zunion: (d) => combine(d, true),
  zinter: (d) => combine(d, true),
  zdiff: (d) => [...numbered(d, source), ...d.maybe(0.4, 'WITHSCORES')],
  zunionstore: (d) => [key(d), ...combine(d, d.chance(0.03))],
  zinterstore: (d) => [key(d), ...combine(d, d.chance(0.03))],
  zdiffstore: (d) => [key(d), ...numbered(d, source)],
  zintercard: (d) => [...numbered(d, source), ...d.options(0.4, () => ['LIMIT', d.count()])],
}

/** Only within transactions, or with several clients. */
export const blockingSortedSetMakers: Makers = {
  bzpopmin: (d) => [...d.some(1, 3, () => key(d)), '0'],
  bzpopmax: (d) => [...d.some(1, 3, () => key(d)), '0'],
  bzmpop: (d) => ['0', ...mpop(d)],
}
