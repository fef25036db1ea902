/** The parameters of one server: read by everything, changed by redis.conf, CONFIG SET and a few commands. */
import { globMatch } from '../../bytes/glob.ts'
import { toLower } from '../../bytes/bytestrings.ts'
import { formatValue, parseValue, takesMany } from './codec.ts'
import { cString } from './ctext.ts'
import { camel } from './declaration.ts'
import type { Build, Parameter } from './declaration.ts'
import { entries, findEntry, parameters } from './parameters.ts'
import type { ConfigValues, Entry, ParameterName } from './parameters.ts'

/** Where CONFIG SET is run. */
export interface SetContext {
  /** The data set is loading. */
  readonly loading?: boolean
  /** The client is connected over the loopback or a Unix socket. */
  readonly local?: boolean
  /** Answers the absolute path of a directory, or the system's words against it. It must not move there. */
  readonly chdir?: (path: string) => { readonly path: string } | { readonly error: string }
}

/** Values to go back to, oldest first; plain data. */
export type Undo = readonly { readonly name: ParameterName; readonly value: unknown }[]

export type SetResult =
  | {
      readonly ok: true
      /** What was given a new value and is to be applied, each once, in the order given. */
      readonly changed: readonly ParameterName[]
      readonly undo: Undo
    }
  | { readonly ok: false; readonly error: string }

const MIN_HZ = 1
const MAX_HZ = 500

/** The reply when a value is refused, by the parameter or by what happened on applying it. */
export const setFailed = (name: string, why?: string): string =>
  `ERR CONFIG SET failed (possibly related to argument '${cString(name)}')${why ? ` - ${why}` : ''}`

const refused = (error: string): SetResult => ({ ok: false, error })

/** Path of `to` seen from the directory `from`, without `.` and `..`; nothing is asked of a disk. */
export const resolvePath = (from: string, to: string): string => {
  const parts: string[] = []
  for (const part of (to.startsWith('/') ? to : `${from}/${to}`).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

const TLS_SWITCHES = ['tlsPort', 'tlsReplication', 'tlsCluster'] as const

/**
 * The arguments of CONFIG SET (without the words CONFIG and SET) that hold a secret: they are shown as
 * "(redacted)" wherever the command is logged.
 */
export const sensitiveArguments = (args: readonly string[]): number[] => {
  const found: number[] = []
  for (let i = 0; i + 1 < args.length; i += 2) {
    if (findEntry(args[i]!)?.parameter.sensitive) found.push(i + 1)
  }
  return found
}

export class Config {
  /** Every value under its camelCase name. The server may write here too; CONFIG GET shows what is here. */
  readonly values: ConfigValues
  /** Integers beyond 2^53, which `values` only approximates. */
  readonly exact = new Map<string, bigint>()
  /** What the server was compiled with: as Debian does it. */
  build: Build = { defragments: false }
  /** Absolute path of the file the server was started with, or empty. */
  file = ''
  /** Save points were read from a file: the next `save` line adds to them. */
  saveLoaded = false

  /** `dir` is the directory the process was started in. */
  constructor(dir = '/') {
    const values: Record<string, unknown> = {}
    for (const parameter of parameters) values[camel(parameter.name)] = parameter.initial
    // Spread once more: engines keep an object filled key by key as a hash table, twice as slow to read.
    this.values = { ...(values as unknown as ConfigValues) }
    this.values.dir = dir
  }

  /** The value as CONFIG GET shows it, by any name in any case; undefined for an unknown parameter. */
  get(name: string): string | undefined {
    const entry = findEntry(name)
    return entry && formatValue(entry.parameter, this.valueOf(entry.parameter))
  }

  /** The value of a parameter, exact: an integer beyond 2^53 as a bigint. */
  valueOf(parameter: Parameter): unknown {
    const field = camel(parameter.name)
    const value = this.field(field)
    const exact = this.exact.get(field)
    return exact !== undefined && Number(exact) === value ? exact : value
  }

  /**
   * CONFIG GET: the parameters that any pattern matches, once each, under the name first asked for. Real Redis
   * answers in the order of a hash table whose seed changes with every start; here it is the order of the
   * patterns, then of the declarations (a parameter's older name right after its own).
   */
  match(patterns: readonly string[]): [name: string, value: string][] {
    const found = new Map<string, [string, string]>()
    const add = (name: string, { parameter }: Entry): void => {
      const key = toLower(name)
      if (!found.has(key)) found.set(key, [name, formatValue(parameter, this.valueOf(parameter))])
    }
    for (const pattern of patterns) {
      const glob = cString(pattern)
      if (!/[[*?]/.test(glob)) {
        const entry = findEntry(pattern)
        if (entry) add(pattern, entry)
        continue
      }
      for (const entry of entries) {
        if (!entry.parameter.hidden && globMatch(glob, entry.name, true)) add(entry.name, entry)
      }
    }
    return [...found.values()]
  }

  /**
   * CONFIG SET name value [name value…], all or nothing. The values are stored; applying them (listening on the
   * new port, opening the append-only file…) is the server's, which calls `restore` if that fails.
   */
  set(args: readonly string[], context: SetContext = {}): SetResult {
    if (args.length % 2 === 1) return refused('ERR syntax error')
    const chosen = this.choose(args, context)
    if (typeof chosen === 'string') return refused(chosen)
    const undo: { name: ParameterName; value: unknown }[] = []
    const changed = new Set<ParameterName>()
    const fail = (name: string, why: string): SetResult => {
      this.restore(undo)
      return refused(setFailed(name, why))
    }
    for (const [i, { name, parameter }] of chosen.entries()) {
      const given = args[i * 2 + 1]!
      const list = takesMany(parameter) ? splitValue(given) : [given]
      const before = this.valueOf(parameter)
      const error = this.assign(parameter, list, context)
      if (error !== undefined) return fail(name, error)
      undo.push({ name: parameter.name as ParameterName, value: before })
      const always = parameter.kind === 'special' && parameter.alwaysChanges
      if (always || !sameValue(parameter, before, this.valueOf(parameter))) {
        changed.add(parameter.name as ParameterName)
      }
    }
    const unusable = this.settle(changed)
    if (unusable) return fail(unusable, 'Unable to update TLS configuration. Check server logs.')
    return { ok: true, changed: [...changed], undo }
  }

  /** Takes a successful `set` back. */
  restore(undo: Undo): void {
    for (const { name, value } of [...undo].reverse()) this.store(name, value)
  }

  /** Reads arguments into a parameter; Redis's words against them, or undefined. */
  assign(parameter: Parameter, args: readonly string[], context: SetContext = {}): string | undefined {
    const parsed = parseValue(parameter, args, this.valueOf(parameter), this.fields, this.build)
    if ('error' in parsed) return parsed.error
    if (parameter.name !== 'dir') {
      this.store(parameter.name, parsed.value)
      return undefined
    }
    const path = parsed.value as string
    if (path === '') return 'No such file or directory'
    const moved = context.chdir?.(path) ?? { path: resolvePath(this.values.dir, path) }
    if ('error' in moved) return moved.error
    this.values.dir = moved.path
    return undefined
  }

  /** hz out of range is pulled into it, as on applying it and after loading a file. */
  clampHz(): void {
    this.values.hz = Math.min(Math.max(this.values.hz, MIN_HZ), MAX_HZ)
  }

  /** The parameters a CONFIG SET names, or the error that keeps it from even trying. */
  private choose(args: readonly string[], context: SetContext): Entry[] | string {
    const chosen: Entry[] = []
    for (let i = 0; i < args.length; i += 2) {
      const given = args[i]!
      const entry = findEntry(given)
      if (!entry) {
        return `ERR Unknown option or number of arguments for CONFIG SET - '${cString(given)}'`
      }
      const { parameter } = entry
      if (parameter.immutable) return setFailed(given, "can't set immutable config")
      if (parameter.protected && !this.allowsProtected(context)) {
        return setFailed(given, "can't set protected config")
      }
      if (context.loading && parameter.denyLoading) {
        return 'LOADING Redis is loading the dataset in memory'
      }
      if (chosen.includes(entry)) return setFailed(given, 'duplicate parameter')
      chosen.push(entry)
    }
    return chosen
  }

  private allowsProtected({ local = true }: SetContext): boolean {
    const rule = this.values.enableProtectedConfigs
    return rule === 'yes' || (rule === 'local' && local)
  }

  /** What follows from new values at once. Answers a TLS switch that cannot work: there is no TLS here. */
  private settle(changed: ReadonlySet<ParameterName>): string | undefined {
    if (changed.has('hz')) this.clampHz()
    if (!TLS_SWITCHES.some((name) => this.values[name])) return undefined
    return [...changed].find((name) => name.startsWith('tls-') && name !== 'tls-auth-clients')
  }

  private get fields(): Record<string, unknown> {
    return this.values as unknown as Record<string, unknown>
  }

  private field(field: string): unknown {
    return this.fields[field]
  }

  private store(name: string, value: unknown): void {
    const field = camel(name)
    const values = this.fields
    this.exact.delete(field)
    if (typeof value !== 'bigint') {
      values[field] = value
      return
    }
    values[field] = Number(value)
    if (!Number.isSafeInteger(values[field])) this.exact.set(field, value)
  }
}

/** sdssplitlen at single spaces: an empty text is no argument, two spaces enclose an empty one. */
const splitValue = (value: string): string[] => (value === '' ? [] : value.split(' '))

const sameValue = (parameter: Parameter, a: unknown, b: unknown): boolean =>
  formatValue(parameter, a) === formatValue(parameter, b)
