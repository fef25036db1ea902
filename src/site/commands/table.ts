import { commandReference } from '../../redis/command/reference.ts'
import type { ReferenceEntry } from '../../redis/command/reference.ts'
import { CommandTable } from '../../redis/command/table.ts'
import { commands } from '../../redis/commands/index.ts'

/** Every command the simulator runs, in alphabetical order, for the reference pages. */
export const commandTable: readonly ReferenceEntry[] = commandReference(new CommandTable(commands))

/** A page per command and per subcommand. */
export const commandPages: readonly ReferenceEntry[] = commandTable.flatMap((entry) => [
  entry,
  ...entry.subcommands,
])
