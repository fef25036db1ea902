import type { RedisServer } from '../server/server.ts'

/**
 * Whether a key that is to expire at `at` (Unix ms) goes at once (checkAlreadyExpired). From a log that is
 * loaded and on a replica it is given its time, and goes when somebody says so.
 */
export const isOver = (
  { milliseconds, isReplica, aof, loading }: RedisServer,
  at: number | bigint,
): boolean => at <= milliseconds && !isReplica && !aof.loading && loading === undefined
