/** One line of history: a world at its live end, the events that led there, checkpoints to go back to. */
import { buildWorld } from '../exercises/run.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { RecordedInput } from '../world/inputs.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { World } from '../world/world.ts'

interface Checkpoint {
  readonly at: number
  readonly world: World
  /** How many events of the branch's trace had happened. */
  readonly events: number
}

/** A checkpoint each so many steps of the world, and at most so many kept: older ones are thinned out. */
const CHECKPOINT_STEPS = 2000
const CHECKPOINT_LIMIT = 24

export class Branch {
  readonly id: string
  readonly scenario: Scenario
  readonly from: number
  world: World
  events: TraceEvent[]
  private checkpoints: Checkpoint[]
  private lastCheckpointStep: number

  private constructor(id: string, scenario: Scenario, world: World, events: TraceEvent[], from: number) {
    this.id = id
    this.scenario = scenario
    this.world = world
    this.events = events
    this.from = from
    this.checkpoints = []
    this.lastCheckpointStep = world.steps
    this.checkpoint()
  }

  /** A scenario's first instant. */
  static begin(id: string, scenario: Scenario, seed: string, epoch?: number): Branch {
    const world = buildWorld(scenario, seed, epoch)
    return new Branch(id, scenario, world, world.takeTrace(), world.now)
  }

  /** A scenario's first instant and everything a recording then did to it. */
  static rebuild(
    id: string,
    scenario: Scenario,
    past: { seed: string; epoch: number; inputs: readonly RecordedInput[]; now: number },
  ): Branch {
    const branch = Branch.begin(id, scenario, past.seed, past.epoch)
    branch.world.replay(past.inputs)
    branch.world.runUntil(past.now)
    branch.collect()
    return branch
  }

  /** The same past as this branch up to `at` (µs), then a future of its own. */
  fork(id: string, at: number): Branch {
    const { world, events } = this.worldAt(at)
    return new Branch(id, this.scenario, world, events, world.now)
  }

  /** Takes the new events of the world; returns them. */
  collect(): TraceEvent[] {
    const fresh = this.world.takeTrace()
    for (const event of fresh) this.events.push(event)
    if (this.world.steps - this.lastCheckpointStep >= CHECKPOINT_STEPS) this.checkpoint()
    return fresh
  }

  /** Remembers the present, so that going back here is quick. Call with all events collected. */
  checkpoint(): void {
    this.lastCheckpointStep = this.world.steps
    this.checkpoints.push({ at: this.world.now, world: this.world.copy(), events: this.events.length })
    if (this.checkpoints.length > CHECKPOINT_LIMIT) {
      this.checkpoints = this.checkpoints.filter((_, i) => i === 0 || i % 2 === 0 || i > CHECKPOINT_LIMIT - 4)
    }
  }

  /**
   * The world as it was at an instant: the nearest checkpoint, then the recorded inputs replayed. The
   * instant must not lie before the branch's first checkpoint; then the first one is given.
   */
  worldAt(at: number): { world: World; events: TraceEvent[] } {
    const start = this.checkpoints.findLast((c) => c.at <= at) ?? this.checkpoints[0]!
    const world = start.world.copy()
    world.tracing = true
    const events = this.events.slice(0, start.events)
    const inputs = this.world.inputs.slice(world.inputs.length)
    world.replay(inputs, at)
    world.runUntil(at)
    for (const event of world.takeTrace()) events.push(event)
    return { world, events }
  }
}
