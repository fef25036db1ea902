/** The append-only directory on the disk: paths, manifest, what is deleted (aof.c). */
import {
  formatManifest,
  isManifestError,
  manifestFiles,
  manifestName,
  parseManifest,
  tempManifestName,
} from '../../formats/aof/manifest.ts'
import type { Manifest } from '../../formats/aof/manifest.ts'
import { errnoText } from '../server/errno.ts'
import type { RedisServer } from '../server/server.ts'
import type { ManifestRow } from './events.ts'

/** A file in the server's working directory. */
export const dataPath = ({ config }: RedisServer, name: string): string => {
  const { dir } = config.values
  return dir.endsWith('/') ? dir + name : `${dir}/${name}`
}

/** A file in the append-only directory. */
export const aofPath = (server: RedisServer, name: string): string =>
  `${dataPath(server, server.config.values.appenddirname)}/${name}`

/** Whether the append-only directory is there. */
export const hasAofDirectory = (server: RedisServer): boolean =>
  server.system.disk.list(dataPath(server, server.config.values.appenddirname)) !== undefined

/** Makes the append-only directory if it is missing; false, with a line in the log, when it can't. */
export const ensureAofDirectory = (server: RedisServer): boolean => {
  const { appenddirname: name } = server.config.values
  if (hasAofDirectory(server)) return true
  const path = dataPath(server, name)
  const why = server.system.disk.exists(path) ? 'ENOTDIR' : server.system.disk.mkdir(path)
  if (why === undefined) return true
  server.log.warning(`Can't open or create append-only dir ${name}: ${errnoText(why)}`)
  return false
}

/** Size of a file of the directory in bytes; undefined, with a line in the log, when it is missing. */
export const aofFileSize = (server: RedisServer, name: string): number | undefined => {
  const size = server.system.disk.size(aofPath(server, name))
  if (size === undefined) {
    server.log.warning(`Unable to obtain the AOF file ${name} length. stat: ${errnoText('ENOENT')}`)
  }
  return size
}

/** The manifest's lines with the sizes of the files, for the trace. */
export const manifestRows = (server: RedisServer, manifest: Manifest): ManifestRow[] =>
  manifestFiles(manifest).map(({ name, seq, type }) => ({
    file: name,
    seq,
    type,
    size: server.system.disk.size(aofPath(server, name)) ?? 0,
  }))

/**
 * Replaces the manifest on the disk: a temporary file, fsync, rename (persistAofManifest). False, with a line in
 * the log, when that fails.
 */
export const writeManifest = (server: RedisServer, manifest: Manifest): boolean => {
  const { system, log, config } = server
  const name = manifestName(config.values.appendfilename)
  const temp = tempManifestName(config.values.appendfilename)
  const from = aofPath(server, temp)
  const fail = (text: string, why: string): boolean => {
    log.warning(`${text}: ${errnoText(why)}`)
    return false
  }
  const unwritten = system.disk.write(from, formatManifest(manifest))
  if (unwritten !== undefined) {
    return fail(`Error trying to write the temporary AOF manifest file ${temp}`, unwritten)
  }
  if (server.charging) system.work(system.disk.syncTime(from))
  const unsynced = system.disk.fsync(from)
  if (unsynced !== undefined) {
    log.warning(`Fail to fsync the temp AOF file ${temp}: ${errnoText(unsynced)}.`)
    return false
  }
  const unnamed = system.disk.rename(from, aofPath(server, name))
  if (unnamed !== undefined) {
    return fail(`Error trying to rename the temporary AOF manifest file ${temp} into ${name}`, unnamed)
  }
  if (system.tracing) {
    server.trace({ type: 'aof.manifest', file: name, rows: manifestRows(server, manifest) })
  }
  return true
}

/**
 * Reads the manifest when the server starts (aofLoadManifestFromDisk); one that is missing is empty. False: it
 * can't be read, the log says why and the server must not start.
 */
export const readManifest = (server: RedisServer): boolean => {
  const { log, system, config, aof } = server
  const { appenddirname, appendfilename } = config.values
  if (!hasAofDirectory(server)) {
    log.debug(`The AOF directory ${appenddirname} doesn't exist`)
    return true
  }
  const name = manifestName(appendfilename)
  const text = system.disk.read(aofPath(server, name))
  if (text === undefined) {
    log.debug(`The AOF manifest file ${name} doesn't exist`)
    return true
  }
  const read = parseManifest(text)
  if (!isManifestError(read)) {
    aof.manifest = read
    return true
  }
  log.warning('\n*** FATAL AOF MANIFEST FILE ERROR ***\n')
  if (read.line !== undefined) {
    log.warning(`Reading the manifest file, at line ${read.number}\n`)
    log.warning(`>>> '${read.line}'\n`)
  }
  log.warning(`${read.error}\n`)
  if (system.tracing) server.trace({ type: 'aof.refused', file: name, why: read.error, offset: null })
  return false
}

/** Deletes what is history and forgets it (aofDelHistoryFiles). Answers the names. */
export const removeHistory = (server: RedisServer): readonly string[] => {
  const { aof, log, system, config } = server
  const { history } = aof.manifest
  if (config.values.aofDisableAutoGc || history.length === 0) return []
  for (const { name } of history) {
    log.notice(`Removing the history file ${name} in the background`)
    system.disk.unlink(aofPath(server, name))
  }
  aof.manifest = { ...aof.manifest, history: [] }
  writeManifest(server, aof.manifest)
  return history.map(({ name }) => name)
}
