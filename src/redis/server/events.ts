import type { EvictionEvent, Use } from '../eviction/events.ts'
import type { StructureState } from '../introspection/structure-state.ts'
import type { Encoding } from '../keyspace/entry.ts'
import type { PersistenceEvent } from '../persistence/events.ts'
import type { PubSubEvent } from '../pubsub/events.ts'
import type { TrackingEvent } from '../tracking/events.ts'

/** A value as scenes show it: enough to draw, never the whole of a big one. */
export interface KeyState {
  readonly type: string
  readonly encoding: Encoding
  /** Elements; bytes for a string. */
  readonly size: number
  /** The first elements, each cut to 64 bytes. */
  readonly preview: readonly string[]
  /** Unix ms, null: no expiry. */
  readonly expireAt: number | null
  /** Of a stream, what `preview` cannot say. */
  readonly stream?: StreamState
  /** Of a sorted set whose scores may be places (geohash.ts): the first 64 members with their scores. */
  readonly places?: readonly (readonly [member: string, score: number])[]
  /** What really holds it; absent where encoding and preview say it all: an integer, a short string. */
  readonly structure?: StructureState
}

/** A node of a stream: a listpack under the id of its first entry. */
export interface StreamNodeState {
  readonly id: string
  readonly entries: number
  /** Entries that are only flagged as deleted. */
  readonly deleted: number
  /** Of the listpack. */
  readonly bytes: number
}

export interface ConsumerState {
  readonly name: string
  readonly pending: number
  /** Unix ms. */
  readonly seenAt: number
}

export interface GroupState {
  readonly name: string
  /** The last entry that was delivered. */
  readonly lastId: string
  readonly pending: number
  /** The oldest 12. `deliveredAt` in Unix ms. */
  readonly pendingEntries: readonly {
    readonly id: string
    readonly consumer: string
    readonly deliveredAt: number
    readonly deliveries: number
  }[]
  /** The first 8. */
  readonly consumers: readonly ConsumerState[]
}

export interface StreamState {
  readonly lastId: string
  /** The last 12 entries, oldest first: id, field, value, field, value …, each cut to 64 bytes. */
  readonly newest: readonly (readonly string[])[]
  /** The last 16, oldest first. */
  readonly nodes: readonly StreamNodeState[]
  /** How many there are. */
  readonly nodeCount: number
  /** Nodes of the radix tree, inner ones included. */
  readonly radixNodes: number
  /** The first 4. */
  readonly groups: readonly GroupState[]
}

/** What a server tells the trace. Plain data; scenes fold it. Times are in the event's envelope. */
export type ServerEvent =
  | EvictionEvent
  | PubSubEvent
  | PersistenceEvent
  | TrackingEvent
  | { type: 'server.ready'; port: number }
  | { type: 'server.log'; level: '#' | '*' | '-' | '.'; line: string }
  | { type: 'client.connected'; client: number; address: string }
  | { type: 'client.closed'; client: number }
  | { type: 'client.blocked'; client: number; db: number; keys: readonly string[] }
  | { type: 'client.unblocked'; client: number }
  | {
      type: 'command'
      client: number
      db: number
      name: string
      /** The first 16 arguments; `argc` says how many there were. */
      argv: readonly string[]
      argc: number
      /** Keys it names, by its key specifications; at most 16. */
      keys: readonly string[]
      /** The first 512 bytes of the reply, RESP. */
      reply: string
      /** Virtual µs it took. */
      cost: number
      /** Keys the server holds now, over all databases. */
      size: number
      /** Changes since the last save. */
      changes: number
    }
  /** A key after a command changed it, and its use: what a scene draws. `value` null: it is gone. */
  | ({ type: 'key'; db: number; key: string; value: KeyState | null } & Use)
  | { type: 'key.event'; db: number; key: string; event: string }
  | { type: 'key.removed'; db: number; key: string; why: string; size: number }
  | { type: 'key.miss'; db: number; key: string }
  | { type: 'db.flushed'; db: number }
  | { type: 'db.swapped'; first: number; second: number }
  /**
   * A database's hash tables when they changed: slots of both, keys in both, the slot that moves next (-1: one
   * table only), the seed of the hash function.
   */
  | {
      type: 'rehash'
      db: number
      index: number
      sizes: readonly [number, number]
      used: readonly [number, number]
      seed: number
    }
  /** A page of SCAN: how many keys it returned, and the first 1000 of them. */
  | {
      type: 'scan.page'
      client: number
      db: number
      cursor: string
      next: string
      count: number
      keys: readonly string[]
    }
  /** Keys that are only counted until they are touched. */
  | { type: 'ballast'; db: number; keys: number }
  | {
      type: 'expire.cycle'
      db: number
      sampled: number
      expired: number
      /** True when the stale share says: another round. */
      again: boolean
      timeLimit: boolean
      /** The keys that were looked at. */
      keys: readonly string[]
    }
  | { type: 'config.changed'; names: readonly string[] }
