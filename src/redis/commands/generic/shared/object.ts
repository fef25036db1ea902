/** What the subcommands of OBJECT share (object.c: objectCommand). */
import type { Client } from '../../../clients/client.ts'
import type { Entry, Value } from '../../../keyspace/entry.ts'
import type { RedisServer } from '../../../server/server.ts'

/** Ends the errors of OBJECT FREQ and OBJECT IDLETIME. */
export const POLICY_NOTE =
  'Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.'

/** Integers from 0 up to here are one object for all keys (OBJ_SHARED_INTEGERS, server.h). */
const SHARED_INTEGERS = 10000

/** The entry of argv[2] as it is: looking counts as a hit or miss, but leaves no stamp and notifies nobody. */
export const objectEntry = (client: Client, argv: readonly string[]): Entry | undefined => {
  const { db, server } = client
  const entry = db.live(argv[2]!)
  if (entry === undefined) server.stats.keyspaceMisses++
  else server.stats.keyspaceHits++
  return entry
}

/** Integers aren't shared when maxmemory needs an LRU or LFU stamp for each key. */
export const isSharedInteger = ({ config }: RedisServer, value: Value): boolean => {
  const { maxmemory, maxmemoryPolicy } = config.values
  const stamped = maxmemory !== 0 && (maxmemoryPolicy.includes('lru') || maxmemoryPolicy.includes('lfu'))
  return typeof value === 'number' && value >= 0 && value < SHARED_INTEGERS && !stamped
}
