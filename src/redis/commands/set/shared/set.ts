/** Looking sets up, and what happens to a set that became empty. */
import type { Client } from '../../../clients/client.ts'
import type { Database } from '../../../keyspace/database.ts'
import { Type } from '../../../keyspace/entry.ts'
import type { SetValue } from '../../../values/set.ts'

/** The set at a key, for reading; throws WRONGTYPE. */
export const readSet = (db: Database, key: string): SetValue | undefined =>
  db.read(key, Type.set)?.value as SetValue | undefined

/** The set at a key, which is about to change; throws WRONGTYPE. */
export const writeSet = (db: Database, key: string): SetValue | undefined => {
  const entry = db.write(key, Type.set)
  if (entry === undefined) return undefined
  db.beforeChange(entry)
  return entry.value as SetValue
}

/** Sets at several keys, undefined for those that are missing; throws WRONGTYPE. */
export const readSets = (client: Client, keys: readonly string[]): (SetValue | undefined)[] =>
  keys.map((key) => readSet(client.db, key))

/** Deletes the key of a set without members. */
export const removeIfEmpty = (db: Database, key: string, set: SetValue): void => {
  if (set.size > 0) return
  db.remove(key)
  db.notify('generic', 'del', key)
}

/** A reply that is a set of members. */
export const replyMembers = ({ reply }: Client, members: readonly string[]): void => {
  reply.set(members.length)
  for (const member of members) reply.bulk(member)
}
