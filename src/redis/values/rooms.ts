/**
 * What was allocated for strings that grew in place: twice what they needed, up to 1 MB more (sds.c:
 * sdsMakeRoomFor). Few strings do, so it is kept beside the entries. Plain data.
 */
import { sdsBytes } from '../../structures/allocated.ts'
import { EMBSTR_LIMIT } from '../keyspace/entry.ts'
import type { Entry } from '../keyspace/entry.ts'

/** SDS_MAX_PREALLOC, bytes. */
const MOST = 1 << 20
/** Texts shorter than this that never grew have the smallest header, which knows of no room. */
const SMALLEST = 32
/** Allocations from which the next larger header stands before the text. */
const HEADER_16 = 320
const HEADER_32 = 81_920

/** Header and terminator of a text that has grown to this allocation, bytes. */
export const frameOf = (allocation: number): number =>
  allocation < HEADER_16 ? 4 : allocation < HEADER_32 ? 6 : 10

/**
 * Bytes a string has room for that never grew. What a client sent loses its room when that is more than a tenth
 * (trimStringObjectIfNeeded); an embedded text is copied first.
 */
const roomOf = (length: number, raw: boolean): number => {
  if (length < SMALLEST && length > 0) return length
  const bytes = sdsBytes(length)
  const room = bytes - (length < 256 ? 4 : length < 65_536 ? 6 : 10)
  return isTrimmed(length, raw, room - length) ? length : room
}

/** Whether a string of this length gave up `spare` bytes; one that was changed in place (`raw`) did not. */
export const isTrimmed = (length: number, raw: boolean, spare: number): boolean =>
  !raw && length > EMBSTR_LIMIT && spare > Math.floor(length / 10)

export class Rooms {
  private readonly allocations = new Map<Entry, number>()

  /** Bytes allocated for a string that grew in place; 0 for any other. */
  of(entry: Entry): number {
    return entry.raw ? (this.allocations.get(entry) ?? 0) : 0
  }

  /** A string that had `before` bytes is about to have `after`, in place. Called before it is marked `raw`. */
  grow(entry: Entry, before: number, after: number): void {
    if (after <= before) return
    const now = this.of(entry)
    if (after > (now === 0 ? roomOf(before, entry.raw) : now - frameOf(now))) {
      this.allocations.set(entry, sdsBytes(after < MOST ? after * 2 : after + MOST, false))
    } else if (now === 0) this.allocations.set(entry, sdsBytes(before, false))
  }

  forget(entry: Entry): void {
    if (this.allocations.size > 0) this.allocations.delete(entry)
  }

  forgetAll(): void {
    this.allocations.clear()
  }
}
