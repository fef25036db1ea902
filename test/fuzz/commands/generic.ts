import type { Dice, Family } from '../dice.ts'
import type { Makers } from './index.ts'

const key = (d: Dice): string => d.anyKey()
const database = (d: Dice): string => (d.chance(0.1) ? d.integer() : d.pick(['0', '1', '2']))
const condition = (d: Dice): string[] =>
  d.options(0.15, ...['NX', 'XX', 'GT', 'LT', 'FOO'].map((word) => () => [word]))
const SORTABLE: Family[] = ['list', 'set', 'intset', 'zset']

const sort = (d: Dice, store: boolean): string[] => [
  d.key(d.pick(SORTABLE)),
  ...d.options(
    0.25,
    () => ['BY', d.pick(['nosort', 's*', 'h*->a', 'h0->*', 'missing*', '*'])],
    () => ['LIMIT', d.index(), d.index()],
    () => ['GET', d.pick(['#', 's*', 'h*->a', 'h0->*', 'l*', '*'])],
    () => ['GET', d.pick(['#', 's*'])],
    () => [d.pick(['ASC', 'DESC'])],
    () => ['ALPHA'],
    ...(store ? [() => ['STORE', d.key('list')]] : []),
  ),
]

export const genericMakers: Makers = {
  copy: (d) => [key(d), key(d), ...d.options(0.3, () => ['DB', database(d)], () => ['REPLACE'])], // prettier-ignore
  del: (d) => d.some(1, 2, () => key(d)),
  unlink: (d) => d.some(1, 2, () => key(d)),
  exists: (d) => d.some(1, 3, () => key(d)),
  expire: (d) => [key(d), d.seconds(), ...condition(d)],
  pexpire: (d) => [key(d), d.milliseconds(), ...condition(d)],
  expireat: (d) => [key(d), d.at(), ...condition(d)],
  pexpireat: (d) => [key(d), d.atMilliseconds(), ...condition(d)],
  expiretime: (d) => [key(d)],
  pexpiretime: (d) => [key(d)],
  ttl: (d) => [key(d)],
  pttl: (d) => [key(d)],
  persist: (d) => [key(d)],
  keys: (d) => [d.pattern()],
  move: (d) => [key(d), database(d)],
  object: (d) => [d.pick(['ENCODING', 'REFCOUNT', 'encoding', 'IDLETIME', 'FREQ', 'FOO']), key(d)],
  randomkey: () => [],
  rename: (d) => [key(d), key(d)],
  renamenx: (d) => [key(d), key(d)],
  scan: (d) => [
    '0', 'COUNT', '1000',
    ...d.options(0.4, () => ['MATCH', d.pattern()], () => ['TYPE', d.pick(['string', 'list', 'hash', 'set', 'zset', 'stream', 'foo'])]),
  ], // prettier-ignore
  sort: (d) => sort(d, true),
  sort_ro: (d) => sort(d, d.chance(0.05)),
  touch: (d) => d.some(1, 3, () => key(d)),
  type: (d) => [key(d)],
}

export const LIMITS: Record<string, string[]> = {
  'hash-max-listpack-entries': ['0', '1', '4', '16', '128', '512'],
  'hash-max-listpack-value': ['0', '2', '10', '64'],
  'zset-max-listpack-entries': ['0', '1', '4', '16', '128'],
  'zset-max-listpack-value': ['0', '2', '10', '64'],
  'set-max-intset-entries': ['0', '1', '4', '16', '512'],
  'list-max-listpack-size': ['-1', '-2', '-5', '1', '3', '64'],
  'list-compress-depth': ['0', '1', '2'],
  'stream-node-max-bytes': ['0', '60', '200', '4096'],
  'stream-node-max-entries': ['0', '1', '2', '5', '100'],
}

const PROTOCOL_TYPES = [
  'string',
  'integer',
  'double',
  'bignum',
  'null',
  'array',
  'set',
  'map',
  'true',
  'x',
] as const

export const serverMakers: Makers = {
  dbsize: () => [],
  flushdb: (d) => d.maybe(0.3, d.pick(['SYNC', 'ASYNC', 'FOO'])),
  swapdb: (d) => [database(d), database(d)],
  select: (d) => [database(d)],
  ping: (d) => d.some(0, 2, () => d.value()),
  echo: (d) => [d.value()],
  config: (d) => {
    const name = d.pick(Object.keys(LIMITS))
    return d.chance(0.5)
      ? ['GET', d.pick([name, '*listpack*', '*-entries'])]
      : ['SET', name, d.pick(LIMITS[name]!)]
  },
  client: (d) => d.pick([['GETNAME'], ['SETNAME', d.value()], ['ID'], ['FOO'], []]),
  hello: (d) => [d.pick(['2', '3', '2', '3', '4', 'x'])],
  reset: () => [],
  role: () => [],
  failover: (d) => d.some(0, 3, () => d.pick(['TO', 'FORCE', 'TIMEOUT', 'ABORT', 'h', '1', '-1', 'x'])),
  debug: (d) =>
    d.chance(0.8)
      ? ['DIGEST-VALUE', ...d.some(1, 3, () => d.anyKey())]
      : d.pick([['PROTOCOL', d.pick(PROTOCOL_TYPES)], ['ERROR', 'CODE text'], ['DIGEST', 'x'], ['FOO'], []]),
}
