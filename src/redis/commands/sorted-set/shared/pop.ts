/** ZPOPMIN, ZPOPMAX, ZMPOP and their blocking forms (t_zset.c, genericZpopCommand). */
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import { readTimeout } from '../../../blocking/timeout.ts'
import type { Client } from '../../../clients/client.ts'
import { readAtLeast, readPositive } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'
import { Type } from '../../../keyspace/entry.ts'
import type { ScoredMembers, ZSetValue } from '../../../values/zset.ts'
import { removeIfEmpty, replyElements, writeZSet } from './zset.ts'

export type End = 'min' | 'max'

/** Takes the outermost elements out of a sorted set that has some; the key goes with the last one. */
const popFrom = (client: Client, key: string, zset: ZSetValue, end: End, count: number): ScoredMembers => {
  const { db } = client
  const popped = zset.pop(count, end === 'max')
  client.work(popped.length)
  db.changed(key, 'zset', end === 'max' ? 'zpopmax' : 'zpopmin', popped.length)
  removeIfEmpty(db, key, zset)
  return popped
}

/** `key [count]`. */
export const popOuter = (client: Client, argv: readonly string[], end: End): void => {
  if (argv.length > 3) throw errors.syntax()
  const { db, reply } = client
  const key = argv[1]!
  const count = argv.length === 3 ? readPositive(argv[2]!) : undefined
  const zset = writeZSet(db, key)
  if (zset === undefined || count === 0) return reply.array(0)
  const popped = popFrom(client, key, zset, end, count ?? 1)
  if (count !== undefined) return replyElements(reply, popped, true)
  reply.array(2)
  reply.bulk(popped.members[0]!)
  reply.double(popped.scores[0]!)
}

interface MultiPop {
  readonly keys: readonly string[]
  readonly end: End
  readonly count: number
}

/** Reads `numkeys key … MIN|MAX [COUNT count]` from argv[at] on. */
const readMultiPop = (argv: readonly string[], at: number): MultiPop => {
  const numkeys = readAtLeast(argv[at]!, 1, errors.numkeysNotPositive)
  const where = at + 1 + numkeys
  if (where >= argv.length) throw errors.syntax()
  const end = readEnd(argv[where]!)
  let count: number | undefined
  for (let i = where + 1; i < argv.length; i += 2) {
    if (count !== undefined || !equalsIgnoreCase(argv[i]!, 'count') || i + 1 === argv.length) {
      throw errors.syntax()
    }
    count = readAtLeast(argv[i + 1]!, 1, errors.countNotPositive)
  }
  return { keys: argv.slice(at + 1, where), end, count: count ?? 1 }
}

const readEnd = (word: string): End => {
  if (equalsIgnoreCase(word, 'min')) return 'min'
  if (equalsIgnoreCase(word, 'max')) return 'max'
  throw errors.syntax()
}

/** The first of the keys that holds a sorted set; throws WRONGTYPE when another value comes first. */
const firstZSet = (
  client: Client,
  keys: readonly string[],
): { readonly key: string; readonly zset: ZSetValue } | undefined => {
  const { db, readyKey } = client
  for (const key of readyKey === undefined ? keys : [readyKey]) {
    const zset = writeZSet(db, key)
    if (zset !== undefined) return { key, zset }
  }
  return undefined
}

/** Pops as ZMPOP does: replies with the key and the elements as pairs. False when all keys are missing. */
const popMulti = (client: Client, { keys, end, count }: MultiPop): boolean => {
  const found = firstZSet(client, keys)
  if (found === undefined) return false
  const { reply } = client
  const { key, zset } = found
  const popped = popFrom(client, key, zset, end, count)
  client.propagateAs(end === 'max' ? 'ZPOPMAX' : 'ZPOPMIN', key, String(popped.length))
  reply.array(2)
  reply.bulk(key)
  reply.array(popped.length)
  for (let i = 0; i < popped.length; i++) {
    reply.array(2)
    reply.bulk(popped.members[i]!)
    reply.double(popped.scores[i]!)
  }
  return true
}

/** ZMPOP. */
export const popFirst = (client: Client, argv: readonly string[]): void => {
  if (!popMulti(client, readMultiPop(argv, 1))) client.reply.nilArray()
}

/** BZMPOP. */
export const popFirstOrWait = (client: Client, argv: readonly string[]): void => {
  const request = readMultiPop(argv, 2)
  const timeout = readTimeout(argv[1]!)
  if (!popMulti(client, request)) wait(client, request.keys, timeout)
}

/** BZPOPMIN and BZPOPMAX: `key … timeout`. */
export const popOuterOrWait = (client: Client, argv: readonly string[], end: End): void => {
  const { reply } = client
  const timeout = readTimeout(argv[argv.length - 1]!)
  const keys = argv.slice(1, -1)
  const found = firstZSet(client, keys)
  if (found === undefined) return wait(client, keys, timeout)
  const popped = popFrom(client, found.key, found.zset, end, 1)
  client.propagateAs(end === 'max' ? 'ZPOPMAX' : 'ZPOPMIN', found.key)
  reply.array(3)
  reply.bulk(found.key)
  reply.bulk(popped.members[0]!)
  reply.double(popped.scores[0]!)
}

const wait = (client: Client, keys: readonly string[], timeout: number): void => {
  if (client.denyBlocking) client.reply.nilArray()
  else client.blockOnKeys(keys, timeout, 'nil-array', Type.zset)
}
