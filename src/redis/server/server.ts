/**
 * One redis-server process: composes keyspace, clients, configuration and the rest, and reacts to what
 * the world tells it (server.c, networking.c). The order of work is Redis's: read a query, run its
 * commands, serve who was waiting, write the replies.
 */
import type {
  ConnectFailure,
  ConnectionId,
  EventKind,
  Plain,
  Process,
  Signal,
  System,
} from '../../world/process.ts'
import type { CodePart } from '../../world/code-part.ts'
import { Blocking } from '../blocking/blocking.ts'
import { isLoopback, refuseConnection } from '../clients/accept.ts'
import { Acl } from '../acl/acl.ts'
import { isLetIn } from '../clients/authentication.ts'
import { Client } from '../clients/client.ts'
import { Descriptors } from '../clients/descriptors.ts'
import { clientLine } from '../clients/list.ts'
import { flushReplies } from '../clients/flush.ts'
import { RecentClients } from '../clients/recent.ts'
import type { Parts } from '../command/part.ts'
import type { CommandTable } from '../command/table.ts'
import type { Config } from '../config/config.ts'
import { Bins } from '../eviction/bins.ts'
import { evictClients } from '../eviction/clients.ts'
import { Defrag } from '../eviction/defrag.ts'
import { Eviction } from '../eviction/eviction.ts'
import { Expiry } from '../expiry/expiry.ts'
import type { InfoSection } from '../introspection/info/section.ts'
import { LatencyMonitor } from '../introspection/latency-monitor.ts'
import { Memory } from '../introspection/memory.ts'
import { SlowLog } from '../introspection/slowlog.ts'
import { Database } from '../keyspace/database.ts'
import type { NotificationClass } from '../keyspace/database.ts'
import type { Entry } from '../keyspace/entry.ts'
import { publishKeyspaceEvent } from '../notifications/notifications.ts'
import { Aof } from '../persistence/aof.ts'
import type { ActiveChild } from '../persistence/child.ts'
import type { PersistenceCode } from '../persistence/code.ts'
import type { Loading } from '../persistence/loading.ts'
import { Persistence } from '../persistence/persistence.ts'
import type { Migration } from '../migration/migration.ts'
import type { Replication } from '../replication/replication.ts'
import { PubSub } from '../pubsub/pubsub.ts'
import { Tracking } from '../tracking/tracking.ts'
import { Propagation } from './propagation.ts'
import { lfuInit, lfuMinutes, lfuTouch, lruClock } from '../../structures/lfu.ts'
import { Transactions } from '../transactions/transactions.ts'
import { standardAdmission } from './admission.ts'
import { boot, continueLoading, LOAD } from './boot.ts'
import type { Admission } from './call.ts'
import { readQuery } from './input.ts'
import { costs } from './costs.ts'
import { serverCron } from './cron.ts'
import { DebugSwitches } from './debug-switches.ts'
import { lackedPart } from './lacks.ts'
import { Pause } from '../clients/pause.ts'
import { Stats } from './stats.ts'
import type { Scripting } from '../scripting/scripting.ts'
import type { ServerEvent } from './events.ts'
import { applyConfig } from './apply-config.ts'
import { Log } from './log.ts'
import { Telling } from './telling.ts'

/** Clients a tick of the cron looks after at most while hz can rise (MAX_CLIENTS_PER_CLOCK_TICK, CONFIG_MAX_HZ). */
const CLIENTS_A_TICK = 200
const HZ_MAX = 500
export interface ServerOptions {
  readonly config: Config
  readonly commands: CommandTable
  /** The `user` lines of the configuration, without the word user. */
  readonly users?: readonly (readonly string[])[]
  /** False when it was started without any argument: the log warns of that. */
  readonly configured?: boolean
  /** False in the gateway: no virtual costs, the wall clock rules. */
  readonly charging?: boolean
  /** What reads and writes whole files of the data set. */
  readonly files: CodePart<PersistenceCode>
  /** Where the code of some commands comes later. */
  readonly parts?: Parts | undefined
}

export class RedisServer implements Process {
  readonly system: System
  readonly config: Config
  readonly commands: CommandTable
  readonly charging: boolean
  readonly configured: boolean
  readonly files: CodePart<PersistenceCode>
  private readonly parts: Parts | undefined
  private readonly userLines: readonly (readonly string[])[]
  /** 40 hex characters, new at every start (INFO run_id). */
  readonly runId: string
  readonly hashSeed: number
  /** 40 hex characters, the history of this data set (INFO master_replid). */
  replicationId: string
  readonly startedAt: number
  databases: Database[]
  clients = new Map<number, Client>()
  byConnection = new Map<ConnectionId, Client>()
  /** PROTO_IOBUF_LEN: of a longer pipeline the next part comes after what others have sent meanwhile. */
  readonly readSize = 16_384
  /** The first two ids are those of the clients that run scripts and functions. */
  nextClientId = 3
  /** File descriptors of connections; the ones below are the listening sockets, epoll and standard streams. */
  private readonly descriptors = new Descriptors(8)
  readonly recentClients = new RecentClients()
  /** Id of the client the cron looked at last. */
  lastCronClient = 0
  stats: Stats
  readonly log: Log
  /** What the trace is told of keys and commands. */
  readonly telling = new Telling(this)
  admission: readonly Admission[] = standardAdmission
  readonly transactions: Transactions
  readonly blocking: Blocking
  readonly expiry: Expiry
  readonly eviction: Eviction
  readonly defrag: Defrag
  readonly pubsub: PubSub
  readonly tracking: Tracking
  readonly slowlog: SlowLog
  readonly propagation: Propagation
  readonly persistence: Persistence
  readonly aof: Aof
  readonly pause: Pause
  readonly acl: Acl
  readonly memory: Memory
  readonly latency: LatencyMonitor
  readonly debug = new DebugSwitches()
  /** Whom it copies and who copies it, once a command or the configuration has asked for that. */
  replication: Replication | undefined
  /** What MIGRATE is at, once somebody has asked for it. */
  migration: Migration | undefined
  /** What runs scripts, once a command has asked for it. */
  scripting: Scripting | undefined
  /** In the order INFO shows them; undefined: those of a stand-alone server. */
  infoSections: readonly InfoSection[] | undefined
  monitors: Client[] = []
  /** Clients with a reply to be written at the end of this event. */
  private pendingWrites: Client[] = []
  /** Virtual µs, frozen while a command (or EXEC, script) runs. */
  now: number
  /** 24-bit clock, 1 s resolution, updated by the cron as in Redis. */
  lruClock: number
  lfuPolicy = false
  /** Small integers are one object for all keys, unless eviction needs a stamp for each. */
  sharesIntegers = true
  notifyMisses = false
  /** Changes since the last save. */
  dirty = 0
  /** Whose input is being worked on; undefined: the server does something of its own accord. */
  currentClient: Client | undefined
  /**
   * Grows whenever it may have changed who may do what, or who watches: with each event and each command that is
   * not ordinary.
   */
  circumstances = 0
  /** Nesting of calls: EXEC and scripts call commands. */
  depth = 0
  cronLoops = 0
  /** The TCP port clients reach it on, 0 for none. */
  listening = 0
  /** It reads its files, and most commands are refused. */
  loading: Loading | undefined
  shuttingDown = false
  /** A signal asked for an orderly end: the cron sees to it. */
  shutdownSignal: 'TERM' | 'INT' | undefined

  constructor(system: System, options: ServerOptions) {
    this.system = system
    this.config = options.config
    this.commands = options.commands
    this.charging = options.charging ?? true
    this.configured = options.configured ?? true
    this.userLines = options.users ?? []
    this.runId = system.random.hex(40)
    this.hashSeed = system.random.next32()
    this.replicationId = system.random.hex(40)
    this.now = system.now()
    this.startedAt = this.now
    this.stats = new Stats(this.milliseconds)
    this.lruClock = lruClock(this.milliseconds)
    this.log = new Log(this)
    if (this.isReplica) this.log.role = 'S'
    this.transactions = new Transactions()
    this.blocking = new Blocking(this)
    this.expiry = new Expiry(this)
    this.eviction = new Eviction(this)
    this.defrag = new Defrag(this)
    this.pubsub = new PubSub(this)
    this.tracking = new Tracking(this)
    this.slowlog = new SlowLog(this)
    this.propagation = new Propagation(this)
    this.persistence = new Persistence(this)
    this.aof = new Aof(this)
    this.pause = new Pause(this)
    this.latency = new LatencyMonitor(this)
    this.memory = new Memory(this, new Bins())
    this.acl = new Acl(this)
    this.databases = Array.from({ length: this.config.values.databases }, (_, id) => new Database(this, id))
    this.parts = options.parts
    this.files = options.files
    applyConfig(this, undefined)
  }

  /** It copies another server (server.masterhost). */
  get isReplica(): boolean {
    return this.config.values.replicaof !== null
  }

  /** Frozen Unix time in ms: what expiry compares with. */
  get milliseconds(): number {
    return Math.floor(this.now / 1000)
  }

  /** Cron ticks a second: `hz`, doubled until a tick has at most 200 clients to look after (dynamic-hz). */
  get hz(): number {
    const { hz, dynamicHz } = this.config.values
    if (!dynamicHz) return hz
    let ticks = hz
    while (this.clients.size / ticks > CLIENTS_A_TICK && ticks < HZ_MAX) ticks = Math.min(HZ_MAX, ticks * 2)
    return ticks
  }

  /** The child that saves or rewrites at the moment. */
  get child(): ActiveChild | undefined {
    return this.persistence.child
  }

  /** Somebody has to hear of every command, or it has to be charged: `call` goes its whole way. */
  get hasWitnesses(): boolean {
    const { charging, monitors, tracking, replication } = this
    const watched = charging || this.system.tracing || monitors.length > 0
    return watched || tracking.clients > 0 || replication !== undefined
  }

  /** INFO redis_mode. */
  get mode(): 'standalone' | 'cluster' {
    return this.config.values.clusterEnabled ? 'cluster' : 'standalone'
  }

  // ---- the process ----------------------------------------------------------------------------

  lacks(kind: EventKind, args: Plain): string | undefined {
    return this.parts === undefined ? undefined : lackedPart(this, this.parts, kind, args)
  }

  start(): void {
    boot(this, this.userLines)
  }

  /** What keeps the server from hearing anybody. */
  private get busyWith(): Scripting | Migration | undefined {
    if (this.scripting?.deaf === true) return this.scripting
    return this.migration?.deaf === true ? this.migration : undefined
  }

  onAccept(connection: ConnectionId, port: number, peer: string, local?: string): void {
    const deaf = this.busyWith
    if (deaf !== undefined) {
      deaf.hold({ kind: 'accept', args: [connection, port, peer, local] })
      return
    }
    this.now = this.system.now()
    if (this.charging) this.system.work(costs.accept)
    const refusal = refuseConnection(this, peer)
    if (refusal !== undefined) {
      this.stats.rejectedConnections++
      this.system.send(connection, `-${refusal}\r\n`)
      this.system.close(connection)
      return
    }
    const localAddress = local ?? `${isLoopback(peer) ? '127.0.0.1' : this.system.host}:${port}`
    const client = this.createClient({ connection, address: peer, localAddress })
    this.stats.connectionsReceived++
    this.log.verbose(`Accepted ${peer}`)
    if (this.system.tracing) this.trace({ type: 'client.connected', client: client.id, address: peer })
  }

  onData(connection: ConnectionId, data: string): void {
    if (this.migration?.owns(connection) === true) {
      this.now = this.system.now()
      this.migration.onData(connection, data)
      this.beforeSleep()
      return
    }
    if (this.replication?.link.owns(connection) === true) {
      this.replication.link.onData(data)
      return
    }
    const deaf = this.busyWith
    if (deaf !== undefined) {
      deaf.hold({ kind: 'data', args: [connection, data] })
      return
    }
    const client = this.byConnection.get(connection)
    if (client === undefined || client.closed) return
    if (this.charging) this.system.work(costs.read)
    this.stats.readsProcessed++
    this.stats.netInputBytes += data.length
    client.lastInteraction = this.system.now()
    readQuery(client, data)
    this.beforeSleep()
  }

  onClose(connection: ConnectionId): void {
    if (this.migration?.owns(connection) === true) {
      this.now = this.system.now()
      this.migration.onClosed(connection)
    }
    const deaf = this.busyWith
    if (deaf !== undefined) {
      deaf.hold({ kind: 'close', args: [connection] })
      return
    }
    if (this.replication?.link.owns(connection) === true) this.replication.link.onClosed()
    const client = this.byConnection.get(connection)
    if (client !== undefined) {
      this.log.verbose(() => `Client closed connection ${clientLine(client)}`)
      this.closeClient(client)
    }
    this.beforeSleep()
  }

  onTimer(kind: string, args: Plain): void {
    this.now = this.system.now()
    // Another thread's work goes on whatever the main thread does.
    if (this.aof.onTimer(kind, args)) return
    if (kind === LOAD) continueLoading(this, args)
    else if (kind === 'script') this.scripting?.resume()
    else if (kind === 'migrate') this.migration?.onTimeout(args)
    else if (this.scripting?.running !== undefined || this.migration?.deaf === true) {
      // Neither cron nor deadlines while a script or MIGRATE runs.
      this.system.setTimer(Math.floor(1_000_000 / this.hz), kind)
      return
    } else if (kind === 'cron') {
      serverCron(this)
      this.scheduleCron()
    } else if (kind === 'deadline') {
      this.blocking.expireDeadlines()
      this.pause.expire()
    } else if (kind === 'eviction') this.eviction.onTimer()
    this.beforeSleep()
  }

  onConnected(connection: ConnectionId): void {
    this.now = this.system.now()
    if (this.replication?.link.owns(connection) === true) this.replication.link.onConnected()
    if (this.migration?.owns(connection) === true) this.migration.onConnected()
    this.beforeSleep()
  }

  onConnectFailed(connection: ConnectionId, why: ConnectFailure): void {
    this.now = this.system.now()
    if (this.replication?.link.owns(connection) === true) this.replication.link.onFailed(why)
    if (this.migration?.owns(connection) === true) this.migration.onFailed(why)
    this.beforeSleep()
  }

  onExit(pid: number, code: number): void {
    this.persistence.onExit(pid, code)
  }

  onSignal(signal: Signal): void {
    if (signal !== 'TERM' && signal !== 'INT') return
    this.log.signal(
      this.loading === undefined
        ? `Received SIG${signal} scheduling shutdown...`
        : 'Received shutdown signal during loading, scheduling shutdown.',
    )
    this.shutdownSignal = signal
  }

  /** The last of an orderly end: closes every client and exits with status 0. */
  end(): void {
    this.shuttingDown = true
    for (const client of [...this.clients.values()]) this.closeClient(client)
    this.log.warning('Redis is now ready to exit, bye bye...')
    this.system.exit(0)
  }

  scheduleCron(): void {
    this.system.setTimer(Math.floor(1_000_000 / this.hz), 'cron')
  }

  // ---- clients --------------------------------------------------------------------------------

  createClient(wire: { connection?: ConnectionId; address: string; localAddress: string }): Client {
    const client = new Client(this, this.nextClientId++, wire)
    client.authenticated = isLetIn(this)
    this.clients.set(client.id, client)
    if (wire.connection !== undefined) {
      this.byConnection.set(wire.connection, client)
      client.descriptor = this.descriptors.take()
    }
    return client
  }

  /** Ends a client at once: transaction, watches, waits and monitors are forgotten. */
  closeClient(client: Client): void {
    if (client.closed) return
    client.closed = true
    this.transactions.discard(client)
    this.blocking.forget(client)
    this.pause.forget(client)
    this.pubsub.forget(client)
    this.tracking.disable(client)
    this.replication?.forget(client)
    this.clients.delete(client.id)
    this.memory.forget(client)
    if (client.monitor) this.monitors = this.monitors.filter((m) => m !== client)
    if (client.connection !== undefined) {
      this.byConnection.delete(client.connection)
      this.descriptors.free(client.descriptor)
      this.system.close(client.connection, !client.closeAfterReply && !this.shuttingDown)
    }
    if (this.system.tracing) this.trace({ type: 'client.closed', client: client.id })
  }

  /** The client has something to be written at the end of this event. */
  queueWrite(client: Client): void {
    this.pendingWrites.push(client)
  }

  /** What Redis does before it waits for the next event (beforeSleep): write the replies. */
  beforeSleep(): void {
    this.circumstances++
    if (this.blocking.hasReady) this.blocking.serve()
    if (this.loading === undefined) this.expiry.fastCycle()
    if (this.pause.active) this.pause.expire()
    this.blocking.resume()
    this.pause.resume()
    this.tracking.broadcast()
    this.replication?.beforeSleep()
    if (this.aof.file !== undefined && !this.aof.flush()) return
    const pending = this.pendingWrites
    if (pending.length === 0) return
    this.pendingWrites = []
    for (const client of pending) flushReplies(this, client)
    if (this.memory.tracksClients) evictClients(this)
  }

  // ---- what commands ask for ------------------------------------------------------------------

  /** The LRU field of a new key: the clock, or under an LFU policy the minute and the starting counter. */
  freshLru(): number {
    return this.lfuPolicy ? lfuInit(lfuMinutes(this.milliseconds)) : this.lruClock
  }

  touchLfu(entry: Entry): void {
    const { lfuDecayTime, lfuLogFactor } = this.config.values
    entry.lru = lfuTouch(
      entry.lru,
      lfuMinutes(this.milliseconds),
      lfuLogFactor,
      lfuDecayTime,
      this.system.random,
    )
  }

  notifyKeyspaceEvent(kind: NotificationClass, event: string, key: string, db: number): void {
    if (this.system.tracing) this.trace({ type: 'key.event', db, key, event })
    if (this.config.values.notifyKeyspaceEvents !== 0) publishKeyspaceEvent(this, kind, event, key, db)
  }

  trace(event: ServerEvent): void {
    this.system.emit(event)
  }

  /** Keys over all databases. */
  get keyCount(): number {
    let count = 0
    for (const db of this.databases) count += db.size
    return count
  }
}
