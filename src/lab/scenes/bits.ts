/**
 * Bitmaps and HyperLogLogs: the strings that bit commands named, as rows of bits; and the registers of the sketches,
 * what they estimate, and what a set says that was given the same.
 */
import type { KeyState } from '../../redis/server/events.ts'
import type { TraceEvent } from '../../world/trace.ts'
import { keyspace, viewAt } from './keyspace.ts'
import type { KeyspaceState } from './keyspace.ts'
import { bitsCaption } from './bits-captions.ts'
import { readable } from './keyspace-captions.ts'
import { sketchOf } from './registers.ts'
import { isSmallTalk } from './scene.ts'
import type { Language, Scene } from './scene.ts'
import { turnOf } from './turns.ts'
import type { Turn } from './turns.ts'

/** Commands that take a string for a row of bits. */
const BIT_COMMANDS = new Set(['setbit', 'getbit', 'bitcount', 'bitpos', 'bitop', 'bitfield', 'bitfield_ro'])
const MOST_ROWS = 12
const MOST_POINTS = 240
/** Bits that are told of a long string. */
export const KNOWN_BITS = 4096

/** An estimate beside the true number, where a set says that. */
export interface Point {
  readonly truth: number
  readonly estimate: number
}

/** What is known of a HyperLogLog without looking at its registers again. */
export interface SketchState {
  readonly key: string
  readonly dense: boolean
  readonly bytes: number
  readonly sparseMax: number
  readonly filled: number
  readonly highest: number
  readonly estimate: number
  readonly runs: number
  /** The last turn of its form, and the event that told it. */
  readonly turn: Turn | undefined
  readonly turnSeq: number
  /** Estimates beside the truth, oldest first, the truth never going back. */
  readonly points: readonly Point[]
}

/** What the last bit command looked at. */
export interface Looked {
  readonly key: string
  readonly offset: number
  readonly write: boolean
}

export interface BitsState {
  readonly keys: KeyspaceState
  /** Keys of bitmaps in the order they were named first. */
  readonly rows: readonly string[]
  readonly looked: Looked | undefined
  readonly sketches: readonly SketchState[]
}

const initial: BitsState = { keys: keyspace.initial, rows: [], looked: undefined, sketches: [] }

const MOST_SKETCHES = 4

export const valueOf = ({ keys }: BitsState, key: string): KeyState | undefined =>
  viewAt(keys, keys.db).keys.get(key)?.value

// ---- rows of bits -----------------------------------------------------------------------------------

/** The known bytes of a string value. */
export const bytesOf = (value: KeyState): string => {
  const { structure, preview } = value
  return structure?.kind === 'bytes'
    ? structure.head
    : structure?.kind === 'hll'
      ? structure.bytes
      : (preview[0] ?? '')
}

export const bitOf = (bytes: string, offset: number): 0 | 1 =>
  (((bytes.charCodeAt(offset >> 3) | 0) >> (7 - (offset & 7))) & 1) as 0 | 1

const onesIn = (bytes: string): number => {
  let ones = 0
  for (let i = 0; i < bytes.length; i++)
    for (let left = bytes.charCodeAt(i); left > 0; left >>= 1) ones += left & 1
  return ones
}

/** Bits that are 1; of a long string only those that are known, and `more` is true. */
export const countOf = (value: KeyState): { readonly ones: number; readonly more: boolean } => {
  const bytes = bytesOf(value)
  return { ones: onesIn(bytes), more: value.size > bytes.length }
}

/** The last bit that is 1 among those known; -1: none. */
export const lastOne = (bytes: string): number => {
  for (let offset = bytes.length * 8 - 1; offset >= 0; offset--) if (bitOf(bytes, offset) === 1) return offset
  return -1
}

/** The rows whose keys are strings now. */
export const bitRows = (state: BitsState): { readonly key: string; readonly value: KeyState }[] =>
  state.rows.flatMap((key) => {
    const value = valueOf(state, key)
    return value?.type === 'string' ? [{ key, value }] : []
  })

const withRows = (state: BitsState, event: TraceEvent): BitsState => {
  if (!BIT_COMMANDS.has(event.name as string)) return { ...state, looked: undefined }
  const argv = event.argv as readonly string[]
  const named = (event.keys as readonly string[]).filter((key) => valueOf(state, key)?.type === 'string')
  const rows = [...state.rows, ...named.filter((key) => !state.rows.includes(key))].slice(-MOST_ROWS)
  const single = event.name === 'setbit' || event.name === 'getbit'
  const offset = Number(argv[2])
  const looked = single && Number.isInteger(offset) && !(event.reply as string).startsWith('-')
  return {
    ...state,
    rows,
    looked: looked ? { key: argv[1]!, offset, write: event.name === 'setbit' } : undefined,
  }
}

// ---- sketches ---------------------------------------------------------------------------------------

const sharedStart = (a: string, b: string): number => {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}

/** The set that was given the same as a sketch: the one whose name has the longest start in common with its. */
export const truthOf = (
  { keys }: BitsState,
  key: string,
): { readonly key: string; readonly size: number } | undefined => {
  let best: { key: string; size: number } | undefined
  let length = 2
  viewAt(keys, keys.db).keys.forEach((cell) => {
    const shared = cell.value.type === 'set' ? sharedStart(cell.key, key) : 0
    if (shared <= length) return
    length = shared
    best = { key: cell.key, size: cell.value.size }
  })
  return best
}

/** Points thinned out when they get many: every second one stays. */
const withPoint = (points: readonly Point[], point: Point): readonly Point[] => {
  const last = points.at(-1)
  if (last !== undefined && point.truth < last.truth) return [point]
  if (last?.truth === point.truth) return [...points.slice(0, -1), point]
  const kept = points.length < MOST_POINTS ? points : points.filter((_, i) => i % 2 === 1)
  return [...kept, point]
}

const measured = (state: BitsState, sketch: SketchState): SketchState => {
  const truth = truthOf(state, sketch.key)?.size
  if (truth === undefined || truth === 0) return sketch
  return { ...sketch, points: withPoint(sketch.points, { truth, estimate: sketch.estimate }) }
}

const withSketch = (state: BitsState, event: TraceEvent, before: KeyState | undefined): BitsState => {
  const key = event.key as string
  const value = event.value as KeyState | null
  const old = state.sketches.find((sketch) => sketch.key === key)
  const read = value === null ? undefined : sketchOf(value)
  if (value === null || read === undefined)
    return old === undefined ? state : { ...state, sketches: state.sketches.filter((each) => each !== old) }
  const { registers: _, ...facts } = read
  const turn = turnOf(before, value)
  const next: SketchState = {
    key,
    ...facts,
    points: old?.points ?? [],
    turn: turn ?? old?.turn,
    turnSeq: turn === undefined ? (old?.turnSeq ?? 0) : event.seq,
  }
  const sketches =
    old === undefined ? [...state.sketches, next] : state.sketches.map((each) => (each === old ? next : each))
  return { ...state, sketches: sketches.slice(-MOST_SKETCHES) }
}

/** After a command the estimate and the set it is held against have both heard of it. */
const withPoints = (state: BitsState): BitsState =>
  state.sketches.length === 0
    ? state
    : { ...state, sketches: state.sketches.map((sketch) => measured(state, sketch)) }

const fold = (old: BitsState, event: TraceEvent): BitsState => {
  const keys = keyspace.fold(old.keys, event)
  const state = { ...old, keys }
  if (keys.server !== '' && event.process !== keys.server) return state
  switch (event.type) {
    case 'server.ready':
      return { ...initial, keys }
    case 'db.flushed':
      return { ...state, sketches: [] }
    case 'key': {
      if (event.db !== keys.db) return state
      const before = viewAt(old.keys, keys.db).keys.get(event.key as string)?.value
      return withSketch(state, event, before)
    }
    case 'key.removed':
      return { ...state, sketches: state.sketches.filter(({ key }) => key !== event.key) }
    case 'command':
      return withPoints(withRows(state, event))
    default:
      return state
  }
}

// ---- in words ---------------------------------------------------------------------------------------

/** How far an estimate is off, in percent of the truth. */
export const errorOf = ({ truth, estimate }: Point): number => (100 * (estimate - truth)) / truth

const describe = (state: BitsState, language: Language): string[][] => {
  const ko = language === 'ko'
  const header = ko ? ['키', '크기', '값', '1인 자리'] : ['key', 'bytes', 'holds', 'offsets that are 1']
  const rows = bitRows(state).map(({ key, value }) => {
    const bytes = bytesOf(value)
    const ones = Array.from({ length: Math.min(KNOWN_BITS, bytes.length * 8) }, (_, i) => i).filter(
      (offset) => bitOf(bytes, offset) === 1,
    )
    const shown = ones.slice(0, 64).join(' ') + (ones.length > 64 ? ' …' : '')
    const { ones: count, more } = countOf(value)
    return [readable(key), String(value.size), `${more ? '>= ' : ''}${count}`, shown]
  })
  const sketches = state.sketches.map((sketch) => {
    const truth = truthOf(state, sketch.key)
    const against = truth === undefined ? '' : `${readable(truth.key)}: ${truth.size}`
    return [
      readable(sketch.key),
      String(sketch.bytes),
      `~${sketch.estimate} (${sketch.dense ? 'dense' : 'sparse'})`,
      against,
    ]
  })
  return [header, ...rows, ...sketches]
}

export const bits: Scene<BitsState> = {
  id: 'bits',
  initial,
  fold,
  caption: (event, state, language) => (isSmallTalk(event) ? undefined : bitsCaption(event, state, language)),
  mark: (event, state) => {
    const turned = event.type === 'key' && state.sketches.some(({ turnSeq }) => turnSeq === event.seq)
    return turned ? { mark: 'switch', tone: 'kept' } : keyspace.mark(event, state.keys)
  },
  describe,
}
