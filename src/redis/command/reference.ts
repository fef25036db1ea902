/**
 * What the site's command reference shows, as plain data derived from the declarations: names as they are
 * typed, syntax lines as redis-cli prints them, and everything else as COMMAND and COMMAND DOCS tell it.
 */
import type { AclCategory, Command, CommandFlag, CommandGroup } from './declaration.ts'
import { syntaxLine } from './syntax.ts'
import type { CommandTable } from './table.ts'

export interface ReferenceEntry {
  /** `get`, `config|get`: the key of translations. */
  readonly fullName: string
  /** As typed: `GET`, `CONFIG GET`. */
  readonly name: string
  /** For addresses: `get`, `config-get`. */
  readonly slug: string
  readonly syntax: string
  readonly summary: string
  /** Version of Redis that brought it. */
  readonly since: string
  readonly group: CommandGroup
  readonly complexity: string | undefined
  readonly arity: number
  readonly flags: readonly CommandFlag[]
  /** Without the `@`. */
  readonly acl: readonly AclCategory[]
  readonly history: readonly (readonly [version: string, change: string])[]
  readonly deprecated: { readonly since: string; readonly replacedBy: string } | undefined
  /** True if it has subcommands and does nothing by itself. */
  readonly container: boolean
  readonly subcommands: readonly ReferenceEntry[]
}

/** One entry for each command, in alphabetical order, subcommands within their containers. */
export const commandReference = (table: CommandTable): readonly ReferenceEntry[] =>
  table.commands.map(referenceEntry)

export const referenceEntry = (command: Command): ReferenceEntry => ({
  fullName: command.fullName,
  name: command.fullName.replace('|', ' ').toUpperCase(),
  slug: command.fullName.replace('|', '-').replaceAll('_', '-'),
  syntax: syntaxLine(command),
  summary: command.summary,
  since: command.since,
  group: command.group,
  complexity: command.complexity,
  arity: command.arity,
  flags: command.flags,
  acl: command.acl,
  history: command.history ?? [],
  deprecated:
    command.deprecatedSince === undefined
      ? undefined
      : { since: command.deprecatedSince, replacedBy: command.replacedBy ?? '' },
  container: command.subcommands !== undefined && command.run === undefined,
  subcommands: command.subcommands?.map(referenceEntry) ?? [],
})
