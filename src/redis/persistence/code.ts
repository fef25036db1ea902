/**
 * What turns the whole data set into files and back, as a part that may come later than the server: one that keeps
 * nothing on disk does without (`server/lacks.ts` says who needs it).
 */
import type { RedisServer } from '../server/server.ts'
import type { RewriteState } from './aof-rewrite.ts'
import type { FrozenWriter } from './frozen.ts'
import type { loadAtStart } from './loading.ts'
import type { saveInForeground } from './rdb.ts'
import type { SnapshotOptions } from './snapshot.ts'

export interface PersistenceCode {
  readonly loadAtStart: typeof loadAtStart
  readonly saveInForeground: typeof saveInForeground
  /** The data set as an RDB file. */
  readonly snapshot: (server: RedisServer, options?: SnapshotOptions) => FrozenWriter
  /** How the append-only file is written anew. */
  readonly rewriting: (server: RedisServer) => RewriteState
  /** The data set as commands. */
  readonly commands: (server: RedisServer) => FrozenWriter
}
