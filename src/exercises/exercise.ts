/**
 * Exercises and predictions: language-neutral checks on the state of a world, with words in both
 * languages. A goal never looks at what was typed, only at what the world holds and did.
 */
import type { Text } from '../scenarios/scenario.ts'
import type { Input } from '../world/inputs.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { WorldView } from './view.ts'

export type { Text }

/** A step of a solution, a wrong answer or a prediction's stretch. */
export type Play =
  /** A line typed into a terminal (the first unless named), with Enter. */
  | { readonly line: string; readonly terminal?: string }
  /** Virtual milliseconds to let pass. */
  | { readonly wait: number }
  | { readonly input: Input }

/** What an exercise remembers of events: plain data folded from the trace since it began. */
export type Memory = Readonly<Record<string, number | string | boolean | readonly string[]>>

export interface Goal {
  readonly id: string
  /** The condition in words. */
  readonly text: Text
  readonly test: (world: WorldView, memory: Memory) => boolean
  /** What the world holds now and why that isn't it yet. */
  readonly now?: (world: WorldView, memory: Memory) => Text
}

export interface Exercise {
  readonly id: string
  readonly title: Text
  /** What to do, in a sentence or two. */
  readonly task: Text
  readonly scenario: string
  /** Played before the learner begins. */
  readonly setup?: readonly Play[]
  readonly memory?: Memory
  readonly observe?: (memory: Memory, event: TraceEvent) => Memory
  readonly goals: readonly Goal[]
  /** Where to look, which command, the solution typed out. */
  readonly hints: readonly [Text, Text, Text]
  /** Meets every goal. */
  readonly solution: readonly Play[]
  /** Plausible, and must not meet every goal. */
  readonly wrong: readonly Play[]
}

export interface Prediction {
  readonly id: string
  readonly question: Text
  readonly options: readonly { readonly id: string; readonly text: Text }[]
  readonly scenario: string
  readonly setup?: readonly Play[]
  /** What is run when the prediction is locked. */
  readonly play: readonly Play[]
  /** Which option happened, read from the world after `play`. */
  readonly outcome: (world: WorldView) => string
  /** One sentence of cause. */
  readonly because: Text
}

/** Everything of one lesson. */
export interface LessonExercises {
  readonly exercises: readonly Exercise[]
  readonly predictions: readonly Prediction[]
}
