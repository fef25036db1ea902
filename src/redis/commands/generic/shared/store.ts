/** How the …STORE commands keep their results (t_set.c, t_zset.c, geo.c). */
import type { Client } from '../../../clients/client.ts'
import type { NotificationClass } from '../../../keyspace/database.ts'
import type { Collection } from '../../../keyspace/entry.ts'

/**
 * Puts a result at its destination, whatever was there, without an expiry; an empty one only removes what was
 * there. Replies with the number of elements.
 */
export const storeResult = (
  client: Client,
  destination: string,
  result: Collection,
  kind: NotificationClass,
  event: string,
): void => {
  const { db } = client
  const { size } = result
  if (size > 0) {
    db.set(destination, result)
    db.changed(destination, kind, event)
  } else {
    removeDestination(client, destination)
  }
  client.reply.integer(size)
}

/** Deletes a destination whose result is empty. */
export const removeDestination = ({ db }: Client, destination: string): void => {
  if (db.remove(destination)) db.changed(destination, 'generic', 'del')
}
