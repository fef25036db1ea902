/** SRANDMEMBER and SPOP with a count (t_set.c). */
import type { Client } from '../../../clients/client.ts'
import { Dict, Member } from '../../../../structures/dict.ts'
import { SetValue } from '../../../values/set.ts'

/** A set less than this many times as large as the wanted part is copied and thinned out. */
const SUBTRACT_BELOW = 3
/** When the wanted part is at least this many times as large as the rest, the rest is picked instead. */
const KEEP_REST_FROM = 5

/** `count` random members, some perhaps several times. The set must not be empty. */
export const randomMembers = (client: Client, set: SetValue, count: number): string[] => {
  const { random } = client.server.system
  const picked: string[] = []
  client.work(count)
  while (picked.length < count) picked.push(set.randomMember(random))
  return picked
}

/** `count` different members (at least 2, fewer than the set has), in no particular order. */
export const distinctMembers = (client: Client, set: SetValue, count: number): string[] => {
  const { hashSeed, system } = client.server
  const picked = new Dict<Member>(hashSeed)
  if (count * SUBTRACT_BELOW > set.size) {
    client.work(set.size)
    picked.expand(set.size)
    set.forEach((member) => picked.insert(new Member(member)))
    while (picked.size > count) picked.remove(picked.fairRandomEntry(system.random)!.key)
  } else {
    client.work(count)
    picked.expand(count)
    while (picked.size < count) {
      const member = set.randomMember(system.random)
      if (!picked.has(member)) picked.insert(new Member(member))
    }
  }
  return [...picked.entries()].map((entry) => entry.key)
}

/**
 * Takes `count` random members (fewer than there are) out of a set. Answers them and the set that remains: the
 * same one, or a new one when it was less work to pick the members that stay.
 */
export const popMembers = (
  client: Client,
  set: SetValue,
  count: number,
): { popped: string[]; remaining: SetValue } => {
  const { random } = client.server.system
  const rest = set.size - count
  client.work(Math.min(count, set.size))
  if (rest * KEEP_REST_FROM > count) {
    const popped: string[] = []
    for (let i = 0; i < count; i++) {
      const member = set.randomMember(random)
      set.remove(member)
      popped.push(member)
    }
    return { popped, remaining: set }
  }
  return { remaining: moveRandom(client, set, rest), popped: set.members() }
}

/** Moves `count` random members to a new set. */
const moveRandom = (client: Client, from: SetValue, count: number): SetValue => {
  const { hashSeed, config, system } = client.server
  let to: SetValue | undefined
  for (let i = 0; i < count; i++) {
    const member = from.randomMember(system.random)
    to ??= SetValue.suiting(member, hashSeed)
    to.add(member, config.values)
    from.remove(member)
  }
  return to!
}
