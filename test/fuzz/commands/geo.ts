import type { Dice } from '../dice.ts'
import type { Makers } from './index.ts'

/** Mostly keys of their own, so that scores are places; other sorted sets have any scores. */
const key = (d: Dice): string => (d.chance(0.12) ? d.key('zset') : `g${d.below(4)}`)

const member = (d: Dice): string => (d.chance(0.9) ? `p${d.below(d.pick([5, 40]))}` : d.member())

/** Degrees: anywhere, in one town, at the edges. */
const degrees = (d: Dice, max: number, town: number): string => {
  if (d.chance(0.015)) return d.pick(['x', '', 'nan', 'inf', '-inf', '180.1', '-86', '85.05112879', '1e300'])
  const kind = d.below(10)
  if (kind < 4) return String(town + d.below(100_000) / 100_000)
  if (kind < 6) return String(town + d.below(20) - 10)
  if (kind < 7) return d.pick([String(max), String(-max), '0', String(max - 0.001), String(0.001 - max)])
  return String((d.below(2_000_001) / 1_000_000 - 1) * max)
}

const place = (d: Dice): string[] => [degrees(d, 180, 126.5), degrees(d, 85.05112878, 37)]

const unit = (d: Dice): string =>
  d.chance(0.02) ? d.pick(['cm', '', 'KMs']) : d.pick(['m', 'km', 'ft', 'mi', 'KM', 'M', 'km'])

const length = (d: Dice): string => {
  if (d.chance(0.03)) return d.pick(['-1', 'x', 'nan', 'inf', '1e300', ''])
  return String(d.below(d.pick([2, 50, 1000, 20_000, 1_000_000])) + d.pick([0, 0, 0.5]))
}

const options = (d: Dice): string[] =>
  d.options(
    0.2,
    () => ['WITHDIST'],
    () => ['WITHCOORD'],
    () => ['WITHHASH'],
    () => [d.pick(['ASC', 'DESC', 'asc'])],
    () => ['COUNT', d.chance(0.5) ? String(1 + d.below(9)) : d.count(), ...d.maybe(0.3, 'ANY')],
  )

const store = (d: Dice): string[] =>
  d.options(
    0.1,
    () => ['STORE', key(d)],
    () => ['STOREDIST', key(d)],
  )

const circle = (d: Dice): string[] => [length(d), unit(d)]

const area = (d: Dice): string[] => {
  const from = d.chance(0.5) ? ['FROMMEMBER', member(d)] : ['FROMLONLAT', ...place(d)]
  const by = d.chance(0.5) ? ['BYRADIUS', ...circle(d)] : ['BYBOX', length(d), length(d), unit(d)]
  const parts = d.chance(0.03)
    ? [from, by, d.pick([from, by, ['BYRADIUS', '1', 'km'], ['FROMLONLAT', '0', '0']])]
    : [from, by]
  return d.shuffle(parts).flat()
}

export const geoMakers: Makers = {
  geoadd: (d) => [
    key(d),
    ...d.options(
      0.1,
      () => [d.pick(['NX', 'XX'])],
      () => ['CH'],
    ),
    ...d.some(1, d.pick([1, 3, 30]), () => [...place(d), member(d)]),
  ],
  geopos: (d) => [key(d), ...d.some(0, 4, () => member(d))],
  geohash: (d) => [key(d), ...d.some(0, 4, () => member(d))],
  geodist: (d) => [key(d), member(d), member(d), ...(d.chance(0.5) ? [unit(d)] : [])],
  geosearch: (d) => [key(d), ...area(d), ...options(d)],
  geosearchstore: (d) => [
    key(d),
    key(d),
    ...area(d),
    ...(d.chance(0.05)
      ? options(d)
      : d.options(
          0.2,
          () => ['COUNT', d.count()],
          () => ['STOREDIST'],
        )),
  ],
  georadius: (d) => [key(d), ...place(d), ...circle(d), ...options(d), ...store(d)],
  georadius_ro: (d) => [key(d), ...place(d), ...circle(d), ...options(d), ...d.maybe(0.02, 'STORE', key(d))],
  georadiusbymember: (d) => [key(d), member(d), ...circle(d), ...options(d), ...store(d)],
  georadiusbymember_ro: (d) => [key(d), member(d), ...circle(d), ...options(d)],
}
