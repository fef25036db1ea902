/** One line of history: a world at its live end, and checkpoints to go back to. */
import { buildWorld, observe } from '../exercises/run.ts'
import type { Exercise } from '../exercises/exercise.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { World } from '../world/world.ts'
import { Checkpoints } from './checkpoints.ts'
import type { Memories } from './checkpoints.ts'
import { Replay } from './replay.ts'

export interface BranchParts {
  readonly id: string
  readonly scenario: Scenario
  /** The exercise whose own world this is. */
  readonly owner: string | undefined
  /** The exercises that watch this branch. */
  readonly exercises: readonly Exercise[]
}

export class Branch {
  readonly id: string
  readonly scenario: Scenario
  readonly owner: string | undefined
  readonly exercises: readonly Exercise[]
  /** Virtual µs at which it left its parent, or began. */
  readonly from: number
  readonly world: World
  readonly checkpoints: Checkpoints
  memories: Memories
  /** `seq` of the last event that was told. */
  told = 0
  /** How many of the world's inputs were told. */
  toldInputs = 0
  /** Whether somebody did something here. */
  touched = false

  constructor(parts: BranchParts, world: World, checkpoints: Checkpoints, memories: Memories, from: number) {
    this.id = parts.id
    this.scenario = parts.scenario
    this.owner = parts.owner
    this.exercises = parts.exercises
    this.world = world
    this.checkpoints = checkpoints
    this.memories = memories
    this.from = from
  }

  /** A scenario's first instant. */
  static begin(parts: BranchParts, seed: string, epoch: number): Branch {
    const world = buildWorld(parts.scenario, seed, epoch)
    const memories = Object.fromEntries(parts.exercises.map((e) => [e.id, e.memory ?? {}]))
    return new Branch(parts, world, new Checkpoints(), memories, world.now)
  }

  /**
   * A branch with this one's past up to `at` (µs) and the event `seq`, and a future of its own: run the replay to
   * its end, then the branch stands there.
   */
  fork(id: string, at: number, seq: number): { branch: Branch; replay: Replay } {
    const { world: now, checkpoints } = this
    const start = checkpoints.before(at, seq)
    const world = start.world.copy()
    const branch = new Branch({ ...this, id }, world, checkpoints.until(at, seq), start.memories, at)
    branch.told = world.eventSeq
    const replay = new Replay(world, {
      inputs: now.inputs.slice(world.inputs.length),
      until: at,
      seq,
      exact: true,
    })
    return { branch, replay }
  }

  /** Takes the new events of the world, remembers what exercises want to, and returns them. */
  collect(): TraceEvent[] {
    const fresh = this.world.takeTrace()
    if (fresh.length > 0) {
      for (const exercise of this.exercises) {
        if (exercise.observe === undefined) continue
        const memory = observe(exercise, this.memories[exercise.id] ?? {}, fresh)
        if (memory !== this.memories[exercise.id]) this.memories = { ...this.memories, [exercise.id]: memory }
      }
    }
    this.checkpoints.offer(this.world, this.memories)
    return fresh
  }
}
