/** Copies of a world to go back to, within a budget of memory: a big world keeps fewer and replays longer. */
import type { Memory } from '../exercises/exercise.ts'
import type { World } from '../world/world.ts'

/** What exercises remember, by exercise. */
export type Memories = Readonly<Record<string, Memory>>

export interface Checkpoint {
  readonly at: number
  /** Never run: who goes on from here copies it. */
  readonly world: World
  readonly memories: Memories
  /** Estimated heap it holds, bytes. */
  readonly weight: number
}

/** A checkpoint each so many steps of a small world… */
const SPACING = 2000
/** … and in a big one no sooner than copying it cost: objects copied in about the time of a step. */
const OBJECTS_PER_STEP = 4
const BYTES_PER_OBJECT = 80
const MOST = 24
/** Bytes of heap all checkpoints of a branch may hold together. */
const BUDGET = 160_000_000

export class Checkpoints {
  private kept: readonly Checkpoint[]
  private lastStep = 0
  private spacing = SPACING

  constructor(kept: readonly Checkpoint[] = []) {
    this.kept = kept
  }

  /** Remembers the present when enough has happened since the last time. */
  offer(world: World, memories: Memories): void {
    if (this.kept.length > 0 && world.steps - this.lastStep < this.spacing) return
    const tally = { objects: 0, bytes: 0 }
    const copy = world.copy(tally)
    const weight = tally.objects * BYTES_PER_OBJECT + tally.bytes
    this.lastStep = world.steps
    this.spacing = Math.max(SPACING, Math.floor(tally.objects / OBJECTS_PER_STEP))
    this.kept = thinned([...this.kept, { at: world.now, world: copy, memories, weight }])
  }

  /** The latest one at or before an instant and an event; the first one when there is none. */
  before(at: number, seq: number): Checkpoint {
    return this.kept.findLast(isBefore(at, seq)) ?? this.kept[0]!
  }

  /** Those a fork there may go on using. */
  until(at: number, seq: number): Checkpoints {
    const past = isBefore(at, seq)
    const shared = new Checkpoints(this.kept.filter((checkpoint, i) => i === 0 || past(checkpoint)))
    shared.lastStep = shared.kept.at(-1)!.world.steps
    shared.spacing = this.spacing
    return shared
  }

  get count(): number {
    return this.kept.length
  }
}

const isBefore =
  (at: number, seq: number) =>
  (checkpoint: Checkpoint): boolean =>
    checkpoint.at <= at && checkpoint.world.eventSeq <= seq

/** Drops what leaves the smallest gap until count and bytes fit; the first stays always. */
const thinned = (all: readonly Checkpoint[]): readonly Checkpoint[] => {
  const kept = [...all]
  let weight = kept.reduce((sum, checkpoint) => sum + checkpoint.weight, 0)
  while (kept.length > 1 && (kept.length > MOST || weight > BUDGET)) {
    const [gone] = kept.splice(leastMissed(kept), 1)
    weight -= gone!.weight
  }
  return kept
}

/** The present is needed most, the past less the longer ago it is. */
const leastMissed = (kept: readonly Checkpoint[]): number => {
  const end = kept.at(-1)!.world.steps
  let least = kept.length - 1
  let smallest = Infinity
  for (let i = 1; i < kept.length - 1; i++) {
    const age = end - kept[i]!.world.steps + 1
    const gap = (kept[i + 1]!.world.steps - kept[i - 1]!.world.steps) / age
    if (gap < smallest) [smallest, least] = [gap, i]
  }
  return least
}
