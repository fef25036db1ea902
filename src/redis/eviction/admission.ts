/** Where eviction stands in a command's way (processCommand): after the permissions, before everything about writes. */
import type { Client } from '../clients/client.ts'
import type { Command } from '../command/declaration.ts'
import { errors } from '../command/errors.ts'
import { admissionFlags } from '../scripting/command-flags.ts'
import type { Admission } from '../server/call.ts'
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

/** True for a command that may need more memory, or a transaction about to run that has one. */
const deniedWithoutMemory = (client: Client, command: Command, argv: readonly string[]): boolean => {
  if (admissionFlags(client.server, command, argv).denyOom) return true
  if (client.multi === undefined) return false
  if (command.abortsWhenRejected === true) {
    return client.multi.queue.some(({ flags }) => flags.denyOom)
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
