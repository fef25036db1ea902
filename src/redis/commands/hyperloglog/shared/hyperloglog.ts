/** HyperLogLogs at keys: strings with the right header (hyperloglog.c). */
import { HyperLogLog, isHyperLogLog } from '../../../../structures/hyperloglog.ts'
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import type { Database } from '../../../keyspace/database.ts'
import type { Entry, StringValue } from '../../../keyspace/entry.ts'
import { Type } from '../../../keyspace/entry.ts'
import { bytesOf } from '../../../values/string.ts'

/** A HyperLogLog that may be changed, and the entry that has it. */
export interface Sketch {
  readonly entry: Entry
  readonly hll: HyperLogLog
  readonly isNew: boolean
}

/** Looks at the value of a string entry without changing it; throws when it is no HyperLogLog. */
const view = (entry: Entry): HyperLogLog => {
  const value = entry.value as StringValue
  const fits = value instanceof Uint8Array || (typeof value === 'string' && value.startsWith('HYLL'))
  const bytes = fits ? bytesOf(value) : undefined
  if (bytes === undefined || !isHyperLogLog(bytes)) throw errors.notHyperLogLog()
  return new HyperLogLog(bytes)
}

/** The HyperLogLog of a string entry, ready to be changed: the string becomes `raw` (dbUnshareStringValue). */
export const openHyperLogLog = (db: Database, entry: Entry): Sketch => {
  const hll = view(entry)
  db.beforeChange(entry)
  const sketch = { entry, hll, isNew: false }
  keep(sketch)
  return sketch
}

/** Gives the entry the bytes its HyperLogLog has by now. */
export const keep = ({ entry, hll }: Sketch): void => {
  entry.value = hll.bytes
  entry.raw = true
}

/** The HyperLogLog at a key that is about to be changed; an empty one is put there when the key is missing. */
export const writeHyperLogLog = ({ db }: Client, key: string): Sketch => {
  const old = db.write(key, Type.string)
  if (old !== undefined) return openHyperLogLog(db, old)
  const hll = HyperLogLog.empty()
  const entry = db.add(key, hll.bytes)
  entry.raw = true
  return { entry, hll, isNew: true }
}

/**
 * Raises registers of a byte each to those at the keys; missing keys are empty. Answers whether one of them was
 * dense.
 */
export const mergeKeys = (client: Client, keys: readonly string[], registers: Uint8Array): boolean => {
  let anyDense = false
  for (const key of keys) {
    const entry = client.db.read(key, Type.string)
    if (entry === undefined) continue
    const hll = view(entry)
    if (!hll.isSparse) anyDense = true
    client.work(hll.bytes.length / 16)
    if (!hll.mergeInto(registers)) throw errors.invalidHyperLogLog()
  }
  return anyDense
}
