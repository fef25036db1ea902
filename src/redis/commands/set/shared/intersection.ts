/** SINTER, SINTERSTORE, SINTERCARD and SMEMBERS (t_set.c, sinterGenericCommand). */
import type { Client } from '../../../clients/client.ts'
import { SetValue } from '../../../values/set.ts'
import { removeDestination, storeResult } from '../../generic/shared/store.ts'
import { readSets, replyMembers } from './set.ts'

/**
 * Members that all sets share, at most `limit` (0: no limit), in the order of the smallest set; undefined when
 * a set is missing. Throws WRONGTYPE.
 */
export const intersect = (client: Client, keys: readonly string[], limit = 0): string[] | undefined => {
  const found = readSets(client, keys)
  if (found.includes(undefined)) return undefined
  const sets = (found as SetValue[]).sort((a, b) => a.size - b.size)
  const smallest = sets[0]!
  const others = sets.filter((set) => set !== smallest)
  const shared: string[] = []
  let visited = 0
  smallest.forEach((member) => {
    if (limit > 0 && shared.length >= limit) return
    visited++
    for (const other of others) if (!other.has(member)) return
    shared.push(member)
  })
  client.work(visited * sets.length)
  return shared
}

/** Replies with the members all sets share. */
export const replyIntersection = (client: Client, keys: readonly string[]): void =>
  replyMembers(client, intersect(client, keys) ?? [])

/** Stores the members all sets share; the result is an intset if they are integers and few. */
export const storeIntersection = (client: Client, destination: string, keys: readonly string[]): void => {
  const shared = intersect(client, keys)
  if (shared === undefined) {
    removeDestination(client, destination)
    client.reply.integer(0)
    return
  }
  const { server } = client
  const result = SetValue.ofIntegers(server.hashSeed)
  for (const member of shared) result.add(member, server.config.values)
  storeResult(client, destination, result, 'set', 'sinterstore')
}
