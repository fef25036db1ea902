/** The code of persistence, all there. */
import type { RedisServer } from '../server/server.ts'
import { RewriteState } from './aof-rewrite.ts'
import { CommandWriter } from './aof-writer.ts'
import type { PersistenceCode } from './code.ts'
import { loadAtStart } from './loading.ts'
import { saveInForeground } from './rdb.ts'
import { Snapshot } from './snapshot.ts'
import type { SnapshotOptions } from './snapshot.ts'

export const persistenceCode: PersistenceCode = Object.freeze({
  loadAtStart,
  saveInForeground,
  snapshot: (server: RedisServer, options?: SnapshotOptions) => new Snapshot(server, options),
  rewriting: (server: RedisServer) => new RewriteState(server),
  commands: (server: RedisServer) => new CommandWriter(server),
})
