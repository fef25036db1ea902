/** What MONITOR shows (replication.c: replicationFeedMonitors). */
import { quote } from '../../bytes/quote.ts'
import type { Client } from '../clients/client.ts'
import type { RedisServer } from '../server/server.ts'

/** Bytes of arguments a line of MONITOR shows at most: Redis shows all, but quoted they must fit a JS string. */
const MONITORED = 8 * 1024 * 1024

const monitored = (argv: readonly string[]): string => {
  let left = MONITORED
  const shown: string[] = []
  for (const argument of argv) {
    shown.push(quote(argument.length > left ? argument.slice(0, left) : argument))
    left = Math.max(0, left - argument.length)
  }
  return shown.join(' ')
}

/** Shows a command to the clients in MONITOR. */
export const feedMonitors = (server: RedisServer, client: Client, argv: readonly string[]): void => {
  const now = Math.floor(server.system.now())
  const micros = String(now % 1e6).padStart(6, '0')
  const from = client.connection === undefined ? 'lua' : client.address
  const line = `${Math.floor(now / 1e6)}.${micros} [${client.db.id} ${from}] ${monitored(argv)}`
  for (const monitor of server.monitors) {
    monitor.reply.status(line)
    server.queueWrite(monitor)
  }
}
