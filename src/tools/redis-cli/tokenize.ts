/** A typed line as redis-cli 7.0.15 takes it apart: quoting as in sdssplitargs, and a leading repeat count. */
import { splitArgs } from '../../bytes/quote.ts'

export const INVALID_ARGUMENTS = 'Invalid argument(s)\n'
export const INVALID_REPEAT = 'Invalid redis-cli repeat command option value.\n'

export type TypedLine =
  | { readonly type: 'empty' }
  | { readonly type: 'command'; readonly argv: readonly string[]; readonly repeat: number }
  /** `remember`: whether the line goes into the history all the same. */
  | { readonly type: 'error'; readonly message: string; readonly remember: boolean }

/** Takes a line (byte string without its line end) apart. `5 PING` repeats PING five times. */
export const readLine = (line: string): TypedLine => {
  const argv = splitArgs(line)
  if (argv === undefined) return { type: 'error', message: INVALID_ARGUMENTS, remember: true }
  if (argv.length === 0) return { type: 'empty' }
  const repeat = argv.length > 1 ? repeatCount(argv[0]!) : undefined
  if (repeat === undefined) return { type: 'command', argv, repeat: 1 }
  if (repeat === 'invalid') return { type: 'error', message: INVALID_REPEAT, remember: false }
  return { type: 'command', argv: argv.slice(1), repeat }
}

const MAX_LONG = 2n ** 63n - 1n

/** strtol on the whole word: undefined when it is no number, so a command's name. */
const repeatCount = (word: string): number | 'invalid' | undefined => {
  if (word === '') return 'invalid'
  if (!/^\s*[+-]?\d+$/.test(word)) return undefined
  const count = BigInt(word.trim().replace('+', ''))
  return count > 0n && count <= MAX_LONG ? Number(count) : 'invalid'
}

/** Lines that must not stay in the history: redis-cli 7.0.15 leaves out AUTH. */
export const isSecret = (argv: readonly string[]): boolean => argv[0]?.toLowerCase() === 'auth'
