/** The snapshot file of a server: written while everything waits (SAVE), and read when it starts (rdb.c). */
import { formatFixed } from '../../bytes/printf.ts'
import type { Client } from '../clients/client.ts'
import { errnoText } from '../server/errno.ts'
import { adoptHistory } from '../replication/adopt.ts'
import type { RedisServer } from '../server/server.ts'
import { keyCost } from './child.ts'
import type { LoadState, LoadTask } from './load-task.ts'
import { loadRdb, RdbLoader } from './rdb-load.ts'
import { Snapshot } from './snapshot.ts'
import type { SnapshotOptions } from './snapshot.ts'

/** Keys turned into bytes between two writes. */
const KEYS_A_WRITE = 10_000
/** Less than this is in the process's own buffer until the end, where an error then shows. */
const STDIO_BUFFER = 4096

/** What failed, as the log and the trace tell it. */
const refuse = (server: RedisServer, words: string, errno: string): false => {
  server.log.warning(`${words}: ${errnoText(errno)}`)
  if (server.system.tracing) server.trace({ type: 'rdb.failed', why: errnoText(errno) })
  return false
}

/** Writes all of a snapshot into a file that is there; what failed (an errno name and where), or undefined. */
const writeAll = (
  server: RedisServer,
  snapshot: Snapshot,
  path: string,
): { why: string; where: string } | undefined => {
  const { disk } = server.system
  let written = 0
  for (let finished = false; !finished;) {
    finished = snapshot.step(KEYS_A_WRITE)
    const bytes = snapshot.take()
    written += bytes.length
    const why = disk.append(path, bytes)
    if (why !== undefined) return { why, where: written < STDIO_BUFFER ? 'fflush' : 'rdbSaveRio' }
  }
  const why = disk.fsync(path)
  return why === undefined ? undefined : { why, where: 'fsync' }
}

/**
 * Saves everything while everything waits (rdbSave): to a temporary file, which then takes the place of the old one.
 * False when that failed; the log says why.
 */
export const saveInForeground = (server: RedisServer, options: SnapshotOptions = {}): boolean => {
  const { system, persistence, config, log } = server
  const { disk } = system
  persistence.saves++
  const { dir, dbfilename: target } = config.values
  const temporary = `temp-${system.pid}.rdb`
  const path = persistence.path(temporary)
  const opened = disk.write(path, '')
  if (opened !== undefined) {
    return refuse(
      server,
      `Failed opening the temp RDB file ${temporary} (in server root dir ${dir}) for saving`,
      opened,
    )
  }
  const snapshot = new Snapshot(server, options)
  const failure = writeAll(server, snapshot, path)
  if (server.charging) system.work(snapshot.written * keyCost(server) + disk.syncTime(path))
  if (failure !== undefined) {
    disk.unlink(path)
    return refuse(server, `Write error saving DB on disk(${failure.where})`, failure.why)
  }
  const moved = disk.rename(path, persistence.path(target))
  if (moved !== undefined) {
    disk.unlink(path)
    const where = `(in server root dir ${dir})`
    return refuse(
      server,
      `Error moving temp DB file ${temporary} on the final destination ${target} ${where}`,
      moved,
    )
  }
  log.notice('DB saved on disk')
  persistence.succeeded(server.dirty, snapshot.keys)
  return true
}

/** Loads the snapshot file if there is one (loadDataFromDisk). */
export class SnapshotLoad implements LoadTask {
  private readonly server: RedisServer
  private readonly startedAt: number
  private readonly loader: RdbLoader | undefined
  readonly total: number

  constructor(server: RedisServer) {
    const { system, persistence, config } = server
    const { dbfilename: file } = config.values
    const text = system.disk.read(persistence.path(file))
    this.server = server
    this.startedAt = system.now()
    this.loader = text === undefined ? undefined : new RdbLoader(server, text, { file })
    this.total = text?.length ?? 0
  }

  get loaded(): number {
    return this.loader?.at ?? 0
  }

  step(): LoadState {
    const { server, loader, startedAt } = this
    if (loader === undefined) return 'done'
    const outcome = loader.step(true)
    if (outcome === undefined) return 'more'
    if (!outcome.ok) return 'failed'
    server.log.notice(
      `DB loaded from disk: ${formatFixed((server.system.now() - startedAt) / 1e6, 3)} seconds`,
    )
    adoptHistory(server, outcome.replication)
    return 'done'
  }
}

/** emptyData: all keys and functions go, and whoever watches or caches keys hears of it. */
const empty = (server: RedisServer): void => {
  server.tracking.flush()
  for (const db of server.databases) {
    server.transactions.touchAll(db)
    db.clear()
    if (server.system.tracing) server.trace({ type: 'db.flushed', db: db.id })
  }
  server.scripting?.functions.flush()
}

/**
 * Loads the snapshot file into a running server (DEBUG RELOAD): in place of what is there, or beside it, where with
 * `merge` keys of the file win. False when that failed; the log says why.
 */
export const reloadSnapshot = (
  client: Client,
  { flush, merge }: { flush: boolean; merge: boolean },
): boolean => {
  const { server } = client
  const { system, persistence, config } = server
  const { dbfilename: file } = config.values
  if (flush) empty(server)
  const text = system.disk.read(persistence.path(file))
  if (text === undefined) return false
  return loadRdb(server, text, { file, merge, client }).ok
}
