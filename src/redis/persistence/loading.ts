/**
 * What a server reads before it accepts commands (server.c: main, loadDataFromDisk). Now and then it rests and hears
 * its clients, who get an error to most of what they ask for. Plain data: a copy of it goes on alike.
 */
import type { RedisServer } from '../server/server.ts'
import { readManifest } from './aof-files.ts'
import { AppendOnlyLoad, openAppendOnly } from './aof-load.ts'
import type { LoadState, LoadTask } from './load-task.ts'
import { SnapshotLoad } from './rdb.ts'

export class Loading {
  private readonly server: RedisServer
  private readonly task: LoadTask
  /** Unix seconds. */
  readonly startedAt: number
  /** What the process that wrote the snapshot said it used, bytes. */
  rdbUsedMemory = 0
  /** µs of `key-load-delay` to be waited for where work costs nothing. */
  owed = 0

  constructor(server: RedisServer, task: LoadTask) {
    this.server = server
    this.task = task
    this.startedAt = Math.floor(server.now / 1e6)
  }

  /** Bytes of all files. */
  get total(): number {
    return this.task.total
  }

  /** Bytes that are read. */
  get loaded(): number {
    return this.task.loaded
  }

  /** Reads on to the next rest; after the last one opens what is appended to. */
  step(): LoadState {
    const { server } = this
    const state = this.task.step()
    if (state === 'more') return state
    server.loading = undefined
    return state === 'done' && openAppendOnly(server) ? 'done' : 'failed'
  }
}

/**
 * Begins to read the append-only files or the snapshot, as configured; `server.loading` says how far it is. After a
 * failure the log says why, and the process may have ended by itself.
 */
export const loadAtStart = (server: RedisServer): LoadState => {
  if (!readManifest(server)) return 'failed'
  const { appendonly } = server.config.values
  server.loading = new Loading(server, appendonly ? new AppendOnlyLoad(server) : new SnapshotLoad(server))
  return server.loading.step()
}
