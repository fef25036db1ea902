/**
 * Which arguments of a call are keys, and what the command does with each (db.c: getKeysUsingKeySpecs,
 * getKeysFromCommandWithSpecs). COMMAND GETKEYS, ACL rules and cluster redirection ask.
 *
 * Key specifications are asked first. Where they leave something open — a specification is unknown or
 * incomplete, the flags vary, a count is no number — the declaration's own `getKeys` answers.
 */
import { equalsIgnoreCase, toLower } from '../../bytes/bytestrings.ts'
import { parseInteger } from '../../bytes/integers.ts'
import type { Command, KeyFlag, KeyReference, KeySpec } from './declaration.ts'

/** True if a call may name keys at all (doesCommandHaveKeys). */
export const mayHaveKeys = (command: Command): boolean =>
  command.getKeys !== undefined || (command.keySpecs ?? []).some((spec) => !spec.flags.includes('not_key'))

/** The keys of a call, in Redis's order; none where Redis calls the arguments invalid. */
export const getKeysFromCommand = (command: Command, argv: readonly string[]): readonly KeyReference[] => {
  const specs = command.keySpecs ?? []
  const real = specs.some((spec) => !spec.flags.includes('not_key'))
  const varies = specs.some((spec) => spec.flags.includes('variable_flags'))
  if (real && !varies) {
    const found = keysBySpecs(specs, argv)
    if (found !== undefined) return found
  }
  return command.getKeys?.(argv) ?? []
}

/** The keys that specifications describe; undefined if one of them can't tell for this call. */
const keysBySpecs = (specs: readonly KeySpec[], argv: readonly string[]): KeyReference[] | undefined => {
  const keys: KeyReference[] = []
  for (const spec of specs) {
    if (spec.flags.includes('not_key')) continue
    const first = beginning(spec, argv)
    if (first === undefined) return undefined
    if (first === 0) continue
    const range = rangeOf(spec, first, argv)
    if (range === undefined) return undefined
    const [from, last, step] = range
    if (last >= argv.length || last < from || from >= argv.length) return undefined
    for (let i = from; i <= last; i += step) keys.push({ index: i, flags: spec.flags })
    if (spec.flags.includes('incomplete')) return undefined
  }
  return keys
}

/** Index where a specification's arguments begin; 0: its keyword isn't there; undefined: unknowable. */
const beginning = ({ begin }: KeySpec, argv: readonly string[]): number | undefined => {
  if (begin.type === 'unknown') return undefined
  if (begin.type === 'index') return begin.index
  const keyword = toLower(begin.keyword)
  const forward = begin.startfrom > 0
  const start = forward ? begin.startfrom : argv.length + begin.startfrom
  // Both directions leave out the last argument they could reach: nothing could follow a keyword at the
  // end, and argv[1] is never one.
  const end = forward ? argv.length - 1 : 1
  const step = start <= end ? 1 : -1
  for (let i = start; i !== end && i < argv.length && i >= 1; i += step) {
    if (equalsIgnoreCase(argv[i]!, keyword)) return i + 1
  }
  return 0
}

/** First and last index and the step between keys, for arguments that begin at `first`. */
const rangeOf = (
  { find }: KeySpec,
  first: number,
  argv: readonly string[],
): [first: number, last: number, step: number] | undefined => {
  if (find.type === 'unknown') return undefined
  if (find.type === 'range') {
    if (find.lastkey >= 0) return [first, first + find.lastkey, find.keystep]
    if (find.limit === 0) return [first, argv.length + find.lastkey, find.keystep]
    // With a limit only one part in `limit` of what follows are keys (XREAD: as many ids as keys).
    return [first, first + Math.floor((argv.length - first) / find.limit) + find.lastkey, find.keystep]
  }
  const count = parseInteger(argv[first + find.keynumidx] ?? '')
  if (count === undefined || count < 0) return undefined
  const from = first + find.firstkey
  return [from, from + toInt32(BigInt(count)) - 1, find.keystep]
}

/** A 64-bit number stored in a C int. */
const toInt32 = (n: bigint): number => Number(BigInt.asIntN(32, n))

/** What C's atoi reads: leading spaces, a sign, digits; 0 if there are none. */
const atoi = (s: string): number => {
  const digits = /^[ \t\n\v\f\r]*([+-]?[0-9]+)/.exec(s)?.[1]
  return digits === undefined ? 0 : toInt32(clampToInt64(BigInt(digits)))
}

const clampToInt64 = (n: bigint): bigint =>
  n > 0x7fff_ffff_ffff_ffffn
    ? 0x7fff_ffff_ffff_ffffn
    : n < -0x8000_0000_0000_0000n
      ? -0x8000_0000_0000_0000n
      : n

const noFlags: readonly KeyFlag[] = []

/**
 * `getKeys` of commands whose argv[countAt] says how many keys follow it, perhaps after a destination
 * at argv[1] (genericGetKeys, db.c). Asked only when that count is not a plain number, and then reads it
 * more leniently than the command itself: `2x` counts as 2. Tells no flags.
 */
export const countedKeys =
  (countAt: number, destination: 'none' | 'destination first' = 'none') =>
  (argv: readonly string[]): readonly KeyReference[] => {
    const count = atoi(argv[countAt] ?? '')
    if (count < 1 || count > argv.length - countAt - 1) return []
    const keys = Array.from({ length: count }, (_, i) => ({ index: countAt + 1 + i, flags: noFlags }))
    return destination === 'none' ? keys : [...keys, { index: 1, flags: noFlags }]
  }
