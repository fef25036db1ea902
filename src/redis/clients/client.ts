/**
 * One client of a server (networking.c): its connection, its query and reply buffers, its state
 * (database, protocol, transaction, watched keys, what it waits for). Plain data.
 */
import { QueryDecoder } from '../../resp/query-decoder.ts'
import { ReplyWriter } from '../../resp/reply-writer.ts'
import type { ConnectionId } from '../../world/process.ts'
import type { Command } from '../command/declaration.ts'
import type { Database } from '../keyspace/database.ts'
import type { Type } from '../keyspace/entry.ts'
import type { Subscription } from '../pubsub/pubsub.ts'
import type { RedisServer } from '../server/server.ts'
import type { AdmissionFlags } from '../scripting/command-flags.ts'
import type { TrackingState } from '../tracking/state.ts'
import type { User } from '../acl/user.ts'
import { isLetIn } from './authentication.ts'

/** Bytes of a new client's fixed reply buffer (PROTO_REPLY_CHUNK_BYTES). */
export const REPLY_BUFFER = 16 * 1024

export type ClientType = 'normal' | 'master' | 'replica' | 'pubsub'

export interface QueuedCommand {
  readonly command: Command
  readonly argv: readonly string[]
  /** As they were when it was queued. */
  readonly flags: AdmissionFlags
}

export interface MultiState {
  queue: QueuedCommand[]
  /** A queued command was rejected: EXEC answers EXECABORT. */
  dirtyExec: boolean
  /** Index of the queued command EXEC calls next. */
  next: number
}

export interface WatchedKey {
  readonly db: Database
  readonly key: string
  /** The key was already past its expiry when WATCH was called (its going is then no change). */
  expired: boolean
}

/** What a parked client waits for. */
export interface BlockedState {
  readonly kind: 'keys' | 'pause' | 'wait' | 'script'
  readonly db: Database
  readonly keys: readonly string[]
  /** The type a key must have to wake the client; undefined: any. */
  readonly waitsFor?: Type | undefined
  readonly command: Command
  readonly argv: readonly string[]
  /** Virtual µs at which the wait ends; Infinity: never. */
  readonly deadline: number
  /** What is replied when the wait ends. */
  readonly onTimeout: 'nil-array' | 'nil' | 'zero'
  /** What the command keeps for its next try, plain data. */
  readonly memo?: object | undefined
  /** The error that ends the wait when the key is deleted or becomes another type; undefined: it goes on. */
  readonly whenGone?: string | undefined
  /** Virtual µs since when. */
  readonly since: number
}

/** What a client that is parked may bring along. */
export type Parking = Partial<Pick<BlockedState, 'waitsFor' | 'memo' | 'whenGone'>>

export class Client {
  readonly id: number
  readonly server: RedisServer
  /** Undefined for a client without a wire (scripts, AOF loading). */
  readonly connection: ConnectionId | undefined
  /** Number of its socket (fd), -1 without a wire. */
  descriptor = -1
  readonly address: string
  readonly localAddress: string
  readonly query = new QueryDecoder()
  /** Bytes the query buffer has room for, and the most it held lately. */
  queryRoom = 4
  queryPeak = 0
  /** The last read was as long as one can be: what comes next was there already. */
  queryFull = false
  readonly reply = new ReplyWriter()
  db: Database
  name = ''
  /** Who it is; undefined: it may do anything (its primary's link). */
  user: User | undefined
  authenticated = true
  /** Virtual µs. */
  createdAt: number
  lastInteraction: number
  lastCommand: Command | undefined
  multi: MultiState | undefined
  watched: WatchedKey[] = []
  /** A watched key changed: EXEC answers nil. */
  dirtyCas = false
  blocked: BlockedState | undefined
  /** True while a parked command is tried again because a key became ready. */
  retrying = false
  /** While retrying: the key that became ready. Only this one may serve the client (blocked.c). */
  readyKey: string | undefined
  /** While retrying: how it was parked. */
  parked: BlockedState | undefined
  /** µs the parked command took before it was parked; they count again when it is served, as in Redis. */
  blockedSpent = 0
  /** The command being executed and its arguments. */
  command: Command | undefined
  argv: readonly string[] = []
  /** What AOF and replicas get instead of `argv`; undefined: argv itself. */
  rewritten: readonly string[] | undefined
  /** Nothing of this command is propagated. */
  preventPropagation = false
  /** Elements the command visited: the cost table turns them into virtual µs. */
  visited = 0
  /** Whether its ordinary commands just run, and in which circumstances that was found out (`server/call.ts`). */
  atEase = false
  examinedIn = -1
  noEvict = false
  monitor = false
  /** It gets the stream of changes (CLIENT_SLAVE). */
  replica = false
  /** The end of the stream when its last command was over (woff): what WAIT waits for. */
  writeOffset = 0
  denyBlocking = false
  /** It is no connection but what a script calls commands with (CLIENT_SCRIPT). */
  script = false
  /** What it sends has already happened: its primary or an AOF file is read (mustObeyClient). */
  mustObey = false
  replyMode: 'on' | 'off' | 'skip' | 'skip-next' = 'on'
  closeAfterReply = false
  closed = false
  /** The arguments with secrets blotted out, where the running command has any (original_argv). */
  redacted: string[] | undefined
  /** Bytes of the fixed reply buffer, the most of it that was lately used, and since when (virtual µs). */
  replyBuffer = REPLY_BUFFER
  replyBufferPeak = REPLY_BUFFER
  replyBufferReset = 0
  /** Since when what it has not read is above the soft limit (virtual µs); 0: it is not. */
  overSoftLimitSince = 0
  /** What it had when its memory was last looked at (bytes), and as what it was counted. */
  memory = 0
  memoryType: ClientType = 'normal'
  /** What it is subscribed to, in the order it asked; kept by PubSub. */
  readonly listensTo: Readonly<Record<Subscription, Set<string>>> = {
    channel: new Set(),
    pattern: new Set(),
    shard: new Set(),
  }
  /** CLIENT TRACKING; undefined: off. Kept by Tracking. */
  tracking: TrackingState | undefined

  constructor(
    server: RedisServer,
    id: number,
    wire: { connection?: ConnectionId; address: string; localAddress: string },
  ) {
    this.server = server
    this.id = id
    this.connection = wire.connection
    this.address = wire.address
    this.localAddress = wire.localAddress
    this.db = server.databases[0]!
    this.user = server.acl.defaultUser
    this.createdAt = server.now
    this.lastInteraction = server.now
  }

  /** Blots argument `index` out of what MONITOR, the slow log and the trace show of the running command. */
  redact(index: number): void {
    this.redacted ??= [...this.argv]
    this.redacted[index] = '(redacted)'
  }

  /** The reply written so far is the last one: the connection is closed once it is sent. */
  closeSoon(): void {
    this.closeAfterReply = true
    this.reply.muted = true
  }

  /** CLIENT REPLY SKIP covers the command after it: called when a command is over (resetClient). */
  commandOver(): void {
    if (this.replyMode === 'skip-next') this.replyMode = 'skip'
    else if (this.replyMode === 'skip') this.replyMode = 'on'
  }

  /** Called before replies are sent: how much of the fixed buffer they took. */
  noteReply(): void {
    const used = Math.min(this.reply.pendingBytes, this.replyBuffer)
    if (used > this.replyBufferPeak) this.replyBufferPeak = used
  }

  /** RESET: all state of the connection but its id and the exemption from eviction (clearClientConnectionState). */
  reset(): void {
    const { server } = this
    if (this.monitor) server.monitors = server.monitors.filter((one) => one !== this)
    this.monitor = false
    server.tracking.disable(this)
    this.db = server.databases[0]!
    this.reply.protocol = 2
    this.user = server.acl.defaultUser
    this.authenticated = isLetIn(server)
    server.transactions.discard(this)
    server.pubsub.forget(this)
    this.name = ''
    if (this.replyMode === 'skip') return
    this.replyMode = 'on'
    this.reply.muted = false
  }

  /** Numbers of channels, patterns and shard channels (CLIENT LIST's sub, psub and ssub). */
  get subscriptions(): number {
    return this.listensTo.channel.size
  }

  get patternSubscriptions(): number {
    return this.listensTo.pattern.size
  }

  get shardSubscriptions(): number {
    return this.listensTo.shard.size
  }

  /** Subscribed to anything (CLIENT_PUBSUB). */
  get subscribed(): boolean {
    return this.subscriptions + this.patternSubscriptions + this.shardSubscriptions > 0
  }

  /** The kinds CLIENT LIST and CLIENT KILL tell apart (getClientType). */
  get type(): ClientType {
    if (this.replica) return 'replica'
    return this.subscribed ? 'pubsub' : 'normal'
  }

  /** Charges work in proportion to `n` elements visited (KEYS, LRANGE …). */
  work(n: number): void {
    this.visited += n
  }

  /** Replaces what AOF and replicas get for this command (rewriteClientCommandVector). */
  propagateAs(...argv: string[]): void {
    this.rewritten = argv
  }

  /** Sends an additional command to AOF and replicas after this one (alsoPropagate). */
  alsoPropagate(db: Database, argv: readonly string[]): void {
    this.server.propagation.also(db, argv)
  }

  /**
   * Parks this client until one of `keys` becomes ready (blockForKeys) or `timeout` virtual µs passed
   * (0: no limit). The command is then run again, with `retrying` true and the key in `readyKey`: it serves
   * from that key or calls blockOnKeys once more. Only a key of the type `waitsFor` wakes, if that is given.
   * Within MULTI or a script nothing blocks: the caller replies as for a timeout (`denyBlocking`).
   */
  blockOnKeys(
    keys: readonly string[],
    timeout: number,
    onTimeout: BlockedState['onTimeout'],
    waitsFor?: Type,
    more: Omit<Parking, 'waitsFor'> = {},
  ): void {
    this.server.blocking.park(this, keys, timeout, onTimeout, { waitsFor, ...more })
  }
}
