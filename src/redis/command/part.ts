/**
 * Parts: commands whose code is loaded when a world first needs it. A server knows every command from the start,
 * for COMMAND, ACL and hints ask for all of a declaration but its code; that comes later, before the event that
 * brings such a command in. Whether it came early or late is no state of a world: the trace is the same.
 */
import { command } from './declaration.ts'
import type { Command, Declaration } from './declaration.ts'

/** A declaration without code, as data that survives JSON. */
export type DeclarationData = Omit<Declaration, 'run' | 'getKeys' | 'subcommands'> & {
  readonly subcommands?: readonly DeclarationData[]
  /** It runs, and it finds keys its specifications leave open. */
  readonly runs: boolean
  readonly findsKeys: boolean
}

/** Commands that come together. Frozen: copies of a world share it. */
export interface Part {
  readonly name: string
  /** They stand in a command table like any others; called before their code is there, they throw. */
  readonly commands: readonly Command[]
  readonly isLoaded: () => boolean
  /** Hands in the code: the commands as they were declared. */
  readonly load: (commands: readonly Command[]) => void
}

/** What a server is told of the parts it was composed of. Frozen. */
export interface Parts {
  /** The first part not loaded yet that bytes of a query or a file may ask for; undefined: none. */
  readonly lacking: (bytes: string) => string | undefined
}

/** What `command()` derives, and what is no data. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...['parent', 'fullName', 'subcommandByName', 'ordinal', 'isWrite', 'isReadonly', 'isOrdinary', 'denyOom'],
  ...['noMulti', 'isAdmin', 'isFast', 'allowBusy', 'noAuth', 'skipMonitor', 'skipSlowlog', 'run', 'getKeys'],
])

/** The data of a declared command. */
export const declarationData = (declared: Command): DeclarationData => {
  const kept = Object.entries(declared).filter(([name]) => !LEFT_OUT.has(name))
  return {
    ...(Object.fromEntries(kept) as unknown as Declaration),
    subcommands: declared.subcommands?.map(declarationData),
    runs: declared.run !== undefined,
    findsKeys: declared.getKeys !== undefined,
  }
}

type Code = Map<string, Command>

const latecomer = (data: DeclarationData, path: string, code: Code): Declaration => {
  const { runs, findsKeys, subcommands, ...rest } = data
  const fullName = path + data.name
  const real = (): Command => {
    const found = code.get(fullName)
    if (found === undefined) throw new Error(`The code of ${fullName} is not loaded.`)
    return found
  }
  return {
    ...rest,
    subcommands: subcommands?.map((each) => latecomer(each, `${fullName}|`, code)),
    run: runs ? (client, argv) => real().run!(client, argv) : undefined,
    getKeys: findsKeys ? (argv) => real().getKeys!(argv) : undefined,
  }
}

/** A part of these commands, its code still missing. */
export const partOf = (name: string, data: readonly DeclarationData[]): Part => {
  const code: Code = new Map()
  return Object.freeze({
    name,
    commands: Object.freeze(data.map((each) => command(latecomer(each, '', code)))),
    isLoaded: () => code.size > 0,
    load: (commands: readonly Command[]) => {
      for (const each of commands) {
        for (const one of [each, ...(each.subcommands ?? [])]) code.set(one.fullName, one)
      }
    },
  })
}

/** Bytes of a name may be written so in an inline query. */
const ESCAPED = /\\x[0-9a-f]/i

/** Parts in the order they are asked for; `needs`: which others come with a part. */
export const composeParts = (
  parts: readonly Part[],
  needs: Readonly<Record<string, readonly string[]>>,
): Parts => {
  const naming = (commands: readonly Command[]): RegExp =>
    new RegExp(`\\b(?:${commands.map((c) => c.name).join('|')})\\b`, 'i')
  const any = naming(parts.flatMap((part) => part.commands))
  const named = parts.map((part) => naming(part.commands))
  return Object.freeze({
    lacking: (bytes: string) => {
      const missing = parts.filter((part) => !part.isLoaded())
      if (missing.length === 0) return undefined
      if (ESCAPED.test(bytes)) return missing[0]!.name
      if (!any.test(bytes)) return undefined
      const asked = parts.filter((_, i) => named[i]!.test(bytes)).map((part) => part.name)
      const wanted = new Set(asked.flatMap((name) => [name, ...(needs[name] ?? [])]))
      return missing.find((part) => wanted.has(part.name))?.name
    },
  })
}
