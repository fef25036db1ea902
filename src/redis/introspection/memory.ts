/**
 * A model of used_memory: nobody allocates here, so it is reckoned from what there is. Keys and values take what
 * Redis's structures would (`key-bytes.ts`); a database counts those that changed since somebody last asked, so that
 * eviction may ask before every command. Recorded: one million keys of 16 bytes with values of 4 take 104 bytes each.
 */
import type { Client, ClientType } from '../clients/client.ts'
import { clientUsage } from '../clients/usage.ts'
import type { Bins } from '../eviction/bins.ts'
import { Readings } from '../eviction/readings.ts'
import type { Database } from '../keyspace/database.ts'
import type { Entry } from '../keyspace/entry.ts'
import { LazyFree } from '../keyspace/lazy-free.ts'
import type { RedisServer } from '../server/server.ts'
import { Rooms } from '../values/rooms.ts'
import { allocated, BUCKET, bucketsFor, DICT_ENTRY, OBJECT, sdsBytes, slotBytes } from './allocator.ts'
import { ownBytes } from './key-bytes.ts'
import { scriptMemory } from './script-memory.ts'

export { entryBytes } from './key-bytes.ts'

/** used_memory_startup, and what else an idle server without clients has (recorded). */
export const STARTUP = 876_136
const IDLE = 900
/** Functions when there are none, part of what an idle server has. */
const EMPTY_FUNCTIONS = 200
/** The histogram of a command's latencies, made when it is first called (recorded). */
const HISTOGRAM = 24_700
/** What Redis takes a dictEntry for when it reckons overhead. */
const DICT_ENTRY_STRUCT = 24
/** So many entries wait at most to be counted anew. */
const UNSETTLED_MAX = 512
/** One block of the replication buffer with its node of the list, the bytes it holds, and an empty backlog. */
const BLOCK = 20_504
const BLOCK_ROOM = 20_440
const EMPTY_BACKLOG = 4
/** What eviction takes a block for: PROTO_REPLY_CHUNK_BYTES, replBufBlock and listNode. */
const CHUNK = 16 * 1024
const CHUNK_OVERHEAD = 48 + 24
/** An empty append-only buffer. */
const EMPTY_SDS = 8

/** Bytes of keys that are only counted until they are touched. */
const ballastBytes = ({ ballast }: Database): number => {
  if (ballast === undefined) return 0
  const key = ballast.prefix.length + String(ballast.count).length
  const one = DICT_ENTRY + sdsBytes(key) + allocated(OBJECT + 4 + ballast.value.length)
  return ballast.remaining * one + BUCKET * bucketsFor(ballast.count)
}

/** Bytes of a database's keys, values and hash tables. */
export const databaseBytes = (db: Database): number => {
  const { dict, expires } = db
  const { table0, table1 } = dict
  if (table0.length === 0 && db.ballast === undefined) return 0
  return (
    db.settle() +
    DICT_ENTRY * (dict.size + expires.size) +
    slotBytes(table0.length) +
    slotBytes(table1.length) +
    slotBytes(expires.table0.length) +
    slotBytes(expires.table1.length) +
    ballastBytes(db)
  )
}

/** What the hash tables of a database take beside keys and values, as MEMORY STATS reckons. Bytes. */
export const databaseOverhead = ({ size, dict, expires, ballast }: Database) => ({
  main:
    size * (DICT_ENTRY_STRUCT + OBJECT) +
    BUCKET * (ballast === undefined ? dict.slots : Math.max(dict.slots, bucketsFor(size))),
  expires: expires.size * DICT_ENTRY_STRUCT + BUCKET * expires.slots,
})

/** The parts used_memory is made of, bytes. */
export interface MemoryFigures {
  readonly used: number
  /** Startup, clients, hash tables and objects: what is not data (used_memory_overhead). */
  readonly overhead: number
  /** Of ordinary clients and subscribers, and of replicas. */
  readonly clients: number
  readonly replicas: number
  readonly dataset: number
}

export class Memory {
  readonly server: RedisServer
  /** The most that was ever found in use. */
  peak = 0
  /** Entries of all databases that wait to be counted anew. */
  unsettled = 0
  /** Where keys stand in the allocator's pages. */
  readonly bins: Bins
  readonly lazy: LazyFree
  readonly rooms = new Rooms()
  private readonly readings = new Readings()
  /** Clients' bytes by type, as last tracked (stat_clients_type_memory). */
  private readonly tracked: Record<ClientType, number> = { normal: 0, master: 0, replica: 0, pubsub: 0 }

  constructor(server: RedisServer, bins: Bins) {
    this.server = server
    this.bins = bins
    this.lazy = new LazyFree(server)
  }

  /** Bytes of a key's name and its value. */
  entryBytes(entry: Entry): number {
    return ownBytes(entry, this.server.sharesIntegers, this.rooms.of(entry))
  }

  /** Counts what changed when much has: called between commands. */
  settle(): void {
    if (this.unsettled > UNSETTLED_MAX) for (const db of this.server.databases) db.settle()
  }

  /** All databases and everything else that is no client's. */
  private base(): number {
    const { databases, stats, config } = this.server
    let bytes = STARTUP + IDLE + this.aofBuffer + this.replicationBuffers + this.lazy.pendingBytes
    // An engine without scripts has its 200 bytes of functions among what is idle.
    if (this.server.scripting !== undefined) {
      const { scripts, functions } = scriptMemory(this.server)
      bytes += scripts + functions - EMPTY_FUNCTIONS
    }
    if (config.values.latencyTracking) bytes += HISTOGRAM * stats.commands.size
    for (const db of databases) bytes += databaseBytes(db)
    return bytes
  }

  /** Everything, with the clients as they are now. */
  figures(): MemoryFigures {
    let clients = 0
    let replicas = 0
    for (const client of this.server.clients.values()) {
      const { total } = clientUsage(client)
      // The blocks of the stream it holds on to are counted once, as replication buffers.
      if (client.type === 'replica') {
        replicas += total - this.server.replication!.replicas.blocksOf(client) * BLOCK
      } else clients += total
    }
    const { scripts, functions } = scriptMemory(this.server)
    let overhead = STARTUP + clients + replicas + this.aofBuffer + this.backlog + scripts + functions
    for (const db of this.server.databases) {
      if (db.size === 0) continue
      const tables = databaseOverhead(db)
      overhead += tables.main + tables.expires
    }
    const used = this.base() + clients + replicas
    this.peak = Math.max(this.peak, used)
    overhead = Math.min(overhead, used)
    // The stream's blocks are the backlog's; what is beyond its size is put down to the replicas.
    const { count } = this.server.replication?.replicas ?? { count: 0 }
    const excess = Math.max(0, this.replicationBuffers - Number(this.server.config.values.replBacklogSize))
    return { used, overhead, clients, replicas: count === 0 ? 0 : excess, dataset: used - overhead }
  }

  get used(): number {
    return this.figures().used
  }

  /** The same from what is known of the clients without looking at each: for those who ask at every command. */
  get usedQuickly(): number {
    const { normal, pubsub, replica, master } = this.tracked
    const used = this.base() + normal + pubsub + replica + master
    if (used > this.peak) this.peak = used
    return used
  }

  /** What eviction leaves out: buffers of replicas beyond the backlog, and of the append-only file. */
  get notCounted(): number {
    const size = Number(this.server.config.values.replBacklogSize)
    const counted = size + (Math.floor(size / CHUNK) + 1) * CHUNK_OVERHEAD
    return Math.max(0, this.replicationBuffers - counted) + this.aofBuffer
  }

  /** Bytes not yet written to the append-only file (mem_aof_buffer). */
  get aofBuffer(): number {
    const { aof } = this.server
    return aof.file === undefined ? 0 : Math.max(EMPTY_SDS, sdsBytes(aof.buffered, false))
  }

  /** All blocks of the stream to replicas that somebody needs still (mem_total_replication_buffers). */
  get replicationBuffers(): number {
    const kept = this.server.replication?.backlog?.length ?? 0
    return Math.ceil(kept / BLOCK_ROOM) * BLOCK
  }

  /** Of these what the backlog accounts for (mem_replication_backlog). */
  get backlog(): number {
    if (this.server.replication?.backlog === undefined) return 0
    const size = Number(this.server.config.values.replBacklogSize)
    return EMPTY_BACKLOG + Math.min(this.replicationBuffers, size)
  }

  // ---- clients --------------------------------------------------------------------------------

  /** Bytes of all clients that may be closed to save memory, as last tracked. */
  get evictableClients(): number {
    return this.tracked.normal + this.tracked.pubsub
  }

  /** True while somebody needs to know the clients' memory all the time. */
  get tracksClients(): boolean {
    const { maxmemory, maxmemoryClients } = this.server.config.values
    return maxmemory !== 0 || maxmemoryClients !== 0
  }

  /** Looks at a client's memory (updateClientMemUsage). */
  track(client: Client): void {
    const { type } = client
    const { total } = clientUsage(client)
    this.tracked[client.memoryType] -= client.memory
    this.tracked[type] += total
    client.memory = total
    client.memoryType = type
  }

  trackAll(): void {
    for (const client of this.server.clients.values()) this.track(client)
  }

  /** A client is gone. */
  forget(client: Client): void {
    this.tracked[client.memoryType] -= client.memory
    client.memory = 0
  }

  /** Tells those who watch from the start what is in use; nothing else comes of it. */
  tellFirst(): void {
    const { peak } = this
    const { used, overhead, dataset, clients } = this.figures()
    this.readings.tell(this.server, { used, overhead, dataset, clients })
    this.peak = peak
  }

  /** Called by the cron (cronUpdateMemoryStats). */
  trackPeak(): void {
    const { used, overhead, dataset, clients } = this.figures()
    if (this.server.system.tracing) this.readings.tell(this.server, { used, overhead, dataset, clients })
  }
}
