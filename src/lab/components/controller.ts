import type { ReadonlySignal } from '@preact/signals'
import { encodeUtf8 } from '../../bytes/utf8.ts'
import type { FileInfo, Recording, ServerPlace, WorkerMessage } from '../../host/messages.ts'
import { ORDINARY_DISK, SLOW_DISK } from '../../world/disk/timing.ts'
import type { Edit, Input } from '../../world/inputs.ts'
import type { Scene } from '../scenes/scene.ts'
import type { BenchController, FilePart, Speed } from './bench-store.ts'
import type { Clock } from './clock.ts'
import { page, setExercise, setPrediction } from './page-store.ts'
import { packRecording, writeRecording } from './recording.ts'
import type { Session } from './session.ts'
import { fill } from './strings.ts'
import { digitsFor, timeText } from './timeline-model.ts'
import { Transport } from './transport.ts'
import { TypeAhead } from './type-ahead.ts'
import { WorldFiles } from './world-files.ts'
import type { WorldPort } from './world-port.ts'

/*
 * The bench's controller: what the page asks becomes messages to the worker or a move in what is already known.
 * The past is never changed: acting there makes a new branch.
 */

const UNDO_MS = 10_000
/** Links longer than this are cut by chats and mail. */
const LONGEST_LINK = 60_000

/** What the controller tells those who keep the session. */
export interface Keeper {
  /** A world is told of: a new one, or another branch. */
  stands(): void
  /** The learner's branch went on or changed. */
  changed(): void
  forget(): void
  /** A recording could not be repeated. */
  refused(): void
}

export class Controller implements BenchController {
  readonly session: Session
  private readonly port: WorldPort
  private readonly clock: Clock
  private readonly keeper: Keeper
  private readonly typeAhead: TypeAhead
  private readonly transport: Transport
  private readonly files: WorldFiles
  private playsWhenSeen = false
  /** Lines from the prose that are being typed, and those that wait. */
  private runs: { commands: readonly string[]; at: 'cli' | 'shell'; ticket: number }[] = []
  /** The branch an undone reset goes back to. */
  private undo: { id: string; cancel: () => void } | undefined
  private tickets = 0
  private afterBranch: (() => void) | undefined
  private readonly focusing = new Set<() => void>()
  private whenReady: (() => void) | undefined

  constructor(session: Session, port: WorldPort, clock: Clock, keeper: Keeper) {
    this.session = session
    this.port = port
    this.clock = clock
    this.keeper = keeper
    this.transport = new Transport(session, port, clock)
    this.files = new WorldFiles(
      (message) => port.post(message),
      () => {
        if (session.live || session.position.peek() === undefined) return undefined
        return { at: this.store.now.peek() + session.epoch, seq: session.index }
      },
    )
    this.typeAhead = new TypeAhead((terminal, data) => this.send({ kind: 'type', terminal, data }))
  }

  private get store() {
    return this.session.store
  }

  // ---- time -------------------------------------------------------------------------------------

  play(): void {
    if (this.store.status.peek() !== 'failed') this.transport.play()
  }

  pause(): void {
    this.transport.pause()
  }

  setSpeed(speed: Speed): void {
    this.transport.setSpeed(speed)
  }

  step(): void {
    this.transport.step()
  }

  stepBack(): void {
    if (this.store.status.peek() === 'failed') this.recover()
    else this.transport.stepBack()
  }

  seek(at: number): void {
    if (this.store.status.peek() !== 'failed') this.transport.seek(at)
  }

  /** The tab went out of sight, or came back. */
  hide(hidden: boolean): void {
    if (hidden && this.store.playing.peek()) {
      this.transport.halt()
      this.playsWhenSeen = true
    } else if (!hidden && this.playsWhenSeen) {
      this.playsWhenSeen = false
      this.play()
    }
  }

  // ---- branches ---------------------------------------------------------------------------------

  /** Before something is done: in the past a new branch leaves here. */
  private act(): void {
    this.transport.interrupt()
    this.session.line.acted = true
    if (!this.session.live) this.fork()
  }

  fork(): void {
    const { session } = this
    const { line, index } = session.place
    const at = this.store.now.peek()
    this.transport.hold()
    this.port.post({ kind: 'fork', at: at + session.epoch, seq: index })
    session.live = true
    this.afterBranch = () => {
      const time = timeText(at, Math.max(3, digitsFor(line.known - at)))
      const values = { name: session.line.name, time, old: line.name }
      this.store.notice.value = fill(session.t.forked, values)
      this.transport.goOnIfPlaying()
    }
  }

  chooseBranch(id: string): void {
    this.leave()
    this.port.post({ kind: 'branch', id })
  }

  reset(): void {
    const { line } = this.session
    this.leave()
    this.undo?.cancel()
    const cancel = this.clock.after(UNDO_MS, () => this.endUndo())
    this.undo = { id: line.id, cancel }
    this.port.post({ kind: 'reset' })
    this.keeper.forget()
    this.afterBranch = () => {
      this.store.canUndoReset.value = this.session.lineOf(line.id) !== undefined
    }
  }

  undoReset(): void {
    const { undo } = this
    this.endUndo()
    if (undo !== undefined) this.chooseBranch(undo.id)
  }

  private endUndo(): void {
    this.undo?.cancel()
    this.undo = undefined
    this.store.canUndoReset.value = false
  }

  // ---- acting -----------------------------------------------------------------------------------

  /** Something done to the world, now. */
  private send(input: Input): void {
    this.port.post({ kind: 'input', input })
  }

  /** Keys typed at a terminal, as a UTF-8 byte string. */
  type(terminal: string, data: string): void {
    if (this.store.status.peek() === 'failed') return
    this.act()
    this.transport.wake()
    this.typeAhead.type(terminal, data)
  }

  typeInto(terminal: number, text: string, enter: boolean): void {
    const id = this.session.terminals.peek()[terminal]
    if (id === undefined) return
    this.type(id, encodeUtf8(text) + (enter ? '\r' : ''))
    this.focusTerminal()
  }

  run(commands: readonly string[], at: 'cli' | 'shell' = 'cli'): void {
    if (this.store.status.peek() === 'failed') return
    this.runs.push({ commands, at, ticket: ++this.tickets })
    if (this.runs.length === 1) this.runNext()
  }

  /** Types what a bench opens with; it is not the learner's and not kept. */
  showOff(commands: readonly string[]): void {
    this.session.line.staged = true
    this.port.post({ kind: 'run', lines: commands })
  }

  /** Where lines go is seen when those before them were answered: they may have left a shell or a redis-cli. */
  private runNext(): void {
    const [next] = this.runs
    if (next === undefined) return
    this.act()
    this.transport.wake()
    const { terminal, before } = next.at === 'shell' ? this.shellFor() : this.cliFor()
    // Ctrl-U first: what waits half typed at the prompt is not part of the command.
    const lines = [...before, ...next.commands].map((line) => `\x15${line}`)
    this.port.post({ kind: 'run', terminal, lines, ticket: next.ticket })
  }

  /** Before another world is stood on. */
  private leave(): void {
    this.transport.leave()
    this.typeAhead.clear()
    this.runs = []
  }

  /** Where a redis-cli command goes: a prompt of its, else it is started at a shell's. */
  private cliFor(): { terminal: string; before: string[] } {
    const { session } = this
    const ids = session.terminals.peek()
    const cli = ids.find((id) => session.promptOf(id) === 'cli')
    const shell = ids.find((id) => session.promptOf(id) === 'shell')
    if (cli !== undefined || shell === undefined) return { terminal: cli ?? ids[0] ?? '', before: [] }
    return { terminal: shell, before: ['redis-cli'] }
  }

  /** Where a shell's line goes: a shell's prompt, else a new one. */
  private shellFor(): { terminal: string; before: string[] } {
    const { session } = this
    const shell = session.terminals.peek().find((id) => session.promptOf(id) === 'shell')
    return { terminal: shell ?? this.openTerminal('sh'), before: [] }
  }

  /** Says how large a terminal is; not while looking back, where it would be an act. */
  resize(terminal: string, columns: number, rows: number): void {
    if (this.session.live) this.send({ kind: 'resize', terminal, columns, rows })
  }

  /** One more terminal with a program in it; returns its id. */
  openTerminal(program: 'redis-cli' | 'sh'): string {
    const { session } = this
    const taken = new Set(session.terminals.peek())
    let n = taken.size + 1
    while (taken.has(`cli-${n}`)) n++
    this.act()
    this.transport.wake()
    const host = session.opening[0]?.host ?? session.servers[0]?.host ?? ''
    this.send({ kind: 'open', terminal: `cli-${n}`, host, program, argv: [] })
    return `cli-${n}`
  }

  fault(id: string): void {
    const { main, acts } = this.session
    const own = main && FAULTS[id]?.(main)
    const inputs = own === undefined ? (acts[id] ?? []) : [own]
    if (inputs.length === 0) return
    this.act()
    // What the scenario itself offers takes time to happen.
    if (own === undefined) this.transport.wake()
    for (const input of inputs) this.send(input)
  }

  /** A lesson's slider is a parameter of its server: the change is a CONFIG SET by a client of its own. */
  setControl(id: string, value: number | string | boolean): void {
    const { main } = this.session
    if (main === undefined) return
    const controls = this.store.controls.peek()
    const own = controls.find((control) => control.id === id)
    // Memory is set in its unit: `1536kb`.
    const unit = own?.kind === 'range' && own.unit === 'kb' ? own.unit : ''
    const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : `${value}${unit}`
    this.store.controls.value = controls.map((control) =>
      control.id === id ? ({ ...control, value } as typeof control) : control,
    )
    this.act()
    const plan = { host: main.host, port: main.port, steps: [{ send: ['CONFIG', 'SET', id, text] }] }
    const name = `control-${this.session.line.inputs.length}`
    this.send({ kind: 'spawn', host: main.host, name, program: 'script', argv: [JSON.stringify(plan)] })
  }

  startExercise(id: string): void {
    this.leave()
    this.port.post({ kind: 'exercise', id })
  }

  solve(id: string): void {
    this.leave()
    this.port.post({ kind: 'solve', id })
  }

  runPrediction(id: string): void {
    this.leave()
    this.port.post({ kind: 'predict', id })
  }

  focusTerminal(): void {
    for (const focus of this.focusing) focus()
  }

  /** Calls once, when the first world is told of. */
  onReady(act: () => void): void {
    this.whenReady = act
  }

  /** Calls when the terminal is to take the focus; returns how to stop. */
  onFocus(focus: () => void): () => void {
    this.focusing.add(focus)
    return () => this.focusing.delete(focus)
  }

  fold<S>(scene: Scene<S>, branch = ''): ReadonlySignal<S> {
    return this.session.fold(scene, branch)
  }

  epoch(): number {
    return this.session.epoch
  }

  servers(): readonly ServerPlace[] {
    return this.session.servers
  }

  input(input: Input): void {
    if (this.store.status.peek() === 'failed') return
    this.act()
    this.send(input)
  }

  /** Writes a file of the world as an editor would, fsynced. */
  saveFile(host: string, path: string, data: string): void {
    this.input({ kind: 'save', host, path, data })
  }

  patchFile(host: string, path: string, edits: readonly Edit[]): void {
    this.input({ kind: 'patch', host, path, edits })
  }

  /** A file of the world at the instant shown; undefined when there is none. */
  async readFile(host: string, path: string): Promise<string | undefined> {
    return (await this.readPart(host, path))?.data
  }

  readPart(host: string, path: string, from = 0, most = Infinity): Promise<FilePart | undefined> {
    return this.files.read(host, path, from, most)
  }

  listFiles(host: string): Promise<readonly FileInfo[]> {
    return this.files.list(host)
  }

  // ---- keeping ----------------------------------------------------------------------------------

  async link(): Promise<string> {
    const packed = await packRecording(this.session.recording('shown'))
    if (packed.length > LONGEST_LINK) throw new RangeError('The session is too long for a link.')
    const here = new URL(location.href)
    here.hash = `w=${packed}`
    return here.href
  }

  report(): string {
    const { position, setup } = this.session
    if (position.peek() === undefined) return JSON.stringify({ scenario: setup.scenario, seed: setup.seed })
    return writeRecording(this.session.recording('end'))
  }

  /** Starts a world: a new one, at an instant (virtual µs since 1970) of its own if given, or a recording's. */
  start(resume?: Recording, epoch = this.session.setup.epoch): void {
    const { session } = this
    const { setup } = session
    session.seed = resume?.seed ?? String(setup.seed)
    this.store.status.value = 'starting'
    this.leave()
    this.port.open({
      kind: 'start',
      scenario: setup.scenario,
      seed: session.seed,
      ...(epoch === undefined ? {} : { epoch }),
      ...(setup.lesson === undefined ? {} : { lesson: setup.lesson }),
      ...(resume === undefined ? {} : { resume }),
    })
  }

  /** After a fault of the simulation: everything but the last thing that was done, in a new worker. */
  private recover(): void {
    if (this.session.position.peek() === undefined) return this.start()
    const recording = this.session.recording('end')
    const last = recording.inputs.findLastIndex(({ input }) => input.kind !== 'resize')
    const inputs = recording.inputs.slice(0, Math.max(0, last))
    this.start({ ...recording, inputs, now: recording.inputs[last]?.at ?? this.session.epoch })
  }

  // ---- hearing ----------------------------------------------------------------------------------

  hear(message: WorkerMessage): void {
    switch (message.kind) {
      case 'ready':
        return this.session.ready(message)
      case 'branch':
        return this.branched(message)
      case 'events':
        return this.went(message)
      case 'rebuilding':
        return this.rebuilding(message.done, message.of)
      case 'playing':
        return
      case 'ran':
        if (message.ticket !== this.runs[0]?.ticket) return
        this.runs.shift()
        return this.runNext()
      case 'goals':
        return setExercise({ exerciseId: message.exercise, goals: message.goals })
      case 'outcome':
        return this.told(message)
      case 'file':
      case 'files':
        return this.files.hear(message)
      case 'failed':
        return this.fail(message.message, message.resuming)
    }
  }

  private stands(): void {
    this.store.status.value = 'ready'
    this.store.statusText.value = ''
  }

  private branched(message: Extract<WorkerMessage, { kind: 'branch' }>): void {
    this.session.branch(message)
    this.keeper.stands()
    if (message.cause !== 'resume') this.stands()
    this.whenReady?.()
    this.whenReady = undefined
    const then = this.afterBranch
    this.afterBranch = undefined
    then?.()
    if (message.cause !== 'start' && message.cause !== 'predict') this.keeper.changed()
  }

  private went(message: Extract<WorkerMessage, { kind: 'events' }>): void {
    const line = this.session.events(message)
    this.typeAhead.answered()
    this.transport.stepped()
    if (line === undefined) return
    if (message.inputs.length > 0) this.keeper.changed()
    const waits = line.waiting.size > 0 && message.inputs.length > 0 && !this.store.playing.peek()
    if (waits && message.events.some((event) => event.type === 'client.blocked'))
      this.store.notice.value = this.session.t.waits
  }

  private rebuilding(done: number, of: number): void {
    if (done >= of) return this.stands()
    const percent = Math.floor((100 * done) / of)
    this.store.status.value = 'rebuilding'
    this.store.statusText.value = `${this.session.t.rebuilding} ${percent} %`
  }

  /** A prediction's stretch has been run: it is shown from its start, and its outcome at its end. */
  private told(message: Extract<WorkerMessage, { kind: 'outcome' }>): void {
    const { session } = this
    const from = message.from - session.epoch
    const finish = () => {
      const before = page.predictions.peek().get(message.prediction)
      setPrediction(message.prediction, { choice: before?.choice ?? '', outcome: message.option })
    }
    this.transport.stage(from, finish)
  }

  fail(message: string, resuming: boolean): void {
    console.error(message)
    this.leave()
    if (resuming) return this.keeper.refused()
    this.store.status.value = 'failed'
    this.store.statusText.value = ''
    this.whenReady?.()
    this.whenReady = undefined
  }
}

type Main = Session['servers'][number]

const FAULTS: Readonly<Record<string, (main: Main) => Input>> = {
  'cut-power': ({ host }) => ({ kind: 'power', host }),
  'kill-process': ({ name }) => ({ kind: 'signal', process: name, signal: 'KILL' }),
  'pause-process': ({ name }) => ({ kind: 'signal', process: name, signal: 'STOP' }),
  'resume-process': ({ name }) => ({ kind: 'signal', process: name, signal: 'CONT' }),
  'fill-disk': ({ host }) => ({ kind: 'disk', host, fault: 'ENOSPC' }),
  'break-disk': ({ host }) => ({ kind: 'disk', host, fault: 'EIO' }),
  'slow-disk': ({ host }) => ({ kind: 'disk', host, timing: SLOW_DISK }),
  'mend-disk': ({ host }) => ({ kind: 'disk', host, timing: ORDINARY_DISK }),
  restart: ({ name }) => ({ kind: 'restart', process: name }),
}
