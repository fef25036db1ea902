/** Work on a world that is done in stretches: each task runs about `steps` steps a call, true when done. */
import { encodeUtf8 } from '../bytes/utf8.ts'
import { PATIENCE } from '../exercises/run.ts'
import type { Play } from '../exercises/exercise.ts'
import type { World } from '../world/world.ts'

/** Virtual µs a process may take to end once it was asked to, while the page does not play. */
const ENDS_WITHIN = 2_000_000

export type Task = (steps: number) => boolean

/** Runs until every message has arrived and every reply is there: only timers are left. */
export const settling = (world: World): Task => {
  const limit = world.now + PATIENCE
  return (steps) => {
    for (let ran = 0; ran < steps; ran++) {
      const due = world.nextDue
      if (due === undefined || world.quiet || due > limit) return true
      world.step()
    }
    return false
  }
}

/** Runs until a process that was asked to end has ended: it may do so at its next timer only. */
export const ending = (world: World, name: string): Task => {
  const limit = world.now + ENDS_WITHIN
  return (steps) => {
    for (let ran = 0; ran < steps; ran++) {
      if (world.byName.get(name)?.alive !== true || (world.nextDue ?? Infinity) > limit) return true
      world.step()
    }
    return false
  }
}

/** Lets virtual time pass up to an instant, µs. */
export const waiting =
  (world: World, until: number): Task =>
  (steps) =>
    world.runUntil(until, steps)

/** Runs to the next thing that is told, at most to an instant, µs. */
export const stepping =
  (world: World, until: number): Task =>
  (steps) => {
    for (let ran = 0; ran < steps; ran++) {
      if (world.trace.length > 0) return true
      if ((world.nextDue ?? Infinity) > until) return world.runUntil(until)
      world.step()
    }
    return false
  }

/** Carries out a step of a solution or a prediction as the content tests do (exercises/run.ts). */
export const playing = (world: World, play: Play, terminal: string): Task => {
  if ('wait' in play) return waiting(world, world.now + play.wait * 1000)
  if ('input' in play) world.input(play.input)
  else world.input({ kind: 'type', terminal: play.terminal ?? terminal, data: encodeUtf8(play.line) + '\r' })
  return settling(world)
}
