/** Looking hashes up, and making one for a first field (t_hash.c: hashTypeLookupWriteOrCreate). */
import type { Client } from '../../../clients/client.ts'
import type { Database } from '../../../keyspace/database.ts'
import type { Entry } from '../../../keyspace/entry.ts'
import { Type } from '../../../keyspace/entry.ts'
import { HashValue } from '../../../values/hash.ts'

/** The hash at a key, for reading; throws WRONGTYPE. */
export const readHash = (db: Database, key: string): HashValue | undefined =>
  db.read(key, Type.hash)?.value as HashValue | undefined

/** The entry of the hash at a key, to be changed; throws WRONGTYPE. */
export const writeHash = (db: Database, key: string): Entry | undefined => db.write(key, Type.hash)

export const hashOf = (entry: Entry): HashValue => entry.value as HashValue

/** The hash at a key, about to be changed; a missing one is created. Throws WRONGTYPE. */
export const openHash = ({ db, server }: Client, key: string): HashValue => {
  const entry = writeHash(db, key)
  if (entry !== undefined) {
    db.beforeChange(entry)
    return hashOf(entry)
  }
  const hash = new HashValue(server.hashSeed)
  db.add(key, hash)
  return hash
}
