/** How quick disks are (a model). */
import type { DiskTiming } from '../process.ts'

/** An ordinary solid-state disk: an fsync takes about half a millisecond, and it writes 500 MB a second. */
export const ORDINARY_DISK: DiskTiming = Object.freeze({ fsync: 500, bytesPerMicrosecond: 500 })

/** A disk that is worn out or busy for others: an fsync takes more than a second, and it writes 1 MB a second. */
export const SLOW_DISK: DiskTiming = Object.freeze({ fsync: 1_200_000, bytesPerMicrosecond: 1 })
