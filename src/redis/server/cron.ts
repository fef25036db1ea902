/** The server's heartbeat (server.c: serverCron, databasesCron, clientsCron), `hz` times a virtual second. */
import { lruClock } from '../../structures/lfu.ts'
import type { Client } from '../clients/client.ts'
import { REPLY_BUFFER } from '../clients/client.ts'
import { resizeQueryRoom } from '../clients/query-room.ts'
import { idleSeconds } from '../clients/usage.ts'
import { residency } from '../introspection/residency.ts'
import { costs } from './costs.ts'
import { shutDownBySignal } from '../persistence/shutdown.ts'
import type { RedisServer } from './server.ts'

/** ms between attempts to write what could not be written. */
const WRITE_AGAIN = 1000
/** ms between looks at primary and replicas. */
const REPLICATION = 1000
/** ms between samples of the rates INFO shows. */
const SAMPLE_PERIOD = 100
/** Clients looked after in a tick at least. */
const CLIENTS_A_TICK = 5
/** The fixed reply buffer never gets smaller, bytes. */
const REPLY_BUFFER_MIN = 1024
/** Buckets moved per tick while a table is rehashed: Redis spends 1 ms on it. */
const REHASH_BUCKETS = Math.floor(1000 / costs.rehashBucket)

export const serverCron = (server: RedisServer): void => {
  if (server.debug.cronPaused) return
  server.lruClock = lruClock(server.milliseconds)
  if (server.shutdownSignal !== undefined && shutDownBySignal(server, server.shutdownSignal)) return
  if (isDue(server, SAMPLE_PERIOD)) sampleRates(server)
  server.memory.trackPeak()
  if (server.charging) holdMemory(server)
  clientsCron(server)
  databasesCron(server)
  // Also before each command, but the last one may have lowered the limit.
  if (server.tracking.clients > 0) server.tracking.limit()
  server.persistence.cron(() => server.files.code().snapshot(server))
  if (isDue(server, REPLICATION)) lookOutside(server)
  server.aof.cron(isDue(server, WRITE_AGAIN))
  server.cronLoops++
}

/** The machine's kernel keeps count: the data, and the pages copied since a child was forked. */
const holdMemory = (server: RedisServer): void => {
  const { rss } = residency(server, server.memory.used)
  server.system.holdMemory(rss + (server.child?.pages.bytes ?? 0))
}

/** Once a second: primary and replicas, connections that MIGRATE left. */
const lookOutside = ({ replication, migration }: RedisServer): void => {
  replication?.cron()
  migration?.cron()
}

/** run_with_period: true on the ticks that come every `ms`. */
const isDue = ({ cronLoops, hz }: RedisServer, ms: number): boolean => {
  const tick = Math.floor(1000 / hz)
  return ms <= tick || cronLoops % Math.floor(ms / tick) === 0
}

const sampleRates = (server: RedisServer): void => {
  const { stats, milliseconds } = server
  stats.commandRate.track(stats.commandsProcessed, milliseconds)
  stats.inputRate.track(stats.netInputBytes, milliseconds)
  stats.outputRate.track(stats.netOutputBytes, milliseconds)
}

/** All clients once a second, at least five a tick (clientsCron). */
const clientsCron = (server: RedisServer): void => {
  const { clients, hz } = server
  let left = Math.min(clients.size, Math.max(CLIENTS_A_TICK, Math.floor(clients.size / hz)))
  server.recentClients.turn(Math.floor(server.now / 1e6))
  for (const client of clients.size <= left ? [...clients.values()] : nextClients(server, left)) {
    if (left-- === 0) break
    if (closeIdle(server, client)) continue
    resizeQueryRoom(client)
    resizeReplyBuffer(server, client)
    if (server.memory.tracksClients) server.memory.track(client)
    server.recentClients.see(client)
  }
}

/** The clients whose turn it is: those after the one seen last, then from the start. */
const nextClients = (server: RedisServer, count: number): Client[] => {
  const all = [...server.clients.values()]
  const start = all.findIndex(({ id }) => id > server.lastCronClient)
  const first = start === -1 ? 0 : start
  const chosen = [...all.slice(first), ...all.slice(0, first)].slice(0, count)
  server.lastCronClient = chosen.at(-1)?.id ?? 0
  return chosen
}

/** Closes a client that was silent for more than `timeout` seconds. */
const closeIdle = (server: RedisServer, client: Client): boolean => {
  const { timeout } = server.config.values
  if (timeout === 0 || client.blocked !== undefined || client.monitor || client.replica || client.subscribed)
    return false
  if (idleSeconds(client) <= timeout) return false
  server.log.verbose('Closing idle client')
  server.closeClient(client)
  return true
}

/** clientsCronResizeOutputBuffer: the fixed reply buffer halves or doubles after what was used of it lately. */
const resizeReplyBuffer = (server: RedisServer, client: Client): void => {
  if (!server.debug.resizesReplyBuffers) return
  const { replyBuffer: size, replyBufferPeak: peak } = client
  let next = 0
  if (size / 2 >= REPLY_BUFFER_MIN && peak < size / 2) {
    next = Math.max(REPLY_BUFFER_MIN, peak + 1)
    server.stats.replyBufferShrinks++
  } else if (size * 2 < REPLY_BUFFER * 2 && peak === size) {
    next = Math.min(REPLY_BUFFER, size * 2)
    server.stats.replyBufferExpands++
  }
  if (server.now - client.replyBufferReset > server.debug.peakReset) {
    client.replyBufferPeak = 0
    client.replyBufferReset = server.now
  }
  if (next > 0) client.replyBuffer = next
}

const databasesCron = (server: RedisServer): void => {
  if (!server.isReplica) server.expiry.slowCycle()
  else if (server.expiry.active) server.replication?.expiry.cycle()
  server.defrag.cycle()
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
    dict.rehashStep(REHASH_BUCKETS)
    if (server.charging) server.system.work((dict.rehashedBuckets - before) * costs.rehashBucket)
    if (server.system.tracing) server.telling.tables(db)
    return
  }
}
