/**
 * What a forked child writes: the data as it was at the fork. It notes the entries of every database when it is
 * made and turns them into bytes a slice at a time; whoever is about to change an entry first lets it write
 * the old value (the memory pages that fork(2) shares until one side writes to them). Plain data.
 */
import type { Entry } from '../keyspace/entry.ts'

export interface FrozenWriter {
  /** Keys it has to write, over all databases. */
  readonly keys: number
  /** Keys written so far. */
  readonly written: number
  /** Writes up to `maxKeys` more; true when there are none left and the end of the file is written too. */
  step(maxKeys: number): boolean
  /** The finished bytes since the last time. */
  take(): string
  /** An entry is about to change or go: its value is still the old one. */
  beforeChange(entry: Entry): void
}
