/**
 * How a CONFIG parameter is declared. Everything about it follows from the declaration: CONFIG GET and SET,
 * redis.conf directives, `--name value` options, CONFIG REWRITE and the editor's hover text.
 */

/** A sentence in the languages of the site. */
export interface Text {
  readonly en: string
  readonly ko: string
}

/** What a value turns out to be when it is read: the value, or Redis's own words against it. */
export type Parsed<V> = { readonly value: V } | { readonly error: string }

export interface Traits {
  /** An older name under which the parameter is read, written and listed too. */
  readonly alias?: string
  /** Only from the configuration file or the command line, never by CONFIG SET. */
  readonly immutable?: boolean
  /** Its value is shown as "(redacted)" in MONITOR, SLOWLOG and ACL LOG. */
  readonly sensitive?: boolean
  /** CONFIG GET tells it only when asked by its full name, never for a pattern. */
  readonly hidden?: boolean
  /** CONFIG SET is refused unless enable-protected-configs allows it. */
  readonly protected?: boolean
  /** CONFIG SET is refused while the data set is loading. */
  readonly denyLoading?: boolean
  /** The first Redis version that knew it under this name, where that is worth telling. */
  readonly since?: string
}

interface Common<N extends string> extends Traits {
  readonly name: N
}

/** What a redis-server was compiled with, where that decides about a parameter. */
export interface Build {
  /** The jemalloc of the source distribution, which tells what is worth moving for active defragmentation. */
  readonly defragments: boolean
}

export interface BoolParameter<N extends string = string> extends Common<N> {
  readonly kind: 'bool'
  readonly initial: boolean
  /** Answers why the value is refused, or nothing; `build` is what the server was compiled with. */
  readonly check?: (value: boolean, build: Build) => string | undefined
}

export interface StringParameter<N extends string = string> extends Common<N> {
  /** `sds` values may hold any byte, `string` values end at their first NUL. */
  readonly kind: 'string' | 'sds'
  readonly initial: string
  /** An empty value means unset: CONFIG REWRITE removes the line instead of writing `name ""`. */
  readonly emptyIsUnset: boolean
  /** Answers why the value is refused, or nothing; `values` are those of the whole config, by field name. */
  readonly check?: (value: string, values: Readonly<Record<string, unknown>>) => string | undefined
}

export interface EnumParameter<N extends string = string, V extends string = string> extends Common<N> {
  readonly kind: 'enum'
  readonly choices: readonly V[]
  readonly initial: V
  /** Choices that only are another name: oom-score-adj `relative` reads back as `yes`. */
  readonly synonyms?: Readonly<Record<string, V>>
}

/** Several words at once, each a bit; the first word is the empty set. */
export interface FlagsParameter<N extends string = string> extends Common<N> {
  readonly kind: 'flags'
  readonly choices: readonly string[]
  /** Bits: the word at index i > 0 has the value 1 << (i - 1). */
  readonly initial: number
  readonly check?: (bits: number) => string | undefined
}

export type Unit = 'plain' | 'memory' | 'memory or percent' | 'octal'

export interface IntParameter<N extends string = string> extends Common<N> {
  readonly kind: 'int'
  readonly initial: number
  /** Inclusive bounds; bigint because several are ±2^63 or 2^64 - 1. */
  readonly min: bigint
  readonly max: bigint
  /** How it is written: `100mb`, `5%` (kept as -5), `0755`. */
  readonly unit: Unit
  /** A memory value of 2^63 bytes or more wraps to a negative one where C keeps it in a signed integer. */
  readonly signed: boolean
}

/** Parameters with rules of their own: save, bind, client-output-buffer-limit… */
export interface SpecialParameter<N extends string = string, V = unknown> extends Common<N> {
  readonly kind: 'special'
  readonly initial: V
  /** Takes several arguments; CONFIG SET splits its one value at every single space. */
  readonly multi: boolean
  /** Reads the arguments; `previous` is what stays where they say nothing. */
  readonly parse: (args: readonly string[], previous: V) => Parsed<V>
  readonly format: (value: V) => string
  /** The lines CONFIG REWRITE wants for it, and whether it wants them even if the file has none. */
  readonly rewrite: (name: string, value: V) => RewriteLines
  /** Counts as a change (and is applied again) although the new value is the old one (`config.c`). */
  readonly alwaysChanges: boolean
}

/** No lines: the ones in the file are removed. */
export type RewriteLines = readonly { readonly line: string; readonly force: boolean }[]

export type Parameter =
  | BoolParameter
  | StringParameter
  | EnumParameter
  | FlagsParameter
  | IntParameter
  // The value type differs from one special parameter to the next; `any` lets them share a list.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  | SpecialParameter<string, any>

export const bool = <const N extends string>(
  name: N,
  initial: boolean,
  traits: Traits & { check?: BoolParameter['check'] } = {},
): BoolParameter<N> => ({ kind: 'bool', name, initial, ...traits })

interface StringTraits extends Traits {
  initial?: string
  /** Keeps an empty string as a value of its own. */
  keepsEmpty?: boolean
  check?: StringParameter['check']
}

const text =
  (kind: 'string' | 'sds') =>
  <const N extends string>(name: N, traits: StringTraits = {}): StringParameter<N> => {
    const { initial = '', keepsEmpty = false, ...rest } = traits
    return { kind, name, initial, emptyIsUnset: !keepsEmpty, ...rest }
  }

export const string = text('string')
export const sds = text('sds')

export const oneOf = <const N extends string, const V extends string>(
  name: N,
  choices: readonly V[],
  initial: NoInfer<V>,
  traits: Traits & { synonyms?: Readonly<Record<string, NoInfer<V>>> } = {},
): EnumParameter<N, V> => ({ kind: 'enum', name, choices, initial, ...traits })

export const flags = <const N extends string>(
  name: N,
  choices: readonly string[],
  traits: Traits & { check?: (bits: number) => string | undefined } = {},
): FlagsParameter<N> => ({ kind: 'flags', name, choices, initial: 0, ...traits })

export const INT_MAX = 2147483647n
export const INT_MIN = -2147483648n
export const UINT_MAX = 4294967295n
export const LONG_MAX = 9223372036854775807n
export const ULONG_MAX = 18446744073709551615n

/** `range` is [lowest, highest], both allowed. */
export const int = <const N extends string>(
  name: N,
  initial: number,
  range: readonly [bigint, bigint],
  traits: Traits & { unit?: Unit; signed?: boolean } = {},
): IntParameter<N> => {
  const { unit = 'plain', signed = true, ...rest } = traits
  return { kind: 'int', name, initial, min: range[0], max: range[1], unit, signed, ...rest }
}

/** A number of bytes: `100mb`, `1g`; see `parseMemory`. */
export const bytes = <const N extends string>(
  name: N,
  initial: number,
  range: readonly [bigint, bigint],
  traits: Traits & { signed?: boolean } = {},
): IntParameter<N> => int(name, initial, range, { signed: false, ...traits, unit: 'memory' })

export const special = <const N extends string, V>(
  name: N,
  codec: Omit<SpecialParameter<N, V>, 'kind' | 'name' | keyof Traits>,
  traits: Traits = {},
): SpecialParameter<N, V> => ({ kind: 'special', name, ...codec, ...traits })

/** `hash-max-listpack-entries` → `hashMaxListpackEntries`; `bio_cpulist` → `bioCpulist`. */
export type Camel<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : S extends `${infer Head}_${infer Tail}`
    ? `${Head}${Capitalize<Camel<Tail>>}`
    : S

export const camel = <const S extends string>(name: S): Camel<S> =>
  name.replace(/[-_]([a-z])/g, (_, letter: string) => letter.toUpperCase()) as Camel<S>

/** The value of a parameter as the server reads it: boolean, number, string or a plain structure. */
export type ValueOf<P> =
  P extends BoolParameter<string>
    ? boolean
    : P extends EnumParameter<string, infer V>
      ? V
      : P extends IntParameter<string> | FlagsParameter<string>
        ? number
        : P extends StringParameter<string>
          ? string
          : P extends SpecialParameter<string, infer V>
            ? V
            : never

/** The plain object of all values, one camelCase field a parameter. */
export type ValuesOf<L extends readonly Parameter[]> = {
  -readonly [P in L[number] as Camel<P['name']>]: ValueOf<P>
}
