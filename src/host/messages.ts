/** What page and worker say to each other: plain data only. All times are virtual µs since 1970. */
import type { GoalResult } from '../exercises/run.ts'
import type { Text } from '../exercises/exercise.ts'
import type { Input, RecordedInput } from '../world/inputs.ts'
import type { TraceEvent } from '../world/trace.ts'

/** Everything needed to have the same bench again. */
export interface Recording {
  readonly version: 1
  readonly scenario: string
  readonly seed: string
  readonly epoch: number
  readonly inputs: readonly RecordedInput[]
  /** Where the world stood. */
  readonly now: number
}

export type PageMessage =
  | {
      readonly kind: 'start'
      readonly scenario: string
      readonly seed: string
      readonly epoch?: number
      readonly lesson?: string
      readonly resume?: Recording
    }
  /** `speed`: virtual µs per second of wall time; 'event': one event each turn asked for by `step`. */
  | { readonly kind: 'play'; readonly speed: number }
  | { readonly kind: 'pause' }
  | { readonly kind: 'step' }
  /** An input at the live end. While paused the world runs on until everything has been answered. */
  | { readonly kind: 'input'; readonly input: Input }
  /** Lines typed one after the other, each when the one before was answered. */
  | { readonly kind: 'run'; readonly terminal: string; readonly lines: readonly string[] }
  /** Stands at an instant of this branch and leaves the old future to the old branch. */
  | { readonly kind: 'fork'; readonly at: number }
  | { readonly kind: 'branch'; readonly id: string }
  /** Back to the first instant, as a new branch. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'exercise'; readonly id: string }
  /** Plays an exercise's solution in its world. */
  | { readonly kind: 'solve'; readonly id: string }
  | { readonly kind: 'predict'; readonly id: string }
  | { readonly kind: 'record' }
  /** Reads a file of the world (the editor, the Files tab). */
  | { readonly kind: 'read'; readonly host: string; readonly path: string; readonly ticket: number }
  | { readonly kind: 'list'; readonly host: string; readonly ticket: number }

export interface BranchInfo {
  readonly id: string
  /** Where it left its parent; its own first instant for the first branch. */
  readonly from: number
  readonly end: number
}

export interface FileInfo {
  readonly path: string
  readonly size: number
  /** Bytes a power cut would leave. */
  readonly synced: number
}

/** A process whose facts the head shows. */
export interface ServerFacts {
  readonly name: string
  readonly alive: boolean
  readonly port: number
  readonly keys: number
  readonly clients: number
}

export type WorkerMessage =
  | { readonly kind: 'ready'; readonly epoch: number; readonly terminals: readonly string[] }
  /** The world went on; `events` follow those sent before on this branch. */
  | {
      readonly kind: 'events'
      readonly branch: string
      readonly now: number
      readonly events: readonly TraceEvent[]
      readonly servers: readonly ServerFacts[]
    }
  /** The world stands on another branch (or at its start): forget what came after `keep` events of the trace. */
  | {
      readonly kind: 'branch'
      readonly branch: string
      readonly branches: readonly BranchInfo[]
      readonly now: number
      readonly events: readonly TraceEvent[]
      readonly servers: readonly ServerFacts[]
    }
  | { readonly kind: 'rebuilding'; readonly done: number; readonly of: number }
  | { readonly kind: 'playing'; readonly playing: boolean }
  | { readonly kind: 'goals'; readonly exercise: string; readonly goals: readonly GoalResult[] }
  | { readonly kind: 'outcome'; readonly prediction: string; readonly option: string; readonly because: Text }
  | { readonly kind: 'recording'; readonly recording: Recording }
  | { readonly kind: 'file'; readonly ticket: number; readonly data: string | undefined }
  | { readonly kind: 'files'; readonly ticket: number; readonly files: readonly FileInfo[] }
  /** The simulation itself failed: seed and inputs to report. */
  | { readonly kind: 'failed'; readonly message: string; readonly recording: Recording | undefined }
