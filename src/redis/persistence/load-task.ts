/** A load when a server starts, which rests where Redis looks at its clients. Plain data. */

/** failed: the server must not start. */
export type LoadState = 'more' | 'done' | 'failed'

export interface LoadTask {
  /** Bytes of all files that are to be read. */
  readonly total: number
  /** Bytes that are read. */
  readonly loaded: number
  /** Reads on to the next rest. */
  step(): LoadState
}
