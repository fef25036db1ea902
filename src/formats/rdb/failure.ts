/** What is wrong with bytes that should be RDB. */

/**
 * Thrown by readers. With a text it is what Redis reports as an internal error, and `line` is where in rdb.c of 7.0.15
 * it does so; without one the bytes ended too early.
 */
export class RdbFailure {
  readonly text: string | undefined
  readonly line: number

  constructor(text?: string, line = 0) {
    this.text = text
    this.line = line
  }
}

/** Runs `read`; an early end within it is reported by these words. */
export const reporting = <T>(text: string, line: number, read: () => T): T => {
  try {
    return read()
  } catch (error) {
    if (error instanceof RdbFailure && error.text === undefined) throw new RdbFailure(text, line)
    throw error
  }
}

/** The line Redis logs about a failure that has a text (rdbReportError); `offset` is how far loading was told to be. */
export const failureText = (failure: RdbFailure, offset: number): string =>
  `Internal error in RDB reading offset ${offset}, function at rdb.c:${failure.line} -> ${failure.text}`

/** What is reported where the bytes ended too early, after the log was told so. */
export const unexpectedEnd = (): RdbFailure => new RdbFailure('Unexpected EOF reading RDB file', 3249)
