/** A page without a browser: asks a player and puts together what it says, as the site's controller does. */
import type { LessonExercises } from '../../src/exercises/exercise.ts'
import { Player } from '../../src/host/player.ts'
import type { PageMessage, Recording, WorkerMessage } from '../../src/host/messages.ts'
import { redisServer } from '../../src/programs/redis-server.ts'
import { LESSON_EPOCH } from '../../src/scenarios/scenario.ts'
import type { Scenario } from '../../src/scenarios/scenario.ts'
import { redisCli } from '../../src/tools/redis-cli/program.ts'
import { script } from '../../src/tools/script/script.ts'
import type { RecordedInput } from '../../src/world/inputs.ts'
import type { TraceEvent } from '../../src/world/trace.ts'

export const scenario: Scenario = {
  id: 'test',
  epoch: LESSON_EPOCH,
  programs: Object.freeze({ 'redis-server': redisServer, 'redis-cli': redisCli, script }),
  terminals: [{ id: 'cli-1', host: 'server', program: 'redis-cli', argv: [] }],
  servers: [{ name: 'redis-6379', host: 'server', port: 6379 }],
  build(world) {
    world.spawn({ host: 'server', program: 'redis-server', name: 'redis-6379', argv: ['--save', ''] })
  },
}

type Said<K extends WorkerMessage['kind']> = Extract<WorkerMessage, { kind: K }>

interface Line {
  events: TraceEvent[]
  inputs: RecordedInput[]
  now: number
}

export class TestBench {
  readonly said: WorkerMessage[] = []
  readonly lines = new Map<string, Line>()
  readonly player: Player
  branch = ''

  constructor(options: { seed?: string; resume?: Recording; lesson?: LessonExercises } = {}) {
    this.player = new Player(
      { kind: 'start', scenario: 'test', seed: options.seed ?? '1', resume: options.resume },
      { scenario: () => scenario, lesson: options.lesson },
      (message) => this.hear(message),
    )
    this.rest()
  }

  private hear(message: WorkerMessage): void {
    this.said.push(message)
    if (message.kind === 'branch') {
      this.branch = message.branch
      const known = this.lines.get(message.parent ?? '')?.events ?? []
      const events = [...known.slice(0, message.keep), ...message.events]
      this.lines.set(message.branch, { events, inputs: [...message.inputs], now: message.now })
    }
    if (message.kind !== 'events') return
    const line = this.lines.get(message.branch)!
    line.events.push(...message.events)
    line.inputs.push(...message.inputs)
    line.now = message.now
  }

  /** Lets the player finish what it is busy with, playing aside. */
  rest(): void {
    for (let turn = 0; turn < 10_000 && this.player.busy; turn++) this.player.turn(0)
  }

  ask(message: PageMessage): this {
    this.player.receive(message)
    this.rest()
    return this
  }

  type(data: string, terminal = 'cli-1'): this {
    return this.ask({ kind: 'input', input: { kind: 'type', terminal, data } })
  }

  /** Plays `ms` virtual milliseconds, then pauses. */
  play(ms: number): this {
    this.player.receive({ kind: 'play', speed: 1_000_000 })
    for (let left = ms; left > 0; left -= 16) this.player.turn(Math.min(16, left))
    return this.ask({ kind: 'pause' })
  }

  get line(): Line {
    return this.lines.get(this.branch)!
  }

  /** µs since the lesson began. */
  get now(): number {
    return this.line.now - LESSON_EPOCH
  }

  all<K extends WorkerMessage['kind']>(kind: K): Said<K>[] {
    return this.said.filter((message): message is Said<K> => message.kind === kind)
  }

  last<K extends WorkerMessage['kind']>(kind: K): Said<K> | undefined {
    return this.all(kind).at(-1)
  }

  /** What a terminal shows, without its colours and cursor moves. */
  screen(terminal = 'cli-1'): string {
    const output = this.line.events.filter((e) => e.type === 'terminal.output' && e.terminal === terminal)

    return output
      .map((e) => String(e.data))
      .join('')
      .replaceAll(/\x1b\[[0-9;?]*[A-Za-z]/g, '')
  }

  recording(): Recording {
    const branch = this.all('branch').findLast((message) => message.branch === this.branch)!
    return {
      version: 1,
      engine: this.last('ready')!.engine,
      scenario: branch.scenario,
      seed: '1',
      epoch: LESSON_EPOCH,
      inputs: this.line.inputs,
      now: this.line.now,
      ...(branch.exercise === undefined ? {} : { exercise: branch.exercise }),
    }
  }
}

/** Events of a line told after some `seq`. */
export const after = (line: Line, seq: number): TraceEvent[] => line.events.filter((e) => e.seq > seq)
