/** EXPIRE, PEXPIRE, EXPIREAT and PEXPIREAT (expire.c: expireGenericCommand). */
import { toLower } from '../../../../bytes/bytestrings.ts'
import { INT64_MAX, INT64_MIN, normalizeInteger } from '../../../../bytes/integers.ts'
import type { Client } from '../../../clients/client.ts'
import { readInt64 } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'
import { isOver } from '../../../expiry/over.ts'
import type { Entry } from '../../../keyspace/entry.ts'

interface ExpireConditions {
  nx: boolean
  xx: boolean
  gt: boolean
  lt: boolean
}

/** How a command writes its instant. */
export interface ExpireForm {
  readonly unit: 'seconds' | 'milliseconds'
  readonly relative: boolean
}

/** argv: name, key, time, conditions. Conditions are read before the time, the key is looked up after both. */
export const expireKey = (client: Client, argv: readonly string[], form: ExpireForm): void => {
  const { db, server } = client
  const conditions = readConditions(argv)
  const at = readInstant(client, argv[2]!, form)
  const entry = db.lookupWrite(argv[1]!)
  if (entry === undefined || !allows(conditions, db.expiryOf(entry), at)) {
    client.reply.integer(0)
    return
  }
  if (isOver(server, at)) {
    deletePast(client, entry)
  } else {
    db.expire(entry, at)
    const asTyped = form.unit === 'milliseconds' && !form.relative
    const [name, time] = asTyped ? [argv[0]!, argv[2]!] : ['PEXPIREAT', String(at)]
    client.propagateAs(name, argv[1]!, time, ...argv.slice(3))
    db.changed(entry.key, 'generic', 'expire')
  }
  client.reply.integer(1)
}

/** A time that is over already deletes the key. */
const deletePast = (client: Client, entry: Entry): void => {
  const { db } = client
  client.propagateAs(db.removeExpired(entry) ? 'UNLINK' : 'DEL', entry.key)
  db.changed(entry.key, 'generic', 'del')
}

const readConditions = (argv: readonly string[]): ExpireConditions => {
  const conditions = { nx: false, xx: false, gt: false, lt: false }
  for (let i = 3; i < argv.length; i++) {
    const word = toLower(argv[i]!)
    if (word === 'nx') conditions.nx = true
    else if (word === 'xx') conditions.xx = true
    else if (word === 'gt') conditions.gt = true
    else if (word === 'lt') conditions.lt = true
    else throw errors.unsupportedOption(argv[i]!)
  }
  const { nx, xx, gt, lt } = conditions
  if (nx && (xx || gt || lt)) {
    throw errors.text('ERR NX and XX, GT or LT options at the same time are not compatible')
  }
  if (gt && lt) throw errors.text('ERR GT and LT options at the same time are not compatible')
  return conditions
}

/** Times up to this distance from 0 are computed without bigints. */
const PLAIN = 1e12

/** The instant (Unix ms); a time that leaves 64 bits on the way is refused. */
const readInstant = (client: Client, text: string, form: ExpireForm): number | bigint => {
  const time = readInt64(text)
  const base = form.relative ? client.server.milliseconds : 0
  const factor = form.unit === 'seconds' ? 1000 : 1
  if (typeof time === 'number' && time <= PLAIN && time >= -PLAIN) return time * factor + base
  const at = BigInt(time) * BigInt(factor)
  if (at < INT64_MIN || at + BigInt(base) > INT64_MAX) throw errors.invalidExpire(client.command!.fullName)
  return normalizeInteger(at + BigInt(base))
}

/** A key without an expiry counts as one that never ends: GT never replaces it, LT always does. */
const allows = (
  conditions: ExpireConditions,
  current: number | bigint | null,
  at: number | bigint,
): boolean => {
  if (conditions.nx && current !== null) return false
  if (conditions.xx && current === null) return false
  if (conditions.gt && (current === null || at <= current)) return false
  return !(conditions.lt && current !== null && at >= current)
}
