/** What a server reads before it accepts connections (server.c: main, loadDataFromDisk). */
import type { RedisServer } from '../server/server.ts'
import { readManifest } from './aof-files.ts'
import { loadAppendOnlyAtStart, openAppendOnly } from './aof-load.ts'
import { loadSnapshotAtStart } from './rdb.ts'

/**
 * Reads the append-only files or the snapshot, as configured, and opens what is appended to. False: the server must
 * not start; the log says why. It may have ended by itself.
 */
export const loadAtStart = (server: RedisServer): boolean => {
  if (!readManifest(server)) return false
  const { appendonly } = server.config.values
  const loaded = appendonly ? loadAppendOnlyAtStart(server) : loadSnapshotAtStart(server)
  return loaded && openAppendOnly(server)
}
