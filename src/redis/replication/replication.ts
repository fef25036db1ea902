/**
 * Replication of one server (replication.c): whom it copies, who copies it, the ids and offsets of its history.
 * A server has none until a command or its configuration asks for it.
 */
import type { Client } from '../clients/client.ts'
import { clientLine } from '../clients/list.ts'
import { encodeCommand } from '../../formats/aof/encode.ts'
import type { Database } from '../keyspace/database.ts'
import type { PropagationSink } from '../server/propagation.ts'
import type { RedisServer } from '../server/server.ts'
import { Backlog } from './backlog.ts'
import { PrimaryLink } from './primary-link.ts'
import type { Address } from './primary-link.ts'
import { Replicas } from './replicas.ts'
import { ReplicaExpiry } from './replica-expiry.ts'

const NO_ID = '0'.repeat(40)

export class Replication implements PropagationSink {
  readonly server: RedisServer
  readonly passesMessages = true
  readonly link: PrimaryLink
  readonly replicas: Replicas
  readonly expiry: ReplicaExpiry
  /** The history before the present one, and up to which offset it is the same. */
  secondId = NO_ID
  secondOffset = -1
  /** Bytes of the stream so far. */
  offset = 0
  backlog: Backlog | undefined
  /** The database the stream is at; -1: the next command selects one. */
  selected = -1
  /** Where its own history ended when it became a replica: a new primary may continue there. */
  cachedOffset: number | undefined
  /** Seconds the cron has run, since the start of the server. */
  private loops: number

  constructor(server: RedisServer) {
    this.server = server
    this.link = new PrimaryLink(this)
    this.replicas = new Replicas(this)
    this.expiry = new ReplicaExpiry(server)
    this.loops = Math.ceil(server.cronLoops / server.hz)
    if (this.primary !== undefined) this.link.state = 'connect'
  }

  /** The server this one copies; undefined: it is a primary itself. */
  get primary(): Address | undefined {
    return this.server.config.values.replicaof ?? undefined
  }

  get seconds(): number {
    return Math.floor(this.server.now / 1e6)
  }

  // ---- REPLICAOF ------------------------------------------------------------------------------

  /** replicationSetMaster. `client`: who asked. */
  follow(client: Client, primary: Address): void {
    const { server, link } = this
    const wasPrimary = this.primary === undefined
    this.setPrimary(primary)
    server.blocking.endAllWaits(
      'UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?)',
    )
    link.hangUp()
    if (wasPrimary) this.cachePrimary()
    link.dial(primary)
    const { host, port } = primary
    server.log.notice(`REPLICAOF ${host}:${port} enabled (user request from '${clientLine(client)}')`)
  }

  /** replicationCacheMasterUsingMyself: a primary to come may know the history so far. */
  private cachePrimary(): void {
    const { server } = this
    server.log.notice(
      'Before turning into a replica, using my own master parameters to synthesize a cached master: I may be able to synchronize with the new master with just a partial transfer.',
    )
    this.cachedOffset = this.offset
    // The primary to come has a client already.
    server.nextClientId++
  }

  /** The history of a snapshot: a replica goes on with it, a primary remembers it as the one before its own. */
  adopt(id: string, offset: number): void {
    const { server } = this
    this.offset = offset
    if (this.primary !== undefined) {
      server.replicationId = id
      this.cachePrimary()
      return
    }
    this.secondId = id
    this.secondOffset = offset + 1
    this.backlog = new Backlog(server.config.values.replBacklogSize, offset)
    server.propagation.sinks.push(this)
    this.replicas.aloneSince = this.seconds
  }

  /** replicationUnsetMaster. */
  becomePrimary(client: Client): void {
    const { server, link } = this
    if (this.primary === undefined) return
    this.setPrimary(undefined)
    if (this.cachedOffset !== undefined) server.log.notice('Discarding previously cached master state.')
    this.cachedOffset = undefined
    link.hangUp()
    link.state = 'none'
    this.shiftId()
    this.replicas.disconnectAll()
    this.selected = -1
    server.log.notice(`MASTER MODE enabled (user request from '${clientLine(client)}')`)
  }

  private setPrimary(primary: Address | undefined): void {
    const { config, log } = this.server
    config.values.replicaof = primary ?? null
    log.role = primary === undefined ? 'M' : 'S'
  }

  /** A history of its own, whose beginning it shares with the one before (shiftReplicationId). */
  private shiftId(): void {
    const { server } = this
    this.secondId = server.replicationId
    this.secondOffset = this.offset + 1
    this.changeId()
    server.log.warning(
      `Setting secondary replication ID to ${this.secondId}, valid up to offset: ${this.secondOffset}. New replication ID is ${server.replicationId}`,
    )
  }

  private changeId(): void {
    this.server.replicationId = this.server.system.random.hex(40)
  }

  // ---- the stream -----------------------------------------------------------------------------

  /** createReplicationBacklog, in a new history (syncCommand). */
  startBacklog(): void {
    const { server } = this
    this.changeId()
    this.secondId = NO_ID
    this.secondOffset = -1
    this.backlog = new Backlog(server.config.values.replBacklogSize, this.offset)
    server.propagation.sinks.push(this)
    server.log.notice(
      `Replication backlog created, my new replication IDs are '${server.replicationId}' and '${this.secondId}'`,
    )
  }

  private freeBacklog(): void {
    const { propagation } = this.server
    this.backlog = undefined
    propagation.sinks = propagation.sinks.filter((sink) => sink !== this)
  }

  /** replicationFeedSlaves: a command becomes part of the stream. `db` -1: of no database. */
  feed(db: number, argv: readonly string[]): void {
    if (this.primary !== undefined || this.backlog === undefined) return
    let bytes = ''
    if (db !== -1 && this.selected !== db) {
      bytes = encodeCommand(['SELECT', String(db)])
      this.selected = db
    }
    bytes += encodeCommand(argv)
    this.offset += bytes.length
    this.backlog.append(bytes)
    this.replicas.feed(bytes)
  }

  // ---- the cron -------------------------------------------------------------------------------

  /** Once a second (replicationCron). */
  cron(): void {
    if (this.primary !== undefined) this.link.cron(this.primary)
    this.replicas.cron(this.loops)
    this.dropOldBacklog()
    this.loops++
  }

  private dropOldBacklog(): void {
    const { server, replicas } = this
    const { replBacklogTtl: ttl, replBacklogSize: size } = server.config.values
    if (this.backlog === undefined) return
    if (this.backlog.size !== size) {
      this.backlog.size = size
      this.backlog.trim()
    }
    if (replicas.count > 0 || ttl === 0 || this.primary !== undefined) return
    if (this.seconds - replicas.aloneSince <= ttl) return
    this.changeId()
    this.secondId = NO_ID
    this.freeBacklog()
    server.log.notice(`Replication backlog freed after ${ttl} seconds without connected replicas.`)
  }

  /** Replicas are asked what they have, for those that wait for it. */
  beforeSleep(): void {
    const { replicas } = this
    if (!replicas.askAgain || this.server.pause.active) return
    replicas.askAgain = false
    this.feed(-1, ['REPLCONF', 'GETACK', '*'])
  }

  /** A client of a replica that may be written to gave a key an expiry: its primary will not see to it. */
  remember(db: Database, key: string): void {
    const { config, currentClient } = this.server
    if (!config.values.replicaReadOnly && currentClient?.mustObey === false) this.expiry.remember(db, key)
  }

  /** A client is gone. */
  forget(client: Client): void {
    this.replicas.forget(client)
  }
}
