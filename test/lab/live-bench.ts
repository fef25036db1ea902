import type { LessonExercises } from '../../src/exercises/exercise.ts'
import { Player } from '../../src/host/player.ts'
import type { PageMessage, Recording, WorkerMessage } from '../../src/host/messages.ts'
import { keyspace } from '../../src/lab/scenes/keyspace.ts'
import { benchStore } from '../../src/lab/components/bench-store.ts'
import type { BenchSetup } from '../../src/lab/components/Bench.tsx'
import type { Clock } from '../../src/lab/components/clock.ts'
import { Controller } from '../../src/lab/components/controller.ts'
import { Session } from '../../src/lab/components/session.ts'
import type { WorldPort } from '../../src/lab/components/world-port.ts'
import type { Scene } from '../../src/lab/scenes/scene.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { benchSetup } from '../../src/site/bench-setup.ts'
import { en } from '../../src/site/i18n/en.ts'

/*
 * The whole bench without a browser: the real controller and the real world, wall time moved by hand. The line
 * between them is a queue, as postMessage is one.
 */

export class LiveBench {
  wall = 0
  private waiting: { at: number; act: () => void }[] = []
  private queue: (() => void)[] = []
  private player: Player | undefined
  readonly posted: PageMessage[] = []
  readonly store
  readonly session: Session
  readonly controller: Controller
  readonly kept: Recording[] = []
  refused = 0
  forgotten = 0
  private readonly lesson: LessonExercises | undefined
  /** Makes the world fail at the next message, as a fault of the simulator would. */
  fails = false

  constructor(options: { lesson?: LessonExercises; resume?: Recording; setup?: Partial<BenchSetup> } = {}) {
    this.lesson = options.lesson
    const setup: BenchSetup = {
      ...benchSetup(
        {
          id: 'test',
          scenario: 'standalone',
          scene: 'keyspace',
          seed: 1,
          speed: '1s/s',
          ruler: { from: 0, to: 60 },
          tools: ['terminal', 'events'],
          faults: ['cut-power'],
        },
        'en',
      ),
      ...options.setup,
    }
    this.store = benchStore(setup.defaults)
    this.session = new Session(setup, this.store, en.bench, keyspace as Scene<unknown>)
    this.controller = new Controller(this.session, this.port(), this.clock(), {
      stands: () => {},
      changed: () => this.kept.push(this.session.recording('end')),
      forget: () => this.forgotten++,
      refused: () => this.refused++,
    })
    this.controller.start(options.resume)
    this.settle()
  }

  private clock(): Clock {
    const after = (ms: number, act: () => void) => {
      const entry = { at: this.wall + ms, act }
      this.waiting.push(entry)
      return () => {
        this.waiting = this.waiting.filter((each) => each !== entry)
      }
    }
    return { now: () => this.wall, after, frame: (act) => after(16, act) }
  }

  private port(): WorldPort {
    const hear = (message: WorkerMessage) => this.queue.push(() => this.controller.hear(message))
    const guarded = (work: () => void) => {
      try {
        if (this.fails && this.player !== undefined) throw new Error('boom')
        work()
      } catch (error) {
        const resuming = this.player?.resuming ?? true
        this.player = undefined
        hear({ kind: 'failed', message: String(error), resuming })
      }
    }
    return {
      warm: () => {},
      open: (start) => {
        this.player = undefined
        this.queue = []
        this.fails = false
        this.queue.push(() =>
          guarded(() => {
            this.player = new Player(start, { scenario: (id) => scenarios[id], lesson: this.lesson }, hear)
          }),
        )
      },
      post: (message) => {
        this.posted.push(message)
        this.queue.push(() => guarded(() => this.player?.receive(message)))
      },
      close: () => {
        this.player = undefined
      },
    }
  }

  /** Delivers messages and lets the worker finish what it is busy with, wall time standing still. */
  settle(): this {
    for (let i = 0; i < 5000; i++) {
      const next = this.queue.shift()
      if (next !== undefined) next()
      else if (this.player?.busy === true && this.store.playing.peek() === false) this.player.turn(0)
      else if (this.queue.length === 0) break
    }
    return this
  }

  /** Lets wall time pass. */
  pass(ms: number): this {
    for (const end = this.wall + ms; this.wall < end;) {
      this.wall += 16
      const due = this.waiting.filter((each) => each.at <= this.wall)
      this.waiting = this.waiting.filter((each) => each.at > this.wall)
      for (const { act } of due) act()
      this.settle()
      if (this.player?.busy === true) this.player.turn(16)
      this.settle()
    }
    return this
  }

  type(text: string): this {
    this.controller.type('cli-1', text)
    return this.settle()
  }

  /** What the terminal shows at the instant shown. */
  get screen(): string {
    const { line, index } = this.session.place
    const shown = this.session.outputs(line, 'cli-1').filter((output) => output.index <= index)
    const text = shown.map((output) => output.data).join('')

    return text.replaceAll(/\x1b\[[0-9;?]*[A-Za-z]/g, '')
  }

  /** Keys in the scene at the instant shown. */
  get keys(): string[] {
    const rows = keyspace.describe(this.controller.fold(keyspace).value, 'en')
    return rows.slice(1).map((row) => row[0] ?? '')
  }
}
