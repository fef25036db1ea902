/** maxmemory-clients: when all clients together have too much memory, the largest are closed (networking.c: evictClients). */
import type { Client } from '../clients/client.ts'
import { clientLine } from '../clients/list.ts'
import type { RedisServer } from '../server/server.ts'

/** Below this nobody could talk to the server at all, bytes. */
const LEAST = 128 * 1024
/** Clients are sorted into powers of two of bytes: 32 KB and less, … (CLIENT_MEM_USAGE_BUCKET_MIN_LOG, MAX_LOG). */
export const SMALLEST_BUCKET = 15
export const LARGEST_BUCKET = 33

/** What maxmemory-clients comes to, bytes; a percentage is of maxmemory. 0: no limit (getClientEvictionLimit). */
export const clientLimit = ({ config }: RedisServer): number => {
  const { maxmemory, maxmemoryClients } = config.values
  if (maxmemoryClients === 0) return 0
  if (maxmemoryClients > 0) return Math.max(LEAST, maxmemoryClients)
  return maxmemory === 0 ? Infinity : Math.max(LEAST, Math.floor((maxmemory * -maxmemoryClients) / 100))
}

export const bucketOf = ({ memory }: Client): number => {
  let bits = 0
  for (let rest = memory; rest >= 1; rest /= 2) bits++
  return Math.min(LARGEST_BUCKET, Math.max(SMALLEST_BUCKET, bits))
}

export const mayBeEvicted = ({ noEvict, connection, type, closed }: Client): boolean =>
  !closed && !noEvict && connection !== undefined && (type === 'normal' || type === 'pubsub')

/** Closes clients, those with the most memory first, until the rest is within the limit. */
export const evictClients = (server: RedisServer): void => {
  const limit = clientLimit(server)
  const { memory } = server
  if (limit === 0 || memory.evictableClients < limit) return
  const candidates = [...server.clients.values()]
    .filter(mayBeEvicted)
    .map((client) => ({ client, bucket: bucketOf(client) }))
    .sort((a, b) => b.bucket - a.bucket)
  for (const { client } of candidates) {
    if (memory.evictableClients < limit) return
    evict(server, client, limit)
  }
  if (memory.evictableClients >= limit) {
    server.log.warning('Over client maxmemory after evicting all evictable clients')
  }
}

const evict = (server: RedisServer, client: Client, limit: number): void => {
  server.log.notice(`Evicting client: ${clientLine(client)}`)
  if (server.system.tracing) {
    const used = server.memory.evictableClients
    server.trace({ type: 'eviction.client', client: client.id, memory: client.memory, used, limit })
  }
  server.stats.evictedClients++
  server.closeClient(client)
}
