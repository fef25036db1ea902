import type { DiskTiming, Machine } from './process.ts'

/** At a byte offset so many bytes are taken out and others put in. */
export type Edit = readonly [at: number, removed: number, inserted: string]

/** What a byte string becomes. Offsets beyond its end are its end. */
export const edited = (data: string, edits: readonly Edit[]): string =>
  edits.reduce(
    (text, [at, removed, inserted]) => text.slice(0, at) + inserted + text.slice(at + removed),
    data,
  )

/** Everything that reaches a world from outside, as plain data at virtual instants: the recording. */
export type Input =
  /** Keys typed at a terminal, UTF-8 byte string. */
  | { readonly kind: 'type'; readonly terminal: string; readonly data: string }
  | { readonly kind: 'resize'; readonly terminal: string; readonly columns: number; readonly rows: number }
  /** A new terminal with a program in it. */
  | {
      readonly kind: 'open'
      readonly terminal: string
      readonly host: string
      readonly program: string
      readonly argv: readonly string[]
    }
  /** `KILL` is a crash: what was written stays on the disk. */
  | {
      readonly kind: 'signal'
      readonly process: string
      readonly signal: 'TERM' | 'INT' | 'KILL' | 'STOP' | 'CONT'
    }
  /** Every process of the host dies and its disk keeps only what was fsynced. */
  | { readonly kind: 'power'; readonly host: string }
  /** Starts a process of the scenario again, with the command line it was given. */
  | { readonly kind: 'restart'; readonly process: string }
  | {
      readonly kind: 'spawn'
      readonly host: string
      readonly name: string
      readonly program: string
      readonly argv: readonly string[]
    }
  /** A file saved from the page (redis.conf), fsynced. */
  | { readonly kind: 'save'; readonly host: string; readonly path: string; readonly data: string }
  /** Bytes of a file changed from the page, one place after the other, fsynced. */
  | { readonly kind: 'patch'; readonly host: string; readonly path: string; readonly edits: readonly Edit[] }
  | {
      readonly kind: 'link'
      readonly from: string
      readonly to: string
      readonly latency?: number
      readonly hold?: boolean
    }
  /** The disk fails from now on (or no longer), and how quick it is where that changes. */
  | {
      readonly kind: 'disk'
      readonly host: string
      readonly fault?: 'ENOSPC' | 'EIO'
      readonly timing?: Partial<DiskTiming>
    }
  /** RAM and the kernel's settings. */
  | { readonly kind: 'machine'; readonly host: string; readonly settings: Partial<Machine> }

export interface RecordedInput {
  /** Virtual µs since 1970. */
  readonly at: number
  /** How many steps the world had run: replay applies it after exactly as many. */
  readonly step: number
  readonly input: Input
}
