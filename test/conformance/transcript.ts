/** Reading and writing transcript files; README.md describes the format. */
import { splitWords } from './words.ts'

/** What arrived at a client: replies, a close, or nothing while a reply was due. */
export type Arrival = { client: string; lines: string[] }

/** How a recorded reply and a new one are compared; each step starts from `exact`. */
export type Markers = {
  unordered?: 'items' | 'pairs' | 'lines'
  any?: boolean
  among?: string[]
  approx?: number
  mask?: string[]
  /** Masked in the file as well. */
  omit?: string[]
  skipSimulator?: string
}

export type Step = {
  /** 1-based line in the file, for messages. */
  line: number
  action:
    | { kind: 'send'; client: string; bytes: 'command' | 'raw'; words: string[] }
    | { kind: 'sleep'; ms: number }
    | { kind: 'config'; words: string[] }
    | { kind: 'flush' }
    | { kind: 'close'; client: string }
  markers: Markers
  /** The lines of the file that came before the replies, kept as they are when the file is written again. */
  source: string[]
  expected: Arrival[]
}

export type Transcript = {
  name: string
  /** Start options of the server, as on redis-server's command line. */
  server: string[]
  /** Masks for every step. */
  masks: string[]
  omits: string[]
  steps: Step[]
  /** Comments after the last step. */
  rest: string[]
}

const INPUT = /^([a-z][a-z0-9]*)?(>>?)( .*|)$/
const ARRIVAL = /^([a-z][a-z0-9]*)?<$/
export const DEFAULT_CLIENT = ''

const milliseconds = (word: string | undefined): number => {
  const found = /^(\d+)(ms|s)$/.exec(word ?? '')
  if (!found) throw new Error(`a duration is like 20ms or 1s, not ${word}`)
  return Number(found[1]) * (found[2] === 's' ? 1000 : 1)
}

const readMarker = (name: string, rest: string, markers: Markers): boolean => {
  if (name === 'unordered') markers.unordered = rest === 'pairs' || rest === 'lines' ? rest : 'items'
  else if (name === 'any') markers.any = true
  else if (name === 'among') markers.among = splitWords(rest)
  else if (name === 'approx') markers.approx = Number(rest)
  else if (name === 'time') markers.approx = rest === '' ? 500 : Number(rest)
  else if (name === 'mask') (markers.mask ??= []).push(rest)
  else if (name === 'omit') (markers.omit ??= []).push(rest)
  else if (name === 'skip-sim') markers.skipSimulator = rest
  else return false
  return true
}

const readAction = (name: string, rest: string): Step['action'] | undefined => {
  if (name === 'sleep') return { kind: 'sleep', ms: milliseconds(rest) }
  if (name === 'config') return { kind: 'config', words: splitWords(rest) }
  if (name === 'flush') return { kind: 'flush' }
  if (name === 'close') return { kind: 'close', client: rest }
  return undefined
}

/** Gathers lines into steps: the lines above a step belong to it, as do the replies below. */
class Reader {
  readonly transcript: Transcript
  private source: string[] = []
  private markers: Markers = {}

  constructor(name: string) {
    this.transcript = { name, server: [], masks: [], omits: [], steps: [], rest: [] }
  }

  private step(line: number, action: Step['action']): void {
    const { source, markers } = this
    const { masks, omits } = this.transcript
    if (masks.length > 0) markers.mask = [...masks, ...(markers.mask ?? [])]
    if (omits.length > 0) markers.omit = [...omits, ...(markers.omit ?? [])]
    this.transcript.steps.push({ line, action, markers, source, expected: [] })
    this.source = []
    this.markers = {}
  }

  private directive(text: string, line: number): void {
    const [, name, rest] = /^@ ([a-z-]+) ?(.*)$/.exec(text) ?? []
    if (!name) throw new Error(`line ${line}: ${text}`)
    if (name === 'server') this.transcript.server.push(...splitWords(rest!))
    else if (name === 'mask-all') this.transcript.masks.push(rest!)
    else if (name === 'omit-all') this.transcript.omits.push(rest!)
    else if (!readMarker(name, rest!, this.markers)) {
      const action = readAction(name, rest!)
      if (!action) throw new Error(`line ${line}: no directive is called ${name}`)
      this.step(line, action)
    }
  }

  private reply(text: string, line: number): void {
    const last = this.transcript.steps.at(-1)
    if (!last || this.source.length > 0) throw new Error(`line ${line}: a reply to nothing: ${text}`)
    const client = last.action.kind === 'send' ? last.action.client : DEFAULT_CLIENT
    if (last.expected.length === 0) last.expected.push({ client, lines: [] })
    last.expected.at(-1)!.lines.push(text)
  }

  read(text: string, line: number): void {
    const input = INPUT.exec(text)
    const arrival = ARRIVAL.exec(text)
    if (text === '' || text.startsWith('#')) this.source.push(text)
    else if (text.startsWith('@')) {
      this.source.push(text)
      this.directive(text, line)
    } else if (input) {
      this.source.push(text)
      const bytes = input[2] === '>>' ? 'raw' : 'command'
      this.step(line, {
        kind: 'send',
        client: input[1] ?? DEFAULT_CLIENT,
        bytes,
        words: splitWords(input[3]!),
      })
    } else if (arrival)
      this.transcript.steps.at(-1)!.expected.push({ client: arrival[1] ?? DEFAULT_CLIENT, lines: [] })
    else this.reply(text, line)
  }

  finish(): Transcript {
    this.transcript.rest = this.source
    return this.transcript
  }
}

/** Parses a transcript. Throws with the line's number on anything it does not know. */
export const parseTranscript = (name: string, text: string): Transcript => {
  const reader = new Reader(name)
  text
    .replace(/\n$/, '')
    .split('\n')
    .forEach((line, i) => reader.read(line, i + 1))
  return reader.finish()
}

const arrivalLines = (step: Step, arrival: Arrival, index: number): string[] => {
  const own = step.action.kind === 'send' && arrival.client === step.action.client && index === 0
  return own ? arrival.lines : [`${arrival.client}<`, ...arrival.lines]
}

/** Writes a transcript with these arrivals in place of the recorded ones, one list for each step. */
export const writeTranscript = (transcript: Transcript, arrivals: Arrival[][]): string => {
  const lines = transcript.steps.flatMap((step, i) => [
    ...step.source,
    ...arrivals[i]!.flatMap((arrival, j) => arrivalLines(step, arrival, j)),
  ])
  return [...lines, ...transcript.rest].join('\n') + '\n'
}
