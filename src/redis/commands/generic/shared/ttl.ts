/** TTL, PTTL, EXPIRETIME and PEXPIRETIME (expire.c: ttlGenericCommand). */
import { normalizeInteger } from '../../../../bytes/integers.ts'
import type { Client } from '../../../clients/client.ts'

/** Answers -2 for a missing key and -1 for one that never expires. Seconds are rounded to the nearest. */
export const writeTtl = (
  client: Client,
  key: string,
  form: { inSeconds: boolean; absolute: boolean },
): void => {
  const entry = client.db.lookupRead(key, false)
  const at = entry === undefined ? null : client.db.expiryOf(entry)
  if (at === null) {
    client.reply.integer(entry === undefined ? -2 : -1)
    return
  }
  const base = form.absolute ? 0 : client.server.milliseconds
  if (typeof at === 'number') {
    const ttl = Math.max(0, at - base)
    client.reply.integer(form.inSeconds ? Math.floor((ttl + 500) / 1000) : ttl)
    return
  }
  const ttl = at - BigInt(base)
  client.reply.integer(normalizeInteger(form.inSeconds ? (ttl + 500n) / 1000n : ttl))
}
