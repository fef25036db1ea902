/** What page and worker say to each other: plain data only. All times are virtual µs since 1970. */
import type { GoalResult } from '../exercises/run.ts'
import type { Text } from '../exercises/exercise.ts'
import type { TerminalSetup } from '../scenarios/scenario.ts'
import type { Input, RecordedInput } from '../world/inputs.ts'
import type { TraceEvent } from '../world/trace.ts'

/** Version of the recording's shape; a reader sets aside what is newer than itself. */
export const RECORDING_VERSION = 1

/** Everything needed to have the same bench again. */
export interface Recording {
  readonly version: typeof RECORDING_VERSION
  /** The build of the simulator that recorded it: the same build repeats it byte for byte. */
  readonly engine: string
  readonly scenario: string
  readonly seed: string
  readonly epoch: number
  readonly inputs: readonly RecordedInput[]
  /** Where the world stood. */
  readonly now: number
  /** The exercise whose own world this is. */
  readonly exercise?: string
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
  /** `speed`: virtual µs per second of wall time. */
  | { readonly kind: 'play'; readonly speed: number }
  | { readonly kind: 'pause' }
  /** Runs until something is told, at most `limit` virtual µs. */
  | { readonly kind: 'step'; readonly limit: number }
  /** An input at the live end. While paused the world runs on until everything has been answered. */
  | { readonly kind: 'input'; readonly input: Input }
  /** Lines typed one after the other, each when the one before was answered; the first terminal unless named. */
  | {
      readonly kind: 'run'
      readonly terminal?: string
      readonly lines: readonly string[]
      readonly ticket?: number
    }
  /**
   * Stands at an instant of this branch and leaves the old future to the old branch. `seq`: the last event that
   * belongs to the past; what was done at that very instant but after it does not.
   */
  | { readonly kind: 'fork'; readonly at: number; readonly seq: number }
  | { readonly kind: 'branch'; readonly id: string }
  /** Back to the first instant, as a new branch. */
  | { readonly kind: 'reset' }
  /** An exercise's own world, with its setup played. */
  | { readonly kind: 'exercise'; readonly id: string }
  /** Plays an exercise's solution in its own world. */
  | { readonly kind: 'solve'; readonly id: string }
  | { readonly kind: 'predict'; readonly id: string }
  /** Reads a file of the world (the editor, the Files tab), or the bytes from `from` on, at most `most`. */
  | ({
      readonly kind: 'read'
      readonly host: string
      readonly path: string
      readonly from?: number
      readonly most?: number
    } & Asked)
  | ({ readonly kind: 'list'; readonly host: string } & Asked)

/** What a question about files is about: the live end of the branch stood on, or an instant of its past. */
export interface Asked {
  readonly ticket: number
  readonly past?: { readonly at: number; readonly seq: number }
}

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
  /** What a power cut would leave: all of it, its beginning, another content, or nothing. */
  readonly fate: 'kept' | 'shorter' | 'older' | 'gone'
  /** When it was last written, virtual µs since 1970. */
  readonly modified: number
}

/** A server of the scenario: what the head names and faults are aimed at. */
export interface ServerPlace {
  readonly name: string
  readonly host: string
  readonly port: number
}

/** A server whose facts the head shows. */
export interface ServerFacts {
  /** The process at its port, or the one that was. */
  readonly name: string
  readonly alive: boolean
  /** Whether it ran before and can be started again as it was. */
  readonly ended: boolean
  readonly port: number
  readonly keys: number
  readonly clients: number
}

/** What is told with every stretch of events. */
export interface Stand {
  readonly branch: string
  readonly now: number
  readonly events: readonly TraceEvent[]
  readonly servers: readonly ServerFacts[]
  /** Terminals whose program has ended: Enter starts it again. */
  readonly idle: readonly string[]
}

/** Why the world stands on another branch. */
export type Cause = 'start' | 'resume' | 'fork' | 'choose' | 'reset' | 'exercise' | 'predict'

export type WorkerMessage =
  | {
      readonly kind: 'ready'
      readonly engine: string
      readonly epoch: number
      readonly terminals: readonly TerminalSetup[]
      readonly servers: readonly ServerPlace[]
      /** What the scenario's own buttons do, by name. */
      readonly acts: Readonly<Record<string, readonly Input[]>>
    }
  /** The world went on: `events` and `inputs` follow those told before on this branch. */
  | ({ readonly kind: 'events'; readonly inputs: readonly RecordedInput[] } & Stand)
  /**
   * The world stands on another branch. Its past is `parent`'s up to the event with `seq` `keep` (nothing when
   * `keep` is 0), then `events`; `inputs` are all of it. More events may follow at the same `now`.
   */
  | ({
      readonly kind: 'branch'
      readonly cause: Cause
      readonly parent: string | undefined
      readonly keep: number
      readonly scenario: string
      readonly exercise: string | undefined
      readonly inputs: readonly RecordedInput[]
      readonly branches: readonly BranchInfo[]
    } & Stand)
  /** A far instant is being replayed: virtual µs done and to do. */
  | { readonly kind: 'rebuilding'; readonly done: number; readonly of: number }
  | { readonly kind: 'playing'; readonly playing: boolean }
  /** The lines of a `run` have been typed and answered. */
  | { readonly kind: 'ran'; readonly ticket: number | undefined }
  | { readonly kind: 'goals'; readonly exercise: string; readonly goals: readonly GoalResult[] }
  /** `from`: when the stretch that answers the prediction begins. */
  | {
      readonly kind: 'outcome'
      readonly prediction: string
      readonly option: string
      readonly because: Text
      readonly from: number
    }
  /** `data` undefined: there is no such file; `size` and `synced` are those of all of it. */
  | {
      readonly kind: 'file'
      readonly ticket: number
      readonly data: string | undefined
      readonly size: number
      readonly synced: number
    }
  | { readonly kind: 'files'; readonly ticket: number; readonly files: readonly FileInfo[] }
  /** The simulation itself failed; `resuming`: while it repeated a recording, which is then to be set aside. */
  | { readonly kind: 'failed'; readonly message: string; readonly resuming: boolean }
