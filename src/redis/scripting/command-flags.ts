/**
 * What counts as a command's flags while it is admitted (getCommandFlags): those of a script's first line, or of
 * a function, stand in for the flags of the command that runs it.
 */
import { toLower } from '../../bytes/bytestrings.ts'
import type { Command } from '../command/declaration.ts'
import type { RedisServer } from '../server/server.ts'
import { readShebang } from './flags.ts'
import type { ScriptFlags } from './flags.ts'

/** The flags of the script or function a command runs; undefined where there is none of this name, or it is no Lua. */
const declared = (
  { scripting }: RedisServer,
  { script }: Command,
  argv: readonly string[],
): ScriptFlags | undefined => {
  if (script === 'function') return scripting?.functions.flagsOf(argv[1]!)
  if (script === 'digest') return scripting?.scripts.get(toLower(argv[1]!))?.flags
  try {
    return readShebang(argv[1]!).flags
  } catch {
    return undefined
  }
}

/**
 * The flags that decide whether a command is admitted. A script without a first line changes nothing; one that
 * has it says itself whether it writes, and no longer counts as one that might (scriptFlagsToCmdFlags).
 */
export interface AdmissionFlags {
  readonly isWrite: boolean
  readonly mayReplicate: boolean
  readonly denyOom: boolean
  readonly stale: boolean
}

export const admissionFlags = (
  server: RedisServer,
  command: Command,
  argv: readonly string[],
): AdmissionFlags => {
  const script = command.script === undefined ? undefined : declared(server, command, argv)
  if (script === undefined || script.compat) {
    const { isWrite, mayReplicate, denyOom } = command
    return { isWrite, mayReplicate, denyOom, stale: command.flags.includes('stale') }
  }
  const { noWrites, allowOom, allowStale } = script
  return { isWrite: !noWrites, mayReplicate: false, denyOom: !allowOom && !noWrites, stale: allowStale }
}
