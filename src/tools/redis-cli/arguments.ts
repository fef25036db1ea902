/**
 * redis-cli's command line (redis-cli.c, parseOptions of 7.0.15; texts recorded). Options it knows there but that
 * make no sense in a simulated world (TLS) are unknown here, as in a build without them.
 */
import { splitArgs } from '../../bytes/quote.ts'
import { leadingInteger } from './context.ts'
import type { OutputMode } from './format.ts'
import { usage } from './usage.ts'
import { VERSION } from './version.ts'

export type Mode =
  | 'command'
  | 'scan'
  | 'stat'
  | 'bigkeys'
  | 'memkeys'
  | 'hotkeys'
  | 'latency'
  | 'latency-history'
  | 'pipe'
  | 'eval'

export interface Options {
  host: string
  port: number
  socket: string | undefined
  user: string | undefined
  password: string | undefined
  database: number
  /** Times the command is run; negative: for ever. */
  repeat: number
  /** Virtual µs to wait after each run or round. */
  interval: number
  resp2: boolean
  /** `asked`: -3, so its failure is one; `implied`: by --json. */
  resp3: 'no' | 'asked' | 'implied'
  cluster: boolean
  /** Undefined: standard on a terminal, else raw. */
  output: OutputMode | undefined
  bulkDelimiter: string
  commandDelimiter: string
  /** Undefined: on a terminal. */
  showPushes: boolean | undefined
  exitOnError: boolean
  stdinLast: boolean
  stdinTag: string | undefined
  quotedInput: boolean
  mode: Mode
  pattern: string | undefined
  /** Elements --memkeys samples of each key; undefined: the server's own number. */
  samples: number | undefined
  script: string | undefined
  pipeTimeout: number
  noAuthWarning: boolean
}

export type ParsedArguments =
  | {
      readonly type: 'run'
      readonly options: Options
      readonly command: readonly string[]
      readonly stderr: string
    }
  | { readonly type: 'exit'; readonly status: number; readonly stdout: string; readonly stderr: string }

const defaults = (): Options => ({
  host: '127.0.0.1',
  port: 6379,
  socket: undefined,
  user: undefined,
  password: undefined,
  database: 0,
  repeat: 1,
  interval: 0,
  resp2: false,
  resp3: 'no',
  cluster: false,
  output: undefined,
  bulkDelimiter: '\n',
  commandDelimiter: '\n',
  showPushes: undefined,
  exitOnError: false,
  stdinLast: false,
  stdinTag: undefined,
  quotedInput: false,
  mode: 'command',
  pattern: undefined,
  samples: undefined,
  script: undefined,
  pipeTimeout: 30,
  noAuthWarning: false,
})

/** Ends parsing with a message on stderr. */
class BadArguments extends Error {
  override readonly name = 'BadArguments'
}

const seconds = (word: string): number => {
  const digits = /^\s*([+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?)/i.exec(word)
  return digits === null ? 0 : Math.trunc(Number(digits[1]) * 1_000_000)
}

type Flag = (options: Options) => void
type Setting = (options: Options, value: string) => string | void

const mode =
  (mode: Mode): Flag =>
  (o) => {
    o.mode = mode
  }

const json =
  (output: OutputMode): Flag =>
  (o) => {
    o.output = output
    if (o.resp3 === 'no') o.resp3 = 'implied'
  }

const FLAGS: Readonly<Record<string, Flag>> = {
  '-x': (o) => void (o.stdinLast = true),
  '-c': (o) => void (o.cluster = true),
  '-e': (o) => void (o.exitOnError = true),
  '-2': (o) => void (o.resp2 = true),
  '-3': (o) => void (o.resp3 = 'asked'),
  '--raw': (o) => void (o.output = 'raw'),
  '--no-raw': (o) => void (o.output = 'standard'),
  '--csv': (o) => void (o.output = 'csv'),
  '--json': json('json'),
  '--quoted-json': json('quoted-json'),
  '--quoted-input': (o) => void (o.quotedInput = true),
  '--no-auth-warning': (o) => void (o.noAuthWarning = true),
  '--verbose': () => undefined,
  '--scan': mode('scan'),
  '--stat': mode('stat'),
  '--bigkeys': mode('bigkeys'),
  '--memkeys': mode('memkeys'),
  '--hotkeys': mode('hotkeys'),
  '--latency': mode('latency'),
  '--latency-history': mode('latency-history'),
  '--pipe': mode('pipe'),
}

const SETTINGS: Readonly<Record<string, Setting>> = {
  '-h': (o, value) => void (o.host = value),
  '-p': (o, value) => void (o.port = leadingInteger(value)),
  '-s': (o, value) => void (o.socket = value),
  '-r': (o, value) => void (o.repeat = leadingInteger(value)),
  '-i': (o, value) => void (o.interval = seconds(value)),
  '-n': (o, value) => void (o.database = leadingInteger(value)),
  '-a': (o, value) => void (o.password = value),
  '--pass': (o, value) => void (o.password = value),
  '--user': (o, value) => void (o.user = value),
  '-u': (o, value) => readUri(o, value),
  '-d': (o, value) => void (o.bulkDelimiter = value),
  '-D': (o, value) => void (o.commandDelimiter = value),
  '-X': (o, value) => void (o.stdinTag = value),
  '--pattern': (o, value) => void (o.pattern = value),
  '--quoted-pattern': (o, value) => {
    const pattern = unquote(value)
    if (pattern === undefined)
      throw new BadArguments('Invalid quoted string specified for --quoted-pattern.\n')
    o.pattern = pattern
  },
  '--memkeys-samples': (o, value) => {
    if (!/^\s*[+-]?\d+$/.test(value)) throw new BadArguments('--memkeys-samples conversion error.\n')
    if (Number(value) < 0) throw new BadArguments('--memkeys-samples value should be positive.\n')
    o.mode = 'memkeys'
    o.samples = Number(value)
  },
  '--eval': (o, value) => {
    o.mode = 'eval'
    o.script = value
  },
  '--pipe-timeout': (o, value) => void (o.pipeTimeout = leadingInteger(value)),
  '--show-pushes': (o, value) => {
    if (/^n/i.test(value)) o.showPushes = false
    else if (/^y/i.test(value)) o.showPushes = true
    else return `Unknown --show-pushes value '${value}' (valid: '[y]es', '[n]o')\n`
    return undefined
  },
}

/**
 * Reads a command line, the program's name left out; `environment` gives REDISCLI_AUTH, which a
 * password on the line outranks.
 */
export const parseArguments = (
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ParsedArguments => {
  try {
    return parse(argv, environment)
  } catch (error) {
    if (error instanceof BadArguments) return { type: 'exit', status: 1, stdout: '', stderr: error.message }
    throw error
  }
}

const parse = (argv: readonly string[], environment: Readonly<Record<string, string>>): ParsedArguments => {
  const options = defaults()
  let stderr = ''
  let i = 0
  for (; i < argv.length; i++) {
    const word = argv[i]!
    const last = i === argv.length - 1
    if (word === '--help' || (word === '-h' && last)) return quit(usage())
    if (word === '-v' || word === '--version') return quit(`redis-cli ${VERSION}\n`)
    const flag = FLAGS[word]
    const setting = SETTINGS[word]
    if (flag !== undefined) flag(options)
    else if (setting !== undefined && !last) stderr += setting(options, argv[++i]!) ?? ''
    else if (word.startsWith('-'))
      throw new BadArguments(`${stderr}Unrecognized option or bad number of args for: '${word}'\n`)
    else break
  }
  stderr += checked(options)
  options.password ??= environment['REDISCLI_AUTH']
  return { type: 'run', options, command: argv.slice(i), stderr }
}

const quit = (stdout: string): ParsedArguments => ({ type: 'exit', status: 0, stdout, stderr: '' })

/** Refuses what excludes each other; returns the warning about a visible password. */
const checked = (o: Options): string => {
  const exclusive = (a: string, b: string) =>
    new BadArguments(`Options ${a} and ${b} are mutually exclusive.\n`)
  if (o.socket !== undefined && o.cluster) throw exclusive('-c', '-s')
  if (o.resp2 && o.resp3 === 'asked') throw exclusive('-2', '-3')
  if (o.stdinLast && o.stdinTag !== undefined) throw exclusive('-x', '-X')
  if (o.noAuthWarning || o.password === undefined) return ''
  return "Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n"
}

/** `redis://[[user:]password@]host[:port][/database]` (cli_common.c, parseRedisUri). */
const readUri = (o: Options, uri: string): void => {
  if (/^rediss:\/\//i.test(uri))
    throw new BadArguments('rediss:// is only supported when redis-cli is compiled with OpenSSL\n')
  if (!/^redis:\/\//i.test(uri)) throw new BadArguments('Invalid URI scheme\n')
  let rest = uri.slice('redis://'.length)
  const at = rest.indexOf('@')
  if (at >= 0) {
    const colon = rest.indexOf(':')
    if (colon >= 0 && colon < at) o.user = percentDecode(rest.slice(0, colon))
    o.password = percentDecode(rest.slice(colon >= 0 && colon < at ? colon + 1 : 0, at))
    rest = rest.slice(at + 1)
  }
  const slash = rest.indexOf('/')
  const address = slash < 0 ? rest : rest.slice(0, slash)
  if (address !== '') {
    const colon = address.indexOf(':')
    if (colon >= 0) o.port = leadingInteger(address.slice(colon + 1))
    o.host = colon < 0 ? address : address.slice(0, colon)
  }
  if (slash >= 0 && slash + 1 < rest.length) o.database = leadingInteger(rest.slice(slash + 1))
}

const percentDecode = (text: string): string =>
  text.replace(/%(.{0,2})/gs, (_, digits: string) => {
    if (digits.length < 2) throw new BadArguments('Incomplete URI encoding\n')
    if (!/^[0-9a-f]{2}$/i.test(digits)) throw new BadArguments('Illegal character in URI encoding\n')
    return String.fromCharCode(parseInt(digits, 16))
  })

/** A word written with or without quotes (`--quoted-input`); undefined when the quotes are wrong. */
export const unquote = (word: string): string | undefined => {
  const words = splitArgs(word)
  return words?.length === 1 ? words[0] : undefined
}
