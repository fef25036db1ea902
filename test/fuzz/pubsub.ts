/**
 * Calls of several clients about messages: subscribing and publishing, caches that are told of changes, and a
 * listener to whom the events of all other commands are sent.
 */
import { modeOf } from './calls.ts'
import type { Call } from './contestants.ts'
import type { Dice } from './dice.ts'
import { groupNames, makeStream } from './stream.ts'

const CLIENTS = ['a', 'b', 'c', 'd']
const CHANNELS = ['a1', 'a2', 'b1', 'b2', '', 'x*', 'k\x00\xff']
/** No two of them match the same channel: in which order patterns are visited, the seed of a hash table decides. */
const PATTERNS = ['a?', 'b[12]', 'x\\*', '?\x00*', 'nobody*', 'a']
const KEYS = ['k1', 'k2', 'obj:1', 'obj:2', 'objects', 'k1k', '']
const PREFIXES = ['k', 'obj:', 'k1', 'z', '']

const keys = (d: Dice): string[] => d.some(1, 3, () => d.pick(KEYS))

const subscription = (d: Dice): string[] =>
  d.pick([
    () => ['SUBSCRIBE', ...d.some(1, 3, () => d.pick(CHANNELS))],
    () => ['PSUBSCRIBE', ...d.some(1, 2, () => d.pick(PATTERNS))],
    () => ['SSUBSCRIBE', ...d.some(1, 2, () => d.pick(CHANNELS))],
    () => ['UNSUBSCRIBE', ...d.some(1, 3, () => d.pick(CHANNELS))],
    () => ['UNSUBSCRIBE', ...CHANNELS],
    () => ['PUNSUBSCRIBE', ...d.some(0, 2, () => d.pick(PATTERNS))],
    () => ['PUNSUBSCRIBE'],
    () => ['SUNSUBSCRIBE', ...d.some(1, 2, () => d.pick(CHANNELS))],
    () => ['SUNSUBSCRIBE', ...CHANNELS],
  ])()

const publication = (d: Dice): string[] =>
  d.pick([
    () => ['PUBLISH', d.pick(CHANNELS), d.value()],
    () => ['PUBLISH', d.pick(CHANNELS), d.value()],
    () => ['SPUBLISH', d.pick(CHANNELS), d.value()],
    () => ['PUBSUB', 'NUMSUB', ...d.some(0, 3, () => d.pick(CHANNELS))],
    () => ['PUBSUB', 'SHARDNUMSUB', ...d.some(0, 3, () => d.pick(CHANNELS))],
    () => ['PUBSUB', 'NUMPAT'],
    () => ['PUBSUB', 'CHANNELS', d.pick(['a1', 'b2', 'x\\*', 'nosuch'])],
    () => ['PUBSUB', d.pick(['CHANNELS', 'NUMPAT', 'FOO', 'SHARDCHANNELS']), 'x', 'y'],
  ])()

const switching = (d: Dice): string[] =>
  d.pick([
    () => ['HELLO', d.pick(['2', '3', '3'])],
    () => ['RESET'],
    () => ['CLIENT', 'REPLY', d.pick(['ON', 'ON', 'OFF', 'SKIP'])],
    () => ['PING', ...d.maybe(0.4, 'x')],
    () => ['MULTI'],
    () => ['EXEC'],
    () => ['EXEC'],
    () => ['DISCARD'],
  ])()

const tracking = (d: Dice): string[] => [
  'CLIENT',
  'TRACKING',
  d.pick(['ON', 'ON', 'ON', 'OFF', 'x']),
  ...d.options(
    0.15,
    () => ['BCAST'],
    () => ['OPTIN'],
    () => ['OPTOUT'],
    () => ['NOLOOP'],
    () => ['FOO'],
  ),
  ...(d.chance(0.3) ? ['BCAST', ...d.some(0, 2, () => ['PREFIX', d.pick(PREFIXES)])] : []),
]

const aboutCaches = (d: Dice): string[] =>
  d.pick([
    () => ['CLIENT', 'TRACKING', 'ON'],
    () => tracking(d),
    () => ['CLIENT', 'CACHING', d.pick(['YES', 'NO', 'YES', 'NO', 'x'])],
    () => ['CLIENT', 'TRACKINGINFO'],
    () => ['CLIENT', 'GETREDIR'],
  ])()

const reading = (d: Dice): string[] =>
  d.pick([
    () => ['GET', d.pick(KEYS)],
    () => ['MGET', ...keys(d)],
    () => ['EXISTS', ...keys(d)],
    () => ['LRANGE', d.pick(KEYS), '0', '-1'],
    () => ['STRLEN', d.pick(KEYS)],
    () => ['TYPE', d.pick(KEYS)],
  ])()

const writing = (d: Dice): string[] =>
  d.pick([
    () => ['SET', d.pick(KEYS), '1'],
    () => ['MSET', ...keys(d).flatMap((key) => [key, 'x'])],
    () => ['INCR', d.pick(KEYS)],
    () => ['DEL', ...keys(d)],
    () => ['RPUSH', d.pick(KEYS), 'x'],
    () => ['LPOP', d.pick(KEYS)],
    () => ['RENAME', d.pick(KEYS), d.pick(KEYS)],
    () => ['COPY', d.pick(KEYS), d.pick(KEYS), 'REPLACE'],
    () => ['EXPIRE', d.pick(KEYS), d.pick(['100', '-1'])],
    () => ['SELECT', d.pick(['0', '0', '1'])],
    () => (d.chance(0.2) ? [d.pick(['FLUSHALL', 'FLUSHDB'])] : ['SET', d.pick(KEYS), '2']),
  ])()

const ALL = [
  subscription,
  publication,
  publication,
  switching,
  aboutCaches,
  reading,
  reading,
  writing,
  writing,
]

/** At least `n` calls of clients that subscribe, publish and keep caches. */
export const makePubSubCalls = (d: Dice, n: number): Call[] => {
  // Half of the rounds are about caches, in RESP3 from the start.
  const words = d.chance(0.5) ? ALL : [switching, aboutCaches, reading, reading, reading, writing, writing]
  const calls: Call[] = words === ALL ? [] : CLIENTS.map((client) => ({ client, argv: ['HELLO', '3'] }))
  while (calls.length < n) calls.push({ client: d.pick(CLIENTS), argv: d.pick(words)(d) })
  return calls
}

/** What a clock or a hash table decides, and so do the events of it. */
const UNCERTAIN = /^(p?setex|p?expire(at)?|getex|sort(_ro)?|hello|reset|monitor|swapdb)$/i
const EXPIRY = /^(ex|px|exat|pxat)$/i

const certain = (argv: readonly string[]): boolean =>
  modeOf(argv) === 'exact' && !UNCERTAIN.test(argv[0]!) && !argv.some((word) => EXPIRY.test(word))

/** At least `n` commands of all groups, with somebody who hears of all events. */
export const makeEventCalls = (d: Dice, n: number): Call[] => {
  const classes = d.pick(['KEAmn', 'KEA', 'EAn', 'KA', 'Em', 'Kglz'])
  const groups = groupNames.filter((group) => group !== 'server')
  return [
    { client: 'listener', argv: ['CONFIG', 'SET', 'notify-keyspace-events', classes] },
    { client: 'listener', argv: ['PSUBSCRIBE', '__key*'] },
    ...makeStream(d, n, groups)
      .flat()
      .filter(certain)
      .map((argv) => ({ client: 'a', argv })),
  ]
}
