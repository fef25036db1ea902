/** Repeats recorded inputs on a world in stretches, so that whoever waits for a far instant can be told. */
import type { RecordedInput } from '../world/inputs.ts'
import type { World } from '../world/world.ts'

/** The world did not do what the recording says it did. */
export class Diverged extends Error {}

export interface ReplayPlan {
  readonly inputs: readonly RecordedInput[]
  /** Virtual µs to stand at in the end. */
  readonly until: number
  /** Inputs of that very instant are left out once the event with this `seq` has been told. */
  readonly seq: number
  /** False for a recording of another build: inputs then come at their instants, whatever ran before. */
  readonly exact: boolean
}

export class Replay {
  readonly world: World
  readonly from: number
  readonly until: number
  private readonly seq: number
  private readonly inputs: readonly RecordedInput[]
  private readonly exact: boolean
  private next = 0

  constructor(world: World, plan: ReplayPlan) {
    this.world = world
    this.from = world.now
    this.inputs = plan.inputs
    this.until = plan.until
    this.seq = plan.seq
    this.exact = plan.exact
  }

  /** Goes on for about `budget` steps; true when it stands at its end. Throws `Diverged`. */
  advance(budget: number): boolean {
    const { world } = this
    const end = world.steps + budget
    for (let input = this.coming(); input !== undefined; input = this.coming()) {
      if (!this.reach(input, end)) return false
      if (input.at === this.until && world.eventSeq >= this.seq) break
      world.now = Math.max(world.now, input.at)
      world.input(input.input)
      this.next++
    }
    return world.runUntil(this.until, Math.max(0, end - world.steps))
  }

  private coming(): RecordedInput | undefined {
    const input = this.inputs[this.next]
    return input === undefined || input.at > this.until ? undefined : input
  }

  /** Runs up to the input's place: after exactly as many steps, or up to its instant. */
  private reach(input: RecordedInput, end: number): boolean {
    const { world } = this
    if (!this.exact) return world.runUntil(input.at, Math.max(0, end - world.steps))
    while (world.steps < input.step) {
      if (world.steps >= end) return false
      if (!world.step()) throw new Diverged('The world came to rest before the next recorded input.')
    }
    if (world.steps > input.step || world.now > input.at) {
      throw new Diverged('The world was ahead of the next recorded input.')
    }
    return true
  }
}
