/** A replica as its primary knows it (client.h: replstate and its kin). Plain data. */
import type { Client } from '../clients/client.ts'

/** What a connection said of itself with REPLCONF, before it asks for the stream. */
export interface ReplicaTraits {
  listeningPort: number
  /** Where others reach it, if it said so. */
  address: string
  /** It can read a payload that ends with a mark instead of beginning with a length. */
  readsMarks: boolean
  /** It understands a changed replication id. */
  psync2: boolean
  /** What it wants left out of the payload. */
  withoutData: boolean
  withoutFunctions: boolean
  /** It wants the payload and no stream (redis-cli --rdb). */
  payloadOnly: boolean
}

export const noTraits = (): ReplicaTraits => ({
  listeningPort: 0,
  address: '',
  readsMarks: false,
  psync2: false,
  withoutData: false,
  withoutFunctions: false,
  payloadOnly: false,
})

/**
 * wait-start: no snapshot is made for it yet. wait-end: one is being made, the stream is kept meanwhile.
 * transmitted: it has the payload and wanted nothing else. online: it gets the stream.
 */
export type ReplicaState = 'wait-start' | 'wait-end' | 'transmitted' | 'online'

export interface Replica {
  readonly client: Client
  readonly traits: ReplicaTraits
  state: ReplicaState
  /** It came with SYNC: it acknowledges nothing and is never called late. */
  readonly old: boolean
  /** The stream since the snapshot, not sent yet. */
  unsent: string
  /** It holds on to a block of the stream: there was something for it. */
  fed: boolean
  /** What it has, by its own account, and when it said so (Unix seconds). */
  acknowledged: number
  heardAt: number
  /** The stream starts with its first acknowledgement, as after a payload with a mark. */
  startsOnAck: boolean
}

/** What the log calls it (replicationGetSlaveName). */
export const replicaName = (client: Client, { address, listeningPort }: ReplicaTraits): string => {
  const ip = address === '' ? client.address.slice(0, client.address.lastIndexOf(':')) : address
  if (ip === '') return `client id #${client.id}`
  return `${ip}:${listeningPort === 0 ? '<unknown-replica-port>' : listeningPort}`
}

/** The address INFO and ROLE show. */
export const replicaAddress = ({ client, traits }: Replica): string =>
  traits.address === '' ? client.address.slice(0, client.address.lastIndexOf(':')) : traits.address
