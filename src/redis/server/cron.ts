/** The server's heartbeat (server.c: serverCron, databasesCron, clientsCron), `hz` times a virtual second. */
import { lruClock } from '../../structures/lfu.ts'
import type { Client } from '../clients/client.ts'
import { costs } from './costs.ts'
import type { RedisServer } from './server.ts'

const SAMPLES = 16
/** Buckets moved per tick while a table is rehashed: Redis spends 1 ms on it. */
const REHASH_BUCKETS = Math.floor(1000 / costs.rehashBucket)

export const serverCron = (server: RedisServer): void => {
  server.lruClock = lruClock(server.milliseconds)
  sampleRates(server)
  for (const client of [...server.clients.values()]) clientCron(server, client)
  databasesCron(server)
  server.cronLoops++
}

/** trackInstantaneousMetric: every 100 ms. */
const sampleRates = (server: RedisServer): void => {
  const { stats } = server
  push(stats.opsSamples, stats.commandsProcessed)
  push(stats.inputSamples, stats.netInputBytes)
  push(stats.outputSamples, stats.netOutputBytes)
}

const push = (ring: number[], total: number): void => {
  ring.push(total)
  if (ring.length > SAMPLES + 1) ring.shift()
}

/** Closes clients that were silent for `timeout` seconds. */
const clientCron = (server: RedisServer, client: Client): void => {
  const { timeout } = server.config.values
  if (timeout === 0 || client.blocked !== undefined || client.monitor) return
  if (server.now - client.lastInteraction > timeout * 1e6) {
    server.log.verbose('Closing idle client')
    server.closeClient(client)
  }
}

const databasesCron = (server: RedisServer): void => {
  server.expiry.slowCycle()
  for (const db of server.databases) {
    for (const dict of [db.dict, db.expires]) {
      if (dict.needsResize()) dict.resize()
    }
  }
  if (!server.config.values.activerehashing) return
  for (const db of server.databases) {
    if (!db.dict.rehashing && !db.expires.rehashing) continue
    const dict = db.dict.rehashing ? db.dict : db.expires
    const before = dict.rehashedBuckets
    dict.rehashStep(server.charging ? REHASH_BUCKETS : 100)
    if (server.charging) server.system.work((dict.rehashedBuckets - before) * costs.rehashBucket)
    if (server.system.tracing) {
      server.trace({
        type: 'rehash',
        db: db.id,
        index: dict.rehashIndex,
        sizes: [dict.tables[0].length, dict.tables[1].length],
      })
    }
    return
  }
}
