/** DEL and UNLINK (db.c: delGenericCommand): the same but for when memory is given back. */
import type { Client } from '../../../clients/client.ts'
import type { Removal } from '../../../keyspace/database.ts'

export const deleteKeys = (client: Client, argv: readonly string[], why: Removal): void => {
  const { db } = client
  let deleted = 0
  client.work(argv.length - 1)
  for (let i = 1; i < argv.length; i++) {
    const key = argv[i]!
    if (!db.has(key) || !db.remove(key, why)) continue
    db.changed(key, 'generic', 'del')
    deleted++
  }
  client.reply.integer(deleted)
}
