/** ZRANDMEMBER with a count (t_zset.c, zrandmemberWithCountCommand). */
import type { Client } from '../../../clients/client.ts'
import { ScoredMembers } from '../../../values/zset.ts'
import type { ZSetValue } from '../../../values/zset.ts'

/** A sorted set less than this many times as large as the wanted part is copied and thinned out. */
const SUBTRACT_BELOW = 3

/** |count| random elements: for a negative count some perhaps several times, else different ones, at most all. */
export const randomElements = (client: Client, zset: ZSetValue, count: number): ScoredMembers => {
  if (count < 0 || count === 1) return anyElements(client, zset, Math.abs(count))
  if (count >= zset.size) return zset.byRank(0, -1, true)
  return count * SUBTRACT_BELOW > zset.size
    ? withoutSome(client, zset, zset.size - count)
    : distinctElements(client, zset, count)
}

const anyElements = (client: Client, zset: ZSetValue, count: number): ScoredMembers => {
  const { random } = client.server.system
  const picked = new ScoredMembers()
  client.work(count)
  while (picked.length < count) {
    const member = zset.randomMember(random)
    picked.push(member, zset.score(member)!)
  }
  return picked
}

/** All elements but `surplus` random ones. */
const withoutSome = (client: Client, zset: ZSetValue, surplus: number): ScoredMembers => {
  const { random } = client.server.system
  const { members, scores } = zset.byRank(0, -1, true)
  client.work(members.length)
  for (let i = 0; i < surplus; i++) {
    const at = random.below(members.length)
    const member = members.pop()!
    const score = scores.pop()!
    if (at === members.length) continue
    members[at] = member
    scores[at] = score
  }
  return new ScoredMembers(members, scores)
}

const distinctElements = (client: Client, zset: ZSetValue, count: number): ScoredMembers => {
  const { random } = client.server.system
  const seen = new Set<string>()
  client.work(count)
  while (seen.size < count) seen.add(zset.randomMember(random))
  const picked = new ScoredMembers()
  for (const member of seen) picked.push(member, zset.score(member)!)
  return picked
}
