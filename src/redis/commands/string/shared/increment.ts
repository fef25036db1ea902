/** INCR, DECR, INCRBY and DECRBY (t_string.c: incrDecrCommand). */
import { addInt64 } from '../../../../bytes/integers.ts'
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import type { StringValue } from '../../../keyspace/entry.ts'
import { Type } from '../../../keyspace/entry.ts'
import { integerOf } from '../../../values/string.ts'

/** Adds to the integer at a key, a missing one counting as 0; the key keeps its expiry. */
export const increment = (client: Client, key: string, by: number | bigint): void => {
  const { db } = client
  const entry = db.write(key, Type.string)
  const value = entry === undefined ? 0 : integerOf(entry.value as StringValue)
  const next = addInt64(value, by)
  if (next === undefined) throw errors.wouldOverflow()
  if (entry === undefined) {
    db.add(key, next)
  } else {
    db.beforeChange(entry)
    entry.value = next
    entry.raw = false
  }
  db.changed(key, 'string', 'incrby')
  client.reply.integer(next)
}
