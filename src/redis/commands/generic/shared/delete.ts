/** DEL and UNLINK (db.c: delGenericCommand): the same but for when memory is given back. */
import type { Client } from '../../../clients/client.ts'
import type { Removal } from '../../../keyspace/database.ts'
import type { Entry } from '../../../keyspace/entry.ts'

/** Values with more parts than this are freed by another thread (LAZYFREE_THRESHOLD). */
const LAZY_PARTS = 64
/** Freeing a part takes as long as visiting two: DEL of a set of 300,000 members took 70 ms. */
const VISITS_TO_FREE = 2

/** How many allocations a value is made of (lazyfreeGetFreeEffort): one for strings and compact encodings. */
const parts = ({ value, encoding }: Entry): number => {
  if (encoding !== 'hashtable' && encoding !== 'skiplist') return 1
  return typeof value === 'object' && 'size' in value ? value.size : 1
}

export const deleteKeys = (client: Client, argv: readonly string[], why: Removal): void => {
  const { db, server } = client
  const lazy = why === 'unlink' || server.config.values.lazyfreeLazyUserDel
  let deleted = 0
  client.work(argv.length - 1)
  for (let i = 1; i < argv.length; i++) {
    const key = argv[i]!
    const entry = db.live(key)
    if (entry === undefined || !db.remove(key, why)) continue
    const freed = parts(entry)
    if (lazy && freed > LAZY_PARTS) server.stats.lazyfreed++
    else if (freed > 1) client.work(VISITS_TO_FREE * freed)
    db.changed(key, 'generic', 'del')
    deleted++
  }
  client.reply.integer(deleted)
}
