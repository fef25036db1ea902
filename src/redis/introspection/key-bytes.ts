/**
 * What a key and its value take in Redis's memory as allocated, bytes: structures as `allocator.ts` has them, held
 * against used_memory of redis-server 7.0.15. Known without a look at a value's elements.
 */
import type { Entry } from '../keyspace/entry.ts'
import { EMBSTR_LIMIT } from '../keyspace/entry.ts'
import { allocated, DICT_ENTRY, OBJECT, sdsBytes } from './allocator.ts'

/** Integers from 0 to this are shared objects (OBJ_SHARED_INTEGERS). */
const SHARED_INTEGERS = 10_000
/** Header, terminator and flags of an embedded string, beside its object. */
const EMBEDDED = 4

/**
 * Bytes of a string, its object included. A small integer is a shared object and takes none, unless eviction needs a
 * stamp of its own for each key. `room`: what was allocated for a text that grew in place (`Rooms.of`).
 */
export const stringBytes = (entry: Entry, shared = true, room = 0): number => {
  const { value } = entry
  if (typeof value === 'number') return shared && value >= 0 && value < SHARED_INTEGERS ? 0 : OBJECT
  if (typeof value === 'bigint') return OBJECT
  const { length } = value as string | Uint8Array
  const embedded = length <= EMBSTR_LIMIT && entry.encoding === 'embstr'
  return embedded ? allocated(OBJECT + EMBEDDED + length) : OBJECT + (room > 0 ? room : sdsBytes(length))
}

/** Bytes of a value with its object. */
export const valueBytes = (entry: Entry, shared = true, room = 0): number => {
  const { value } = entry
  if (typeof value !== 'object' || value instanceof Uint8Array) return stringBytes(entry, shared, room)
  return OBJECT + value.bytes
}

/** Bytes of a key's name and its value; the hash tables' entries and slots are the database's. */
export const ownBytes = (entry: Entry, shared = true, room = 0): number =>
  sdsBytes(entry.key.length) + valueBytes(entry, shared, room)

/** Bytes of a key, its value and their hash table entries. */
export const entryBytes = (entry: Entry): number =>
  DICT_ENTRY + ownBytes(entry) + (entry.expireAt === null ? 0 : DICT_ENTRY)
