/** DEL and UNLINK (db.c: delGenericCommand): the same but for when memory is given back. */
import type { Client } from '../../../clients/client.ts'
import type { Removal } from '../../../keyspace/database.ts'
import { partsOf } from '../../../keyspace/lazy-free.ts'

/** Freeing a part takes as long as visiting two: DEL of a set of 300,000 members took 70 ms. */
const VISITS_TO_FREE = 2

export const deleteKeys = (client: Client, argv: readonly string[], why: Removal): void => {
  const { db, server } = client
  const lazy = why === 'unlink' || server.config.values.lazyfreeLazyUserDel
  let deleted = 0
  client.work(argv.length - 1)
  for (let i = 1; i < argv.length; i++) {
    const key = argv[i]!
    const entry = db.live(key)
    if (entry === undefined || !db.remove(key, why)) continue
    const { memory } = server
    const freed = lazy ? memory.lazy.value(entry, memory.entryBytes(entry)) : partsOf(entry)
    if (freed > 1) client.work(VISITS_TO_FREE * freed)
    db.changed(key, 'generic', 'del')
    deleted++
  }
  client.reply.integer(deleted)
}
