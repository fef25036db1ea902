/** HKEYS, HVALS and HGETALL (t_hash.c: genericHgetallCommand). */
import type { Client } from '../../../clients/client.ts'
import { readHash } from './hash.ts'

/** Writes all fields, or all values, of the hash at a key as an array. */
export const writeHalf = (client: Client, key: string, half: 'fields' | 'values'): void => {
  const { db, reply } = client
  const hash = readHash(db, key)
  if (hash === undefined) return reply.array(0)
  client.work(hash.size)
  reply.array(hash.size)
  hash.forEach((field, value) => reply.bulk(half === 'fields' ? field : value))
}
