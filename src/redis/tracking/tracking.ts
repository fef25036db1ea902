/**
 * Server-assisted client-side caching (tracking.c): the server remembers which keys a client read and tells it
 * when they change, or, in broadcasting mode, tells it of every change under a prefix. Keys count by their
 * name alone, whatever their database.
 */
import { compareBytes, flatten } from '../../bytes/bytestrings.ts'
import { Dict, Pair } from '../../structures/dict.ts'
import type { Client } from '../clients/client.ts'
import { pushTo } from '../clients/push.ts'
import { getKeysFromCommand } from '../command/keys.ts'
import type { RedisServer } from '../server/server.ts'
import type { TrackingOptions } from './options.ts'

/** The channel on which a RESP2 connection hears of invalidations it gets for another. */
const CHANNEL = '__redis__:invalidate'
/** Keys thrown out at once when the table is too large; each time it was not enough, as many more. */
const EFFORT = 100

/** A prefix somebody listens to, and the keys below it that changed since the last broadcast. */
interface Broadcast {
  readonly clients: Set<Client>
  /** By key: who changed it last; undefined: the server itself. */
  readonly changed: Map<string, Client | undefined>
}

export class Tracking {
  readonly server: RedisServer
  /** Clients that have tracking on (INFO tracking_clients). */
  clients = 0
  /** Somebody had it on once: from then on changes of keys are attended to. */
  active = false
  /** Who may have a key in its cache, by key: ids of clients. */
  private table: Dict<Pair<Set<number>>>
  /** Pairs of a key and a client in the table (INFO tracking_total_items). */
  items = 0
  private prefixes = new Map<string, Broadcast>()
  /** A key below one of the prefixes changed. */
  private unheard = false
  /** What the running command made invalid for its own client, told after the reply; null: everything. */
  private pending: (string | null)[] = []
  /** A script rests between two turns: what it made invalid for its own client waits for its reply. */
  held = false
  /** How often in a row the table stayed too large. */
  private shortfalls = 0

  constructor(server: RedisServer) {
    this.server = server
    this.table = new Dict(server.hashSeed)
  }

  /** INFO tracking_total_keys. */
  get keys(): number {
    return this.table.size
  }

  /** INFO tracking_total_prefixes. */
  get prefixCount(): number {
    return this.prefixes.size
  }

  /** enableTracking; the options are checked already. */
  enable(client: Client, options: TrackingOptions): void {
    const before = client.tracking
    if (before === undefined) this.clients++
    this.active = true
    const prefixes = new Set(before?.prefixes)
    const fresh = { prefixNodes: before?.prefixNodes ?? 0, brokenRedirect: false }
    client.tracking = { ...options, prefixes, ...fresh, caching: before?.caching ?? false }
    if (!options.broadcast) return
    for (const name of options.prefixes.length === 0 ? [''] : options.prefixes) {
      if (prefixes.has(name)) continue
      const prefix = flatten(name)
      prefixes.add(prefix)
      const there = this.prefixes.get(prefix)
      if (there === undefined) this.prefixes.set(prefix, { clients: new Set([client]), changed: new Map() })
      else there.clients.add(client)
    }
  }

  /** disableTracking: also for a client that goes. What the table knows of it is dropped when a key changes. */
  disable(client: Client): void {
    const { tracking } = client
    if (tracking === undefined) return
    for (const prefix of tracking.prefixes) {
      const broadcast = this.prefixes.get(prefix)!
      broadcast.clients.delete(client)
      if (broadcast.clients.size === 0) this.prefixes.delete(prefix)
    }
    client.tracking = undefined
    this.clients--
  }

  /**
   * After a read-only command: its keys are remembered for whom it ran (trackingRememberKeys). For a script it
   * is the keys named to EVAL that count, as soon as it has read anything.
   */
  remember(runner: Client): void {
    const client = runner.script ? this.server.currentClient : runner
    const { tracking, command } = client ?? runner
    if (client === undefined || command === undefined || tracking === undefined || tracking.broadcast) return
    if ((tracking.optIn && !tracking.caching) || (tracking.optOut && tracking.caching)) return
    if (command.flags.includes('pubsub')) return
    for (const { index } of getKeysFromCommand(command, client.argv))
      this.note(client.argv[index]!, client.id)
  }

  private note(key: string, id: number): void {
    let row = this.table.find(key)
    if (row === undefined) {
      row = new Pair(flatten(key), new Set<number>())
      this.table.insert(row)
    }
    if (row.value.has(id)) return
    row.value.add(id)
    this.items++
  }

  /** A key changed or ran out; `by` is the client whose command did it, undefined for the server itself. */
  invalidate(key: string, by: Client | undefined): void {
    for (const [prefix, { changed }] of this.prefixes) {
      if (!key.startsWith(prefix)) continue
      changed.set(flatten(key), by)
      this.unheard = true
    }
    this.forgetKey(key)
  }

  /** Tells who may have the key in its cache, once: they are remembered anew when they read it again. */
  private forgetKey(key: string): void {
    const row = this.table.find(key)
    if (row === undefined) return
    const { clients, currentClient, depth } = this.server
    for (const id of [...row.value].sort(byBytesOfId)) {
      const client = clients.get(id)
      const tracking = client?.tracking
      if (client === undefined || tracking === undefined || tracking.broadcast) continue
      if (client === currentClient && tracking.noLoop) continue
      if (client === currentClient && depth > 0) this.pending.push(key)
      else this.tell(client, [key])
    }
    this.items -= row.value.size
    this.table.remove(key)
  }

  /** After the outermost call: what it made invalid for its own client follows the reply. */
  tellPending(): void {
    if (this.pending.length === 0 || this.held) return
    const { currentClient } = this.server
    const keys = this.pending
    this.pending = []
    if (currentClient === undefined) return
    for (const key of keys) this.tell(currentClient, key === null ? null : [key])
  }

  /** A database is emptied: every cache is void (trackingInvalidateKeysOnFlush). */
  flush(): void {
    if (this.clients > 0) {
      for (const client of this.server.clients.values()) {
        if (client.tracking === undefined) continue
        if (client === this.server.currentClient) this.pending.push(null)
        else this.tell(client, null)
      }
    }
    this.table = new Dict(this.server.hashSeed)
    this.items = 0
  }

  /** Before the server waits: one message a prefix and listener with the keys that changed below it. */
  broadcast(): void {
    if (!this.unheard) return
    this.unheard = false
    for (const name of [...this.prefixes.keys()].sort(compareBytes)) {
      const { clients, changed } = this.prefixes.get(name)!
      if (changed.size === 0) continue
      const keys = [...changed.keys()].sort(compareBytes)
      for (const client of clients) {
        const told = client.tracking!.noLoop ? keys.filter((key) => changed.get(key) !== client) : keys
        if (told.length > 0) this.tell(client, told)
      }
      changed.clear()
    }
  }

  /** Before each command: random keys are declared invalid while the table has too many (trackingLimitUsedSlots). */
  limit(): void {
    const { trackingTableMaxKeys: most } = this.server.config.values
    if (most === 0) return
    let effort = EFFORT * (this.shortfalls + 1)
    while (this.table.size > most) {
      if (effort-- === 0) {
        this.shortfalls++
        return
      }
      this.forgetKey(this.table.randomEntry(this.server.system.random)!.key)
    }
    this.shortfalls = 0
  }

  /** sendTrackingMessage: to the client, or to the one it named; null: all keys. */
  private tell(client: Client, keys: readonly string[] | null): void {
    const tracking = client.tracking
    // It may have left its tracking since, as RESET does within its own transaction.
    const redirect = tracking?.redirect ?? 0
    const target = redirect === 0 ? client : this.server.clients.get(redirect)
    if (target === undefined) {
      tracking!.brokenRedirect = true
      tellBroken(client, redirect)
      return
    }
    const asMessage = target.reply.protocol === 2
    if (asMessage && !(redirect !== 0 && target.subscribed)) return
    if (this.server.system.tracing) {
      this.server.trace({ type: 'tracking.invalidated', client: client.id, to: target.id, keys })
    }
    pushTo(target, (reply) => {
      reply.push(asMessage ? 3 : 2)
      reply.bulk(asMessage ? 'message' : 'invalidate')
      if (asMessage) reply.bulk(CHANNEL)
      // The null is in the protocol of the one that tracks, not of the one that is told.
      if (keys === null) reply.raw(client.reply.protocol === 2 ? '$-1\r\n' : '_\r\n')
      else reply.bulks(keys)
    })
  }
}

/** The other connection is gone, which only RESP3 can say. */
const tellBroken = (client: Client, redirect: number): void => {
  if (client.reply.protocol === 2) return
  pushTo(client, (reply) => {
    reply.push(2)
    reply.bulk('tracking-redir-broken')
    reply.integer(redirect)
  })
}

/** Redis keeps ids in a radix tree by their bytes in memory, the lowest first. */
const byBytesOfId = (a: number, b: number): number => {
  let [x, y] = [a, b]
  while (x !== y) {
    if (x % 256 !== y % 256) return (x % 256) - (y % 256)
    x = Math.floor(x / 256)
    y = Math.floor(y / 256)
  }
  return 0
}
