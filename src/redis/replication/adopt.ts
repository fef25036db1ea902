import type { LoadedReplication } from '../persistence/rdb-load.ts'
import type { RedisServer } from '../server/server.ts'
import { Replication } from './replication.ts'

/** The server begins with a snapshot that tells where in which history it was made (loadDataFromDisk). */
export const adoptHistory = (server: RedisServer, { id, offset }: LoadedReplication): void => {
  if (id === undefined || offset === -1) return
  server.replication ??= new Replication(server)
  server.replication.adopt(id, offset)
}
