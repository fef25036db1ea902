/** Offsets of bits, and strings whose bits are changed in place (bitops.c). */
import { parseInteger } from '../../../../bytes/integers.ts'
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import { Type } from '../../../keyspace/entry.ts'
import type { StringValue } from '../../../keyspace/entry.ts'
import { bytesForWriting, lengthOf } from '../../../values/string.ts'

/**
 * An offset in bits: from 0 to 8 × proto-max-bulk-len - 1, so 2^32 - 1 by default. With a `width`, `#3` means three
 * times that width; the product wraps at 64 bits as in C (getBitOffsetFromArgument).
 */
export const readBitOffset = (client: Client, text: string, width = 0): number => {
  const counted = width > 0 && text.startsWith('#')
  const n = parseInteger(counted ? text.slice(1) : text)
  if (n === undefined) throw errors.bitOffset()
  const offset = Number(counted ? BigInt.asIntN(64, BigInt(n) * BigInt(width)) : n)
  const tooFar = Math.floor(offset / 8) >= client.server.config.values.protoMaxBulkLen
  if (offset < 0 || (tooFar && !client.mustObey)) throw errors.bitOffset()
  return offset
}

/** A string that is about to be changed, and whether it was created or made longer for that. */
export interface WritableString {
  readonly bytes: Uint8Array
  readonly grown: boolean
}

/** The string at the key, created or filled up with zero bytes so that it has the bit at this offset. */
export const writableString = ({ db }: Client, key: string, offset: number): WritableString => {
  const length = Math.floor(offset / 8) + 1
  const old = db.write(key, Type.string)
  if (old === undefined) {
    const entry = db.add(key, new Uint8Array(length))
    entry.raw = true
    return { bytes: entry.value as Uint8Array, grown: true }
  }
  db.beforeChange(old)
  const before = lengthOf(old.value as StringValue)
  const grown = before < length
  db.server.memory.rooms.grow(old, before, length)
  return { bytes: bytesForWriting(old, length), grown }
}
