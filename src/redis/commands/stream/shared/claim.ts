/** XCLAIM and XAUTOCLAIM (t_stream.c): a pending entry gets another owner. */
import type { Client } from '../../../clients/client.ts'
import type { Consumer, ConsumerGroup, Nack } from '../../../values/stream-group.ts'
import { increment } from '../../../values/stream.ts'
import type { StreamValue } from '../../../values/stream.ts'
import { propagateClaim, seeConsumer } from './groups.ts'
import { writeEntry, writeId } from './stream.ts'

export interface Claim {
  readonly key: string
  readonly stream: StreamValue
  readonly group: ConsumerGroup
  /** Who claims. */
  readonly name: string
  /** Unix time in ms that counts as the last delivery. */
  readonly deliveryTime: number
  /** The new number of deliveries; undefined: one more, unless `justId`. */
  readonly retryCount: number | bigint | undefined
  /** Reply with the id only. */
  readonly justId: boolean
}

/** Gives an entry that is still in the stream to the claiming consumer and replies with it. */
export const claim = (client: Client, what: Claim, nack: Nack, id: string): void => {
  const { group, justId, retryCount } = what
  group.handOver(nack, claimant(client, what))
  nack.deliveryTime = what.deliveryTime
  if (retryCount !== undefined) nack.deliveryCount = retryCount
  else if (!justId) nack.deliveryCount = increment(nack.deliveryCount)
  if (justId) writeId(client, nack.id)
  else writeEntry(client, what.stream, nack.id)
  tellClaim(client, what, nack, id)
}

/** A consumer appears when it claims its first entry. */
const claimant = (client: Client, { key, group, name }: Claim): Consumer =>
  seeConsumer(client, key, group, name)

/** Takes an entry that is no longer in the stream out of the pending lists. */
export const dropPending = (client: Client, what: Claim, nack: Nack, id: string): void => {
  tellClaim(client, what, nack, id)
  what.group.removePending(nack)
}

const tellClaim = (client: Client, { key, group }: Claim, nack: Nack, id: string): void => {
  propagateClaim(client, key, group, id, nack)
  client.server.dirty++
}
