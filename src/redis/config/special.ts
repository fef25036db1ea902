/** The parameters with rules of their own: how their arguments are read, shown and written to redis.conf. */
import { equalsIgnoreCase, toLower } from '../../bytes/bytestrings.ts'
import { parseMemory } from '../../bytes/integers.ts'
import { formatFixed } from '../../bytes/printf.ts'
import { quote } from '../../bytes/quote.ts'
import { parseDouble } from '../../bytes/strtod.ts'
import { cString, memoryText, readLong, wide } from './ctext.ts'
import type { Parsed, RewriteLines, SpecialParameter } from './declaration.ts'

type Codec<V> = Omit<SpecialParameter<string, V>, 'kind' | 'name'>

const WRONG_COUNT = 'wrong number of arguments'
const refuse = (error: string): { error: string } => ({ error })

/** Save after `seconds` if at least `changes` keys changed. */
export interface SavePoint {
  readonly seconds: number
  readonly changes: number
}

/** C's (int) of a 64-bit value. */
const toInt = (value: bigint): number => Number(BigInt.asIntN(32, value))

const parseSave = (args: readonly string[]): Parsed<readonly SavePoint[]> => {
  const list = args.length === 1 && cString(args[0]!) === '' ? [] : args
  const numbers = list.map((arg) => readLong(arg)?.value)
  const valid = numbers.every((n, i) => n !== undefined && n >= (i % 2 === 0 ? 1n : 0n))
  if (list.length % 2 === 1 || !valid) return refuse('Invalid save parameters')
  const points: SavePoint[] = []
  for (let i = 0; i < numbers.length; i += 2) {
    points.push({ seconds: Number(numbers[i]!), changes: toInt(numbers[i + 1]!) })
  }
  return { value: points }
}

const savePointText = ({ seconds, changes }: SavePoint): string => `${wide(seconds)} ${changes}`

export const save: Codec<readonly SavePoint[]> = {
  initial: [
    { seconds: 3600, changes: 1 },
    { seconds: 300, changes: 100 },
    { seconds: 60, changes: 10000 },
  ],
  multi: true,
  alwaysChanges: true,
  parse: parseSave,
  format: (points) => points.map(savePointText).join(' '),
  rewrite: (name, points) =>
    points.length === 0
      ? [{ line: `${name} ""`, force: true }]
      : points.map((point) => ({ line: `${name} ${savePointText(point)}`, force: true })),
}

/** When a client whose output piles up is cut off: at `hard` bytes, or after `seconds` above `soft` bytes. */
export interface OutputBufferLimit {
  readonly hard: number
  readonly soft: number
  readonly seconds: number
}

export interface OutputBufferLimits {
  readonly normal: OutputBufferLimit
  readonly replica: OutputBufferLimit
  readonly pubsub: OutputBufferLimit
}

const MB = 1024 * 1024
const OUTPUT_LIMITS: OutputBufferLimits = {
  normal: { hard: 0, soft: 0, seconds: 0 },
  replica: { hard: 256 * MB, soft: 64 * MB, seconds: 60 },
  pubsub: { hard: 32 * MB, soft: 8 * MB, seconds: 60 },
}

const CLASSES: Readonly<Record<string, keyof OutputBufferLimits>> = {
  normal: 'normal',
  slave: 'replica',
  replica: 'replica',
  pubsub: 'pubsub',
}

const parseOutputLimits = (
  args: readonly string[],
  previous: OutputBufferLimits,
): Parsed<OutputBufferLimits> => {
  if (args.length % 4 !== 0) return refuse('Wrong number of arguments in buffer limit configuration.')
  const limits = { ...previous }
  for (let i = 0; i < args.length; i += 4) {
    const name = toLower(cString(args[i]!))
    const group = Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined
    if (!group) return refuse('Invalid client class specified in buffer limit configuration.')
    const hard = parseMemory(args[i + 1]!)
    const soft = parseMemory(args[i + 2]!)
    const long = readLong(args[i + 3]!)
    const seconds = long ? toInt(long.value) : -1
    if (hard === undefined || soft === undefined || seconds < 0) {
      return refuse('Error in hard, soft or soft_seconds setting in buffer limit configuration.')
    }
    limits[group] = { hard: Number(hard), soft: Number(soft), seconds }
  }
  return { value: limits }
}

const GROUPS = ['normal', 'replica', 'pubsub'] as const

const limitLines = (name: string, limits: OutputBufferLimits): RewriteLines =>
  GROUPS.map((group) => {
    const { hard, soft, seconds } = limits[group]
    const usual = OUTPUT_LIMITS[group]
    return {
      line: `${name} ${group} ${memoryText(wide(hard))} ${memoryText(wide(soft))} ${seconds}`,
      force: hard !== usual.hard || soft !== usual.soft || seconds !== usual.seconds,
    }
  })

export const outputBufferLimits: Codec<OutputBufferLimits> = {
  initial: OUTPUT_LIMITS,
  multi: true,
  alwaysChanges: true,
  parse: parseOutputLimits,
  format: (limits) =>
    GROUPS.map((group) => {
      const { hard, soft, seconds } = limits[group]
      return `${group === 'replica' ? 'slave' : group} ${wide(hard)} ${wide(soft)} ${seconds}`
    }).join(' '),
  rewrite: limitLines,
}

/** oom_score_adj of a primary, a replica and a background child. */
export type OomScoreAdjValues = readonly [number, number, number]

const OOM_VALUES: OomScoreAdjValues = [0, 200, 800]
const OOM_RANGE = 'Invalid oom-score-adj-values, elements must be between -2000 and 2000.'

export const oomScoreAdjValues: Codec<OomScoreAdjValues> = {
  initial: OOM_VALUES,
  multi: true,
  alwaysChanges: false,
  parse: (args) => {
    if (args.length !== 3) return refuse(WRONG_COUNT)
    const values = args.map((arg) => readLong(arg)?.value)
    if (values.some((n) => n === undefined || n < -2000n || n > 2000n)) return refuse(OOM_RANGE)
    return { value: values.map(Number) as unknown as OomScoreAdjValues }
  },
  format: (values) => values.join(' '),
  rewrite: (name, values) => [
    { line: `${name} ${values.join(' ')}`, force: values.some((n, i) => n !== OOM_VALUES[i]) },
  ],
}

/** Bits of notify-keyspace-events (`server.h`): K, E and the classes of events. */
export const NOTIFY = {
  keyspace: 1 << 0,
  keyevent: 1 << 1,
  generic: 1 << 2,
  string: 1 << 3,
  list: 1 << 4,
  set: 1 << 5,
  hash: 1 << 6,
  zset: 1 << 7,
  expired: 1 << 8,
  evicted: 1 << 9,
  stream: 1 << 10,
  keyMiss: 1 << 11,
  module: 1 << 13,
  new: 1 << 14,
} as const

/** In the order in which CONFIG GET writes them. */
const CLASS_LETTERS: readonly (readonly [string, number])[] = [
  ['g', NOTIFY.generic],
  ['$', NOTIFY.string],
  ['l', NOTIFY.list],
  ['s', NOTIFY.set],
  ['h', NOTIFY.hash],
  ['z', NOTIFY.zset],
  ['x', NOTIFY.expired],
  ['e', NOTIFY.evicted],
  ['t', NOTIFY.stream],
  ['d', NOTIFY.module],
]

const NOTIFY_ALL = CLASS_LETTERS.reduce((bits, [, bit]) => bits | bit, 0)
const LETTERS = new Map<string, number>([
  ...CLASS_LETTERS,
  ['A', NOTIFY_ALL],
  ['K', NOTIFY.keyspace],
  ['E', NOTIFY.keyevent],
  ['m', NOTIFY.keyMiss],
  ['n', NOTIFY.new],
])

const notifyText = (bits: number): string => {
  const all = (bits & NOTIFY_ALL) === NOTIFY_ALL
  const classes = [...CLASS_LETTERS, ['n', NOTIFY.new] as const]
  let text = all ? 'A' : classes.map(([letter, bit]) => (bits & bit ? letter : '')).join('')
  if (bits & NOTIFY.keyspace) text += 'K'
  if (bits & NOTIFY.keyevent) text += 'E'
  if (bits & NOTIFY.keyMiss) text += 'm'
  return text
}

export const notifyKeyspaceEvents: Codec<number> = {
  initial: 0,
  multi: false,
  alwaysChanges: true,
  parse: ([arg = '']) => {
    let bits = 0
    for (const letter of cString(arg)) {
      const bit = LETTERS.get(letter)
      if (bit === undefined) return refuse("Invalid event class character. Use 'Ag$lshzxeKEtmdn'.")
      bits |= bit
    }
    return { value: bits }
  },
  format: notifyText,
  rewrite: (name, bits) => [{ line: `${name} "${notifyText(bits)}"`, force: bits !== 0 }],
}

const BIND = ['*', '-::*']
const BIND_MAX = 16

export const bind: Codec<readonly string[]> = {
  initial: BIND,
  multi: true,
  alwaysChanges: true,
  parse: (args) => {
    if (args.length > BIND_MAX) return refuse('Too many bind addresses specified.')
    return { value: args.length === 1 && args[0] === '' ? [] : args.map(cString) }
  },
  format: (addresses) => addresses.join(' '),
  rewrite: (name, addresses) => {
    if (addresses.join(' ') === BIND.join(' ')) return []
    return [{ line: `${name} ${addresses.length === 0 ? '""' : addresses.join(' ')}`, force: true }]
  },
}

/** The primary this server replicates, or null for a primary. */
export type ReplicaOf = { readonly host: string; readonly port: number } | null

export const replicaOf: Codec<ReplicaOf> = {
  initial: null,
  multi: true,
  alwaysChanges: true,
  parse: (args) => {
    if (args.length !== 2) return refuse(WRONG_COUNT)
    const [host = '', port = ''] = args.map(cString)
    if (equalsIgnoreCase(host, 'no') && equalsIgnoreCase(port, 'one')) return { value: null }
    const number = readLong(port)
    const value = number ? toInt(number.value) : -1
    if (value < 0 || value > 65535) return refuse('Invalid master port')
    return { value: { host, port: value } }
  },
  format: (primary) => (primary ? `${primary.host} ${primary.port}`.slice(0, 255) : ''),
  rewrite: (name, primary) =>
    primary ? [{ line: `${name} ${primary.host} ${primary.port}`, force: true }] : [],
}

/** `%f` without the zeros at its end. */
export const percentileText = (value: number): string => formatFixed(value, 6).replace(/\.?0+$/, '')

export const percentiles: Codec<readonly number[]> = {
  initial: [50, 99, 99.9],
  multi: true,
  alwaysChanges: true,
  parse: (args) => {
    const values: number[] = []
    for (const arg of args.length === 1 && args[0] === '' ? [] : args) {
      const value = parseDouble(arg)
      if (value === undefined) return refuse('Invalid latency-tracking-info-percentiles parameters')
      if (value > 100 || value < 0) {
        return refuse('latency-tracking-info-percentiles parameters should sit between [0.0,100.0]')
      }
      values.push(value)
    }
    return { value: values }
  },
  format: (values) => values.map(percentileText).join(' '),
  rewrite: (name, values) => [
    { line: `${name} ${values.length ? values.map(percentileText).join(' ') : '""'}`, force: true },
  ],
}

/** A directory; whether it exists is asked of the disk by whoever sets it (`Config`'s `chdir`). */
export const directory: Codec<string> = {
  initial: '/',
  multi: false,
  alwaysChanges: true,
  parse: ([arg = '']) => ({ value: cString(arg) }),
  format: (path) => path,
  rewrite: (name, path) => [{ line: `${name} ${quote(path)}`, force: true }],
}
