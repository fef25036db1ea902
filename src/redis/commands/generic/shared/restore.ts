/** RESTORE and RESTORE-ASKING (cluster.c: restoreCommand). */
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import { normalizeInteger } from '../../../../bytes/integers.ts'
import type { Client } from '../../../clients/client.ts'
import { readInt64 } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'
import { setUsage } from '../../../persistence/usage.ts'
import type { KnownUsage } from '../../../persistence/usage.ts'
import { isOver } from '../../../expiry/over.ts'
import { restoreValue } from '../../../persistence/payload.ts'

interface RestoreOptions extends KnownUsage {
  replace: boolean
  absolute: boolean
}

/** argv: name, key, ttl, payload, options. */
export const restoreKey = (client: Client, argv: readonly string[]): void => {
  const { db, server } = client
  const key = argv[1]!
  const options = readOptions(argv)
  if (!options.replace && db.lookupWrite(key) !== undefined) throw errors.busyKey()
  const ttl = readInt64(argv[2]!)
  if (ttl < 0) throw errors.text('ERR Invalid TTL value, must be >= 0')
  const value = restoreValue(client, argv[3]!)
  const elements = typeof value === 'object' && 'size' in value ? value.size : 1
  client.work(elements)
  const deleted = options.replace && db.remove(key, 'overwritten')
  const expireAt = ttl === 0 ? undefined : instant(ttl, options.absolute ? 0 : server.milliseconds)
  if (expireAt !== undefined && isOver(server, expireAt)) {
    if (deleted) {
      client.propagateAs(server.config.values.lazyfreeLazyServerDel ? 'UNLINK' : 'DEL', key)
      db.changed(key, 'generic', 'del')
    }
    client.reply.ok()
    return
  }
  const entry = db.add(key, value)
  if (expireAt !== undefined) {
    db.expire(entry, expireAt)
    if (!options.absolute) {
      client.propagateAs(argv[0]!, key, String(expireAt), ...argv.slice(3), 'ABSTTL')
    }
  }
  setUsage(server, entry, options)
  db.changed(key, 'generic', 'restore')
  client.reply.ok()
}

/** The sum as a signed 64-bit integer that wraps. */
const instant = (ttl: number | bigint, base: number): number | bigint =>
  normalizeInteger(BigInt.asIntN(64, BigInt(ttl) + BigInt(base)))

const readOptions = (argv: readonly string[]): RestoreOptions => {
  const options: RestoreOptions = { replace: false, absolute: false, idle: undefined, frequency: undefined }
  for (let i = 4; i < argv.length; i++) {
    const word = argv[i]!
    const more = i + 1 < argv.length
    if (equalsIgnoreCase(word, 'replace')) {
      options.replace = true
    } else if (equalsIgnoreCase(word, 'absttl')) {
      options.absolute = true
    } else if (equalsIgnoreCase(word, 'idletime') && more && options.frequency === undefined) {
      options.idle = readInt64(argv[++i]!)
      if (options.idle < 0) throw errors.text('ERR Invalid IDLETIME value, must be >= 0')
    } else if (equalsIgnoreCase(word, 'freq') && more && options.idle === undefined) {
      const frequency = readInt64(argv[++i]!)
      if (frequency < 0 || frequency > 255) {
        throw errors.text('ERR Invalid FREQ value, must be >= 0 and <= 255')
      }
      options.frequency = Number(frequency)
    } else {
      throw errors.syntax()
    }
  }
  return options
}
