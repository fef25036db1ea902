/**
 * A pipeline while it runs. Programs of the registry are processes; everything else is a filter inside the shell.
 * Output flows on as it comes, but a program that reads from a pipe is started when all its input is there (its
 * standard input is handed over whole).
 */
import type { Filter } from './said.ts'

/** A stage's work, apart from where its output goes. */
export type Work =
  | { readonly type: 'filter'; readonly filter: Filter }
  /** A process to start, with `xargs` words from its input put behind its arguments. */
  | {
      readonly type: 'program'
      readonly name: string
      readonly argv: readonly string[]
      readonly environment: Readonly<Record<string, string>>
      readonly wordsFromInput: boolean
      /** Input gathered for it; undefined: the terminal. */
      input: string[] | undefined
      pid: number | undefined
    }
  /** `sleep`: virtual µs. */
  | { readonly type: 'sleep'; readonly delay: number; timer: number | undefined }

export interface RunningStage {
  readonly work: Work
  done: boolean
  status: number
}

export class RunningPipeline {
  readonly stages: readonly RunningStage[]
  readonly background: boolean
  readonly text: string
  /** Where the last stage's output goes; undefined: the terminal. */
  readonly file: string | undefined
  readonly id: number
  done = false

  constructor(
    id: number,
    works: readonly Work[],
    more: { background: boolean; text: string; file: string | undefined },
  ) {
    this.id = id
    this.stages = works.map((work) => ({ work, done: false, status: 0 }))
    this.background = more.background
    this.text = more.text
    this.file = more.file
  }

  /** The last stage's. */
  get status(): number {
    return this.stages.at(-1)?.status ?? 0
  }

  /** Index of the stage a process belongs to, -1 when it is another pipeline's. */
  stageOf(pid: number): number {
    return this.stages.findIndex(({ work }) => work.type === 'program' && work.pid === pid)
  }

  /** Processes of it that run. */
  pids(): number[] {
    return this.stages.flatMap(({ work, done }) =>
      work.type === 'program' && work.pid !== undefined && !done ? [work.pid] : [],
    )
  }
}
