import { RECORDING_VERSION } from '../../host/messages.ts'
import type { Recording } from '../../host/messages.ts'
import type { Input, RecordedInput } from '../../world/inputs.ts'

/*
 * A recording as text: for the browser's storage and, packed, for the part of a link after `#w=`. Times and steps
 * are written as differences, typing as its keys, so that a session of a few hundred commands stays a link.
 */

/** Why a text is no recording: `newer` was written by a later version of this site. */
export class Unreadable extends Error {
  readonly why: 'corrupt' | 'newer'

  constructor(why: 'corrupt' | 'newer') {
    super(why)
    this.why = why
  }
}

/** A day of virtual time beyond its last input is more than any session stands idle. */
const MOST_IDLE = 40 * 86_400 * 1e6
const MOST_STEPS = 1e9
const MOST_INPUTS = 200_000

type Short = readonly [at: number, step: number, terminal: string, data: string]
type Long = readonly [at: number, step: number, input: Input]

interface Written {
  v: number
  engine: string
  scenario: string
  seed: string
  epoch: number
  exercise?: string
  /** µs since the epoch. */
  now: number
  inputs: (Short | Long)[]
}

/** Differences of µs keep a quarter: what virtual instants of today are exact to. */
const difference = (later: number, earlier: number): number => Math.round((later - earlier) * 4) / 4

const shortened = (inputs: readonly RecordedInput[], epoch: number): (Short | Long)[] => {
  let [at, step] = [epoch, 0]
  return inputs.map((each) => {
    const head = [difference(each.at, at), each.step - step] as const
    at = each.at
    step = each.step
    const { input } = each
    return input.kind === 'type' ? [...head, input.terminal, input.data] : [...head, input]
  })
}

/** A recording as JSON text. */
export const writeRecording = (recording: Recording): string => {
  const { engine, scenario, seed, epoch, exercise, now, inputs } = recording
  const written: Written = {
    v: RECORDING_VERSION,
    engine,
    scenario,
    seed,
    epoch,
    ...(exercise === undefined ? {} : { exercise }),
    now: difference(now, epoch),
    inputs: shortened(inputs, epoch),
  }
  return JSON.stringify(written)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCount = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= most

const strings =
  (...names: string[]) =>
  (value: Record<string, unknown>): boolean =>
    names.every((name) => typeof value[name] === 'string')

const isWords = (value: unknown): boolean =>
  Array.isArray(value) && value.every((word) => typeof word === 'string')

const isEdit = (value: unknown): boolean =>
  Array.isArray(value) && isCount(value[0], 1e9) && isCount(value[1], 1e9) && typeof value[2] === 'string'

const isTiming = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every((number) => isCount(number, 1e9))

const SIGNALS = ['TERM', 'INT', 'KILL', 'STOP', 'CONT']

/** What each kind of input must hold. */
const SHAPES: Readonly<Record<Input['kind'], (value: Record<string, unknown>) => boolean>> = {
  type: strings('terminal', 'data'),
  resize: (v) => strings('terminal')(v) && isCount(v.columns, 10_000) && isCount(v.rows, 10_000),
  open: (v) => strings('terminal', 'host', 'program')(v) && isWords(v.argv),
  signal: (v) => strings('process')(v) && SIGNALS.includes(String(v.signal)),
  power: strings('host'),
  restart: strings('process'),
  spawn: (v) => strings('host', 'name', 'program')(v) && isWords(v.argv),
  save: strings('host', 'path', 'data'),
  patch: (v) => strings('host', 'path')(v) && Array.isArray(v.edits) && v.edits.every(isEdit),
  link: (v) => strings('from', 'to')(v) && (v.latency === undefined || isCount(v.latency, 1e9)),
  disk: (v) => strings('host')(v) && (v.timing === undefined || isTiming(v.timing)),
  machine: (v) => strings('host')(v) && isRecord(v.settings),
}

const isInput = (value: unknown): value is Input =>
  isRecord(value) &&
  typeof value.kind === 'string' &&
  Object.hasOwn(SHAPES, value.kind) &&
  SHAPES[value.kind as Input['kind']](value)

const inputOf = (item: readonly unknown[]): Input => {
  const [, , first, data] = item
  const input = typeof first === 'string' ? { kind: 'type', terminal: first, data } : first
  if (!isInput(input)) throw new Unreadable('corrupt')
  return input
}

const lengthened = (items: readonly unknown[], epoch: number): RecordedInput[] => {
  let [at, step] = [epoch, 0]
  return items.map((item) => {
    if (!Array.isArray(item) || !isCount(item[0], MOST_IDLE) || !isCount(item[1], MOST_STEPS))
      throw new Unreadable('corrupt')
    at += item[0]
    step += item[1]
    if (!Number.isInteger(step) || step > MOST_STEPS) throw new Unreadable('corrupt')
    return { at, step, input: inputOf(item) }
  })
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new Unreadable('corrupt')
  }
}

/** Reads what `writeRecording` wrote; throws `Unreadable`. */
export const readRecording = (text: string): Recording => {
  const value = parsed(text)
  if (!isRecord(value) || typeof value.v !== 'number') throw new Unreadable('corrupt')
  if (value.v > RECORDING_VERSION) throw new Unreadable('newer')
  const { engine, scenario, seed, epoch, now, inputs, exercise } = value as unknown as Written
  const whole =
    value.v === RECORDING_VERSION &&
    strings('engine', 'scenario', 'seed')(value) &&
    isCount(epoch, 8e15) &&
    isCount(now, MOST_IDLE) &&
    Array.isArray(inputs) &&
    inputs.length <= MOST_INPUTS &&
    (exercise === undefined || typeof exercise === 'string')
  if (!whole) throw new Unreadable('corrupt')
  const recorded = lengthened(inputs, epoch)
  if ((recorded.at(-1)?.at ?? epoch) > epoch + now) throw new Unreadable('corrupt')
  return {
    version: RECORDING_VERSION,
    engine,
    scenario,
    seed,
    epoch,
    inputs: recorded,
    now: epoch + now,
    ...(exercise === undefined ? {} : { exercise }),
  }
}

/** Whether somebody did something: a window that changed its size is nothing to remember. */
export const isTouched = (inputs: readonly RecordedInput[]): boolean =>
  inputs.some(({ input }) => input.kind !== 'resize')

// ---- links ------------------------------------------------------------------------------------------

const through = async (
  bytes: Uint8Array<ArrayBuffer>,
  stream: GenericTransformStream,
): Promise<Uint8Array> => {
  const whole = new Blob([bytes])
    .stream()
    .pipeThrough(stream as ReadableWritablePair<Uint8Array, Uint8Array<ArrayBuffer>>)
  return new Uint8Array(await new Response(whole).arrayBuffer())
}

const CHUNK = 0x8000

const base64url = (bytes: Uint8Array): string => {
  let binary = ''
  for (let i = 0; i < bytes.length; i += CHUNK) binary += String.fromCharCode(...bytes.subarray(i, i + CHUNK))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

const fromBase64url = (text: string): Uint8Array<ArrayBuffer> => {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (char) => char.charCodeAt(0))
}

/** Packs a recording for a link: `d` and deflated JSON, or `j` and JSON where the browser can't deflate. */
export const packRecording = async (recording: Recording): Promise<string> => {
  const bytes = new TextEncoder().encode(writeRecording(recording))
  if (typeof CompressionStream === 'undefined') return `j${base64url(bytes)}`
  return `d${base64url(await through(bytes, new CompressionStream('deflate-raw')))}`
}

/** A link's part after `#w=` back; throws `Unreadable`. */
export const unpackRecording = async (packed: string): Promise<Recording> => {
  let text: string
  try {
    const bytes = fromBase64url(packed.slice(1))
    const plain = packed.startsWith('d')
      ? await through(bytes, new DecompressionStream('deflate-raw'))
      : bytes
    text = new TextDecoder('utf-8', { fatal: true }).decode(plain)
  } catch {
    throw new Unreadable('corrupt')
  }
  return readRecording(text)
}
