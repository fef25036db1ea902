/** ZRANK and ZREVRANK (t_zset.c, zrankGenericCommand). */
import type { Client } from '../../../clients/client.ts'
import { readZSet } from './zset.ts'

/** `key member`, answered with the rank from the low end, or with `reverse` from the high one; nil when absent. */
export const replyRank = ({ db, reply }: Client, argv: readonly string[], reverse: boolean): void => {
  const rank = readZSet(db, argv[1]!)?.rank(argv[2]!, reverse) ?? -1
  if (rank === -1) reply.nil()
  else reply.integer(rank)
}
