/** What FLUSHDB and FLUSHALL share (db.c: emptyData, getFlushCommandFlags). */
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import { databaseBytes } from '../../../introspection/memory.ts'
import type { Database } from '../../../keyspace/database.ts'

/** True when the memory is to be freed in the background. Throws on anything but one ASYNC or SYNC. */
export const isAsyncFlush = (client: Client, argv: readonly string[]): boolean => {
  if (argv.length === 1) return client.server.config.values.lazyfreeLazyUserFlush
  const mode = argv.length === 2 ? argv[1]! : ''
  if (equalsIgnoreCase(mode, 'async')) return true
  if (equalsIgnoreCase(mode, 'sync')) return false
  throw errors.syntax()
}

/** Empties databases: who watches one of their keys is told, and every key counts as a change. */
export const flush = (client: Client, databases: readonly Database[], async: boolean): void => {
  const { server } = client
  server.tracking.flush()
  for (const db of databases) {
    server.transactions.touchAll(db)
    const bytes = async ? databaseBytes(db) : 0
    const removed = db.clear()
    server.dirty += removed
    // Freeing the keys takes time in proportion, unless another thread does it.
    if (!async) client.work(removed)
    else if (removed > 0) server.memory.lazy.add(removed, bytes, removed)
    if (server.system.tracing) server.trace({ type: 'db.flushed', db: db.id })
  }
}
