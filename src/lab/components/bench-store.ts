import { computed, signal } from '@preact/signals'
import type { ReadonlySignal, Signal } from '@preact/signals'
import type { FileInfo, ServerPlace } from '../../host/messages.ts'
import type { Edit, Input } from '../../world/inputs.ts'
import type { Scene } from '../scenes/scene.ts'
import type { MarkName } from './marks.ts'
import { growRange } from './timeline-model.ts'
import type { TimelineMark, TimeRange } from './timeline-model.ts'

/*
 * What the bench shows and what may be asked of it. The store holds plain values; whoever runs the world (the
 * controller over the Web Worker, or a fake in a test) writes the store and answers the controller's calls.
 * Components read the store and call the controller; they never talk to a world.
 */

export const SPEEDS = ['2ms/s', '0.1s/s', '1s/s', '10s/s', 'event'] as const
/** Virtual time per second of play; `event` plays one event each 900 ms. */
export type Speed = (typeof SPEEDS)[number]

export const TOOLS = ['terminal', 'conf', 'files', 'log', 'events'] as const
/** The tools in their fixed order; a lesson may add one tab of its own. */
export type Tool = (typeof TOOLS)[number]

/** `starting` until the first command can be typed; `rebuilding` while a far instant is replayed. */
export type Status = 'starting' | 'ready' | 'rebuilding' | 'failed'

/** What the last event did, in one sentence. */
export interface Caption {
  event: string
  say: string
  /** One live counter spelled as INFO prints it: `evicted_keys:6032`. */
  counter?: string
}

/** A live fact of the head: a dim label and a strong value. */
export interface Fact {
  id: string
  label: string
  value: string
}

/** A future that left another at `from` (virtual µs) and is known until `end`. */
export interface Branch {
  id: string
  name: string
  from: number
  end: number
}

/** An act of destruction, named by what it does; or an act of the scenario, which destroys nothing. */
export interface Fault {
  id: string
  label: string
  mark: MarkName
  harmless?: boolean
  /** It changes files, which can be done while nothing runs. */
  whileDown?: boolean
}

/** A slider, choice or switch of the lesson. */
export type Control = { id: string; label: string } & (
  | { kind: 'range'; value: number; min: number; max: number; step: number; unit: string }
  | { kind: 'choice'; value: string; options: readonly { value: string; label: string }[] }
  | { kind: 'switch'; value: boolean }
)

export interface BenchStore {
  status: Signal<Status>
  /** What starts, or what went wrong. */
  statusText: Signal<string>
  /** Virtual µs. */
  now: Signal<number>
  /** Virtual µs up to which this branch is known. */
  known: Signal<number>
  playing: Signal<boolean>
  speed: Signal<Speed>
  /** The lesson's window; the ruler shows `range` grown to hold what happened. */
  window: Signal<TimeRange>
  range: ReadonlySignal<TimeRange>
  marks: Signal<readonly TimelineMark[]>
  caption: Signal<Caption>
  world: Signal<{ name: string; mark: MarkName }>
  facts: Signal<readonly Fact[]>
  faults: Signal<readonly Fault[]>
  controls: Signal<readonly Control[]>
  branches: Signal<readonly Branch[]>
  branch: Signal<string>
  /** The branch shown beside the current one on the same instant; empty: none. */
  compared: Signal<string>
  tools: Signal<readonly string[]>
  tool: Signal<string>
  /** A short message in place, gone after some seconds. */
  notice: Signal<string>
  /** What may be done about it. */
  noticeAct: Signal<{ label: string; act: () => void } | undefined>
  /** True for ten seconds after a reset. */
  canUndoReset: Signal<boolean>
}

/** Bytes of a file. */
export interface FilePart {
  /** A byte string. */
  readonly data: string
  /** Offset of its first byte. */
  readonly from: number
  /** Bytes of the whole file, and how many of them a power cut would leave. */
  readonly size: number
  readonly synced: number
}

/** Everything the page may ask of the running world. Times are virtual µs. */
export interface BenchController {
  play(): void
  pause(): void
  /** One event forward, or back. */
  step(): void
  stepBack(): void
  seek(at: number): void
  setSpeed(speed: Speed): void
  reset(): void
  undoReset(): void
  /** A new branch from here; the old future stays. */
  fork(): void
  chooseBranch(id: string): void
  /** A link that holds seed and inputs and opens at this moment. */
  link(): Promise<string>
  /** Seed and inputs, for a report. */
  report(): string
  fault(id: string): void
  setControl(id: string, value: number | string | boolean): void
  /** Types text into a terminal; `enter` sends it, else it waits at the prompt. */
  typeInto(terminal: number, text: string, enter: boolean): void
  /**
   * Sends commands one after the other, each after the reply of the one before: to redis-cli, or lines to a shell.
   */
  run(commands: readonly string[], at?: 'cli' | 'shell'): void
  /** Starts an exercise's own world. */
  startExercise(id: string): void
  /** Plays an exercise's solution in a fresh world of its own. */
  solve(id: string): void
  /** Plays a prediction's stretch of time; its outcome arrives in the page store. */
  runPrediction(id: string): void
  focusTerminal(): void
  /**
   * A scene's state at the instant shown, on the branch shown or on another one: there it stands at its end once
   * that is past. One signal for each scene and branch.
   */
  fold<S>(scene: Scene<S>, branch?: string): ReadonlySignal<S>
  /** Virtual µs since 1970 at which the world began: what `now` counts from. */
  epoch(): number
  /** The servers of this world, the main one first; empty until it runs. */
  servers(): readonly ServerPlace[]
  /** Does something to the world at the instant shown; in the past that makes a branch. */
  input(input: Input): void
  /** Writes a file (a byte string) of a machine as an editor would, fsynced. */
  saveFile(host: string, path: string, data: string): void
  /** Changes bytes of a file, fsynced. */
  patchFile(host: string, path: string, edits: readonly Edit[]): void
  /** A file of a machine at the instant shown, a byte string; undefined when there is none. */
  readFile(host: string, path: string): Promise<string | undefined>
  /** The bytes of a file from an offset on, at most so many. */
  readPart(host: string, path: string, from?: number, most?: number): Promise<FilePart | undefined>
  /** The files of a machine at the instant shown. */
  listFiles(host: string): Promise<readonly FileInfo[]>
}

export interface BenchDefaults {
  speed: Speed
  window: TimeRange
  world: { name: string; mark: MarkName }
  caption: Caption
  facts: readonly Fact[]
  faults: readonly Fault[]
  /** Offered instead while the server is down. */
  revive: Fault
  controls: readonly Control[]
  tools: readonly string[]
}

/** The range as one object while its edges stay, so that the ruler is drawn again only when it grows. */
const steadyRange = (window: Signal<TimeRange>, now: Signal<number>, known: Signal<number>) => {
  let last = window.peek()
  return computed(() => {
    const next = growRange(window.value, now.value, known.value)
    if (next.from !== last.from || next.to !== last.to) last = next
    return last
  })
}

/** A store at a lesson's first instant. */
export const benchStore = (initial: BenchDefaults): BenchStore => {
  const now = signal(0)
  const known = signal(0)
  const window = signal(initial.window)
  return {
    status: signal<Status>('starting'),
    statusText: signal(''),
    now,
    known,
    playing: signal(false),
    speed: signal(initial.speed),
    window,
    range: steadyRange(window, now, known),
    marks: signal<readonly TimelineMark[]>([]),
    caption: signal(initial.caption),
    world: signal(initial.world),
    facts: signal(initial.facts),
    faults: signal(initial.faults),
    controls: signal(initial.controls),
    branches: signal<readonly Branch[]>([]),
    branch: signal(''),
    compared: signal(''),
    tools: signal(initial.tools),
    tool: signal(initial.tools[0] ?? 'terminal'),
    notice: signal(''),
    noticeAct: signal<{ label: string; act: () => void } | undefined>(undefined),
    canUndoReset: signal(false),
  }
}
