import { readFileSync } from 'node:fs'

export interface RecordedFile {
  /** What the log and standard output had between the start and being ready, or the end. */
  readonly lines: readonly string[]
  /** What the server exited with; null: it was ready. */
  readonly status: number | null
  readonly digest?: string
  readonly encodings?: Readonly<Record<string, string>>
  readonly check: { readonly output: string; readonly status: number }
}

interface Recorded {
  readonly version: string
  readonly loadable: Readonly<Record<string, RecordedFile>>
  readonly damaged: Readonly<Record<string, RecordedFile>>
  readonly everything: {
    readonly digest: string
    readonly encodings: Readonly<Record<string, string>>
    /** base64 */
    readonly file: string
  }
}

/** What a real redis-server makes of the files of cases.ts (record.ts). */
export const recorded: Recorded = JSON.parse(readFileSync(new URL('recorded.json', import.meta.url), 'utf8'))
