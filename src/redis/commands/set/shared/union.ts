/** SUNION and SDIFF with their …STORE forms (t_set.c, sunionDiffGenericCommand). */
import type { Client } from '../../../clients/client.ts'
import { SetValue } from '../../../values/set.ts'
import { readSets } from './set.ts'

type Sets = readonly (SetValue | undefined)[]

/** The union of the sets at `keys`. Throws WRONGTYPE. */
export const union = (client: Client, keys: readonly string[]): SetValue => {
  const { hashSeed, config } = client.server
  const result = SetValue.ofIntegers(hashSeed)
  for (const set of readSets(client, keys)) {
    if (set === undefined) continue
    client.work(set.size)
    set.forEach((member) => result.add(member, config.values))
  }
  return result
}

/** The members of the first set that are in none of the others. Throws WRONGTYPE. */
export const difference = (client: Client, keys: readonly string[]): SetValue => {
  const sets = readSets(client, keys)
  const result = SetValue.ofIntegers(client.server.hashSeed)
  const first = sets[0]
  if (first === undefined || sets.indexOf(first, 1) !== -1) return result
  if (lookUpIsCheaper(first, sets)) keepUnlessFound(client, first, sets, result)
  else removeOneByOne(client, sets, result)
  return result
}

/**
 * Whether looking each member of the first set up in the others takes less than removing all their members
 * from a copy. The choice shows: the copy may become a hash table where its remaining members would be an intset.
 */
const lookUpIsCheaper = (first: SetValue, sets: Sets): boolean => {
  let lookUps = 0
  let removals = 0
  for (const set of sets) {
    if (set === undefined) continue
    lookUps += first.size
    removals += set.size
  }
  return Math.floor(lookUps / 2) <= removals
}

const keepUnlessFound = (client: Client, first: SetValue, sets: Sets, result: SetValue): void => {
  const others = sets.slice(1).filter((set) => set !== undefined)
  others.sort((a, b) => b.size - a.size)
  client.work(first.size * sets.length)
  first.forEach((member) => {
    for (const other of others) if (other.has(member)) return
    result.add(member, client.server.config.values)
  })
}

const removeOneByOne = (client: Client, sets: Sets, result: SetValue): void => {
  sets.forEach((set, i) => {
    if (set === undefined || (i > 0 && result.size === 0)) return
    client.work(set.size)
    set.forEach((member) => {
      if (i === 0) result.add(member, client.server.config.values)
      else result.remove(member)
    })
  })
}
