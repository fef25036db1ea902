/**
 * What SCAN, HSCAN, SSCAN and ZSCAN share (db.c: parseScanCursorOrReply, scanGenericCommand).
 *
 * A command reads its cursor first, then looks its key up, then reads the options; it collects entries with
 * `walk` (or takes all elements of a compact encoding and answers cursor 0), keeps what the pattern matches
 * and answers with `writeScan`.
 */
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import { globMatch } from '../../../../bytes/glob.ts'
import { parseUint64 } from '../../../../bytes/integers.ts'
import type { ReplyWriter } from '../../../../resp/reply-writer.ts'
import type { DictEntry } from '../../../../structures/dict.ts'
import { readInteger } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'

const DEFAULT_COUNT = 10

export interface ScanOptions {
  /** How many elements a call should collect, at least 1. */
  readonly count: number
  /** Undefined: everything (also when MATCH was `*`). */
  readonly pattern: string | undefined
  /** SCAN's TYPE, as typed. */
  readonly type: string | undefined
}

/** Reads a cursor as C's strtoul does: a sign passes (a negative number wraps), leading space does not. */
export const parseCursor = (text: string): bigint => {
  if (text === '' || text.charCodeAt(0) === 0) return 0n
  const first = text.charCodeAt(0)
  if (first === 32 || (first >= 9 && first <= 13)) throw errors.invalidCursor()
  const negative = first === 45
  const magnitude = parseUint64(negative || first === 43 ? text.slice(1) : text)
  // The sign was taken off: another one, or a space after it, is no number.
  const second = text.charCodeAt(1)
  const isDigitNext = second >= 48 && second <= 57
  if (magnitude === undefined || ((negative || first === 43) && !isDigitNext)) throw errors.invalidCursor()
  return negative ? BigInt.asUintN(64, -magnitude) : magnitude
}

/** Reads MATCH and COUNT from argv[from] on, and TYPE where `withType`. */
export const parseScanOptions = (argv: readonly string[], from: number, withType = false): ScanOptions => {
  let count = DEFAULT_COUNT
  let pattern: string | undefined
  let type: string | undefined
  for (let i = from; i < argv.length; i += 2) {
    const word = argv[i]!
    const value = argv[i + 1]
    if (value === undefined) throw errors.syntax()
    if (equalsIgnoreCase(word, 'count')) {
      count = readInteger(value)
      if (count < 1) throw errors.syntax()
    } else if (equalsIgnoreCase(word, 'match')) {
      pattern = value === '*' ? undefined : value
    } else if (withType && equalsIgnoreCase(word, 'type')) {
      type = value
    } else {
      throw errors.syntax()
    }
  }
  return { count, pattern, type }
}

/** True when MATCH lets this element pass. */
export const passes = (options: ScanOptions, element: string): boolean =>
  options.pattern === undefined || globMatch(options.pattern, element)

/**
 * Walks the buckets of a dict from `cursor` until `count` entries are in `found`, at most ten buckets for each
 * wanted reply element; answers the next cursor, 0 at the end. `perEntry` is how many reply elements an entry
 * becomes: 2 for the fields of a hash and the members of a sorted set.
 */
export const walk = <E extends DictEntry>(
  dict: { scan(cursor: number | bigint, visit: (entry: E) => void): number },
  cursor: bigint,
  count: number,
  perEntry: 1 | 2,
  found: E[],
): number => {
  let buckets = count * perEntry * 10
  let next = dict.scan(cursor, (entry) => found.push(entry))
  while (next !== 0 && buckets-- > 0 && found.length < count) {
    next = dict.scan(next, (entry) => found.push(entry))
  }
  return next
}

/** The reply: the next cursor and the elements. */
export const writeScan = (reply: ReplyWriter, cursor: number, elements: readonly string[]): void => {
  reply.array(2)
  reply.bulk(String(cursor))
  reply.bulks(elements)
}
