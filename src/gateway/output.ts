/** Standard output and error, written at once: a line is out before what it tells of goes on. */
import * as fs from 'node:fs'

const RETRY_MS = 5
/** A reader that takes nothing for this long loses the rest. */
const PATIENCE_MS = 2000
const waiting = new Int32Array(new SharedArrayBuffer(4))

/** Writes a byte string to a descriptor. A pipe nobody reads is no reason to end. */
export const writeAll = (descriptor: 1 | 2, data: string): void => {
  let rest = Buffer.from(data, 'latin1')
  for (let waited = 0; rest.length > 0 && waited < PATIENCE_MS;) {
    try {
      rest = rest.subarray(fs.writeSync(descriptor, rest))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return
      Atomics.wait(waiting, 0, 0, RETRY_MS)
      waited += RETRY_MS
    }
  }
}
