/**
 * The options SET and GETEX share and the expiry they set (t_string.c: parseExtendedStringArgumentsOrReply,
 * getExpireMillisecondsOrReply).
 */
import { toLower } from '../../../../bytes/bytestrings.ts'
import { INT64_MAX, normalizeInteger } from '../../../../bytes/integers.ts'
import type { Client } from '../../../clients/client.ts'
import { readInt64 } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'
import { cString } from '../../../config/ctext.ts'

/** How an expiry is written: relative or absolute, in seconds or milliseconds. */
export type ExpiryUnit = 'ex' | 'px' | 'exat' | 'pxat'

export interface StringOptions {
  condition: 'nx' | 'xx' | undefined
  get: boolean
  keepTtl: boolean
  persist: boolean
  unit: ExpiryUnit | undefined
  /** The number after the unit, as typed. */
  expiry: string
}

/**
 * Reads the options from argv[from] on. SET knows NX, XX, GET and KEEPTTL besides the units, GETEX knows PERSIST;
 * an option may be repeated, another of its kind may not follow.
 */
export const parseStringOptions = (
  argv: readonly string[],
  from: number,
  of: 'set' | 'getex',
): StringOptions => {
  const options: StringOptions = {
    condition: undefined,
    get: false,
    keepTtl: false,
    persist: false,
    unit: undefined,
    expiry: '',
  }
  for (let i = from; i < argv.length; i++) {
    const word = toLower(cString(argv[i]!))
    const { condition, unit, keepTtl, persist } = options
    if ((word === 'nx' || word === 'xx') && of === 'set' && (condition ?? word) === word) {
      options.condition = word
    } else if (word === 'get' && of === 'set') {
      options.get = true
    } else if (word === 'keepttl' && of === 'set' && unit === undefined) {
      options.keepTtl = true
    } else if (word === 'persist' && of === 'getex' && unit === undefined) {
      options.persist = true
    } else if (isUnit(word) && (unit ?? word) === word && !keepTtl && !persist && i + 1 < argv.length) {
      options.unit = word
      options.expiry = argv[++i]!
    } else {
      throw errors.syntax()
    }
  }
  return options
}

const isUnit = (word: string): word is ExpiryUnit =>
  word === 'ex' || word === 'px' || word === 'exat' || word === 'pxat'

/** Expiries up to this number of seconds or milliseconds are computed without bigints. */
const PLAIN = 1e12

/** The instant (Unix ms) an expiry stands for; it must be positive and fit 64 bits. */
export const readExpiry = (client: Client, text: string, unit: ExpiryUnit): number | bigint => {
  const n = readInt64(text)
  if (n <= 0) throw errors.invalidExpire(client.command!.fullName)
  const inSeconds = unit === 'ex' || unit === 'exat'
  const base = unit === 'ex' || unit === 'px' ? client.server.milliseconds : 0
  if (typeof n === 'number' && n <= PLAIN) return (inSeconds ? n * 1000 : n) + base
  const at = BigInt(n) * (inSeconds ? 1000n : 1n) + BigInt(base)
  if (at > INT64_MAX) throw errors.invalidExpire(client.command!.fullName)
  return normalizeInteger(at)
}
