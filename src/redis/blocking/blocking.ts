/**
 * Clients parked on keys (blocked.c): first come, first served per key, served after the command (or
 * transaction) that made a key ready. A parked client is data; its command is tried again with that key.
 */
import type { BlockedState, Client, Parking } from '../clients/client.ts'
import type { Database } from '../keyspace/database.ts'
import { Type } from '../keyspace/entry.ts'
import { call, settleBlocked } from '../server/call.ts'
import { processInput } from '../server/input.ts'
import type { RedisServer } from '../server/server.ts'

interface ReadyKey {
  readonly db: Database
  readonly key: string
}

/** What WAIT waits for: so many replicas that have the stream up to an offset. */
export interface Acknowledgements {
  readonly wanted: number
  readonly offset: number
}

/** How many replicas have what a client in WAIT waits for. */
const acknowledgements = ({ server, blocked }: Client): number => {
  const { offset } = blocked!.memo as Acknowledgements
  return server.replication?.replicas.acknowledged(offset) ?? 0
}

export class Blocking {
  readonly server: RedisServer
  private readyKeys: ReadyKey[] = []
  private readySeen = new Set<string>()
  private withDeadline = new Set<Client>()
  /** Served clients that may have sent more meanwhile (server.unblocked_clients). */
  private unblocked: Client[] = []
  /** How many clients are parked on keys (INFO blocked_clients). */
  count = 0

  constructor(server: RedisServer) {
    this.server = server
  }

  /** Parked clients that will give up some time (INFO clients_in_timeout_table). */
  get timeouts(): number {
    return this.withDeadline.size
  }

  get hasReady(): boolean {
    return this.readyKeys.length > 0
  }

  /** Parks `client` on `keys`; a key named twice counts once. `timeout` in virtual µs, 0: no limit. */
  park(
    client: Client,
    keys: readonly string[],
    timeout: number,
    onTimeout: BlockedState['onTimeout'],
    { waitsFor, memo, whenGone }: Parking,
  ): void {
    if (client.retrying) {
      client.retrying = false
      return
    }
    const unique = [...new Set(keys)]
    const { now, system } = this.server
    client.blocked = {
      kind: 'keys',
      db: client.db,
      keys: unique,
      waitsFor,
      command: client.command!,
      argv: client.argv,
      deadline: timeout === 0 ? Infinity : now + timeout,
      onTimeout,
      memo,
      whenGone,
      since: now,
    }
    for (const key of unique) {
      const queue = client.db.blocking.get(key)
      if (queue === undefined) client.db.blocking.set(key, [client])
      else queue.push(client)
    }
    this.count++
    // A clock of safe numbers never gets to the end of longer waits, some 285 years.
    if (timeout !== 0 && Number.isSafeInteger(timeout)) {
      this.withDeadline.add(client)
      system.setTimer(timeout, 'deadline')
    }
    if (system.tracing)
      this.server.trace({ type: 'client.blocked', client: client.id, db: client.db.id, keys: unique })
  }

  /** signalKeyAsReady: remembered until the running command is over. */
  ready(db: Database, key: string): void {
    const id = `${db.id}:${key}`
    if (this.readySeen.has(id)) return
    this.readySeen.add(id)
    this.readyKeys.push({ db, key })
  }

  /** handleClientsBlockedOnKeys: serving may make further keys ready (BLMOVE), so until none is left. */
  serve(): void {
    if (this.server.depth > 0) return
    while (this.readyKeys.length > 0) {
      const ready = this.readyKeys
      this.readyKeys = []
      this.readySeen.clear()
      for (const { db, key } of ready) this.serveKey(db, key)
    }
  }

  private serveKey(db: Database, key: string): void {
    const waiting = db.blocking.get(key)
    if (waiting === undefined) return
    const clients = [...waiting]
    const type = db.live(key)?.type
    for (const client of clients) {
      const entry = db.live(key)
      if (entry === undefined) break
      const state = client.blocked
      if (state === undefined || state.db !== db) continue
      if (state.waitsFor === undefined || state.waitsFor === entry.type) this.retry(client, key)
    }
    if (type !== Type.stream) this.endWaits(clients, key)
  }

  /** unblockDeletedStreamReadgroupClients: who cannot be served by this key ever after is told so. */
  private endWaits(clients: readonly Client[], key: string): void {
    for (const client of clients) {
      const state = client.blocked
      if (state?.whenGone !== undefined && state.keys.includes(key)) this.fail(client, state.whenGone)
    }
  }

  /** Runs the parked command again for a ready key; it stays parked when it would block once more. */
  private retry(client: Client, key: string): void {
    const state = client.blocked!
    client.blocked = undefined
    client.retrying = true
    client.readyKey = key
    client.parked = state
    // What it changes is told to its own client after its reply.
    const { currentClient } = this.server
    this.server.currentClient = client
    call(client, state.command, state.argv)
    this.server.currentClient = currentClient
    client.parked = undefined
    client.readyKey = undefined
    client.blocked = state
    if (!client.retrying) return
    client.retrying = false
    this.release(client)
  }

  /** Takes the client off its keys; what it sent meanwhile runs before the server waits again. */
  private release(client: Client): void {
    this.forget(client)
    client.commandOver()
    if (this.server.system.tracing) this.server.trace({ type: 'client.unblocked', client: client.id })
    this.server.queueWrite(client)
    this.unblocked.push(client)
  }

  /** processUnblockedClients: released clients go on with what they sent meanwhile, in the order of release. */
  resume(): void {
    while (this.unblocked.length > 0) {
      const clients = this.unblocked
      this.unblocked = []
      for (const client of clients) {
        if (!client.closed && client.blocked === undefined) processInput(client)
      }
    }
  }

  /** Removes every trace of a parked client (it was served, timed out or closed). */
  forget(client: Client): void {
    const state = client.blocked
    if (state === undefined || state.kind === 'pause' || state.kind === 'script') return
    for (const key of state.keys) {
      const queue = state.db.blocking.get(key)
      if (queue === undefined) continue
      const at = queue.indexOf(client)
      if (at !== -1) queue.splice(at, 1)
      if (queue.length === 0) state.db.blocking.delete(key)
    }
    this.withDeadline.delete(client)
    client.blocked = undefined
    this.count--
  }

  /** Answers the clients whose time is over. */
  expireDeadlines(): void {
    for (const client of [...this.withDeadline]) {
      if (client.blocked !== undefined && client.blocked.deadline <= this.server.now) this.timeOut(client)
    }
  }

  /** What a parked client hears when it waited in vain; also CLIENT UNBLOCK … TIMEOUT. */
  timeOut(client: Client): void {
    const { onTimeout, command, argv } = client.blocked!
    if (onTimeout === 'nil-array') client.reply.nilArray()
    else if (onTimeout === 'nil') client.reply.nil()
    else client.reply.integer(acknowledgements(client))
    if (onTimeout !== 'zero') settleBlocked(client, command, argv, 0, 0)
    this.release(client)
  }

  /** REPLCONF ACK: answers those in WAIT that have enough (processClientsWaitingReplicas). */
  serveAcknowledged(): void {
    for (const client of this.server.clients.values()) {
      const wish = client.blocked?.memo as Acknowledgements | undefined
      if (client.blocked?.onTimeout !== 'zero' || acknowledgements(client) < wish!.wanted) continue
      client.reply.integer(acknowledgements(client))
      this.release(client)
    }
  }

  /** disconnectAllBlockedClients: all who wait for keys or replicas hear this, and their connections end. */
  endAllWaits(error: string): void {
    for (const client of [...this.server.clients.values()]) {
      if (client.blocked === undefined || client.blocked.kind !== 'keys') continue
      this.fail(client, error)
      client.closeSoon()
    }
  }

  /** CLIENT UNBLOCK … ERROR. */
  unblockWithError(client: Client): void {
    this.fail(client, 'UNBLOCKED client unblocked via CLIENT UNBLOCK')
  }

  /** Ends a wait with an error. */
  private fail(client: Client, error: string): void {
    const { command, argv } = client.blocked!
    client.reply.error(error)
    settleBlocked(client, command, argv, 0, 1)
    this.release(client)
  }
}
