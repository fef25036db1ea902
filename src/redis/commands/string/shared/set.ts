/** What SET, SETNX, SETEX, PSETEX and GETSET share (t_string.c: setGenericCommand, getGenericCommand). */
import type { Client } from '../../../clients/client.ts'
import type { StringValue } from '../../../keyspace/entry.ts'
import { Type } from '../../../keyspace/entry.ts'
import { tryEncode, writeString } from '../../../values/string.ts'
import type { ExpiryUnit } from './expiry.ts'
import { readExpiry } from './expiry.ts'

/** Writes the string at a key, or nil; throws WRONGTYPE. */
export const writeValueAt = (client: Client, key: string): void => {
  const entry = client.db.read(key, Type.string)
  if (entry === undefined) client.reply.nil()
  else writeString(client.reply, entry.value as StringValue)
}

/** Stores a string given as an argument; an older expiry goes unless `keepTtl`. */
export const store = (client: Client, key: string, text: string, keepTtl = false): void => {
  const { db } = client
  db.set(key, tryEncode(text), keepTtl)
  client.server.dirty++
  db.notify('string', 'set', key)
}

/** Stores a string that expires at `at` (Unix ms); AOF and replicas hear of the instant. */
export const storeExpiring = (client: Client, key: string, text: string, at: number | bigint): void => {
  const { db } = client
  const entry = db.set(key, tryEncode(text), true)
  client.server.dirty++
  db.notify('string', 'set', key)
  db.expire(entry, at)
  client.propagateAs('SET', key, text, 'PXAT', String(at))
  db.notify('generic', 'expire', key)
}

/** SETEX and PSETEX: key, expiry, value. */
export const setWithExpiry = (client: Client, argv: readonly string[], unit: ExpiryUnit): void => {
  storeExpiring(client, argv[1]!, argv[3]!, readExpiry(client, argv[2]!, unit))
  client.reply.ok()
}
