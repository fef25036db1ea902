/** ZREMRANGEBYRANK, ZREMRANGEBYSCORE, ZREMRANGEBYLEX (t_zset.c, zremrangeGenericCommand). */
import type { Client } from '../../../clients/client.ts'
import type { ZSetValue } from '../../../values/zset.ts'
import { removeIfEmpty, writeZSet } from './zset.ts'

/** Takes out of the sorted set at `key` what `remove` does; replies with the number it answers. */
export const removeRange = (
  client: Client,
  key: string,
  event: string,
  remove: (zset: ZSetValue) => number,
): void => {
  const { db } = client
  const zset = writeZSet(db, key)
  const removed = zset === undefined ? 0 : remove(zset)
  if (removed > 0) {
    client.work(removed)
    db.changed(key, 'zset', event, removed)
    removeIfEmpty(db, key, zset!)
  }
  client.reply.integer(removed)
}
