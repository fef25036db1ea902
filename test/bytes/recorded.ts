/** What record.ts wrote down from a real redis-server; null stands for an error. */
import { readFileSync } from 'node:fs'

interface Recorded {
  /** Text given to ZADD, text ZSCORE then printed. */
  scores: [string, string | null][]
  /** Text given to ZCOUNT as maximum, number of marks counted. */
  bounds: { marks: string[]; rows: [string, number | null][] }
  /** Value, increment, what INCRBYFLOAT replied, what HINCRBYFLOAT replied. */
  increments: [string, string, string | null, string | null][]
  /** Pattern given to KEYS, indexes of the keys it found. */
  patterns: { keys: string[]; rows: [string, number[]][] }
  /** Second half of an id given to XADD, the number it became. */
  unsigned: [string, string | null][]
  /** Text given to CONFIG SET maxmemory, the bytes it became. */
  memory: [string, string | null][]
  /** Arguments on an inline line, what they were split into. */
  lines: [string, string[] | null][]
  /** Replies of DUMP. */
  checksums: string[]
}

export const recorded = JSON.parse(
  readFileSync(new URL('recorded.json', import.meta.url), 'utf8'),
) as Recorded
