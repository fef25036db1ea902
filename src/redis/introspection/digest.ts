/** DEBUG DIGEST (debug.c): SHA-1 over keys and values, the same whatever the order of what has none. */
import { sha1 } from '@noble/hashes/legacy.js'
import { toBytes } from '../../bytes/bytestrings.ts'
import { formatDoubleG17 } from '../../bytes/doubles.ts'
import type { Database } from '../keyspace/database.ts'
import { Type } from '../keyspace/entry.ts'
import type { Collection, Entry } from '../keyspace/entry.ts'
import type { HashValue } from '../values/hash.ts'
import type { ListValue } from '../values/list.ts'
import type { SetValue } from '../values/set.ts'
import type { StreamValue } from '../values/stream.ts'
import { bytesOf } from '../values/string.ts'
import type { ZSetValue } from '../values/zset.ts'

/** 20 bytes, changed in place. */
type Digest = Uint8Array

const ELEMENTS_AT_ONCE = 1000

const newDigest = (): Digest => new Uint8Array(20)

/** Adds data so that the order of additions doesn't matter (xorDigest). */
const xor = (digest: Digest, data: Uint8Array): void => {
  const hash = sha1(data)
  for (let i = 0; i < 20; i++) digest[i]! ^= hash[i]!
}

/** Adds data so that the order does matter (mixDigest). */
const mix = (digest: Digest, data: Uint8Array): void => {
  xor(digest, data)
  digest.set(sha1(digest))
}

const mixText = (digest: Digest, text: string): void => mix(digest, toBytes(text))

/** An int in network byte order. */
const networkInt = (n: number): Uint8Array =>
  Uint8Array.of(n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255)

const xorPair = (digest: Digest, first: string, second: string): void => {
  const pair = newDigest()
  mixText(pair, first)
  mixText(pair, second)
  xor(digest, pair)
}

const mixList = (digest: Digest, { list }: ListValue): void => {
  for (let from = 0; from < list.length; from += ELEMENTS_AT_ONCE) {
    for (const element of list.slice(from, ELEMENTS_AT_ONCE)) mixText(digest, element)
  }
}

const mixStream = (digest: Digest, stream: StreamValue): void => {
  const reader = stream.read()
  while (reader.next()) {
    const { ms, seq } = reader.id
    mixText(digest, `${ms}.${seq}`)
    reader.forEachField((field, value) => {
      mixText(digest, field)
      mixText(digest, value)
    })
  }
}

const mixCollection = (digest: Digest, value: Collection): void => {
  switch (value.type) {
    case Type.list:
      return mixList(digest, value as ListValue)
    case Type.set:
      return (value as SetValue).forEach((member) => xor(digest, toBytes(member)))
    case Type.zset:
      return (value as ZSetValue).forEach((member, score) => xorPair(digest, member, formatDoubleG17(score)))
    case Type.hash:
      return (value as HashValue).forEach((field, text) => xorPair(digest, field, text))
    default:
      return mixStream(digest, value as StreamValue)
  }
}

/** Adds type, value and whether there is an expiry (xorObjectDigest). */
const addEntry = (digest: Digest, { type, value, expireAt }: Entry): void => {
  mix(digest, networkInt(type))
  if (typeof value === 'object' && !(value instanceof Uint8Array)) mixCollection(digest, value)
  else mix(digest, bytesOf(value))
  if (expireAt !== null) xor(digest, toBytes('!!expire!!'))
}

const hexOf = (digest: Digest): string =>
  [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** DEBUG DIGEST-VALUE of one key; zeros when there is none. */
export const valueDigest = (entry: Entry | undefined): string => {
  const digest = newDigest()
  if (entry !== undefined) addEntry(digest, entry)
  return hexOf(digest)
}

/** DEBUG DIGEST over all databases. */
export const datasetDigest = (databases: readonly Database[]): string => {
  const all = newDigest()
  for (const db of databases) {
    if (db.size === 0) continue
    mix(all, networkInt(db.id))
    db.forEach((entry) => {
      const digest = newDigest()
      mixText(digest, entry.key)
      addEntry(digest, entry)
      xor(all, digest)
    })
  }
  return hexOf(all)
}
