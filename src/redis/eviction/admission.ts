/** Where eviction stands in a command's way (processCommand): after the permissions, before everything about writes. */
import type { Client } from '../clients/client.ts'
import type { Command } from '../command/declaration.ts'
import { toLower } from '../../bytes/bytestrings.ts'
import { errors } from '../command/errors.ts'
import { readShebang } from '../scripting/flags.ts'
import type { ScriptFlags } from '../scripting/flags.ts'
import type { Admission } from '../server/call.ts'
import type { RedisServer } from '../server/server.ts'
import { evictClients } from './clients.ts'

/** Too much memory of clients: the largest are closed, perhaps this one. */
export const clientEviction: Admission = {
  name: 'client-eviction',
  isIdle: ({ server }) => !server.memory.tracksClients,
  check: (client) => {
    const { memory } = client.server
    if (!memory.tracksClients) return undefined
    memory.track(client)
    evictClients(client.server)
    return client.closed ? 'postponed' : undefined
  },
}

/** Commands that end a transaction or leave it are let through. */
const endsTransaction = (command: Command): boolean =>
  command.runsWhileQueueing === true && command.name !== 'multi' && command.name !== 'watch'

/** The flags of the script that a command runs; undefined where there is none of this name, or it is no Lua. */
const scriptFlags = (
  { scripting }: RedisServer,
  { script }: Command,
  argv: readonly string[],
): ScriptFlags | undefined => {
  if (script === undefined) return undefined
  if (script === 'function') return scripting?.functions.flagsOf(argv[1]!)
  if (script === 'digest') return scripting?.scripts.get(toLower(argv[1]!))?.flags
  try {
    return readShebang(argv[1]!).flags
  } catch {
    return undefined
  }
}

/** denyoom, of the command or of the script it runs (getCommandFlags). */
const needsMemory = (server: RedisServer, command: Command, argv: readonly string[]): boolean => {
  const flags = scriptFlags(server, command, argv)
  return flags === undefined || flags.compat ? command.denyOom : !flags.allowOom && !flags.noWrites
}

/** True for a command that may need more memory, or a transaction about to run that has one. */
const deniedWithoutMemory = (client: Client, command: Command, argv: readonly string[]): boolean => {
  if (needsMemory(client.server, command, argv)) return true
  if (client.multi === undefined) return false
  if (command.abortsWhenRejected === true) {
    return client.multi.queue.some((queued) => needsMemory(client.server, queued.command, queued.argv))
  }
  return !endsTransaction(command)
}

/** Evicts keys when memory is above maxmemory, and refuses what could need more when none can be freed. */
export const memoryLimit: Admission = {
  name: 'memory-limit',
  isIdle: ({ server }) => server.config.values.maxmemory === 0,
  check: (client, command, argv) => {
    const { server } = client
    const limit = server.config.values.maxmemory
    if (limit === 0) return undefined
    const { eviction } = server
    if (server.scripting?.busy === true) return undefined
    const room = eviction.makeRoom()
    server.tracking.tellPending()
    if (room || !deniedWithoutMemory(client, command, argv)) return undefined
    eviction.tellRefused(client.id, command.fullName)
    return errors.oom().text
  },
}
