/** Runs plays and goals on a world: the page's worker and the content tests use the same code. */
import { encodeUtf8 } from '../bytes/utf8.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { TraceEvent } from '../world/trace.ts'
import { World } from '../world/world.ts'
import type { Exercise, Memory, Play, Text } from './exercise.ts'
import { WorldView } from './view.ts'

/** How long a line may take in virtual time before the next one is typed, µs: a blocked command waits on. */
export const PATIENCE = 60_000_000
const STEP_LIMIT = 2_000_000

/** A scenario's world at its first instant, its terminals open and at their prompts. */
export const buildWorld = (scenario: Scenario, seed: string, epoch = scenario.epoch): World => {
  const world = new World({ seed, epoch, programs: scenario.programs })
  world.tracing = true
  scenario.build(world)
  runUntilQuiet(world)
  for (const { id, host, program, argv } of scenario.terminals) {
    const terminal = world.openTerminal(id)
    terminal.foreground.push(world.spawn({ host, program, argv, terminal: id }).pid)
    runUntilQuiet(world)
  }
  for (const line of scenario.opening ?? []) {
    playStep(world, { wait: 500 }, '')
    playStep(world, { line }, scenario.terminals[0]!.id)
  }
  // What the scenario did is its beginning, not a recording: a replay starts after it.
  world.inputs = []
  return world
}

/** Runs until nothing but timers is scheduled: every message has arrived and every reply is there. */
export const runUntilQuiet = (world: World): void => {
  const limit = world.now + PATIENCE
  for (let ran = 0; ran < STEP_LIMIT && !world.quiet; ran++) {
    if (world.nextDue! > limit) return
    world.step()
  }
}

/** Types a line with Enter and lets the world answer. */
export const playStep = (world: World, step: Play, terminal: string): void => {
  if ('line' in step) {
    world.input({ kind: 'type', terminal: step.terminal ?? terminal, data: encodeUtf8(step.line) + '\r' })
    runUntilQuiet(world)
  } else if ('wait' in step) {
    world.runUntil(world.now + step.wait * 1000)
  } else {
    world.input(step.input)
    runUntilQuiet(world)
  }
}

export interface GoalResult {
  readonly id: string
  readonly met: boolean
  readonly now?: Text
}

/** Tests every goal; words are given for the first unmet one only. */
export const checkGoals = (exercise: Exercise, world: World, memory: Memory): GoalResult[] => {
  const view = new WorldView(world)
  let told = false
  return exercise.goals.map((goal) => {
    const met = goal.test(view, memory)
    const tell = !met && !told
    told ||= !met
    return tell && goal.now !== undefined
      ? { id: goal.id, met, now: goal.now(view, memory) }
      : { id: goal.id, met }
  })
}

/** Folds events into what an exercise remembers. */
export const observe = (exercise: Exercise, memory: Memory, events: readonly TraceEvent[]): Memory =>
  exercise.observe === undefined ? memory : events.reduce(exercise.observe, memory)
