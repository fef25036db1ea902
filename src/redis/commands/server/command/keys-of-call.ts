import type { KeyReference } from '../../../command/declaration.ts'
import { errors } from '../../../command/errors.ts'
import { getKeysFromCommand, mayHaveKeys } from '../../../command/keys.ts'
import type { CommandTable } from '../../../command/table.ts'
import { arityFits } from '../../../command/table.ts'

/**
 * The keys of a whole command line, for COMMAND GETKEYS and GETKEYSANDFLAGS; indexes are those of `call`.
 * Throws the errors of getKeysSubcommandImpl (server.c).
 */
export const keysOfCall = (table: CommandTable, call: readonly string[]): readonly KeyReference[] => {
  const command = table.lookup(call)
  if (command === undefined) throw errors.text('ERR Invalid command specified')
  if (!mayHaveKeys(command)) throw errors.text('ERR The command has no key arguments')
  if (!arityFits(command, call.length)) {
    throw errors.text('ERR Invalid number of arguments specified for command')
  }
  const keys = getKeysFromCommand(command, call)
  // A script may do without keys; any other command without is malformed.
  if (keys.length === 0 && !command.flags.includes('no_mandatory_keys')) {
    throw errors.text('ERR Invalid arguments specified for command')
  }
  return keys
}
