/** Looking sorted sets up, replying with elements, and what happens to a sorted set that became empty. */
import type { ReplyWriter } from '../../../../resp/reply-writer.ts'
import type { Database } from '../../../keyspace/database.ts'
import { Type } from '../../../keyspace/entry.ts'
import type { ScoredMembers, ZSetValue } from '../../../values/zset.ts'

/** The sorted set at a key, for reading; throws WRONGTYPE. */
export const readZSet = (db: Database, key: string): ZSetValue | undefined =>
  db.read(key, Type.zset)?.value as ZSetValue | undefined

/** The sorted set at a key, which is about to change; throws WRONGTYPE. */
export const writeZSet = (db: Database, key: string): ZSetValue | undefined => {
  const entry = db.write(key, Type.zset)
  if (entry === undefined) return undefined
  db.beforeChange(entry)
  return entry.value as ZSetValue
}

/** Deletes the key of a sorted set without elements. */
export const removeIfEmpty = (db: Database, key: string, zset: ZSetValue): void => {
  if (zset.size > 0) return
  db.remove(key)
  db.notify('generic', 'del', key)
}

/** Members alone, or with their scores: in turn in RESP2, as pairs in RESP3. */
export const replyElements = (reply: ReplyWriter, elements: ScoredMembers, withScores: boolean): void => {
  const { members, scores } = elements
  const count = members.length
  if (!withScores) {
    reply.array(count)
    for (let i = 0; i < count; i++) reply.bulk(members[i]!)
    return
  }
  const pairs = reply.protocol > 2
  reply.array(pairs ? count : 2 * count)
  for (let i = 0; i < count; i++) {
    if (pairs) reply.array(2)
    reply.bulk(members[i]!)
    reply.double(scores[i]!)
  }
}
