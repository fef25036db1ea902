/** What clients send becomes commands (networking.c: readQueryFromClient, processInputBuffer). */
import { quote } from '../../bytes/quote.ts'
import { mustAuthenticate } from '../clients/authentication.ts'
import type { Client } from '../clients/client.ts'
import { clientLine } from '../clients/list.ts'
import { makeQueryRoom, makeRoomForArgument } from '../clients/query-room.ts'
import { processCommand } from './call.ts'

/** Bytes of an overlong query that the log shows. */
const QUERY_SHOWN = 64

/** CLIENT CACHING holds for one command, or for a transaction (resetClient). */
const endCaching = ({ tracking, multi, lastCommand }: Client): void => {
  if (multi === undefined && lastCommand?.parent !== 'client') tracking!.caching = false
}

/** Bytes of a client have arrived: commands they complete are run. */
export const readQuery = (client: Client, data: string): void => {
  const { server, query } = client
  if (query.accepts(data.length, server.config.values.clientQueryBufferLimit)) {
    makeQueryRoom(client, data.length)
    query.feed(data)
    processInput(client)
    makeRoomForArgument(client)
    return
  }
  const start = quote(query.buffer.slice(0, QUERY_SHOWN))
  server.log.warning(
    `Closing client that reached max query buffer length: ${clientLine(client)} (qbuf initial bytes: ${start})`,
  )
  server.closeClient(client)
}

/** Runs what the client has sent, until it must wait (processInputBuffer). */
export const processInput = (client: Client): void => {
  const { server } = client
  const { query } = client
  server.circumstances++
  const limits = { maxBulk: server.config.values.protoMaxBulkLen, authenticated: true }
  while (client.blocked === undefined && !client.closed && !client.closeAfterReply) {
    limits.authenticated = client.authenticated || !mustAuthenticate(client)
    const argv = query.next(limits)
    if (argv === undefined) break
    executeQuery(client, argv)
  }
  if (query.error !== undefined && client.blocked === undefined && !client.closeAfterReply) {
    const error = `ERR Protocol error: ${query.error}`
    server.stats.countError(error)
    client.reply.error(error)
    client.closeSoon()
  }
  if (server.memory.tracksClients) server.memory.track(client)
  server.queueWrite(client)
}

/** One command of a client, with CLIENT REPLY's mode around it. */
export const executeQuery = (client: Client, argv: readonly string[]): void => {
  const { server } = client
  const before = server.currentClient
  server.currentClient = client
  client.reply.muted = client.replyMode !== 'on'
  processCommand(client, argv)
  if (client.tracking !== undefined) endCaching(client)
  server.currentClient = before
  if (client.replyMode !== 'on' && client.blocked === undefined) client.commandOver()
}
