/** Random streams of commands: mostly valid, sometimes broken on purpose. */
import type { Unit } from './calls.ts'
import { spoiled } from './calls.ts'
import { LIMITS } from './commands/generic.ts'
import type { Makers } from './commands/index.ts'
import { blockingMakers, makers } from './commands/index.ts'
import { streamUnit } from './commands/stream.ts'
import type { Dice } from './dice.ts'

/** Groups that a stream may be limited to. `transactions` mixes all others within MULTI, `memory` takes it away. */
export const groupNames = [...Object.keys(makers), 'transactions', 'memory']

/** Generic and server commands are mixed into every stream, rarely: they need keys of the others. */
const SEASONING: Record<string, number> = { generic: 0.12, server: 0.03 }

const DATA = Object.keys(makers).filter((group) => !(group in SEASONING))

const randomCase = (d: Dice, name: string): string =>
  d.chance(0.8) ? name.toUpperCase() : d.chance(0.5) ? name : name[0]!.toUpperCase() + name.slice(1)

/** Breaks a command: too few or many arguments, one twice, one that belongs elsewhere. */
const broken = (d: Dice, argv: string[]): string[] => {
  const at = 1 + d.below(argv.length)
  switch (d.below(5)) {
    case 0:
      return argv.slice(0, at)
    case 1:
      return [...argv, d.junk()]
    case 2:
      return argv.map((word, i) => (i === at ? d.junk() : word))
    case 3:
      return [...argv.slice(0, at), d.junk(), ...argv.slice(at)]
    default:
      return argv.map((word, i) => (i === at ? d.value() : word))
  }
}

/** What fills keys, and what empties them: left to chance alone, most keys would be empty most of the time. */
const GROWING = new Set([
  'set',
  'mset',
  'rpush',
  'lpush',
  'hset',
  'sadd',
  'zadd',
  'xadd',
  'xgroup',
  'xreadgroup',
])
const SHRINKING =
  /^(flush|select|spop|xdel|xtrim|xsetid|del|unlink|getdel|ltrim|[lz]m?pop|.remrange|z(inter|diff|range)store|s(inter|diff)store)/

const pickName = (d: Dice, names: readonly string[]): string => {
  const growing = d.chance(0.25) ? names.filter((name) => GROWING.has(name)) : []
  const name = d.pick(growing.length > 0 ? growing : names)
  return SHRINKING.test(name) && d.chance(0.6) ? pickName(d, names) : name
}

const command = (d: Dice, table: Makers): string[] => {
  const name = pickName(d, Object.keys(table))
  const argv = [randomCase(d, name), ...table[name]!(d)]
  return harmless(breakable(argv) && d.chance(0.04) ? broken(d, argv) : argv)
}

/** Sets whose scores have to stay equal are not touched by accident. */
const breakable = (argv: string[]): boolean =>
  !TIMED.test(argv[0]!) && !argv.some((word) => /^y\d$/.test(word))

const RANDOM_MEMBERS = new Set(['srandmember', 'hrandfield', 'zrandmember'])

/**
 * A clock decides of keys that have a few ms to live and of pending entries that are a few ms old: the times of these
 * commands stay as they were made.
 */
const TIMED = /^(set|getex|p?setex|p?expire|xclaim|xautoclaim|xpending)$/i

/** A large negative count is a wish for that many members: a real server would be busy for hours. */
const harmless = (argv: string[]): string[] =>
  RANDOM_MEMBERS.has(argv[0]!.toLowerCase())
    ? argv.map((word) => (/^-\d{4,}$/.test(word) && word !== LEAST ? '-7' : word))
    : argv

const LEAST = '-9223372036854775808'

/** Outside a transaction that was broken off, it would wait: not for long. */
const blockingCommand = (d: Dice): string[] => {
  const name = d.pick(Object.keys(blockingMakers))
  const argv = [name.toUpperCase(), ...blockingMakers[name]!(d)]
  return argv.map((word, i) => (i === (name.endsWith('mpop') ? 1 : argv.length - 1) ? '0.001' : word))
}

/** One command, and what has to follow it. */
const unit = (d: Dice, groups: readonly string[]): Unit => {
  for (const [group, share] of Object.entries(SEASONING))
    if (d.chance(share)) return withRepair(command(d, makers[group]!))
  const own = groups.filter((group) => group !== 'transactions' && group !== 'memory')
  // The generic commands and the server's need something to work on.
  const bare = own.every((group) => group in SEASONING)
  if (own.includes('stream') && d.chance(0.05)) return streamUnit(d)
  return withRepair(command(d, makers[d.pick(bare ? [...own, ...own, ...DATA] : own)]!))
}

const withRepair = (argv: string[]): Unit => {
  const keys = spoiled(argv)
  return [...withoutErrno(argv), argv, ...(keys.length > 0 ? [['DEL', ...keys]] : [])]
}

/**
 * SORT takes an errno that an earlier command left at ERANGE (ZADD with 5e-324) for a failure of its own. Reading a
 * cursor clears it.
 */
const withoutErrno = (argv: readonly string[]): Unit =>
  argv[0]!.toLowerCase().startsWith('sort') ? [['HSCAN', 'missing', '0']] : []

const transaction = (d: Dice, groups: readonly string[]): Unit[] => {
  const inner = d.some(0, 5, () => '').map(() => unit(d, groups))
  if (d.chance(0.3)) inner.splice(d.below(inner.length + 1), 0, [blockingCommand(d)])
  if (d.chance(0.05)) inner.push([d.pick([['MULTI'], ['WATCH', d.anyKey()], ['NOSUCH'], ['RESET']])])
  const watch: Unit[] = d.chance(0.3) ? [[['WATCH', ...d.some(1, 2, () => d.anyKey())]]] : []
  if (watch.length > 0 && d.chance(0.5)) watch.push(unit(d, groups))
  const end = d.chance(0.85) ? ['EXEC'] : ['DISCARD']
  return [
    ...watch,
    [['MULTI']],
    ...inner,
    [d.chance(0.03) ? [...end, 'x'] : end],
    ...d.maybe(0.05, 'UNWATCH').map((word) => [[word]]),
  ]
}

/** A while without memory: whatever could need some is refused. */
const shortage = (d: Dice, groups: readonly string[]): Unit[] => [
  [['CONFIG', 'SET', 'maxmemory', '1']],
  ...d.some(1, 6, () => '').flatMap(() => (d.chance(0.15) ? transaction(d, groups) : [unit(d, groups)])),
  // A transaction may be open still.
  [['RESET']],
  [['CONFIG', 'SET', 'maxmemory', '0']],
]

/** CONFIG SET of some of the limits that decide encodings. */
export const randomLimits = (d: Dice): Unit[] =>
  Object.entries(LIMITS).flatMap(([name, values]) =>
    d.chance(0.5) ? [[['CONFIG', 'SET', name, d.pick(values)]]] : [],
  )

/** A stream of at least `n` commands of these groups. */
export const makeStream = (d: Dice, n: number, groups: readonly string[]): Unit[] => {
  const stream = randomLimits(d)
  const share = groups.includes('transactions') ? (groups.length === 1 ? 1 : 0.08) : 0.01
  const lacking = groups.includes('memory') ? (groups.length === 1 ? 0.5 : 0.03) : 0
  while (stream.length < n) {
    if (d.chance(share)) stream.push(...transaction(d, groups))
    else if (d.chance(lacking)) stream.push(...shortage(d, groups))
    else stream.push([...unit(d, groups)])
  }
  return stream
}
