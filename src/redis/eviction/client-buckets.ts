/** The clients sorted by their memory, as maxmemory-clients looks for the largest (debug.c: DEBUG CLIENT-EVICTION). */
import type { RedisServer } from '../server/server.ts'
import { bucketOf, LARGEST_BUCKET, mayBeEvicted, SMALLEST_BUCKET } from './clients.ts'

/** A line for each power of two of bytes: the range, what its clients have together, how many there are. */
export const clientBuckets = (server: RedisServer): string => {
  const clients = [...server.clients.values()].filter((client) => client.memory > 0 && mayBeEvicted(client))
  let text = ''
  for (let bucket = SMALLEST_BUCKET; bucket <= LARGEST_BUCKET; bucket++) {
    const inside = clients.filter((client) => bucketOf(client) === bucket)
    const memory = inside.reduce((sum, client) => sum + client.memory, 0)
    const from = bucket === SMALLEST_BUCKET ? 0 : 2 ** (bucket - 1)
    const to = bucket === LARGEST_BUCKET ? '+            ' : ` - ${String(2 ** bucket - 1).padStart(10)}`
    text += `bucket ${String(from).padStart(10)}${to}: tot-mem: ${String(memory).padStart(10)}, clients: ${inside.length}\n`
  }
  return text
}
