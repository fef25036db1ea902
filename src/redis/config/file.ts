/** redis.conf: read line by line into a Config, with the fatal errors of `loadServerConfigFromString`. */
import { toLower } from '../../bytes/bytestrings.ts'
import { splitArgs } from '../../bytes/quote.ts'
import { takesMany } from './codec.ts'
import type { Config, SetContext } from './config.ts'
import { cString } from './ctext.ts'
import type { Parameter } from './declaration.ts'
import { findEntry } from './parameters.ts'
import type { SavePoint } from './special.ts'

/** What the reader of a file asks of the rest of the server. Each is optional: without it nothing is refused. */
export interface LoadHooks {
  /** The content of a file to include, or the system's words against it. */
  readonly readFile?: (path: string) => { readonly text: string } | { readonly error: string }
  /** The files that match a path with `*`, `?` or `[`, sorted. */
  readonly glob?: (pattern: string) => readonly string[]
  readonly chdir?: SetContext['chdir']
  /** Why the log file cannot be opened for appending (the system's words), if it can't. */
  readonly openLog?: (path: string) => string | undefined
  /** Why a command cannot be renamed, if it can't; an empty `to` removes it. */
  readonly renameCommand?: (from: string, to: string) => string | undefined
  /** Why a line `user name rule…` is refused, if it is; `at` is the index of the argument at fault. */
  readonly user?: (args: readonly string[]) => { readonly at: number; readonly error: string } | undefined
  /** The server runs as a sentinel: `sentinel …` lines are kept for it. */
  readonly sentinel?: boolean
}

/** What a file says besides parameters, in its order; `config` itself has the parameters. */
export interface Extras {
  /** `user name rule…`, without the word user. */
  readonly users: (readonly string[])[]
  readonly renames: { readonly from: string; readonly to: string }[]
  readonly modules: { readonly path: string; readonly args: readonly string[] }[]
  /** `module.name value`: refused when no module takes them. */
  readonly moduleConfigs: { readonly name: string; readonly value: string }[]
  /** `sentinel …`, without the word sentinel; the line as written and its number, for error texts. */
  readonly sentinel: { readonly args: readonly string[]; readonly line: number; readonly text: string }[]
}

export interface LoadFailure {
  readonly ok: false
  /** Exit status of the process. */
  readonly status: number
  /** What goes to standard error, if anything. */
  readonly stderr: string
  /** A log line of level warning, if there is one. */
  readonly log?: string
}

export type LoadResult = ({ readonly ok: true } & Extras) | LoadFailure

/** The state of one load, shared by the file and what it includes. */
export interface Loading {
  readonly config: Config
  readonly hooks: LoadHooks
  readonly extras: Extras
  /**
   * `save` lines add to each other only while this is set. The end of an included file clears it, and Redis does
   * not set it again: after an include each `save` line replaces the ones before.
   */
  adding: boolean
  depth: number
}

/** Directives Redis once knew and now passes over if they have one argument. */
const RETIRED = new Set(['list-max-ziplist-entries', 'list-max-ziplist-value', 'lua-replicate-commands'])

const BAD_DIRECTIVE = 'Bad directive or wrong number of arguments'
const FATAL = '\n*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***\n'

/** An include inside an include… : the real process runs out of stack somewhere beyond this. */
const MAX_DEPTH = 1000

/** The error of a line: words for it, or an included file that ended the process. */
export type LineError = string | LoadFailure | undefined

export const startLoading = (config: Config, hooks: LoadHooks): Loading => ({
  config,
  hooks,
  extras: { users: [], renames: [], modules: [], moduleConfigs: [], sentinel: [] },
  adding: true,
  depth: 0,
})

/** `save` in a file: the first line replaces the default, further ones add, `save ""` empties. */
const assignSave = (loading: Loading, parameter: Parameter, args: readonly string[]): string | undefined => {
  const { config } = loading
  const before = args.length === 1 && cString(args[0]!) === '' ? [] : config.values.save
  const error = config.assign(parameter, args)
  if (error !== undefined || !loading.adding) return error
  const kept: readonly SavePoint[] = config.saveLoaded ? before : []
  config.values.save = [...kept, ...config.values.save]
  config.saveLoaded = true
  return undefined
}

const assign = (loading: Loading, parameter: Parameter, args: readonly string[]): string | undefined => {
  if (!takesMany(parameter)) {
    if (args.length !== 1) return 'wrong number of arguments'
    return loading.config.assign(parameter, args, { chdir: loading.hooks.chdir })
  }
  // One quoted argument stands for several; if its inner quotes are not balanced, for none.
  const list = args.length === 1 && args[0] !== '' ? (splitArgs(args[0]!) ?? []) : args
  return parameter.name === 'save'
    ? assignSave(loading, parameter, list)
    : loading.config.assign(parameter, list)
}

const rename = (loading: Loading, from: string, to: string): LineError => {
  const error = loading.hooks.renameCommand?.(from, to)
  if (error === undefined) loading.extras.renames.push({ from, to })
  return error
}

const addUser = (loading: Loading, args: readonly string[]): LineError => {
  const refused = loading.hooks.user?.(args)
  if (refused) return `Error in user declaration '${cString(args[refused.at] ?? '')}': ${refused.error}`
  loading.extras.users.push(args.slice(1))
  return undefined
}

const cannotOpen = (path: string, why: string): LoadFailure => ({
  ok: false,
  status: 1,
  stderr: '',
  log: `Fatal error, can't open config file '${path}': ${why}`,
})

/** The text of a file, or of all files a pattern matches one after the other. */
const contentOf = (path: string, { readFile, glob }: LoadHooks): string | LoadFailure => {
  const paths = /[*?[]/.test(path) ? (glob?.(path) ?? []) : [path]
  let text = ''
  for (const one of paths) {
    const file = readFile?.(one) ?? { error: 'No such file or directory' }
    if ('error' in file) return cannotOpen(one, file.error)
    text += asReadByFgets(file.text)
  }
  return text
}

/** fgets in pieces of 1024 bytes, each appended as a C string: a NUL drops the rest of its piece. */
const asReadByFgets = (text: string): string => {
  if (!text.includes('\0')) return text
  let out = ''
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at)
    const end = Math.min(newline < 0 ? text.length : newline + 1, at + 1024)
    out += cString(text.slice(at, end))
    at = end
  }
  return out
}

const include = (loading: Loading, path: string): LineError => {
  const text = contentOf(path, loading.hooks)
  if (typeof text !== 'string') return text
  if (loading.depth >= MAX_DEPTH) return { ok: false, status: 139, stderr: 'Segmentation fault\n' }
  loading.depth += 1
  loading.adding = true
  const failure = loadText(loading, text)
  loading.depth -= 1
  return failure
}

const sentinelLine = (loading: Loading, args: readonly string[], line: number, text: string): LineError => {
  if (args.length === 1) return undefined
  if (!loading.hooks.sentinel) return 'sentinel directive while not in sentinel mode'
  loading.extras.sentinel.push({ args: args.slice(1), line, text })
  return undefined
}

/** Directives that are no parameters. */
const other = (loading: Loading, args: readonly string[], line: number, text: string): LineError => {
  const [name = '', first = '', second = ''] = args
  const count = args.length
  if (RETIRED.has(name) && count === 2) return undefined
  if (name === 'include' && count === 2) return include(loading, cString(first))
  if (name === 'rename-command' && count === 3) return rename(loading, first, second)
  if (name === 'user' && count >= 2) return addUser(loading, args)
  if (name === 'loadmodule' && count >= 2) {
    loading.extras.modules.push({ path: first, args: args.slice(2) })
    return undefined
  }
  if (name.includes('.')) {
    if (count === 1) return 'Module config specified without value'
    loading.extras.moduleConfigs.push({ name, value: args.slice(1).join(' ') })
    return undefined
  }
  return name === 'sentinel' ? sentinelLine(loading, args, line, text) : BAD_DIRECTIVE
}

/** The blanks Redis trims from both ends of a line. */
export const trimLine = (line: string): string => line.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')

/** Reads one trimmed line into the config; its number counts from 1. */
export const loadLine = (loading: Loading, text: string, line: number): LineError => {
  if (text === '' || text.startsWith('#')) return undefined
  const split = splitArgs(text)
  if (!split) return 'Unbalanced quotes in configuration line'
  if (split.length === 0) return undefined
  const args = [toLower(split[0]!), ...split.slice(1)]
  const entry = findEntry(args[0]!)
  return entry ? assign(loading, entry.parameter, args.slice(1)) : other(loading, args, line, text)
}

/** What is checked once all lines are read. */
export const checkWhole = ({ config, hooks }: Loading): string | undefined => {
  const { logfile, clusterEnabled, replicaof } = config.values
  const closed = logfile === '' ? undefined : hooks.openLog?.(logfile)
  if (closed !== undefined) return `Can't open the log file: ${closed}`
  if (clusterEnabled && replicaof) return 'replicaof directive not allowed in cluster mode'
  return undefined
}

const fatal = (stderr: string): LoadFailure => ({ ok: false, status: 1, stderr: FATAL + stderr })

const loadText = (loading: Loading, text: string): LoadFailure | undefined => {
  for (const [i, raw] of cString(text).split('\n').entries()) {
    const line = trimLine(raw)
    const error = loadLine(loading, line, i + 1)
    if (typeof error === 'string') {
      return fatal(`Reading the configuration file, at line ${i + 1}\n>>> '${line}'\n${error}\n`)
    }
    if (error) return error
  }
  const error = checkWhole(loading)
  if (error !== undefined) return fatal(`${error}\n`)
  loading.config.clampHz()
  loading.adding = false
  return undefined
}

/**
 * Reads the text of a configuration file, then the options of the command line (lines as well, see
 * `commandline.ts`), into `config`. On failure the process ends with the status and words in the answer, and the
 * config is of no use any more.
 */
export const parseConfigFile = (
  config: Config,
  text: string,
  options = '',
  hooks: LoadHooks = {},
): LoadResult => {
  const loading = startLoading(config, hooks)
  const failure = loadText(loading, `${asReadByFgets(text)}\n${options}`)
  return failure ?? { ok: true, ...loading.extras }
}

/** Where the configuration of a process comes from. */
export interface ConfigSource {
  /** Path as given; a pattern reads every file that matches. */
  readonly file?: string
  /** What standard input says, if it is to be read. */
  readonly stdin?: string
  readonly options?: string
}

/** As `parseConfigFile`, after reading the file and standard input (`loadServerConfig`). */
export const loadConfig = (config: Config, source: ConfigSource, hooks: LoadHooks): LoadResult => {
  const text = source.file === undefined ? '' : contentOf(source.file, hooks)
  if (typeof text !== 'string') return text
  return parseConfigFile(config, text + asReadByFgets(source.stdin ?? ''), source.options, hooks)
}
