/** Consumer groups of a stream (t_stream.c: streamCG, streamConsumer, streamNACK). */
import { sdsBytes } from '../../structures/allocated.ts'
import { RadixTree } from '../../structures/radix-tree.ts'
import { encodeId } from './stream-id.ts'
import type { StreamId } from './stream-id.ts'

/** `entriesRead` of a group whose number of read entries is not known (SCG_INVALID_ENTRIES_READ). */
export const UNKNOWN = -1

/** An entry that was delivered and is not acknowledged: in the pending lists of its group and its consumer. */
export class Nack {
  readonly id: StreamId
  /** Unix time in ms. */
  deliveryTime: number
  deliveryCount: number | bigint
  /** Null only while XCLAIM FORCE makes it. */
  consumer: Consumer | null

  constructor(id: StreamId, consumer: Consumer | null, deliveryTime: number) {
    this.id = id
    this.consumer = consumer
    this.deliveryTime = deliveryTime
    this.deliveryCount = 1
  }
}

/** Pending entries by id, in order (PEL). Keys are encoded ids. */
export type PendingList = RadixTree<Nack>

/** sizeof rax, streamCG, streamConsumer and streamNACK as allocated, bytes. */
export const RAX = 32
const GROUP = 48
const CONSUMER = 32
const NACK = 32

export class Consumer {
  readonly name: string
  /** Unix time in ms. */
  seenTime: number
  readonly pending: PendingList = new RadixTree<Nack>()

  constructor(name: string, seenTime: number) {
    this.name = name
    this.seenTime = seenTime
  }
}

export class ConsumerGroup {
  readonly name: string
  /** The last entry that was delivered. */
  lastId: StreamId
  /** How many entries of the stream were read up to `lastId`, or UNKNOWN. */
  entriesRead: number | bigint
  readonly pending: PendingList = new RadixTree<Nack>()
  readonly consumers = new RadixTree<Consumer>()

  constructor(name: string, lastId: StreamId, entriesRead: number | bigint) {
    this.name = name
    this.lastId = lastId
    this.entriesRead = entriesRead
  }

  /** What the group takes in Redis's memory. */
  get bytes(): number {
    const { pending, consumers } = this
    let bytes = GROUP + 2 * RAX + pending.bytes + NACK * pending.size + consumers.bytes
    consumers.forEach((consumer) => {
      bytes += CONSUMER + sdsBytes(consumer.name.length) + RAX + consumer.pending.bytes
    })
    return bytes
  }

  /** Puts an entry into both pending lists; `nack.consumer` must be set. `key` is its encoded id. */
  addPending(nack: Nack, key = encodeId(nack.id)): void {
    this.pending.set(key, nack)
    nack.consumer!.pending.set(key, nack)
  }

  /** Removes an entry from both pending lists. `key` is its encoded id. */
  removePending(nack: Nack, key = encodeId(nack.id)): void {
    this.pending.delete(key)
    nack.consumer?.pending.delete(key)
  }

  /** Gives a pending entry to another consumer. */
  handOver(nack: Nack, consumer: Consumer): void {
    if (nack.consumer === consumer) return
    const key = encodeId(nack.id)
    nack.consumer?.pending.delete(key)
    consumer.pending.set(key, nack)
    nack.consumer = consumer
  }

  /** Removes a consumer and all that is pending for it. */
  removeConsumer(consumer: Consumer): void {
    consumer.pending.forEach((_, key) => this.pending.delete(key))
    this.consumers.delete(consumer.name)
  }

  /** An independent group with the same consumers and pending entries (streamDup). */
  copy(): ConsumerGroup {
    const group = new ConsumerGroup(this.name, this.lastId, this.entriesRead)
    this.consumers.forEach((consumer, name) => {
      const twin = new Consumer(name, consumer.seenTime)
      group.consumers.set(name, twin)
      consumer.pending.forEach((nack) => {
        const copy = new Nack(nack.id, twin, nack.deliveryTime)
        copy.deliveryCount = nack.deliveryCount
        group.addPending(copy)
      })
    })
    return group
  }
}
