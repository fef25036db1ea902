/** The replicas of a primary: each gets a snapshot, then the stream (replication.c: syncCommand and what follows). */
import type { Client } from '../clients/client.ts'
import { clientLine } from '../clients/list.ts'
import { exceedsOutputLimit } from '../clients/output-limit.ts'
import type { ActiveChild, ChildOwner } from '../persistence/child.ts'
import { Snapshot } from '../persistence/snapshot.ts'
import type { RedisServer } from '../server/server.ts'
import type { Replica, ReplicaTraits } from './replica.ts'
import { noTraits, replicaName } from './replica.ts'
import type { Replication } from './replication.ts'

/** Bytes of the stream in a block (PROTO_REPLY_CHUNK_BYTES as allocated, without its header). */
const STREAM_BLOCK = 20440
/** Bytes of the mark that ends a payload of unknown length (CONFIG_RUN_ID_SIZE). */
const MARK = 40

export class Replicas implements ChildOwner {
  readonly replication: Replication
  private list: Replica[] = []
  /** What connections said of themselves, by client. */
  private traits = new Map<Client, ReplicaTraits>()
  /** Since when there is none, Unix seconds. */
  aloneSince: number
  /** The snapshot at work is for replicas that read it from a socket. */
  private streaming = false
  /** WAIT asked: the replicas are to say what they have, before the server waits again. */
  askAgain = false

  constructor(replication: Replication) {
    this.replication = replication
    this.aloneSince = replication.seconds
  }

  private get server(): RedisServer {
    return this.replication.server
  }

  get count(): number {
    return this.list.length
  }

  /** In the order they came. */
  get all(): readonly Replica[] {
    return this.list
  }

  of(client: Client): Replica | undefined {
    return client.replica ? this.list.find((replica) => replica.client === client) : undefined
  }

  /** Blocks of the stream that a replica keeps from being freed: those it has not got, the last one at least. */
  blocksOf(client: Client): number {
    const replica = this.of(client)
    if (replica?.fed !== true) return 0
    return Math.max(1, Math.ceil(replica.unsent.length / STREAM_BLOCK))
  }

  /** What a connection said of itself so far. */
  traitsOf(client: Client): ReplicaTraits {
    let traits = this.traits.get(client)
    if (traits === undefined) {
      traits = noTraits()
      this.traits.set(client, traits)
    }
    return traits
  }

  /** Those that were heard of lately (refreshGoodSlavesCount). */
  get good(): number {
    const { minReplicasMaxLag } = this.server.config.values
    const now = this.replication.seconds
    return this.list.filter((r) => r.state === 'online' && now - r.heardAt <= minReplicasMaxLag).length
  }

  /** How many have acknowledged the stream up to there (replicationCountAcksByOffset). */
  acknowledged(offset: number): number {
    return this.list.filter((r) => r.state === 'online' && r.acknowledged >= offset).length
  }

  // ---- a new one ------------------------------------------------------------------------------

  /** A connection becomes a replica that needs all. `old`: it asked with SYNC. */
  add(client: Client, old: boolean): void {
    const { replication, server } = this
    const traits = this.traitsOf(client)
    const heardAt = 0
    const replica: Replica = {
      ...{ client, traits, old, state: 'wait-start', unsent: '', fed: false, acknowledged: 0, heardAt },
      startsOnAck: false,
    }
    client.replica = true
    this.list.push(replica)
    server.stats.syncFull++
    if (this.list.length === 1 && replication.backlog === undefined) replication.startBacklog()
    this.prepare(replica)
  }

  /** Whose snapshot does it get? */
  private prepare(replica: Replica): void {
    const { server } = this
    const { replDisklessSync: diskless, replDisklessSyncDelay: delay } = server.config.values
    const { child, log } = server
    if (child?.task.kind === 'rdb' && !this.streaming) {
      const companion = this.list.find((other) => other !== replica && other.state === 'wait-end')
      if (companion === undefined) {
        log.notice("Can't attach the replica to the current BGSAVE. Waiting for next BGSAVE for SYNC")
      } else {
        replica.state = 'wait-end'
        replica.unsent = companion.unsent
        this.greet(replica)
        log.notice('Waiting for end of BGSAVE for SYNC')
      }
    } else if (child?.task.kind === 'rdb') {
      log.notice('Current BGSAVE has socket target. Waiting for next BGSAVE for SYNC')
    } else if (diskless && replica.traits.readsMarks && delay > 0) {
      log.notice('Delay next BGSAVE for diskless SYNC')
    } else if (child === undefined) {
      this.startSnapshot()
    } else {
      log.notice('No BGSAVE in progress, but another BG operation is active. BGSAVE for replication delayed')
    }
  }

  /** startBgsaveForReplication, for all that wait. */
  private startSnapshot(): void {
    const { server, replication } = this
    const all = this.list.filter(({ state }) => state === 'wait-start')
    const { withoutData, withoutFunctions } = all[0]!.traits
    // Those that want something else left out wait for the next one.
    const waiting = all.filter(
      ({ traits }) => traits.withoutData === withoutData && traits.withoutFunctions === withoutFunctions,
    )
    const streams = server.config.values.replDisklessSync && waiting.every(({ traits }) => traits.readsMarks)
    server.log.notice(`Starting BGSAVE for SYNC with target: ${streams ? 'replicas sockets' : 'disk'}`)
    const { offset, selected } = replication
    const database = selected === -1 ? 0 : selected
    const point = { database, id: server.replicationId, offset }
    const snapshot = new Snapshot(server, { replication: point, withoutData, withoutFunctions })
    const started = streams ? this.startTransfer(snapshot) : server.persistence.startSave(snapshot)
    this.streaming = started && streams
    for (const replica of waiting) {
      if (!started) {
        this.refuse(replica, "BGSAVE failed, replication can't continue")
        continue
      }
      replica.state = 'wait-end'
      this.greet(replica)
    }
  }

  /** replicationSetupSlaveForFullResync: the stream begins with a SELECT from here on. */
  private greet({ client, old }: Replica): void {
    const { server, replication } = this
    replication.selected = -1
    if (!old) this.send(client, `+FULLRESYNC ${server.replicationId} ${replication.offset}\r\n`)
  }

  private refuse(replica: Replica, why: string): void {
    this.send(replica.client, `-ERR ${why}\r\n`)
    this.server.closeClient(replica.client)
  }

  // ---- the snapshot is there ------------------------------------------------------------------

  /** updateSlavesWaitingBgsave: a child that saved has ended. `file`: what it wrote, undefined when it failed. */
  snapshotDone(file: string | undefined): void {
    const { server, streaming } = this
    this.streaming = false
    const bytes = file === undefined ? undefined : server.system.disk.read(file)
    const mark = streaming ? server.system.random.hex(MARK) : ''
    for (const replica of this.list.filter(({ state }) => state === 'wait-end')) {
      const name = replicaName(replica.client, replica.traits)
      if (bytes === undefined) {
        if (!streaming) server.log.warning('SYNC failed. BGSAVE child returned an error')
        server.closeClient(replica.client)
      } else if (streaming) {
        this.send(replica.client, `$EOF:${mark}\r\n${bytes}${mark}`)
        server.log.notice(
          `Streamed RDB transfer with replica ${name} succeeded (socket). Waiting for REPLCONF ACK from slave to enable streaming`,
        )
        replica.startsOnAck = true
        this.goOnline(replica)
      } else {
        this.send(replica.client, `$${bytes.length}\r\n${bytes}`)
        this.goOnline(replica)
        if (replica.state === 'online') this.startStream(replica)
      }
    }
  }

  /** replicaPutOnline. Who wanted the payload only is to hang up by itself. */
  private goOnline(replica: Replica): void {
    const { log } = this.server
    const name = replicaName(replica.client, replica.traits)
    if (replica.traits.payloadOnly) {
      replica.state = 'transmitted'
      log.notice(`RDB transfer completed, rdb only replica (${name}) should be disconnected asap`)
      return
    }
    replica.state = 'online'
    replica.heardAt = this.replication.seconds
    log.notice(`Synchronization with replica ${name} succeeded`)
  }

  /** replicaStartCommandStream. */
  private startStream(replica: Replica): void {
    const { client, unsent } = replica
    replica.startsOnAck = false
    replica.unsent = ''
    this.send(client, unsent)
  }

  /** A replica goes on where it was (masterTryPartialResynchronization). */
  resume(client: Client, offset: number): void {
    const { server, replication } = this
    const traits = this.traitsOf(client)
    const bytes = replication.backlog!.since(offset)
    client.replica = true
    this.list.push({
      ...{ client, traits, old: false, state: 'online', unsent: '', fed: true, acknowledged: 0 },
      heardAt: replication.seconds,
      startsOnAck: false,
    })
    this.send(client, traits.psync2 ? `+CONTINUE ${server.replicationId}\r\n` : '+CONTINUE\r\n')
    this.send(client, bytes)
    server.stats.syncPartialOk++
    server.log.notice(
      `Partial resynchronization request from ${replicaName(client, traits)} accepted. Sending ${bytes.length} bytes of backlog starting from offset ${offset}.`,
    )
  }

  /** A transfer over sockets is over; the file the child left is what it sent. */
  childDone(child: ActiveChild, exit: number): void {
    const { server } = this
    const { log, system, persistence } = server
    if (exit === 0) log.notice('Background RDB transfer terminated with success')
    else log.warning('Background transfer error')
    const path = persistence.path(child.task.file.replace('<pid>', String(child.pid)))
    this.snapshotDone(exit === 0 ? path : undefined)
    system.disk.unlink(path)
  }

  /** rdbSaveToSlavesSockets. */
  private startTransfer(writer: Snapshot): boolean {
    const { server } = this
    const pid = server.persistence.startChild({ kind: 'rdb', owner: this, writer, file: 'temp-<pid>.rdb' })
    if (pid === undefined) return false
    server.log.notice(`Background RDB transfer started by pid ${pid}`)
    return true
  }

  // ---- the stream -----------------------------------------------------------------------------

  feed(bytes: string): void {
    for (const replica of [...this.list]) {
      if (replica.state === 'wait-start' || replica.traits.payloadOnly) continue
      replica.unsent += bytes
      replica.fed = true
      if (replica.state === 'online' && !replica.startsOnAck) this.server.queueWrite(replica.client)
      else this.cutOffIfSlow(replica.client, replica.unsent.length)
    }
  }

  /** Who leaves too much unread is cut off (client-output-buffer-limit replica). */
  private cutOffIfSlow(client: Client, unsent: number): void {
    const { server } = this
    if (!exceedsOutputLimit(client, unsent)) return
    server.log.warning(
      `Client ${clientLine(client)} scheduled to be closed ASAP for overcoming of output buffer limits.`,
    )
    server.closeClient(client)
  }

  /** Writes what was fed since the last event; what the replica leaves unread may cut it off. */
  flush(client: Client): void {
    const replica = this.of(client)
    if (replica === undefined || replica.state !== 'online' || replica.startsOnAck) return
    const { unsent } = replica
    replica.unsent = ''
    if (unsent === '') return
    this.send(client, unsent)
    if (client.connection !== undefined) {
      this.cutOffIfSlow(client, this.server.system.unsent(client.connection))
    }
  }

  private send(client: Client, bytes: string): void {
    const { stats, system } = this.server
    stats.netReplicationOutputBytes += bytes.length
    if (client.connection !== undefined && bytes !== '') system.send(client.connection, bytes)
  }

  /** REPLCONF ACK. */
  acknowledge(client: Client, offset: number): void {
    const replica = this.of(client)
    if (replica === undefined) return
    replica.acknowledged = Math.max(replica.acknowledged, offset)
    replica.heardAt = this.replication.seconds
    if (replica.startsOnAck && replica.state === 'online') this.startStream(replica)
    this.server.blocking.serveAcknowledged()
  }

  /** A replica may not be answered: it would take the answer for a part of the stream. */
  replied(client: Client): void {
    const { server } = this
    const { log } = server
    const name = client.lastCommand?.fullName ?? 'unknown'
    const error = client.reply.errors > 0 ? client.reply.lastError : undefined
    log.warning(`Replica generated a reply to command '${name}', disconnecting it: ${clientLine(client)}`)
    if (error !== undefined) {
      const text = error.startsWith('ERR ') ? error.slice(4) : error
      log.warning(
        `== CRITICAL == This master is sending an error to its replica: '${text}' after processing the command '${name}'`,
      )
    }
    server.closeClient(client)
  }

  // ---- the end --------------------------------------------------------------------------------

  forget(client: Client): void {
    this.traits.delete(client)
    const replica = this.of(client)
    if (replica === undefined) return
    this.list = this.list.filter((other) => other !== replica)
    if (this.list.length === 0) this.aloneSince = this.replication.seconds
    this.server.log.warning(`Connection with replica ${replicaName(client, replica.traits)} lost.`)
  }

  disconnectAll(): void {
    for (const { client } of [...this.list]) this.server.closeClient(client)
  }

  // ---- the cron -------------------------------------------------------------------------------

  cron(loops: number): void {
    const { server, replication, list } = this
    if (list.length === 0) return
    const { replPingReplicaPeriod: period } = server.config.values
    if (loops % period === 0) {
      replication.feed(-1, ['ping'])
      for (const { client } of list) this.flush(client)
    }
    for (const replica of [...list]) {
      const presync = replica.state === 'wait-start' || (replica.state === 'wait-end' && !this.streaming)
      if (presync) this.send(replica.client, '\n')
      this.dropIfLate(replica)
    }
    this.startPending()
  }

  private dropIfLate(replica: Replica): void {
    const { server, replication } = this
    const { client, traits } = replica
    if (replica.state !== 'online' || replica.old) return
    if (replication.seconds - replica.heardAt <= server.config.values.replTimeout) return
    server.log.warning(`Disconnecting timedout replica (streaming sync): ${replicaName(client, traits)}`)
    server.closeClient(client)
  }

  /** replicationStartPendingFork. */
  private startPending(): void {
    const { server } = this
    const waiting = this.list.filter(({ state }) => state === 'wait-start')
    if (waiting.length === 0 || server.child !== undefined) return
    const { replDisklessSync, replDisklessSyncDelay: delay } = server.config.values
    const idle = Math.max(
      ...waiting.map(({ client }) => this.replication.seconds - Math.floor(client.lastInteraction / 1e6)),
    )
    if (!replDisklessSync || idle >= delay) this.startSnapshot()
  }
}
