import { quote, splitArgs } from '../../bytes/quote.ts'
import { formatValue, takesMany } from '../../redis/config/codec.ts'
import { Config } from '../../redis/config/config.ts'
import type { Parameter } from '../../redis/config/declaration.ts'
import { diagnose } from '../../redis/config/diagnose.ts'
import type { Diagnosis } from '../../redis/config/diagnose.ts'
import { loadLine, startLoading, trimLine } from '../../redis/config/file.ts'
import { entries, findEntry, parameters } from '../../redis/config/parameters.ts'

/*
 * What the redis.conf tab knows of a file: what Redis would refuse, which lines differ, and the CONFIG SET commands
 * that make a running server follow. It carries the whole list of parameters, so it is fetched when it is needed.
 */

export { diagnose }
export type { Diagnosis }

export interface Changes {
  /** CONFIG SET commands as one types them. */
  readonly commands: readonly string[]
  /** Parameters and directives that only a restart changes. */
  readonly onlyRestart: readonly string[]
}

interface Read {
  readonly config: Config
  /** Arguments as written by parameter, for lines Redis would refuse. */
  readonly refused: ReadonlyMap<string, readonly string[]>
  /** Lines that are no parameters, by their first word. */
  readonly others: ReadonlyMap<string, string>
}

const read = (text: string): Read => {
  const loading = startLoading(new Config(), { readFile: () => ({ text: '' }) })
  const refused = new Map<string, readonly string[]>()
  const others = new Map<string, string>()
  for (const [i, raw] of text.split('\n').entries()) {
    const line = trimLine(raw)
    if (line === '' || line.startsWith('#')) continue
    const error = loadLine(loading, line, i + 1)
    const [name = '', ...args] = splitArgs(line) ?? []
    const entry = findEntry(name)
    if (entry === undefined) others.set(name, `${others.get(name) ?? ''}${line}\n`)
    else if (error !== undefined) refused.set(entry.parameter.name, args)
  }
  return { config: loading.config, refused, others }
}

const word = (text: string): string => (/^[\x21\x23-\x26\x28-\x7e]+$/.test(text) ? text : quote(text))

/** How a server that runs with one file is made to follow another. */
export const changesBetween = (before: string, after: string): Changes => {
  const [old, now] = [read(before), read(after)]
  const commands: string[] = []
  const onlyRestart: string[] = []
  for (const parameter of parameters) {
    const wrong = now.refused.get(parameter.name)
    const value = wrong?.join(' ') ?? textOf(parameter, now.config)
    const same =
      wrong === undefined ? value === textOf(parameter, old.config) : isSame(old.refused, parameter, wrong)
    if (same) continue
    if (parameter.immutable) onlyRestart.push(parameter.name)
    else commands.push(`CONFIG SET ${parameter.name} ${word(value)}`)
  }
  for (const name of new Set([...old.others.keys(), ...now.others.keys()]))
    if (old.others.get(name) !== now.others.get(name)) onlyRestart.push(name)
  return { commands, onlyRestart }
}

const textOf = (parameter: Parameter, config: Config): string =>
  formatValue(parameter, config.valueOf(parameter))

const isSame = (old: Read['refused'], { name }: Parameter, args: readonly string[]): boolean =>
  old.get(name)?.join(' ') === args.join(' ')

/** Numbers (from 1) of the lines that the other text does not have. */
export const changedLines = (before: string, after: string): number[] => {
  const had = new Map<string, number>()
  for (const line of before.split('\n')) had.set(line, (had.get(line) ?? 0) + 1)
  return after.split('\n').flatMap((line, i) => {
    const left = had.get(line) ?? 0
    had.set(line, left - 1)
    return left > 0 ? [] : [i + 1]
  })
}

export interface Directive {
  readonly name: string
  readonly about: { readonly en: string; readonly ko: string }
  readonly initial: string
  /** Lowest and highest value of a number. */
  readonly range: readonly [string, string] | undefined
  readonly choices: readonly string[]
  readonly immutable: boolean
  readonly since: string | undefined
  /** Whether a line may hold several values. */
  readonly many: boolean
}

const choicesOf = (parameter: Parameter): readonly string[] => {
  if (parameter.kind === 'bool') return ['yes', 'no']
  return parameter.kind === 'enum' || parameter.kind === 'flags' ? parameter.choices : []
}

const rangeOf = (parameter: Parameter): Directive['range'] => {
  if (parameter.kind !== 'int') return undefined
  const radix = parameter.unit === 'octal' ? 8 : 10
  return [parameter.min.toString(radix), parameter.max.toString(radix)]
}

const initialConfig = new Config()

/** Every directive the editor explains and completes. */
export const directives: readonly Directive[] = entries.map(({ name, parameter }) => ({
  name,
  about: parameter.about,
  initial: parameter.name === 'dir' ? './' : textOf(parameter, initialConfig) || '""',
  range: rangeOf(parameter),
  choices: choicesOf(parameter),
  immutable: parameter.immutable === true,
  since: parameter.since,
  many: takesMany(parameter),
}))

const byName = new Map(directives.map((directive) => [directive.name, directive]))

export const directiveNamed = (name: string): Directive | undefined => byName.get(name.toLowerCase())
