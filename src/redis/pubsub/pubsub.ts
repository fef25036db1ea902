/**
 * Publish and subscribe (pubsub.c): who listens to which channel, by which pattern, to which shard channel.
 * A message goes to the subscribers of its channel in the order they came, then to those of each matching
 * pattern, and is forgotten. Redis visits patterns in the order of a hash table; here it is their age.
 */
import { flatten } from '../../bytes/bytestrings.ts'
import { globMatch } from '../../bytes/glob.ts'
import type { Client } from '../clients/client.ts'
import { pushTo } from '../clients/push.ts'
import type { RedisServer } from '../server/server.ts'
import { eventOfMessage } from './events.ts'
import type { Receiver } from './events.ts'

/** What one can subscribe to. */
export type Subscription = 'channel' | 'pattern' | 'shard'

type Listeners = Map<string, Set<Client>>

/** The first word of a push, as it goes over the wire. */
const bulk = (word: string): string => `$${word.length}\r\n${word}\r\n`
const SUBSCRIBED = { channel: bulk('subscribe'), pattern: bulk('psubscribe'), shard: bulk('ssubscribe') }
const UNSUBSCRIBED = {
  channel: bulk('unsubscribe'),
  pattern: bulk('punsubscribe'),
  shard: bulk('sunsubscribe'),
}
const MESSAGE = bulk('message')
const PATTERN_MESSAGE = bulk('pmessage')
const SHARD_MESSAGE = bulk('smessage')

export class PubSub {
  readonly server: RedisServer
  /** Subscribers by channel, pattern and shard channel; nobody is left with an empty set. */
  readonly listeners: Readonly<Record<Subscription, Listeners>> = {
    channel: new Map(),
    pattern: new Map(),
    shard: new Map(),
  }

  constructor(server: RedisServer) {
    this.server = server
  }

  /** Subscribes and says so, also to a client that was subscribed already. */
  subscribe(client: Client, kind: Subscription, name: string): void {
    const own = client.listensTo[kind]
    if (!own.has(name)) {
      const stored = flatten(name)
      own.add(stored)
      const all = this.listeners[kind]
      const there = all.get(stored)
      if (there === undefined) all.set(stored, new Set([client]))
      else there.add(client)
      if (this.server.system.tracing) {
        this.server.trace({ type: 'pubsub.subscribed', client: client.id, kind, name: stored })
      }
    }
    announce(client, SUBSCRIBED[kind], kind, name)
  }

  /** Ends one subscription and, with `notify`, says so, also when there was none. */
  unsubscribe(client: Client, kind: Subscription, name: string, notify: boolean): void {
    if (client.listensTo[kind].delete(name)) {
      const all = this.listeners[kind]
      const there = all.get(name)!
      there.delete(client)
      if (there.size === 0) all.delete(name)
      if (this.server.system.tracing) {
        this.server.trace({ type: 'pubsub.unsubscribed', client: client.id, kind, name })
      }
    }
    if (notify) announce(client, UNSUBSCRIBED[kind], kind, name)
  }

  /** Ends all subscriptions of a kind; who had none is told once, with a null for a name. */
  unsubscribeAll(client: Client, kind: Subscription, notify: boolean): void {
    const names = [...client.listensTo[kind]]
    for (const name of names) this.unsubscribe(client, kind, name, notify)
    if (notify && names.length === 0) announce(client, UNSUBSCRIBED[kind], kind, undefined)
  }

  /** The client is reset or gone. */
  forget(client: Client): void {
    if (!client.subscribed) return
    this.unsubscribeAll(client, 'channel', false)
    this.unsubscribeAll(client, 'shard', false)
    this.unsubscribeAll(client, 'pattern', false)
  }

  /** Sends a message to a channel; answers how often it was received (a client may get it several times). */
  publish(channel: string, message: string): number {
    const receivers: Receiver[] | undefined = this.server.system.tracing ? [] : undefined
    let count = this.send(this.listeners.channel, MESSAGE, channel, message, receivers)
    for (const [pattern, clients] of this.listeners.pattern) {
      if (!globMatch(pattern, channel)) continue
      for (const client of clients) {
        receivers?.push({ client: client.id, pattern })
        pushTo(client, (reply) => {
          reply.push(4)
          reply.raw(PATTERN_MESSAGE)
          reply.bulk(pattern)
          reply.bulk(channel)
          reply.bulk(message)
        })
        count++
      }
    }
    if (receivers !== undefined) this.server.trace(eventOfMessage('channel', channel, message, receivers))
    return count
  }

  /** Sends a message to a shard channel; answers how many clients got it. */
  publishToShard(channel: string, message: string): number {
    const receivers: Receiver[] | undefined = this.server.system.tracing ? [] : undefined
    const count = this.send(this.listeners.shard, SHARD_MESSAGE, channel, message, receivers)
    if (receivers !== undefined) this.server.trace(eventOfMessage('shard', channel, message, receivers))
    return count
  }

  private send(
    listeners: Listeners,
    word: string,
    channel: string,
    message: string,
    receivers: Receiver[] | undefined,
  ): number {
    const clients = listeners.get(channel)
    if (clients === undefined) return 0
    for (const client of clients) {
      receivers?.push({ client: client.id, pattern: null })
      pushTo(client, (reply) => {
        reply.push(3)
        reply.raw(word)
        reply.bulk(channel)
        reply.bulk(message)
      })
    }
    return clients.size
  }
}

/** Confirms a subscription or its end, with how many of its sort are left (addReplyPubsubSubscribed). */
const announce = (client: Client, word: string, kind: Subscription, name: string | undefined): void => {
  const left =
    kind === 'shard' ? client.shardSubscriptions : client.subscriptions + client.patternSubscriptions
  pushTo(client, (reply) => {
    reply.push(3)
    reply.raw(word)
    if (name === undefined) reply.nil()
    else reply.bulk(name)
    reply.integer(left)
  })
}
