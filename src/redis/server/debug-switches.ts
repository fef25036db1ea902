/** What DEBUG can switch for tests of the server itself. */

import { PACKED_THRESHOLD } from '../../structures/packed-threshold.ts'

/** How long the peak of a reply buffer is remembered, virtual µs (REPLY_BUFFER_DEFAULT_PEAK_RESET_TIME). */
export const PEAK_RESET = 5_000_000

export class DebugSwitches {
  /** The cron does nothing (PAUSE-CRON). */
  cronPaused = false
  /** Bytes from which an element of a list gets a node of its own (QUICKLIST-PACKED-THRESHOLD). */
  packedThreshold = PACKED_THRESHOLD
  /** The fixed reply buffers grow and shrink (REPLYBUFFER RESIZING). */
  resizesReplyBuffers = true
  /** Virtual µs; Infinity: a peak is remembered for ever (REPLYBUFFER PEAK-RESET-TIME). */
  peakReset = PEAK_RESET
  /** µs before each write of the append-only file (AOF-FLUSH-SLEEP). */
  flushSleep = 0
  /** Scripts may call what is not meant for them (SET-DISABLE-DENY-SCRIPTS). */
  allowsDenied = false
  /** Payloads and files are loaded whatever their checksum says (SET-SKIP-CHECKSUM-VALIDATION). */
  skipsChecksums = false
}
