/** The inputs of ZUNION, ZINTER and ZDIFF: sorted sets, and sets whose members all have score 1. */
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import { Type } from '../../../keyspace/entry.ts'
import { SetValue } from '../../../values/set.ts'
import type { ZSetValue } from '../../../values/zset.ts'

export interface Source {
  readonly value: ZSetValue | SetValue | undefined
  weight: number
}

/** Looks the keys up; throws WRONGTYPE for a value that is neither a sorted set nor a set. */
export const readSources = (client: Client, keys: readonly string[]): Source[] =>
  keys.map((key) => {
    const entry = client.db.lookupRead(key)
    if (entry !== undefined && entry.type !== Type.zset && entry.type !== Type.set) throw errors.wrongType()
    return { value: entry?.value as ZSetValue | SetValue | undefined, weight: 1 }
  })

export const sizeOf = ({ value }: Source): number => value?.size ?? 0

/** The score of a member, without the weight; undefined when absent. */
export const scoreIn = ({ value }: Source, member: string): number | undefined => {
  if (value === undefined) return undefined
  if (value instanceof SetValue) return value.has(member) ? 1 : undefined
  return value.score(member)
}

/** Visits all members with their scores, without the weight. */
export const visitSource = ({ value }: Source, visit: (member: string, score: number) => void): void => {
  if (value === undefined) return
  if (value instanceof SetValue) value.forEach((member) => visit(member, 1))
  else value.forEach(visit)
}
