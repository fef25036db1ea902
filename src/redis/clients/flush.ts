/** Replies leave for the wire at the end of an event (networking.c: handleClientsWithPendingWrites). */
import { costs } from '../server/costs.ts'
import type { RedisServer } from '../server/server.ts'
import type { Client } from './client.ts'
import { clientLine } from './list.ts'
import { exceedsOutputLimit } from './output-limit.ts'

/** The stream of a replica; false when it was cut off. */
const flushReplica = (server: RedisServer, client: Client): boolean => {
  const { replicas } = server.replication!
  if (!client.reply.isEmpty) replicas.replied(client)
  else replicas.flush(client)
  return !client.closed
}

/** Sends what was written for a client (writeToClient). */
export const flushReplies = (server: RedisServer, client: Client): void => {
  const { connection } = client
  // The beginning of a transaction's reply waits for the script that suspended it.
  if (client.closed || connection === undefined || client.blocked?.kind === 'script') return
  if (client.replica && !flushReplica(server, client)) return
  if (!client.reply.isEmpty) {
    if (server.charging) server.system.work(costs.write)
    server.stats.writesProcessed++
    client.noteReply()
    for (const chunk of client.reply.take()) {
      server.stats.netOutputBytes += chunk.length
      server.system.send(connection, chunk)
    }
    if (server.memory.tracksClients) server.memory.track(client)
    if (exceedsOutputLimit(client, server.system.unsent(connection))) {
      server.log.warning(
        `Client ${clientLine(client)} scheduled to be closed ASAP for overcoming of output buffer limits.`,
      )
      server.closeClient(client)
      return
    }
  }
  if (client.closeAfterReply && client.blocked === undefined) server.closeClient(client)
}
