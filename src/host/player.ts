/**
 * Runs a bench's world: plays, pauses, steps, forks, watches exercises. Knows no browser: what it says
 * goes to `say`, and whoever owns it calls `turn` with the wall time that passed while it is `busy`.
 */
import { checkGoals } from '../exercises/run.ts'
import type { LessonExercises, Play } from '../exercises/exercise.ts'
import { WorldView } from '../exercises/view.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { Input } from '../world/inputs.ts'
import { PartMissing } from '../world/process.ts'
import { Branch } from './branch.ts'
import type { BranchParts } from './branch.ts'
import { ENGINE } from './engine.ts'
import { fileOf, filesOf, idleTerminals, serverFacts } from './facts.ts'
import type { BranchInfo, Cause, PageMessage, Recording, Stand, WorkerMessage } from './messages.ts'
import { Past } from './past.ts'
import { Replay } from './replay.ts'
import { ending, playing, settling, stepping } from './tasks.ts'
import type { Task } from './tasks.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { World } from '../world/world.ts'

/** Steps of a world at a stretch: between two of them the wall clock is asked. */
const STRETCH = 400
/** Most steps of a turn, so that a turn's events stay a message a page can take. */
const TURN_STEPS = 6000
/** Most events of one message: a page folds this many without dropping a frame or two. */
const MESSAGE_EVENTS = 3000
/** Goals that depend on time alone are looked at every so many turns without events. */
const QUIET_TURNS = 12
const MAX_BRANCHES = 8

export interface PlayerParts {
  readonly scenario: (id: string) => Scenario | undefined
  readonly lesson: LessonExercises | undefined
}

/** A branch that is being replayed, and what happens when it stands. */
interface Rebuilding {
  readonly branch: Branch
  readonly replay: Replay
  readonly resuming: boolean
  readonly done: () => void
}

/** Says whether there is wall time left in this turn. */
type More = () => boolean

const always: More = () => true

export class Player {
  readonly say: (message: WorkerMessage) => void
  private readonly parts: PlayerParts
  private readonly scenario: Scenario
  private readonly seed: string
  private readonly epoch: number
  private branches: Branch[] = []
  private branch: Branch
  private nextBranch = 1
  /** Virtual µs per second of wall time; 0: paused. */
  private speed = 0
  private rebuilding: Rebuilding | undefined
  private current: Task | undefined
  private tasks: (() => Task | undefined)[] = []
  /** Whether the tasks are an exercise's or a prediction's own: a pause leaves them. */
  private staged = false
  /** Messages that wait until the world stands. */
  private waiting: PageMessage[] = []
  /** The part of the programs' code that has to be loaded before the world goes on. */
  lacks: string | undefined
  private lastGoals = new Map<string, string>()
  /** The branch a prediction plays on: exercises don't watch it before somebody acts there. */
  private predicted: Branch | undefined
  private quietTurns = 0
  private readonly past = new Past()

  constructor(
    start: Extract<PageMessage, { kind: 'start' }>,
    parts: PlayerParts,
    say: (message: WorkerMessage) => void,
  ) {
    this.say = say
    this.parts = parts
    const { resume } = start
    const scenario = parts.scenario(start.scenario)
    if (scenario === undefined) throw new Error(`No scenario named ${start.scenario}.`)
    this.scenario = scenario
    this.seed = resume?.seed ?? start.seed
    this.epoch = resume?.epoch ?? start.epoch ?? scenario.epoch
    this.branch = this.begin(resume?.scenario ?? scenario.id, resume?.exercise)
    const { terminals, servers } = scenario
    const acts = Object.fromEntries(Object.entries(scenario.acts ?? {}).map(([id, act]) => [id, act.inputs]))
    this.say({ kind: 'ready', engine: ENGINE, epoch: this.epoch, terminals, servers, acts })
    this.adopt(this.branch, resume === undefined ? 'start' : 'resume')
    if (resume !== undefined) this.resume(resume)
  }

  /** Everything the page may ask. */
  receive(message: PageMessage): void {
    const waits = this.rebuilding !== undefined && message.kind !== 'reset'
    if (waits || this.lacks !== undefined) this.waiting.push(message)
    else if (!this.attempt(() => this.obey(message))) this.waiting.unshift(message)
  }

  /** Does work that runs a world. False when it came to an event whose code has to be loaded first. */
  private attempt(work: () => void): boolean {
    try {
      work()
    } catch (error) {
      if (!(error instanceof PartMissing)) throw error
      this.lacks = error.part
      return false
    }
    return true
  }

  /** What was lacking is loaded: the world goes on where it stands. */
  supplied(): void {
    this.lacks = undefined
    if (this.rebuilding === undefined) this.drain()
  }

  private drain(): void {
    for (const message of this.waiting.splice(0)) this.receive(message)
  }

  private obey(message: PageMessage): void {
    switch (message.kind) {
      case 'start':
        return
      case 'reset':
        return this.reset()
      case 'play':
        return this.setSpeed(message.speed)
      case 'pause':
        return this.setSpeed(0)
      case 'step':
        return this.begun(() => stepping(this.branch.world, this.branch.world.now + message.limit))
      case 'input':
        return this.input(message.input)
      case 'run':
        return this.run(
          message.lines.map((line) => ({ line, terminal: message.terminal })),
          message.ticket,
        )
      case 'fork':
        return this.fork(message.at, message.seq)
      case 'branch':
        return this.choose(message.id)
      case 'exercise':
        this.startExercise(message.id)
        return
      case 'solve':
        return this.solve(message.id)
      case 'predict':
        return this.predict(message.id)
      case 'read':
      case 'list':
        return this.answer(message)
    }
  }

  /** Goes on by the wall time that passed, ms; true while there is more to do soon. */
  turn(wallMs: number, more: More = always): boolean {
    if (this.lacks !== undefined) return this.busy
    if (this.rebuilding !== undefined) this.rebuild(this.rebuilding, more)
    else {
      for (let ran = 0; this.past.busy && ran < TURN_STEPS && more(); ran += STRETCH)
        this.past.advance(STRETCH)
      if (this.hasTasks) this.work(more)
      if (this.speed > 0 && !this.hasTasks) this.playOn(wallMs, more)
    }
    return this.busy
  }

  get busy(): boolean {
    return this.speed > 0 || this.hasTasks || this.rebuilding !== undefined || this.past.busy
  }

  /** Whether a recording is being repeated. */
  get resuming(): boolean {
    return this.rebuilding?.resuming ?? false
  }

  private get hasTasks(): boolean {
    return this.current !== undefined || this.tasks.length > 0
  }

  // ---- time -------------------------------------------------------------------------------------

  private setSpeed(speed: number): void {
    this.speed = speed
    if (speed === 0 && !this.staged) this.current = undefined
    this.say({ kind: 'playing', playing: speed > 0 })
  }

  private playOn(wallMs: number, more: More): void {
    const { world } = this.branch
    const until = Math.floor(world.now + (this.speed * wallMs) / 1000)
    this.attempt(() => {
      for (let ran = 0; ran < TURN_STEPS && more(); ran += STRETCH) if (world.runUntil(until, STRETCH)) break
    })
    this.publish()
  }

  /** Queues work and does what fits into this moment. */
  private begun(...tasks: (() => Task | undefined)[]): void {
    this.tasks.push(...tasks)
    this.work(always)
  }

  private work(more: More): void {
    this.attempt(() => this.workOn(more))
    this.publish()
  }

  private workOn(more: More): void {
    for (let ran = 0; ran < TURN_STEPS && more(); ran += STRETCH) {
      this.current ??= this.tasks.shift()?.()
      if (this.current === undefined) {
        if (this.tasks.length > 0) continue
        this.staged = false
        break
      } else if (this.current(STRETCH)) this.current = undefined
    }
  }

  private input(input: Input): void {
    const { branch } = this
    if (input.kind !== 'resize') branch.touched = true
    branch.world.input(this.orReopen(input))
    if (this.speed === 0) return this.begun(...this.answering(input))
    this.attempt(() => branch.world.runUntil(branch.world.now, STRETCH))
    this.publish()
  }

  /** What runs on a paused world until an input has had its answer. */
  private answering(input: Input): (() => Task)[] {
    const { world } = this.branch
    const isEnd = input.kind === 'signal' && (input.signal === 'TERM' || input.signal === 'INT')
    return [() => settling(world), ...(isEnd ? [() => ending(world, input.process)] : [])]
  }

  /** Enter at a terminal whose program has ended starts that program again. */
  private orReopen(input: Input): Input {
    if (input.kind !== 'type' || !input.data.includes('\r')) return input
    const { world, scenario } = this.branch
    if (world.terminals.get(input.terminal)?.foreground.length !== 0) return input
    const opened = world.inputs.findLast(
      (each) => each.input.kind === 'open' && each.input.terminal === input.terminal,
    )
    const setup = opened?.input ?? scenario.terminals.find((each) => each.id === input.terminal)
    if (setup === undefined || !('program' in setup) || !('argv' in setup)) return input
    const { host, program, argv } = setup
    return { kind: 'open', terminal: input.terminal, host, program, argv }
  }

  private run(plays: readonly Play[], ticket?: number): void {
    const { branch } = this
    branch.touched = true
    this.begun(...this.playTasks(branch, plays), () => {
      this.publish()
      this.say({ kind: 'ran', ticket })
      return undefined
    })
  }

  private playTasks(branch: Branch, plays: readonly Play[]): (() => Task)[] {
    const terminal = branch.scenario.terminals[0]?.id ?? ''
    return plays.map((play) => () => playing(branch.world, play, terminal))
  }

  // ---- branches ---------------------------------------------------------------------------------

  private branchParts(scenarioId: string, owner: string | undefined): BranchParts {
    const scenario = this.parts.scenario(scenarioId) ?? this.scenario
    const exercises = (this.parts.lesson?.exercises ?? []).filter(
      (each) => each.scenario === scenario.id && ((each.setup?.length ?? 0) === 0 || each.id === owner),
    )
    return { id: `b${this.nextBranch++}`, scenario, owner, exercises }
  }

  private begin(scenarioId: string, owner?: string): Branch {
    return Branch.begin(this.branchParts(scenarioId, owner), this.seed, this.epoch)
  }

  private reset(): void {
    this.rebuilding = undefined
    this.waiting = []
    this.adopt(this.begin(this.branch.scenario.id, undefined), 'reset')
  }

  private fork(at: number, seq: number): void {
    const parent = this.branch
    this.publish()
    const { branch, replay } = parent.fork(`b${this.nextBranch++}`, Math.min(at, parent.world.now), seq)
    branch.touched = parent.touched
    const keepUntil = parent.told
    const done = () => {
      branch.told = Math.min(keepUntil, branch.world.eventSeq)
      branch.toldInputs = 0
      this.adopt(branch, 'fork', parent)
    }
    this.rebuild({ branch, replay, resuming: false, done }, always)
  }

  private resume({ inputs, now, engine }: Recording): void {
    const { branch } = this
    branch.touched = true
    const exact = engine === ENGINE
    const until = Math.max(now, branch.world.now)
    const replay = new Replay(branch.world, { inputs, until, seq: Infinity, exact })
    const done = () => {
      this.publish()
      this.watch()
    }
    this.rebuild({ branch, replay, resuming: true, done }, always)
  }

  /** Goes on with a replay; short ones are done at once. */
  private rebuild(rebuilding: Rebuilding, more: More): void {
    this.rebuilding = rebuilding
    const { branch, replay, done } = rebuilding
    let ready = false
    for (let ran = 0; ran < TURN_STEPS && more() && !ready && this.lacks === undefined; ran += STRETCH) {
      this.attempt(() => (ready = replay.advance(STRETCH)))
      const fresh = branch.collect()
      if (branch === this.branch) this.tell(fresh)
    }
    const of = replay.until - replay.from
    this.say({ kind: 'rebuilding', done: ready ? of : Math.min(of, branch.world.now - replay.from), of })
    if (!ready) return
    this.rebuilding = undefined
    done()
    this.drain()
  }

  /** Stands on a branch and forgets those nobody acted on. */
  private adopt(branch: Branch, cause: Cause, parent?: Branch): void {
    this.tasks = []
    this.current = undefined
    this.staged = false
    this.branches = this.branches.filter((each) => each.touched || each === parent || each === branch)
    if (!this.branches.includes(branch)) this.branches.push(branch)
    if (this.branches.length > MAX_BRANCHES) {
      const gone = this.branches.find((each, i) => i > 0 && each !== branch && each !== parent)
      this.branches = this.branches.filter((each) => each !== gone)
    }
    this.branch = branch
    this.sayBranch(cause, parent)
    this.lastGoals.clear()
    this.watch()
  }

  private choose(id: string): void {
    const found = this.branches.find((branch) => branch.id === id)
    if (found !== undefined && found !== this.branch) this.adopt(found, 'choose')
  }

  private startExercise(id: string): Branch | undefined {
    const exercise = this.parts.lesson?.exercises.find((each) => each.id === id)
    if (exercise === undefined) return undefined
    const branch = this.begin(exercise.scenario, id)
    this.adopt(branch, 'exercise')
    this.staged = true
    this.begun(...this.playTasks(branch, exercise.setup ?? []))
    return branch
  }

  private solve(id: string): void {
    const branch = this.startExercise(id)
    if (branch === undefined) return
    const { solution } = this.parts.lesson!.exercises.find((each) => each.id === id)!
    this.run(solution)
  }

  private predict(id: string): void {
    const prediction = this.parts.lesson?.predictions.find((each) => each.id === id)
    if (prediction === undefined) return
    const branch = this.begin(prediction.scenario)
    this.predicted = branch
    this.adopt(branch, 'predict')
    this.staged = true
    let from = branch.world.now
    this.begun(
      ...this.playTasks(branch, prediction.setup ?? []),
      () => {
        from = branch.world.now
        return undefined
      },
      ...this.playTasks(branch, prediction.play),
      () => {
        this.publish()
        const option = prediction.outcome(new WorldView(branch.world))
        this.say({ kind: 'outcome', prediction: id, option, because: prediction.because, from })
        return undefined
      },
    )
  }

  // ---- telling the page ---------------------------------------------------------------------------

  private publish(): void {
    const fresh = this.branch.collect()
    this.tell(fresh)
    this.quietTurns = fresh.length > 0 ? 0 : this.quietTurns + 1
    if (fresh.length > 0 || this.quietTurns % QUIET_TURNS === 0) this.watch()
  }

  /** Tells what is new on the branch, in messages a page can take. */
  private tell(fresh: readonly TraceEvent[]): void {
    const { branch } = this
    const news = fresh.filter((event) => event.seq > branch.told)
    for (let i = 0; i === 0 || i < news.length; i += MESSAGE_EVENTS) {
      const inputs = branch.world.inputs.slice(branch.toldInputs)
      branch.toldInputs += inputs.length
      this.say({ kind: 'events', ...this.stand(news.slice(i, i + MESSAGE_EVENTS)), inputs })
    }
  }

  private sayBranch(cause: Cause, parent: Branch | undefined): void {
    const { branch } = this
    const { world, owner, scenario } = branch
    // A chosen branch is known to the page; a fork shares its parent's past; others begin at nothing.
    const source = cause === 'choose' ? branch : parent
    const keep = source === undefined ? 0 : branch.told
    const fresh = branch.collect().filter((event) => event.seq > keep)
    const branches: BranchInfo[] = this.branches.map((b) => ({ id: b.id, from: b.from, end: b.world.now }))
    branch.toldInputs = world.inputs.length
    this.say({
      kind: 'branch',
      cause,
      parent: source?.id,
      keep,
      scenario: scenario.id,
      exercise: owner,
      inputs: [...world.inputs],
      branches,
      ...this.stand(fresh.slice(0, MESSAGE_EVENTS)),
    })
    if (fresh.length > MESSAGE_EVENTS) this.tell(fresh.slice(MESSAGE_EVENTS))
  }

  private stand(events: readonly TraceEvent[]): Stand {
    const { id, world, scenario } = this.branch
    this.branch.told = events.at(-1)?.seq ?? this.branch.told
    return {
      branch: id,
      now: world.now,
      events,
      servers: serverFacts(world, scenario),
      idle: idleTerminals(world),
    }
  }

  private watch(): void {
    const { branch } = this
    if (branch === this.predicted && !branch.touched) return
    for (const exercise of branch.exercises) {
      const goals = checkGoals(exercise, branch.world, branch.memories[exercise.id] ?? {})
      const text = JSON.stringify(goals)
      if (text === this.lastGoals.get(exercise.id)) continue
      this.lastGoals.set(exercise.id, text)
      this.say({ kind: 'goals', exercise: exercise.id, goals })
    }
  }

  private answer(message: Extract<PageMessage, { kind: 'read' | 'list' }>): void {
    const { past } = message
    if (past !== undefined && past.at <= this.branch.world.now)
      return this.past.ask(this.branch, past, (world) => this.tellFiles(message, world))
    this.past.forget()
    this.tellFiles(message, this.branch.world)
  }

  private tellFiles(message: Extract<PageMessage, { kind: 'read' | 'list' }>, world: World): void {
    const disk = world.hosts.get(message.host)?.disk
    const { ticket } = message
    if (message.kind === 'list') this.say({ kind: 'files', ticket, files: disk ? filesOf(disk) : [] })
    else this.say({ kind: 'file', ticket, ...fileOf(disk, message.path, message.from, message.most) })
  }
}
