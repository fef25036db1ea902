import type { Dice } from '../dice.ts'
import type { Makers } from './index.ts'

const key = (d: Dice): string => d.key('stream')
const group = (d: Dice): string =>
  d.chance(0.9) ? d.pick(['g', 'g', 'h']) : d.pick(['i', '', '\x00', 'nobody'])
const consumer = (d: Dice): string => d.pick(['ann', 'bob', 'cid', 'a', '', '\xff'])

const NUMBERS = [
  '0', '1', '2', '3', '5', '10', '4294967295', '9007199254740991', '9007199254740992', '9223372036854775807',
  '9223372036854775808',
] // prettier-ignore
const BAD_IDS = [
  '-', '+', '$', '>', '**', '', '-1', '1-', '-5-1', '1-1-1', '1-*', 'x', '1-x', '(1', '(', '18446744073709551616',
  '1-18446744073709551616', '01-01', '+1-+1', ' 1-1', '1-1 ', '0x1', '1\x00', '18446744073709551615-18446744073709551615',
] // prettier-ignore

/** One half of an id. */
const part = (d: Dice): string => (d.chance(0.01) ? d.pick(NUMBERS) : String(d.below(12)))

/** The milliseconds of most entries: they are numbered on, and found again. */
const CROWD = '12'

/** An id that is likely to be there: few milliseconds, few numbers. */
const id = (d: Dice): string => {
  if (d.chance(0.03)) return d.pick(BAD_IDS)
  if (d.chance(0.6)) return `${CROWD}-${d.below(d.pick([8, 40]))}`
  return d.chance(0.15) ? part(d) : `${part(d)}-${part(d)}`
}

/** The ends of the ids: not for XADD, whose words at the end depend on what an earlier call left in errno. */
const ENDS = [
  '0-0',
  '18446744073709551615-18446744073709551615',
  '18446744073709551615',
  '5-18446744073709551615',
]
const bound = (d: Dice): string => d.maybe(0.15, '(').join('') + (d.chance(0.05) ? d.pick(ENDS) : id(d))
const start = (d: Dice): string => (d.chance(0.4) ? '-' : bound(d))
const end = (d: Dice): string => (d.chance(0.4) ? '+' : bound(d))
const ids = (d: Dice): string[] => d.some(1, 4, () => id(d))

const trim = (d: Dice): string[] => {
  const how = d.pick([[], [], ['~'], ['~'], ['=']])
  const limit = d.maybe(0.2, 'LIMIT', d.count())
  const length = d.chance(0.05) ? d.integer() : String(d.below(d.pick([4, 30])))
  return d.chance(0.5) ? ['MAXLEN', ...how, length, ...limit] : ['MINID', ...how, id(d), ...limit]
}

const FIELDS = [['a'], ['a'], ['a', 'b'], ['b', 'a'], ['1', '-5', 'name']]

const fields = (d: Dice): string[] =>
  d.chance(0.7)
    ? d.pick(FIELDS).flatMap((name) => [name, d.value()])
    : d.some(1, 4, () => [d.member(), d.value()])

/** Ids that grow: most of the time an id that is picked freely would be below the last one. */
const newId = (d: Dice): string => {
  if (d.chance(0.1)) return id(d)
  return d.chance(0.8) ? `${CROWD}-*` : `${part(d)}-${d.pick(['*', part(d)])}`
}

const add = (d: Dice): string[] => [
  key(d),
  ...d.maybe(0.05, 'NOMKSTREAM'),
  ...(d.chance(0.1) ? trim(d) : []),
  newId(d),
  ...fields(d),
]

/** Times that passed for certain, or cannot have: what lies between depends on how fast a server is. */
const idle = (d: Dice): string =>
  d.pick(['0', '0', '0', '1000000', '1000000000', '-1', '9223372036854775807'])
const idleTime = (d: Dice): string => d.pick(['0', '5000000', '3000000000', '-7', '9223372036854775807'])
const time = (d: Dice): string => d.pick(['1000', '0', '-3', '9223372036854775807', '1600000000000'])

const streams = (d: Dice, make: () => string): string[] => {
  const count = d.pick([1, 1, 1, 2, 3])
  const keys = d.some(count, count, () => key(d))
  return ['STREAMS', ...keys, ...d.some(count - (d.chance(0.02) ? 1 : 0), count, make)]
}

const member = (d: Dice): string[] => ['GROUP', group(d), consumer(d)]

const counted = (d: Dice): string[] => d.maybe(0.5, 'COUNT', d.count())

const readGroup = (d: Dice): string[] => {
  const which = d.chance(0.7) ? () => '>' : () => id(d)
  return [...member(d), ...counted(d), ...d.maybe(0.15, 'NOACK'), ...streams(d, which)]
}

const xgroup = (d: Dice): string[] => {
  const at = d.chance(0.3) ? '$' : d.chance(0.5) ? '0' : id(d)
  const read = d.maybe(0.2, 'ENTRIESREAD', d.pick(['0', '1', '7', '-1', '-2', '9223372036854775807', 'x']))
  const which = d.below(20)
  if (which < 12)
    return ['CREATE', key(d), group(d), at, ...d.shuffle([d.maybe(0.4, 'MKSTREAM'), read]).flat()]
  if (which < 15) return ['SETID', key(d), group(d), at, ...read]
  if (which < 16) return ['DESTROY', key(d), group(d)]
  if (which < 18) return ['CREATECONSUMER', key(d), group(d), consumer(d)]
  if (which < 19) return ['DELCONSUMER', key(d), group(d), consumer(d)]
  return d.pick([['FOO', key(d)], [], ['CREATE'], ['SETID', key(d)]])
}

const xinfo = (d: Dice): string[] => {
  const full = d.maybe(0.6, 'FULL', ...counted(d))
  return d.pick([
    ['STREAM', key(d), ...full],
    ['STREAM', key(d), ...full],
    ['GROUPS', key(d)],
    ['GROUPS', key(d)],
    ['CONSUMERS', key(d), group(d)],
    d.pick([['FOO'], [], ['STREAM'], ['STREAM', key(d), 'FOO']]),
  ])
}

const xpending = (d: Dice): string[] => [
  key(d),
  group(d),
  ...d.maybe(
    0.7,
    ...d.maybe(0.3, 'IDLE', idle(d)),
    start(d),
    end(d),
    d.count(),
    ...d.maybe(0.4, consumer(d)),
  ),
]

export const streamMakers: Makers = {
  xadd: add,
  xlen: (d) => [key(d)],
  xrange: (d) => [key(d), start(d), end(d), ...counted(d)],
  xrevrange: (d) => [key(d), end(d), start(d), ...counted(d)],
  xdel: (d) => [key(d), ...ids(d)],
  xtrim: (d) => [key(d), ...trim(d)],
  xsetid: (d) => [
    key(d),
    id(d),
    ...d.options(
      0.3,
      () => ['ENTRIESADDED', d.chance(0.7) ? String(d.below(60)) : d.integer()],
      () => ['MAXDELETEDID', id(d)],
    ),
  ],
  xread: (d) => [...counted(d), ...streams(d, () => (d.chance(0.2) ? '$' : id(d)))],
  xreadgroup: (d) => readGroup(d),
  xgroup,
  xack: (d) => [key(d), group(d), ...ids(d)],
  xpending,
  xclaim: (d) => [
    key(d),
    group(d),
    consumer(d),
    idle(d),
    ...ids(d),
    ...d.options(
      0.2,
      () => d.pick([['IDLE', idleTime(d)], ['TIME', time(d)]]), // prettier-ignore
      () => ['RETRYCOUNT', d.integer()],
      () => ['FORCE'],
      () => ['JUSTID'],
      () => ['LASTID', id(d)],
      () => d.maybe(0.1, 'FOO'),
    ),
  ],
  xautoclaim: (d) => [
    key(d),
    group(d),
    consumer(d),
    idle(d),
    start(d),
    ...d.options(
      0.3,
      () => ['COUNT', d.count()],
      () => ['JUSTID'],
    ),
  ],
  xinfo,
}

/** Only within transactions, or with several clients. */
export const blockingStreamMakers: Makers = {
  xread: (d) => ['BLOCK', '0', ...counted(d), ...streams(d, () => (d.chance(0.8) ? '$' : id(d)))],
  xreadgroup: (d) => [
    ...member(d),
    'BLOCK',
    '0',
    ...counted(d),
    ...d.maybe(0.2, 'NOACK'),
    ...streams(d, () => '>'),
  ],
}

const burst = (d: Dice, make: () => string[]): string[][] => Array.from({ length: 1 + d.below(16) }, make)

/** What needs several commands: numbers that begin anew, a longer stream, a group at work on it. */
export const streamUnit = (d: Dice): string[][] => {
  const name = key(d)
  const kind = d.below(10)
  if (kind < 2) return [['DEL', name]]
  if (kind < 6) return burst(d, () => ['XADD', name, `${CROWD}-*`, ...fields(d)])
  if (kind < 9) return [['XGROUP', 'CREATE', name, 'g', '0', 'MKSTREAM'], ...reads(d, name)]
  return afterFuture(d)
}

const reads = (d: Dice, name: string): string[][] =>
  burst(d, () => [
    'XREADGROUP',
    'GROUP',
    'g',
    consumer(d),
    'COUNT',
    String(1 + d.below(5)),
    'STREAMS',
    name,
    '>',
  ])

/** `*` makes a fixed id only above one that lies in the future. */
const afterFuture = (d: Dice): string[][] => {
  const last = `99999999999${100 + d.below(900)}-${part(d)}`
  const add = ['XADD', 'x3', ...(d.chance(0.2) ? trim(d) : []), '*', ...fields(d)]
  return [['XADD', 'x3', last, 'a', '1'], add]
}

/** Commands on two streams, for clients that wait for them: what fills them, makes groups, and takes all that away. */
export const meeting = (d: Dice): string[] => {
  const name = d.pick(['x0', 'x1'])
  const other = d.pick(['x0', 'x1', 's0'])
  const kind = d.below(20)
  if (kind < 4)
    return ['XREADGROUP', 'GROUP', d.pick(['g', 'h']), consumer(d), 'BLOCK', '0', 'STREAMS', name, '>']
  if (kind < 6)
    return ['XREAD', 'BLOCK', '0', ...counted(d), 'STREAMS', name, other, '$', d.pick(['$', '12'])]
  if (kind < 11) return ['XADD', name, `${CROWD}-*`, ...fields(d)]
  if (kind < 14) return ['XGROUP', 'CREATE', name, d.pick(['g', 'h']), d.pick(['$', '0']), 'MKSTREAM']
  if (kind < 15)
    return ['XGROUP', d.pick(['DESTROY', 'SETID']), name, d.pick(['g', 'h']), ...d.maybe(0.5, '0')]
  if (kind < 16) return ['XDEL', name, id(d)]
  if (kind < 18) return d.pick([['MULTI'], ['EXEC'], ['EXEC'], ['DISCARD']])
  return d.pick([
    ['DEL', name],
    ['SET', name, 'v'],
    ['RENAME', name, other],
    ['COPY', name, other, 'REPLACE'],
    ['LPUSH', name, 'v'],
    ['BLPOP', name, '0'],
    ['FLUSHALL'],
    ['XSETID', name, '13-0'],
  ])
}
