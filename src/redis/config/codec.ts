/** Text to value and back for every kind of parameter, with the errors of `config.c`. */
import { equalsIgnoreCase, toLower } from '../../bytes/bytestrings.ts'
import { parseInteger, parseMemory } from '../../bytes/integers.ts'
import { cString, readLong, wide } from './ctext.ts'
import type {
  BoolParameter,
  Build,
  EnumParameter,
  FlagsParameter,
  IntParameter,
  Parameter,
  Parsed,
  StringParameter,
} from './declaration.ts'

const refuse = (error: string): { error: string } => ({ error })

const unless = <V>(error: string | undefined, value: V): Parsed<V> =>
  error === undefined ? { value } : refuse(error)

const parseBool = (arg: string, { check }: BoolParameter, build: Build): Parsed<boolean> => {
  const text = cString(arg)
  if (equalsIgnoreCase(text, 'yes')) return unless(check?.(true, build), true)
  if (equalsIgnoreCase(text, 'no')) return unless(check?.(false, build), false)
  return refuse("argument must be 'yes' or 'no'")
}

const choicesText = (choices: readonly string[]): { error: string } =>
  refuse(`argument(s) must be one of the following: ${choices.join(', ')}`)

const parseEnum = ({ choices, synonyms = {} }: EnumParameter, arg: string): Parsed<string> => {
  const word = toLower(cString(arg))
  if (!choices.includes(word)) return choicesText(choices)
  return { value: Object.hasOwn(synonyms, word) ? synonyms[word]! : word }
}

const parseFlags = ({ choices, check }: FlagsParameter, args: readonly string[]): Parsed<number> => {
  let bits = 0
  for (const arg of args) {
    const index = choices.indexOf(toLower(cString(arg)))
    if (index < 0) return choicesText(choices)
    if (index > 0) bits |= 1 << (index - 1)
  }
  return args.length === 0 ? choicesText(choices) : unless(check?.(bits), bits)
}

/** The words of a set of flags, or the word for none of them. */
const flagsText = ({ choices }: FlagsParameter, bits: number): string =>
  choices.filter((_, i) => i > 0 && bits & (1 << (i - 1))).join(' ') || choices[0]!

/** A percentage is kept as a negative number. */
const readPercent = (text: string): bigint | undefined => {
  if (!text.endsWith('%')) return undefined
  const value = parseInteger(text.slice(0, -1))
  return value === undefined || value < 0 ? undefined : -BigInt(value)
}

const readInt = ({ unit }: IntParameter, text: string): bigint | undefined => {
  if (unit === 'octal') {
    const read = readLong(text, 8)
    return read && !read.overflow ? read.value : undefined
  }
  const value = unit === 'plain' ? parseInteger(text) : parseMemory(text)
  if (value !== undefined) return BigInt(value)
  return unit === 'memory or percent' ? readPercent(text) : undefined
}

const unreadable: Readonly<Record<IntParameter['unit'], string>> = {
  plain: "argument couldn't be parsed into an integer",
  memory: 'argument must be a memory value',
  'memory or percent': 'argument must be a memory or percent value',
  octal: "argument couldn't be parsed as an octal number",
}

const parseInt64 = (parameter: IntParameter, arg: string): Parsed<bigint> => {
  const read = readInt(parameter, arg)
  if (read === undefined) return refuse(unreadable[parameter.unit])
  const { min, max, unit, signed } = parameter
  const value = signed ? BigInt.asIntN(64, read) : read
  if (unit === 'memory or percent' && value < 0n) {
    return value < min ? refuse(`percentage argument must be less or equal to ${-min}`) : { value }
  }
  if (value >= min && value <= max) return { value }
  const radix = unit === 'octal' ? 8 : 10
  return refuse(`argument must be between ${min.toString(radix)} and ${max.toString(radix)} inclusive`)
}

const checkText = (
  { check }: StringParameter,
  value: string,
  values: Readonly<Record<string, unknown>>,
): Parsed<string> => unless(check?.(value, values), value)

/** Whether the file may give a parameter several arguments; CONFIG SET splits its value at single spaces. */
export const takesMany = (parameter: Parameter): boolean =>
  parameter.kind === 'flags' || (parameter.kind === 'special' && parameter.multi)

/**
 * Reads a parameter's arguments. `previous` is the present value, which some keep in part. Integers come back as
 * bigint. `values` are those of the whole config. Parameters that take one argument look at the first only.
 */
export const parseValue = (
  parameter: Parameter,
  args: readonly string[],
  previous: unknown,
  values: Readonly<Record<string, unknown>>,
  build: Build,
): Parsed<unknown> => {
  const first = args[0] ?? ''
  switch (parameter.kind) {
    case 'bool':
      return parseBool(first, parameter, build)
    case 'string':
      return checkText(parameter, cString(first), values)
    case 'sds':
      return checkText(parameter, first, values)
    case 'enum':
      return parseEnum(parameter, first)
    case 'flags':
      return parseFlags(parameter, args)
    case 'int':
      return parseInt64(parameter, first)
    case 'special':
      return parameter.parse(args, previous)
  }
}

const intText = ({ unit }: IntParameter, value: bigint): string => {
  if (unit === 'octal') return value.toString(8)
  return unit === 'memory or percent' && value < 0n ? `${-value}%` : String(value)
}

/** The value as CONFIG GET shows it; an integer may come as a number or, beyond 2^53, as a bigint. */
export const formatValue = (parameter: Parameter, value: unknown): string => {
  switch (parameter.kind) {
    case 'bool':
      return value ? 'yes' : 'no'
    case 'flags':
      return flagsText(parameter, value as number)
    case 'int':
      return intText(parameter, typeof value === 'bigint' ? value : wide(value as number))
    case 'special':
      return parameter.format(value)
    default:
      return value as string
  }
}
