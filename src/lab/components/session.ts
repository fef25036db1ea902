import { batch, computed, signal } from '@preact/signals'
import type { ReadonlySignal, Signal } from '@preact/signals'
import type { Recording, Stand, WorkerMessage } from '../../host/messages.ts'
import type { TerminalSetup } from '../../scenarios/scenario.ts'
import type { Scene } from '../scenes/scene.ts'
import type { BenchSetup } from './Bench.tsx'
import type { BenchStore } from './bench-store.ts'
import { lastAt, Line } from './history.ts'
import type { Output, Sample } from './history.ts'
import type { BenchStrings } from './strings.ts'

/*
 * What is shown: which branch, which instant of it. Takes what the world tells into lines of history and writes
 * the bench's store. It asks the world nothing; that is the controller's part.
 */

/** A place in history: a line and how many of its events happened. */
export interface Position {
  readonly line: Line
  readonly index: number
}

type Told<K extends WorkerMessage['kind']> = Extract<WorkerMessage, { kind: K }>

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

export class Session {
  readonly setup: BenchSetup
  readonly store: BenchStore
  readonly t: BenchStrings
  readonly scene: Scene<unknown>
  readonly position: Signal<Position | undefined> = signal(undefined)
  /** Terminals that are open at the instant shown, in the order they were opened. */
  readonly terminals: ReadonlySignal<readonly string[]>
  /** Terminals whose program has ended by then. */
  readonly idle: ReadonlySignal<readonly string[]>
  /** Whether what is shown is the world's live end. */
  live = true
  epoch = 0
  engine = ''
  seed: string
  opening: readonly TerminalSetup[] = []
  servers: Told<'ready'>['servers'] = []
  acts: Told<'ready'>['acts'] = {}
  private lines = new Map<string, Line>()
  private readonly folds = new Map<string, ReadonlySignal<unknown>>()

  constructor(setup: BenchSetup, store: BenchStore, t: BenchStrings, scene: Scene<unknown>) {
    this.setup = setup
    this.store = store
    this.t = t
    this.scene = scene
    this.seed = String(setup.seed)
    let open: readonly string[] = []
    this.terminals = computed(() => (open = steady(open, this.openTerminals(this.position.value))))
    let idle: readonly string[] = []
    this.idle = computed(() => (idle = steady(idle, sampleAt(this.position.value)?.idle ?? [])))
  }

  /** Where the page stands; only once a world has been told. */
  get place(): Position {
    return this.position.peek()!
  }

  get line(): Line {
    return this.place.line
  }

  get index(): number {
    return this.place.index
  }

  lineOf(id: string): Line | undefined {
    return this.lines.get(id)
  }

  private openTerminals(place: Position | undefined): readonly string[] {
    if (place === undefined) return this.opening.map((terminal) => terminal.id)
    const ids = place.line.opened.filter((each) => each.index <= place.index).map((each) => each.terminal)
    return [...new Set(ids)]
  }

  /** All a terminal printed on a line; the array only ever grows. */
  outputs(line: Line, terminal: string): readonly Output[] {
    return line.outputs.get(terminal) ?? []
  }

  /** What a terminal is for: the program in it, or the one its shell was told to start. */
  programOf(terminal: string): string {
    const opened = this.position
      .peek()
      ?.line.inputs.findLast(({ input }) => input.kind === 'open' && input.terminal === terminal)?.input
    const setup = opened?.kind === 'open' ? opened : this.opening.find((each) => each.id === terminal)
    return setup?.argv[0]?.split(' ')[0] ?? setup?.program ?? ''
  }

  /** What waits at a terminal's last line, at the line's end. */
  promptOf(terminal: string): 'shell' | 'cli' | 'none' {
    const outputs = this.position.peek()?.line.outputs.get(terminal) ?? []
    let text = ''
    for (let i = outputs.length - 1; i >= 0 && !text.includes('\n'); i--) text = outputs[i]!.data + text

    const last = (text.split(/[\r\n]/).findLast((part) => part !== '') ?? '').replace(
      /\x1b\[[0-9;?]*[A-Za-z]/g,
      '',
    )
    if (last.startsWith('$ ')) return 'shell'
    return /^(\S+|not connected)> /.test(last) ? 'cli' : 'none'
  }

  /** A scene's state at the instant shown; `branch` empty: on the line shown. */
  fold<S>(scene: Scene<S>, branch = ''): ReadonlySignal<S> {
    const name = `${scene.id}/${branch}`
    const found = this.folds.get(name)
    if (found !== undefined) return found as ReadonlySignal<S>
    const made = computed(() => {
      const place = this.position.value
      if (place === undefined) return scene.initial
      const line = branch === '' ? undefined : this.lines.get(branch)
      if (line === undefined || line === place.line) return place.line.stateAt(scene, place.index)
      return line.stateAt(scene, line.indexAt(this.store.now.value))
    })
    this.folds.set(name, made)
    return made
  }

  // ---- showing ------------------------------------------------------------------------------------

  /** Shows an instant (µs since the epoch) of the line and the events up to a place in it. */
  show(at: number, index: number, live: boolean, line = this.line): void {
    this.live = live
    batch(() => {
      this.store.now.value = at
      this.position.value = { line, index }
      this.store.caption.value = lastAt(line.captions, index)?.caption ?? this.setup.defaults.caption
      this.tellFacts(line, index)
    })
  }

  /** Shows what had happened by an instant. */
  showAt(at: number): void {
    const { line } = this
    if (at >= line.known) this.showEnd()
    else if (at <= line.start) this.show(line.start, line.startIndex, false)
    else this.show(at, line.indexAt(at), false)
  }

  showEnd(line = this.line): void {
    this.show(line.known, line.count, true, line)
  }

  private tellFacts(line: Line, index: number): void {
    const sample = lastAt(line.samples, index)
    if (sample === this.told || sample === undefined) return
    this.told = sample
    const main = sample.servers[0]
    if (main === undefined) return
    const { facts } = this.t
    this.store.facts.value = main.alive
      ? [
          { id: 'keys', label: facts.keys, value: String(main.keys) },
          { id: 'clients', label: facts.clients, value: String(main.clients) },
        ]
      : [{ id: 'server', label: this.portOf(facts.server, main.port), value: facts.down }]
    const { faults, revive } = this.setup.defaults
    const offline = main.ended ? [...faults.filter((fault) => fault.whileDown), revive] : []
    const acts = main.alive ? faults.filter((fault) => fault.id !== revive.id) : offline
    const before = this.store.faults.peek()
    if (before.map((fault) => fault.id).join() !== acts.map((fault) => fault.id).join())
      this.store.faults.value = acts
  }

  /** A machine may run servers on other ports too, so the one that is down is named by its own. */
  private portOf(label: string, port: number): string {
    return this.setup.defaults.world.name.includes(`:${port}`) ? label : `${label} :${port}`
  }

  /** What a server looks like at the live end: faults are aimed at it. */
  get main(): Told<'ready'>['servers'][number] | undefined {
    const [place] = this.servers
    const facts = this.line.samples.at(-1)?.servers[0]
    return place && { ...place, name: facts?.name ?? place.name }
  }

  /** The line's marks and end, for the ruler. */
  private tellLine(line: Line): void {
    this.store.known.value = line.known
    if (line.marks.length !== this.store.marks.peek().length || this.markedLine !== line)
      this.store.marks.value = [...line.marks]
    this.markedLine = line
  }

  private markedLine: Line | undefined
  private told: Sample | undefined

  private tellBranches(): void {
    const { line } = this
    this.store.branches.value = [...this.lines.values()].map((each) => ({
      id: each.id,
      name: each.name,
      from: each.from,
      end: each.known,
    }))
    this.store.branch.value = line.id
  }

  // ---- hearing ------------------------------------------------------------------------------------

  ready(message: Told<'ready'>): void {
    this.epoch = message.epoch
    this.engine = message.engine
    this.opening = message.terminals
    this.servers = message.servers
    this.acts = message.acts
    this.lines.clear()
  }

  /** The world stands on another branch; returns its line. */
  branch(message: Told<'branch'>): Line {
    const parent = message.parent === undefined ? undefined : this.lines.get(message.parent)
    const line = message.cause === 'choose' && parent !== undefined ? parent : this.newLine(message, parent)
    const listed = new Set(message.branches.map((each) => each.id))
    for (const id of [...this.lines.keys()]) if (!listed.has(id)) this.lines.delete(id)
    this.lines.set(line.id, line)
    this.take(line, message)
    batch(() => {
      if (message.cause === 'choose') this.standOn(line)
      else if (message.cause === 'predict') this.show(line.known, line.count, false, line)
      else this.showEnd(line)
      this.tellLine(line)
      this.tellBranches()
    })
    return line
  }

  /** Keeps the instant on another line where that is known there. */
  private standOn(line: Line): void {
    const at = this.store.now.peek()
    if (at >= line.known) this.showEnd(line)
    else this.show(Math.max(at, line.start), Math.max(line.startIndex, line.indexAt(at)), false, line)
  }

  private newLine(message: Told<'branch'>, parent: Line | undefined): Line {
    const taken = new Set([...this.lines.values()].map((line) => line.name))
    const listed = new Set(message.branches.map((each) => each.id))
    for (const [id, line] of this.lines) if (!listed.has(id)) taken.delete(line.name)
    const name = [...LETTERS].find((letter) => !taken.has(letter)) ?? message.branch
    const { scene, epoch } = this
    const parts = { id: message.branch, name, language: this.setup.language, scene, epoch }
    const line = parent === undefined ? new Line(parts) : parent.fork(parts, message.keep)
    const from = message.branches.find((each) => each.id === message.branch)?.from ?? message.now
    line.from = from - epoch
    if (parent === undefined) {
      line.start = message.now - epoch
      line.startIndex = message.events.length
    }
    line.scenario = message.scenario
    line.exercise = message.exercise
    line.staged = message.cause === 'predict'
    line.setInputs(message.inputs)
    return line
  }

  private take(line: Line, stand: Stand): void {
    line.add(stand.events)
    line.known = Math.max(line.known, stand.now - this.epoch)
    line.sample(stand.servers, stand.idle)
  }

  /** The world went on. */
  events(message: Told<'events'>): Line | undefined {
    const line = this.lines.get(message.branch)
    if (line === undefined) return undefined
    line.addInputs(message.inputs)
    this.take(line, message)
    if (line !== this.line) return line
    batch(() => {
      this.tellLine(line)
      if (this.live) this.showEnd()
    })
    return line
  }

  /** Seed and inputs up to what is shown, or up to the line's end. */
  recording(to: 'shown' | 'end'): Recording {
    const { line, index, epoch } = { ...this.place, epoch: this.epoch }
    const whole = to === 'end' || this.live
    const at = whole ? line.known : this.store.now.peek()
    return {
      version: 1,
      engine: this.engine,
      scenario: line.scenario,
      seed: this.seed,
      epoch,
      inputs: whole ? [...line.inputs] : line.inputsUntil(at, index),
      now: at + epoch,
      ...(line.exercise === undefined ? {} : { exercise: line.exercise }),
    }
  }
}

const sampleAt = (place: Position | undefined) =>
  place === undefined ? undefined : lastAt(place.line.samples, place.index)

/** The old array while its items stay, so that what depends on it is not drawn again. */
const steady = (before: readonly string[], next: readonly string[]): readonly string[] =>
  before.length === next.length && before.every((item, i) => item === next[i]) ? before : next
