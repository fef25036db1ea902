/** Keyspace notifications (notify.c): what happens to keys, published to channels named after key and event. */
import { NOTIFY } from '../config/special.ts'
import type { NotificationClass } from '../keyspace/database.ts'
import type { RedisServer } from '../server/server.ts'

const BITS: Readonly<Record<NotificationClass, number>> = {
  generic: NOTIFY.generic,
  string: NOTIFY.string,
  list: NOTIFY.list,
  set: NOTIFY.set,
  hash: NOTIFY.hash,
  zset: NOTIFY.zset,
  expired: NOTIFY.expired,
  evicted: NOTIFY.evicted,
  stream: NOTIFY.stream,
  keymiss: NOTIFY.keyMiss,
  module: NOTIFY.module,
  new: NOTIFY.new,
}

/** Publishes an event of this class to the channels that notify-keyspace-events asks for. */
export const publishKeyspaceEvent = (
  server: RedisServer,
  kind: NotificationClass,
  event: string,
  key: string,
  db: number,
): void => {
  const wanted = server.config.values.notifyKeyspaceEvents
  if ((wanted & BITS[kind]) === 0) return
  if ((wanted & NOTIFY.keyspace) !== 0) server.pubsub.publish(`__keyspace@${db}__:${key}`, event)
  if ((wanted & NOTIFY.keyevent) !== 0) server.pubsub.publish(`__keyevent@${db}__:${event}`, key)
}
