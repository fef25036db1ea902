/**
 * Runs a bench's world: plays, pauses, steps, forks, watches exercises. Knows no browser: what it says
 * goes to `say`, and whoever owns it calls `turn` with the wall time that passed.
 */
import { checkGoals, observe, playStep, runUntilQuiet } from '../exercises/run.ts'
import type { GoalResult } from '../exercises/run.ts'
import type { Exercise, LessonExercises, Memory, Play, Prediction } from '../exercises/exercise.ts'
import { WorldView } from '../exercises/view.ts'
import { RedisServer } from '../redis/server/server.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { TraceEvent } from '../world/trace.ts'
import { Branch } from './branch.ts'
import type { BranchInfo, FileInfo, PageMessage, Recording, ServerFacts, WorkerMessage } from './messages.ts'

/** Steps of a world per turn: a turn stays short, and a pause is heard soon. */
const TURN_STEPS = 20_000
const MAX_BRANCHES = 8

export interface PlayerParts {
  readonly scenario: (id: string) => Scenario | undefined
  readonly lesson: LessonExercises | undefined
}

export class Player {
  readonly say: (message: WorkerMessage) => void
  private readonly parts: PlayerParts
  private readonly scenarioId: string
  private readonly scenario: Scenario
  private readonly seed: string
  private readonly epoch: number
  private branches: Branch[] = []
  private branch: Branch
  private nextBranch = 0
  /** Virtual µs per second of wall time; 0: paused. */
  private speed = 0
  private exercise: Exercise | undefined
  private memory: Memory = {}
  private lastGoals = ''

  constructor(
    start: Extract<PageMessage, { kind: 'start' }>,
    parts: PlayerParts,
    say: (m: WorkerMessage) => void,
  ) {
    this.say = say
    this.parts = parts
    this.scenarioId = start.resume?.scenario ?? start.scenario
    const scenario = parts.scenario(this.scenarioId)
    if (scenario === undefined) throw new Error(`No scenario named ${this.scenarioId}.`)
    this.scenario = scenario
    this.seed = start.resume?.seed ?? start.seed
    this.epoch = start.resume?.epoch ?? start.epoch ?? scenario.epoch
    this.branch =
      start.resume === undefined
        ? Branch.begin(this.newBranchId(), scenario, this.seed, this.epoch)
        : Branch.rebuild(this.newBranchId(), scenario, start.resume)
    this.branches.push(this.branch)
    this.say({ kind: 'ready', epoch: this.epoch, terminals: scenario.terminals.map((t) => t.id) })
    this.sayBranch()
    this.exercise = parts.lesson?.exercises[0]
    this.beginWatching()
  }

  private newBranchId(): string {
    return String.fromCharCode(65 + (this.nextBranch++ % 26))
  }

  /** Everything the page may ask. */
  receive(message: PageMessage): void {
    switch (message.kind) {
      case 'start':
        return
      case 'play':
        return this.setSpeed(message.speed)
      case 'pause':
        return this.setSpeed(0)
      case 'step':
        return this.step()
      case 'input':
        this.branch.world.input(message.input)
        return this.settle()
      case 'run':
        return this.run(message.lines.map((line) => ({ line, terminal: message.terminal })))
      case 'fork':
        return this.fork(message.at)
      case 'branch':
        return this.choose(message.id)
      case 'reset':
        return this.adopt(Branch.begin(this.newBranchId(), this.scenario, this.seed, this.epoch))
      case 'exercise':
        return this.startExercise(message.id)
      case 'solve':
        this.startExercise(message.id)
        return this.run(this.exercise?.solution ?? [])
      case 'predict':
        return this.predict(message.id)
      case 'record':
        return this.say({ kind: 'recording', recording: this.recording() })
      case 'read':
        return this.say({
          kind: 'file',
          ticket: message.ticket,
          data: this.branch.world.host(message.host).disk.read(message.path),
        })
      case 'list':
        return this.say({ kind: 'files', ticket: message.ticket, files: this.files(message.host) })
    }
  }

  /** Plays on by the wall time that passed, in ms. True while there is more to do soon. */
  turn(wallMs: number): boolean {
    if (this.speed === 0) return false
    const { world } = this.branch
    world.runUntil(world.now + (this.speed * wallMs) / 1000, TURN_STEPS)
    this.publish()
    return true
  }

  get isPlaying(): boolean {
    return this.speed > 0
  }

  /** Seed and inputs: everything needed to have this world again. */
  recording(): Recording {
    const { world } = this.branch
    return {
      version: 1,
      scenario: this.scenarioId,
      seed: this.seed,
      epoch: this.epoch,
      inputs: world.inputs,
      now: world.now,
    }
  }

  private setSpeed(speed: number): void {
    this.speed = speed
    this.say({ kind: 'playing', playing: speed > 0 })
  }

  /** While paused, an input is answered before the world stands still again. */
  private settle(): void {
    if (this.speed === 0) runUntilQuiet(this.branch.world)
    this.publish()
  }

  /** Runs to the next thing that is told. */
  private step(): void {
    const { world } = this.branch
    for (let ran = 0; ran < TURN_STEPS && world.trace.length === 0; ran++) if (!world.step()) break
    this.publish()
  }

  private run(plays: readonly Play[]): void {
    const terminal = this.scenario.terminals[0]?.id ?? ''
    for (const play of plays) {
      playStep(this.branch.world, play, terminal)
      this.publish()
    }
  }

  private fork(at: number): void {
    this.adopt(this.branch.fork(this.newBranchId(), at))
  }

  private adopt(branch: Branch): void {
    this.branches.push(branch)
    if (this.branches.length > MAX_BRANCHES) this.branches = [this.branches[0]!, ...this.branches.slice(2)]
    this.branch = branch
    this.sayBranch()
    this.beginWatching()
  }

  private choose(id: string): void {
    const found = this.branches.find((b) => b.id === id)
    if (found === undefined) return
    this.branch = found
    this.sayBranch()
    this.beginWatching()
  }

  private startExercise(id: string): void {
    const exercise = this.parts.lesson?.exercises.find((e) => e.id === id)
    if (exercise === undefined) return
    this.exercise = exercise
    this.adopt(this.beginScenario(exercise.scenario))
    this.run(exercise.setup ?? [])
    this.beginWatching()
  }

  private beginScenario(id: string): Branch {
    return Branch.begin(this.newBranchId(), this.parts.scenario(id) ?? this.scenario, this.seed, this.epoch)
  }

  private predict(id: string): void {
    const prediction: Prediction | undefined = this.parts.lesson?.predictions.find((p) => p.id === id)
    if (prediction === undefined) return
    this.adopt(this.beginScenario(prediction.scenario))
    this.run([...(prediction.setup ?? []), ...prediction.play])
    const option = prediction.outcome(new WorldView(this.branch.world))
    this.say({ kind: 'outcome', prediction: id, option, because: prediction.because })
  }

  // ---- telling the page ---------------------------------------------------------------------------

  private publish(): void {
    const events = this.branch.collect()
    const { world } = this.branch
    this.say({ kind: 'events', branch: this.branch.id, now: world.now, events, servers: this.facts() })
    this.watch(events)
  }

  private sayBranch(): void {
    const { world, id, events } = this.branch
    const branches: BranchInfo[] = this.branches.map((b) => ({ id: b.id, from: b.from, end: b.world.now }))
    this.say({ kind: 'branch', branch: id, branches, now: world.now, events, servers: this.facts() })
  }

  private beginWatching(): void {
    this.memory = this.exercise?.memory ?? {}
    this.lastGoals = ''
    this.watch(this.branch.events)
  }

  private watch(events: readonly TraceEvent[]): void {
    if (this.exercise === undefined) return
    this.memory = observe(this.exercise, this.memory, events)
    const goals: GoalResult[] = checkGoals(this.exercise, this.branch.world, this.memory)
    const text = JSON.stringify(goals)
    if (text === this.lastGoals) return
    this.lastGoals = text
    this.say({ kind: 'goals', exercise: this.exercise.id, goals })
  }

  private facts(): ServerFacts[] {
    const { world } = this.branch
    return this.scenario.servers.map(({ name, port }) => {
      const record = world.byName.get(name)
      const server = record?.alive && record.process instanceof RedisServer ? record.process : undefined
      return {
        name,
        port,
        alive: server !== undefined,
        keys: server?.databases.reduce((sum, db) => sum + db.size, 0) ?? 0,
        clients: server?.clients.size ?? 0,
      }
    })
  }

  private files(host: string): FileInfo[] {
    const { disk } = this.branch.world.host(host)
    return disk.paths().map((path) => ({ path, size: disk.size(path)!, synced: disk.syncedSize(path) }))
  }
}
