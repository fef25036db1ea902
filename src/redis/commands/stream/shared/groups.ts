/** Consumers and pending entries as commands use them, and how their changes are propagated (t_stream.c). */
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import { Consumer } from '../../../values/stream-group.ts'
import type { ConsumerGroup, Nack } from '../../../values/stream-group.ts'
import { idText } from '../../../values/stream-id.ts'
import { flatten } from '../../../../bytes/bytestrings.ts'
import type { StreamValue } from '../../../values/stream.ts'

/** A stream and a group of it, or the error that says which is missing. */
export const requireGroup = (
  stream: StreamValue | undefined,
  key: string,
  name: string,
): { stream: StreamValue; group: ConsumerGroup } => {
  const group = stream?.group(name)
  if (stream === undefined || group === undefined) throw errors.noGroup(key, name)
  return { stream, group }
}

/** Makes a consumer; undefined when there is one of this name (streamCreateConsumer). */
export const createConsumer = (
  client: Client,
  key: string,
  group: ConsumerGroup,
  name: string,
): Consumer | undefined => {
  if (group.consumers.has(name)) return undefined
  const consumer = new Consumer(flatten(name), client.server.milliseconds)
  group.consumers.set(consumer.name, consumer)
  client.server.dirty++
  client.db.notify('stream', 'xgroup-createconsumer', key)
  return consumer
}

/** The consumer of this name, seen just now (streamLookupConsumer); made when it is missing. */
export const seeConsumer = (client: Client, key: string, group: ConsumerGroup, name: string): Consumer => {
  const consumer = group.consumers.get(name)
  if (consumer === undefined) return createConsumer(client, key, group, name)!
  consumer.seenTime = client.server.milliseconds
  return consumer
}

/**
 * A group changed: no WATCH is told, as in Redis, but the copy a child process sees stays, and the trace shows the
 * key anew.
 */
export const groupChanged = (client: Client, key: string): void => {
  client.server.telling.keyModified(client.db, key)
}

/** Propagates a pending entry as XCLAIM (streamPropagateXCLAIM). `id` in the text the caller wants. */
export const propagateClaim = (
  client: Client,
  key: string,
  group: ConsumerGroup,
  id: string,
  nack: Nack,
): void => {
  if (!client.server.propagation.active) return
  client.alsoPropagate(client.db, [
    'XCLAIM',
    key,
    group.name,
    nack.consumer!.name,
    '0',
    id,
    'TIME',
    String(nack.deliveryTime),
    'RETRYCOUNT',
    String(nack.deliveryCount),
    'FORCE',
    'JUSTID',
    'LASTID',
    idText(group.lastId),
  ])
}

/** Propagates how far a group has read (streamPropagateGroupID). */
export const propagateGroupId = (client: Client, key: string, group: ConsumerGroup): void => {
  const last = idText(group.lastId)
  const read = String(group.entriesRead)
  client.alsoPropagate(client.db, ['XGROUP', 'SETID', key, group.name, last, 'ENTRIESREAD', read])
}

/** Propagates a consumer that XREADGROUP NOACK made (streamPropagateConsumerCreation). */
export const propagateConsumer = (
  client: Client,
  key: string,
  group: ConsumerGroup,
  { name }: Consumer,
): void => client.alsoPropagate(client.db, ['XGROUP', 'CREATECONSUMER', key, group.name, name])
