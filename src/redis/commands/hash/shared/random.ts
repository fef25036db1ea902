/**
 * How HRANDFIELD chooses (t_hash.c: hrandfieldWithCountCommand): which way, and in which order the fields come,
 * depends on the encoding and on how many are asked for. Fields and values in turn are returned.
 */
import type { Client } from '../../../clients/client.ts'
import type { HashValue } from '../../../values/hash.ts'

/** Asked for more than a third of the fields, others are taken away instead (HRANDFIELD_SUB_STRATEGY_MUL). */
const SUBTRACT_FROM = 3

/** `count` fields, each chosen anew, so that some may come again. */
export const chooseAny = (client: Client, hash: HashValue, count: number): string[] => {
  const { random } = client.server.system
  const pairs: string[] = []
  client.work(count)
  for (let i = 0; i < count; i++) {
    const [field, value] = hash.randomPair(random)
    pairs.push(field, value)
  }
  return pairs
}

/** Up to `count` different fields. */
export const chooseDistinct = (client: Client, hash: HashValue, count: number): string[] => {
  const { size } = hash
  client.work(Math.min(count, size))
  if (count >= size) return hash.flat()
  if (hash.table === null) return chooseInOrder(client, hash.flat(), count)
  return count * SUBTRACT_FROM > size
    ? chooseBySubtracting(client, hash, count)
    : chooseByAdding(client, hash, count)
}

/** lpRandomPairsUnique: in one pass, each with the chance that fills what is still wanted. */
const chooseInOrder = (client: Client, all: readonly string[], count: number): string[] => {
  const { random } = client.server.system
  const pairs: string[] = []
  let wanted = count
  for (let i = 0; wanted > 0; i += 2) {
    const left = (all.length - i) / 2
    if (random.below(left) >= wanted) continue
    pairs.push(all[i]!, all[i + 1]!)
    wanted--
  }
  return pairs
}

const chooseBySubtracting = (client: Client, hash: HashValue, count: number): string[] => {
  const rest = hash.copy().table!
  client.work(hash.size)
  while (rest.size > count) rest.remove(rest.fairRandomEntry(client.server.system.random)!.key)
  const pairs: string[] = []
  rest.forEach((pair) => pairs.push(pair.key, pair.value))
  return pairs
}

const chooseByAdding = (client: Client, hash: HashValue, count: number): string[] => {
  const chosen = new Map<string, string>()
  while (chosen.size < count) {
    const [field, value] = hash.randomPair(client.server.system.random)
    chosen.set(field, value)
  }
  return [...chosen].flat()
}
