/** RENAME and RENAMENX (db.c: renameGenericCommand). */
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'

/** Gives the value and expiry of argv[1] to argv[2]; false: `onlyIfAbsent` and the new name is taken (or the old). */
export const renameKey = (client: Client, argv: readonly string[], onlyIfAbsent: boolean): boolean => {
  const { db } = client
  const from = argv[1]!
  const to = argv[2]!
  const entry = db.lookupWrite(from)
  if (entry === undefined) throw errors.noSuchKey()
  if (from === to) return !onlyIfAbsent
  const expireAt = db.expiryOf(entry)
  if (db.lookupWrite(to) !== undefined) {
    if (onlyIfAbsent) return false
    db.remove(to, 'overwritten')
  }
  db.adopt(to, entry, expireAt)
  db.remove(from, 'rename')
  db.signalModified(from)
  db.signalModified(to)
  db.notify('generic', 'rename_from', from)
  db.notify('generic', 'rename_to', to)
  client.server.dirty++
  return true
}
