import { about } from '../../redis/config/about.ts'
import { quote, splitArgs } from '../../bytes/quote.ts'
import { formatValue, takesMany } from '../../redis/config/codec.ts'
import { Config } from '../../redis/config/config.ts'
import type { Parameter } from '../../redis/config/declaration.ts'
import { diagnose } from '../../redis/config/diagnose.ts'
import type { Diagnosis } from '../../redis/config/diagnose.ts'
import { loadLine, startLoading, trimLine } from '../../redis/config/file.ts'
import { entries, findEntry } from '../../redis/config/parameters.ts'

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

/** The lines of one parameter. */
interface Written {
  /** Arguments of its last line. */
  readonly args: readonly string[]
  readonly lines: number
  readonly refused: boolean
}

interface Read {
  readonly config: Config
  /** Parameters in the order of their lines. */
  readonly written: ReadonlyMap<string, Written>
  /** Lines that are no parameters and that Redis takes, by their first word. */
  readonly others: ReadonlyMap<string, string>
}

const read = (text: string): Read => {
  const loading = startLoading(new Config(), { readFile: () => ({ text: '' }) })
  const written = new Map<string, Written>()
  const others = new Map<string, string>()
  for (const [i, raw] of text.split('\n').entries()) {
    const line = trimLine(raw)
    if (line === '' || line.startsWith('#')) continue
    const refused = loadLine(loading, line, i + 1) !== undefined
    const [name = '', ...args] = splitArgs(line) ?? []
    const parameter = findEntry(name)?.parameter
    if (parameter === undefined) {
      if (!refused) others.set(name, `${others.get(name) ?? ''}${line}\n`)
    } else {
      const lines = (written.get(parameter.name)?.lines ?? 0) + 1
      written.set(parameter.name, { args, lines, refused })
    }
  }
  return { config: loading.config, written, others }
}

const word = (text: string): string => (/^[\x21\x23-\x26\x28-\x7e]+$/.test(text) ? text : quote(text))

const isSame = (parameter: Parameter, old: Read, now: Read): boolean => {
  const [before, after] = [old.written.get(parameter.name), now.written.get(parameter.name)]
  if (before?.refused || after?.refused) return before?.args.join(' ') === after?.args.join(' ')
  return textOf(parameter, old.config) === textOf(parameter, now.config)
}

/** The value to set: as it is written where one line says it all. */
const valueIn = ({ config, written }: Read, parameter: Parameter): string => {
  const line = written.get(parameter.name)
  return line?.lines === 1 ? line.args.join(' ') : textOf(parameter, config)
}

/** How a server that runs with one file is made to follow another: in the order of its lines. */
export const changesBetween = (before: string, after: string): Changes => {
  const [old, now] = [read(before), read(after)]
  const commands: string[] = []
  const onlyRestart: string[] = []
  for (const name of new Set([...now.written.keys(), ...old.written.keys()])) {
    const { parameter } = findEntry(name)!
    if (isSame(parameter, old, now)) continue
    if (parameter.immutable) onlyRestart.push(name)
    else commands.push(`CONFIG SET ${name} ${word(valueIn(now, parameter))}`)
  }
  for (const name of new Set([...now.others.keys(), ...old.others.keys()]))
    if (old.others.get(name) !== now.others.get(name)) onlyRestart.push(name)
  return { commands, onlyRestart }
}

const textOf = (parameter: Parameter, config: Config): string =>
  formatValue(parameter, config.valueOf(parameter))

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
  about: about[parameter.name as keyof typeof about],
  initial: parameter.name === 'dir' ? './' : textOf(parameter, initialConfig) || '""',
  range: rangeOf(parameter),
  choices: choicesOf(parameter),
  immutable: parameter.immutable === true,
  since: parameter.since,
  many: takesMany(parameter),
}))

const byName = new Map(directives.map((directive) => [directive.name, directive]))

export const directiveNamed = (name: string): Directive | undefined => byName.get(name.toLowerCase())
