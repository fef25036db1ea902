/** Which part of the commands' code has to be loaded before the server can handle an event. Looking changes nothing. */
import type { Parts } from '../command/part.ts'
import type { ConnectionId, EventKind, Plain } from '../../world/process.ts'
import type { RedisServer } from './server.ts'

/** What starts a library of functions in an RDB file (RDB_OPCODE_FUNCTION2); its code may be compressed. */
const FUNCTION = '\xf5'

/** What may be asked for by a query, or by a file that is read at the start. */
export const lackedPart = (
  server: RedisServer,
  parts: Parts,
  kind: EventKind,
  args: Plain,
): string | undefined => {
  if (kind === 'start') {
    const replicates = server.isReplica ? parts.lacking('replconf') : undefined
    return replicates ?? (touchesFiles(server) ? lackedByFiles(server, parts) : undefined)
  }
  if (kind !== 'data') return undefined
  const [connection, data] = args as readonly [ConnectionId, string]
  const query = server.byConnection.get(connection)?.query
  return parts.lacking(query === undefined ? data : query.buffer.slice(query.position) + data)
}

/** Files that a starting server may read. */
const filesOf = ({ config, system: { disk } }: RedisServer): string[] => {
  const { appenddirname, appendfilename, dbfilename, dir } = config.values
  const folder = `${dir}/${appenddirname}`
  const inFolder = (disk.list(folder) ?? []).map((name) => `${folder}/${name}`)
  return [dbfilename, appendfilename]
    .map((name) => `${dir}/${name}`)
    .filter((path) => disk.exists(path))
    .concat(inFolder)
}

/** It keeps its data on disk, or finds some there. */
export const touchesFiles = (server: RedisServer): boolean => {
  const { save, appendonly } = server.config.values
  return save.length > 0 || appendonly || filesOf(server).length > 0
}

const lackedByFiles = (server: RedisServer, parts: Parts): string | undefined => {
  const code = parts.lacking('save')
  if (code !== undefined) return code
  for (const path of filesOf(server)) {
    const bytes = server.system.disk.read(path)
    if (bytes === undefined) continue
    const lacked = parts.lacking(bytes.includes(FUNCTION) ? 'function' : bytes)
    if (lacked !== undefined) return lacked
  }
  return undefined
}
