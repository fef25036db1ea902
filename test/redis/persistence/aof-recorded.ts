/** What a real server did on the directories of `aof-homes.ts`, as `record-aof.ts` noted it. */
import { readFileSync } from 'node:fs'
import type { Files } from './aof-homes.ts'

export interface RecordedStart {
  readonly name: string
  /** What it logged from "Server initialized" on, without process id and date. */
  readonly lines: readonly string[]
  /** DEBUG DIGEST, if it started. */
  readonly digest?: string | undefined
  /** What it ended with, if it did not. */
  readonly status: number | null
  /** The files afterwards. */
  readonly left: Files
}

/** Figures of a machine and of a moment. */
const VARYING: readonly (readonly [RegExp, string])[] = [
  [/\d+\.\d{3} seconds/, 'N seconds'],
  [/RDB age \d+ seconds/, 'RDB age N seconds'],
  [/when created \d+\.\d\d Mb/, 'when created N Mb'],
  [/temp-rewriteaof-\d+/, 'temp-rewriteaof-PID'],
]

/** Lines of the log that tell of loading. */
export const shownLines = (log: string): string[] => {
  const lines = log.split('\n')
  const from = lines.findIndex((line) => line.includes('Server initialized')) + 1
  const shown: string[] = []
  for (const line of lines.slice(from)) {
    const text = line.replace(/^\d+:[MCS] \d\d \w{3} \d{4} [\d:.]+ /, '')
    if (text.includes('overcommit') || text.includes('clients connected')) continue
    if (text === '') continue
    shown.push(VARYING.reduce((shownText, [what, by]) => shownText.replace(what, by), text))
    if (text.includes('Ready to accept')) break
  }
  return shown
}

export const readRecorded = (): { homes: Record<string, Files>; starts: RecordedStart[] } =>
  JSON.parse(readFileSync(new URL('recorded-aof.json', import.meta.url), 'utf8')) as never
