/** Commands as the append-only file holds them: RESP arrays of bulk strings, and annotations (aof.c). */

const CACHED = 256

const headers = (prefix: string): readonly string[] =>
  Object.freeze(Array.from({ length: CACHED }, (_, n) => `${prefix}${n}\r\n`))

const counts = headers('*')
const lengths = headers('$')

/** `*n` with its line end. */
export const countHeader = (n: number): string => (n < CACHED ? counts[n]! : `*${n}\r\n`)

/** One argument: its length, the bytes, line ends. */
export const encodeBulk = (text: string): string =>
  (text.length < CACHED ? lengths[text.length]! : `$${text.length}\r\n`) + text + '\r\n'

/** A command (catAppendOnlyGenericCommand). */
export const encodeCommand = (argv: readonly string[]): string => {
  let out = countHeader(argv.length)
  for (let i = 0; i < argv.length; i++) out += encodeBulk(argv[i]!)
  return out
}

const digits = (n: number): number => (n < 10 ? 1 : n < 100 ? 2 : n < 1000 ? 3 : String(n).length)

/** Bytes of a command as `encodeCommand` writes it. */
export const encodedLength = (argv: readonly string[]): number => {
  // A type byte and a line end for each header, and a line end after each argument.
  let length = 3 + digits(argv.length)
  for (let i = 0; i < argv.length; i++) {
    const { length: bytes } = argv[i]!
    length += 5 + digits(bytes) + bytes
  }
  return length
}

/** SELECT, as it goes before the first command of another database. */
export const encodeSelect = (db: number): string => encodeCommand(['SELECT', `${db}`])

/** The annotation before the first command of a second, Unix seconds (aof-timestamp-enabled). */
export const encodeTimestamp = (seconds: number): string => `#TS:${seconds}\r\n`
