/** What the real redis-check-aof 7.0.15 did in each case, as `record.ts` noted it. */
import { readFileSync } from 'node:fs'

export interface RecordedCheck {
  readonly name: string
  readonly output: string
  readonly status: number
  /** Bytes of each file afterwards. */
  readonly sizes: Readonly<Record<string, number>>
}

/** Without process id and date before lines of the log. */
export const shownOutput = (output: string): string =>
  output.replaceAll(/^\d+:C \d\d \w{3} \d{4} [\d:.]+ /gm, 'PID:C DATE ')

export const readRecorded = (): RecordedCheck[] =>
  JSON.parse(readFileSync(new URL('recorded.json', import.meta.url), 'utf8')) as RecordedCheck[]
