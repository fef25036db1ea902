import type { ServerFacts } from '../../host/messages.ts'
import type { RecordedInput } from '../../world/inputs.ts'
import type { TraceEvent } from '../../world/trace.ts'
import { isSilent } from '../scenes/scene.ts'
import type { Caption, Language, Scene } from '../scenes/scene.ts'
import { factsAfter } from './head-facts.ts'
import { marks as markNames } from './marks.ts'
import type { MarkName } from './marks.ts'
import type { TimelineMark } from './timeline-model.ts'

/*
 * What the page knows of one branch: every event told so far, and what follows from them. Looking back is a fold
 * from the nearest kept state, so it never asks the world. A place in history is an index: how many events
 * happened. Times are virtual µs since the world's epoch.
 */

/** A state is kept each so many events: looking back folds at most this many. */
const KEEP_EVERY = 200
/** Most events held; the oldest are let go, kept states stay. */
const MOST_EVENTS = 300_000
const LET_GO = 100_000
const MOST_MARKS = 20_000

/** A scene folded over a line. */
class Folded<S> {
  readonly scene: Scene<S>
  private readonly line: Line
  private readonly kept: S[]
  private at = 0
  private state: S

  constructor(line: Line, scene: Scene<S>, before?: Folded<S>, index = 0) {
    this.line = line
    this.scene = scene
    this.kept = before ? before.kept.slice(0, Math.floor(index / KEEP_EVERY) + 1) : [scene.initial]
    this.state = this.kept[0]!
  }

  /** The state after the first `index` events. */
  stateAt(index: number): S {
    if (index < this.at || index - this.at > KEEP_EVERY) this.rewind(index)
    while (this.at < index) {
      const event = this.line.event(this.at)
      if (event === undefined) break
      this.state = this.scene.fold(this.state, event)
      this.at++
      if (this.at % KEEP_EVERY === 0) this.kept[this.at / KEEP_EVERY] ??= this.state
    }
    return this.state
  }

  private rewind(index: number): void {
    const nearest = Math.min(Math.floor(index / KEEP_EVERY), this.kept.length - 1)
    if (index >= this.at && nearest * KEEP_EVERY <= this.at) return
    this.at = nearest * KEEP_EVERY
    this.state = this.kept[nearest]!
  }

  fork(line: Line, index: number): Folded<S> {
    return new Folded(line, this.scene, this, index)
  }
}

/** Something that happened at a place in history. */
interface Placed {
  /** How many events had happened with it. */
  readonly index: number
}

export interface CaptionAt extends Placed {
  readonly at: number
  readonly caption: Caption
}

export interface Output extends Placed {
  /** UTF-8 byte string. */
  readonly data: string
}

export interface LogLine extends Placed {
  readonly process: string
  readonly line: string
}

export interface Sample extends Placed {
  readonly servers: readonly ServerFacts[]
  readonly idle: readonly string[]
}

/** The last item at or before a place. */
export const lastBy = <T>(items: readonly T[], key: (item: T) => number, at: number): number => {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (key(items[middle]!) <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}

const indexOf = (item: Placed): number => item.index

export const lastAt = <T extends Placed>(items: readonly T[], index: number): T | undefined =>
  items[lastBy(items, indexOf, index)]

const upTo = <T extends Placed>(items: readonly T[], index: number): T[] =>
  items.slice(0, lastBy(items, indexOf, index) + 1)

export interface LineParts {
  readonly id: string
  readonly name: string
  readonly language: Language
  /** The scene in the glass: its words and marks are the line's. */
  readonly scene: Scene<unknown>
  /** Virtual µs since 1970 at which the world began. */
  readonly epoch: number
}

export class Line {
  readonly parts: LineParts
  readonly id: string
  readonly name: string
  /** Where it left its parent. */
  from = 0
  /** Up to when it is known. */
  known = 0
  scenario = ''
  exercise: string | undefined
  /** What happened here is not the learner's doing until they act: a prediction's world, a bench that opened so. */
  staged = false
  acted = false
  /** The first instant one may look back to, and how many events had happened by then. */
  start = 0
  startIndex = 0
  inputs: RecordedInput[] = []
  /** How many events had happened when each input came. */
  private inputIndex: number[] = []
  marks: TimelineMark[] = []
  captions: CaptionAt[] = []
  samples: Sample[] = []
  log: LogLine[] = []
  readonly outputs = new Map<string, Output[]>()
  /** Terminals in the order they were opened. */
  opened: (Placed & { terminal: string })[] = []
  /** Clients that wait in a blocking command, at the line's end. */
  readonly waiting = new Set<string>()
  private events: TraceEvent[] = []
  private times: number[] = []
  /** How many of the oldest events were let go. */
  private gone = 0
  private folds = new Map<string, Folded<unknown>>()

  constructor(parts: LineParts) {
    this.parts = parts
    this.id = parts.id
    this.name = parts.name
  }

  get count(): number {
    return this.gone + this.events.length
  }

  event(index: number): TraceEvent | undefined {
    return this.events[index - this.gone]
  }

  /** When an event happened; the epoch before the first. */
  timeOf(index: number): number {
    return this.times[index - this.gone] ?? 0
  }

  /** How many events had happened at an instant, those of the instant included. */
  indexAt(at: number): number {
    return this.gone + lastBy(this.times, (time) => time, at) + 1
  }

  /** The state of a scene after the first `index` events. */
  stateAt<S>(scene: Scene<S>, index: number): S {
    return this.folded(scene).stateAt(index)
  }

  private folded<S>(scene: Scene<S>): Folded<S> {
    const found = this.folds.get(scene.id) as Folded<S> | undefined
    if (found !== undefined) return found
    const folded = new Folded(this, scene)
    this.folds.set(scene.id, folded as Folded<unknown>)
    return folded
  }

  /** Takes what the world told next. */
  add(events: readonly TraceEvent[]): void {
    for (const event of events) this.take(event)
    if (this.events.length > MOST_EVENTS) this.letGo()
    if (this.marks.length > MOST_MARKS) this.marks = this.marks.slice(-MOST_MARKS / 2)
  }

  /** All inputs of a line that begins or leaves another one. */
  setInputs(inputs: readonly RecordedInput[]): void {
    this.inputs = [...inputs]
    this.inputIndex = inputs.map((_, i) => this.inputIndex[i] ?? this.count)
  }

  /** Takes inputs that came at the line's end. */
  addInputs(inputs: readonly RecordedInput[]): void {
    for (const input of inputs) {
      this.inputs.push(input)
      this.inputIndex.push(this.count)
    }
  }

  /** What had been done by an instant (µs since the epoch) and a place in history. */
  inputsUntil(at: number, index: number): RecordedInput[] {
    const until = at + this.parts.epoch
    return this.inputs.filter(
      (input, i) => input.at < until || (input.at === until && (this.inputIndex[i] ?? 0) < index),
    )
  }

  /** Takes facts of the servers at the line's end; only changes are kept. */
  sample(servers: readonly ServerFacts[], idle: readonly string[]): void {
    const last = this.samples.at(-1)
    if (last && JSON.stringify([last.servers, last.idle]) === JSON.stringify([servers, idle])) return
    this.samples.push({ index: this.count, servers, idle })
  }

  private take(event: TraceEvent): void {
    const at = event.at - this.parts.epoch
    this.events.push(event)
    this.times.push(at)
    const index = this.count
    this.sort(event, index)
    this.follow(event, index)
    const { scene, language } = this.parts
    if (isSilent(event)) return
    const state = this.folded(scene).stateAt(index)
    const caption = scene.caption(event, state, language)
    if (caption !== undefined) this.captions.push({ index, at, caption })
    const mark = scene.mark(event, state)
    if (mark === undefined) return
    const name: MarkName = mark.mark in markNames ? (mark.mark as MarkName) : 'command'
    const say = caption === undefined ? event.type : `${caption.event}: ${caption.say}`
    this.marks.push({ at, seq: event.seq, mark: name, tone: mark.tone, say })
  }

  /** What the head shows of the main server, from event to event. */
  private follow(event: TraceEvent, index: number): void {
    const last = this.samples.at(-1)
    const [main, ...others] = last?.servers ?? []
    if (last === undefined || main === undefined) return
    const next = factsAfter(main, event)
    if (next !== main) this.samples.push({ index, servers: [next, ...others], idle: last.idle })
  }

  /** Keeps what tools show of an event. */
  private sort(event: TraceEvent, index: number): void {
    switch (event.type) {
      case 'terminal.output': {
        const terminal = event.terminal as string
        const outputs = this.outputs.get(terminal) ?? []
        if (outputs.length === 0) this.outputs.set(terminal, outputs)
        outputs.push({ index, data: event.data as string })
        return
      }
      case 'terminal.opened':
        this.opened.push({ index, terminal: event.terminal as string })
        return
      case 'server.log':
        this.log.push({ index, process: event.process, line: event.line as string })
        return
      case 'client.blocked':
        this.waiting.add(`${event.process} ${String(event.client)}`)
        return
      case 'client.unblocked':
      case 'client.closed':
        this.waiting.delete(`${event.process} ${String(event.client)}`)
        return
      case 'process.ended':
        for (const key of this.waiting) if (key.startsWith(`${String(event.name)} `)) this.waiting.delete(key)
    }
  }

  private letGo(): void {
    for (const folded of this.folds.values()) folded.stateAt(this.count)
    this.events = this.events.slice(LET_GO)
    this.times = this.times.slice(LET_GO)
    this.gone += LET_GO
  }

  /** Another line with this one's past up to the event with `seq` `keep`. */
  fork(parts: LineParts, keep: number): Line {
    const line = new Line(parts)
    // The trace is complete from the first event on, so `seq` counts them.
    const index = Math.min(keep, this.count)
    line.start = this.start
    line.startIndex = this.startIndex
    line.inputIndex = this.inputIndex
    line.gone = Math.min(this.gone, index)
    line.events = this.events.slice(0, Math.max(0, index - this.gone))
    line.times = this.times.slice(0, line.events.length)
    line.captions = upTo(this.captions, index)
    line.samples = upTo(this.samples, index)
    line.log = upTo(this.log, index)
    line.opened = upTo(this.opened, index)
    line.marks = this.marks.slice(0, lastBy(this.marks, (mark) => mark.seq, keep) + 1)
    for (const [terminal, outputs] of this.outputs) line.outputs.set(terminal, upTo(outputs, index))
    for (const [id, folded] of this.folds) line.folds.set(id, folded.fork(line, index))
    return line
  }

  /** The next place worth a stop after one: a caption's, with what else belongs to it; undefined at the end. */
  nextStop(index: number): number | undefined {
    const next = this.captions[lastBy(this.captions, indexOf, index) + 1]
    return next?.index
  }

  /** The stop before a place; 0 before the first. */
  previousStop(index: number): number {
    return this.captions[lastBy(this.captions, indexOf, index - 1)]?.index ?? 0
  }
}
