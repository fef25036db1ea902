/** Reading the append-only files when a server starts (aof.c: loadAppendOnlyFiles, aofOpenIfNeededOnServerStart). */
import { AofReader } from '../../formats/aof/reader.ts'
import { loadedFiles, withNewBase, withNewIncr, withOldFile } from '../../formats/aof/manifest.ts'
import type { AofFileInfo } from '../../formats/aof/manifest.ts'
import { formatFixed } from '../../bytes/printf.ts'
import { Client } from '../clients/client.ts'
import type { Command } from '../command/declaration.ts'
import { CommandError } from '../command/errors.ts'
import { arityFits } from '../command/table.ts'
import { costs } from '../server/costs.ts'
import { errnoText } from '../server/errno.ts'
import type { RedisServer } from '../server/server.ts'
import {
  aofFileSize,
  aofPath,
  dataPath,
  ensureAofDirectory,
  hasAofDirectory,
  readManifest,
  removeHistory,
  writeManifest,
} from './aof-files.ts'
import { writeBase } from './aof-rewrite.ts'
import { loadRdb } from './rdb.ts'

/** How a file, or all of them, could be read. failed: the server must not start. */
export type LoadResult = 'ok' | 'missing' | 'empty' | 'truncated' | 'failed'

/** Bytes of a file read at a time. */
const WINDOW = 64 * 1024 * 1024
/** Charged for each KB that is read, µs. */
const READ_KILOBYTE = 1

const seconds = (us: number): string => formatFixed(us / 1e6, 3)

/** The client whose commands a file holds: nobody hears its replies, it never waits, it may do anything. */
const createLoader = (server: RedisServer): Client => {
  const client = new Client(server, 0, { address: '', localAddress: '' })
  client.user = undefined
  client.mustObey = true
  client.denyBlocking = true
  client.reply.muted = true
  return client
}

class FileLoader {
  private readonly server: RedisServer
  private readonly name: string
  private readonly path: string
  private readonly reader: AofReader
  private readonly client: Client
  /** Bytes that a truncation would keep. */
  private validUpTo = 0
  private validBeforeMulti = 0
  commands = 0

  constructor(server: RedisServer, name: string, reader: AofReader) {
    this.server = server
    this.name = name
    this.path = aofPath(server, name)
    this.reader = reader
    this.client = createLoader(server)
  }

  run(): LoadResult {
    const { server, reader, client, name } = this
    for (;;) {
      const item = reader.next()
      if (item.kind === 'short') return this.shortRead()
      if (item.kind === 'format') return this.badFormat()
      if (item.kind === 'end') break
      const command = server.commands.lookup(item.argv)
      if (command === undefined) {
        server.log.warning(`Unknown command '${item.argv[0]}' reading the append only file ${name}`)
        return this.refuse('unknown command')
      }
      if (!arityFits(command, item.argv.length)) return this.badFormat()
      const inside = client.multi !== undefined
      this.execute(command, item.argv)
      if (!inside && client.multi !== undefined) this.validBeforeMulti = this.validUpTo
      this.commands++
      if (server.config.values.aofLoadTruncated) this.validUpTo = reader.offset
    }
    if (client.multi === undefined) return 'ok'
    server.log.warning(`Revert incomplete MULTI/EXEC transaction in AOF file ${name}`)
    this.validUpTo = this.validBeforeMulti
    return this.shortRead()
  }

  private execute(command: Command, argv: readonly string[]): void {
    const { server, client } = this
    client.command = command
    client.argv = argv
    client.lastCommand = command
    client.rewritten = undefined
    client.visited = 0
    // Only EXEC runs within a transaction.
    if (client.multi !== undefined && command.abortsWhenRejected !== true) {
      server.transactions.queue(client, command, argv)
    } else {
      try {
        command.run!(client, argv)
      } catch (error) {
        // What the command answers goes nowhere.
        if (!(error instanceof CommandError)) throw error
      }
    }
    if (server.charging) server.system.work(costs.command + client.visited * costs.visited)
  }

  /** The file ends within a command or a transaction: its end is cut off, or it is refused. */
  private shortRead(): LoadResult {
    const { server, name, path, validUpTo } = this
    const { log, system, config } = server
    if (config.values.aofLoadTruncated) {
      log.warning(`!!! Warning: short read while loading the AOF file ${name}!!!`)
      log.warning(`!!! Truncating the AOF ${name} at offset ${validUpTo} !!!`)
      const why = system.disk.truncate(path, validUpTo)
      if (why === undefined) {
        log.warning(`AOF ${name} loaded anyway because aof-load-truncated is enabled`)
        return 'truncated'
      }
      log.warning(`Error truncating the AOF file ${name}: ${errnoText(why)}`)
    }
    log.warning(
      `Unexpected end of file reading the append only file ${name}. You can: 1) Make a backup of your AOF file, then use ./redis-check-aof --fix <filename.manifest>. 2) Alternatively you can set the 'aof-load-truncated' configuration option to yes and restart the server.`,
    )
    return this.refuse('unexpected end of file')
  }

  private badFormat(): LoadResult {
    const { server, name } = this
    server.log.warning(
      `Bad file format reading the append only file ${name}: make a backup of your AOF file, then use ./redis-check-aof --fix <filename.manifest>`,
    )
    return this.refuse('bad file format')
  }

  private refuse(why: string): LoadResult {
    const { server, name, reader } = this
    if (server.system.tracing) {
      server.trace({ type: 'aof.refused', file: name, why, offset: reader.offset })
    }
    return 'failed'
  }

  /** Where the file was cut off. */
  get truncatedAt(): number {
    return this.validUpTo
  }
}

/** The snapshot a file begins with: where it ends, or undefined when it can't be loaded and the log says why. */
const loadPreamble = (server: RedisServer, name: string, text: string): number | undefined => {
  const { log, config } = server
  const old = name === config.values.appendfilename
  log.notice(old ? 'Reading RDB preamble from AOF file...' : 'Reading RDB base file on AOF loading...')
  const { ok, ended, end } = loadRdb(server, text, { file: name, preamble: true })
  if (ended) return undefined
  if (!ok) {
    log.warning(
      old
        ? `Error reading the RDB preamble of the AOF file ${name}, AOF loading aborted`
        : `Error reading the RDB base file ${name}, AOF loading aborted`,
    )
    return undefined
  }
  if (old) log.notice('Reading the remaining AOF tail...')
  return end
}

/** Runs what the reader finds, as in the past: nothing is passed on, and nothing runs out. */
const replay = (server: RedisServer, loader: FileLoader): LoadResult => {
  const { propagation, aof } = server
  const { muted } = propagation
  propagation.muted = true
  aof.loading = true
  const result = loader.run()
  aof.loading = false
  propagation.muted = muted
  return result
}

/** loadSingleAppendOnlyFile. */
const loadFile = (server: RedisServer, name: string): LoadResult => {
  const { log, system } = server
  const { disk } = system
  const path = aofPath(server, name)
  const size = disk.size(path)
  if (size === undefined) {
    log.warning(`The append log file ${name} doesn't exist: ${errnoText('ENOENT')}`)
    return 'missing'
  }
  if (size === 0) return 'empty'
  let text = disk.readPart(path, 0, WINDOW)
  // A snapshot is read as a whole.
  if (text?.startsWith('REDIS') === true && size > WINDOW) text = disk.read(path)
  if (text === undefined) {
    log.warning(`Fatal error: can't open the append log file ${name} for reading: ${errnoText('EIO')}`)
    return 'failed'
  }
  const from = text.startsWith('REDIS') ? loadPreamble(server, name, text) : 0
  if (from === undefined) return 'failed'
  if (server.charging) system.work((size / 1024) * READ_KILOBYTE)
  const reader = new AofReader(text, from, (at) => disk.readPart(path, at, WINDOW) ?? '')
  const loader = new FileLoader(server, name, reader)
  const result = replay(server, loader)
  if (system.tracing && result !== 'failed') {
    const truncatedAt = result === 'truncated' ? loader.truncatedAt : null
    server.trace({ type: 'aof.loaded', file: name, commands: loader.commands, size, truncatedAt })
  }
  return result
}

/** One file of the manifest, with the lines Redis logs about it. */
const loadPart = (server: RedisServer, { name, type }: AofFileInfo, last: boolean): LoadResult => {
  const { log, system } = server
  const started = system.now()
  const result = loadFile(server, name)
  if (result === 'ok' || (result === 'truncated' && last)) {
    const kind = type === 'b' ? 'base' : 'incr'
    log.notice(`DB loaded from ${kind} file ${name}: ${seconds(system.now() - started)} seconds`)
  }
  if (result === 'truncated' && !last) {
    log.warning('Fatal error: the truncated file is not the last file')
    return 'failed'
  }
  return result === 'empty' && type === 'i' ? 'ok' : result
}

/** A single file of a version before 7.0 moves into the directory and becomes its base (aofUpgradePrepare). */
const takeOverOldFile = (server: RedisServer): boolean => {
  const { aof, config, log, system } = server
  const { appendfilename: name, appenddirname: directory } = config.values
  if (!ensureAofDirectory(server)) return false
  aof.manifest = withOldFile(aof.manifest, name)
  if (!writeManifest(server, aof.manifest)) return false
  const why = system.disk.rename(dataPath(server, name), aofPath(server, name))
  if (why !== undefined) {
    log.warning(`Error trying to move the old AOF file ${name} into dir ${directory}: ${errnoText(why)}`)
    return false
  }
  log.notice(`Successfully migrated an old-style AOF file (${name}) into the AOF directory (${directory}).`)
  return true
}

/** True when a file of a version before 7.0 lies there and nothing of the directory says otherwise. */
const hasOldFile = (server: RedisServer): boolean => {
  const { aof, config, system } = server
  const { appendfilename: name } = config.values
  const { base, incr } = aof.manifest
  if (system.disk.size(dataPath(server, name)) === undefined) return false
  if (!hasAofDirectory(server) || loadedFiles(aof.manifest).length === 0) return true
  return incr.length === 0 && base!.name === name && !system.disk.exists(aofPath(server, name))
}

/** Loads what the manifest lists (loadAppendOnlyFiles). `aof.manifest` has been read. */
export const loadAppendOnly = (server: RedisServer): LoadResult => {
  const { aof } = server
  if (hasOldFile(server) && !takeOverOldFile(server)) return 'failed'
  const files = loadedFiles(aof.manifest)
  if (files.length === 0) return 'missing'
  let total = 0
  for (const { name } of files) {
    const size = aofFileSize(server, name)
    if (size === undefined) return 'failed'
    total += size
  }
  if (total === 0) return 'empty'
  const { base } = aof.manifest
  const baseSize = base === undefined ? 0 : aofFileSize(server, base.name)!
  let result: LoadResult = 'ok'
  for (const [index, file] of files.entries()) {
    result = loadPart(server, file, index === files.length - 1)
    if (result === 'failed') return result
  }
  aof.currentSize = total
  aof.rewrite.baseSize = baseSize
  return result
}

/**
 * After the data is loaded: opens the file that is written to, with a base before it when there is nothing yet
 * (aofOpenIfNeededOnServerStart, aofDelHistoryFiles). False: the server must not start.
 */
export const openAppendOnly = (server: RedisServer): boolean => {
  const { aof, log, config, system } = server
  const { appendfilename: filename, aofUseRdbPreamble } = config.values
  if (config.values.appendonly) {
    if (!ensureAofDirectory(server)) return false
    const before = aof.manifest
    if (loadedFiles(before).length === 0) {
      aof.manifest = withNewBase(aof.manifest, filename, aofUseRdbPreamble)
      const { name } = aof.manifest.base!
      if (!writeBase(server, aofPath(server, name))) return false
      log.notice(`Creating AOF base file ${name} on server start`)
    }
    const opened = aof.manifest.incr.length > 0
    if (!opened) aof.manifest = withNewIncr(aof.manifest, filename)
    const { name } = aof.manifest.incr.at(-1)!
    const why = system.disk.append(aofPath(server, name), '')
    if (why !== undefined) {
      log.warning(`Can't open the append-only file ${name}: ${errnoText(why)}`)
      return false
    }
    if (aof.manifest !== before && !writeManifest(server, aof.manifest)) return false
    aof.openFile(name, aofFileSize(server, name) ?? 0)
    log.notice(`${opened ? 'Opening' : 'Creating'} AOF incr file ${name} on server start`)
    aof.setState('on')
  }
  removeHistory(server)
  return true
}

/** loadDataFromDisk with appendonly yes. False: the server must not start. */
export const loadAppendOnlyAtStart = (server: RedisServer): boolean => {
  const started = server.system.now()
  const result = loadAppendOnly(server)
  if (result === 'failed') return false
  if (result !== 'missing') {
    const took = seconds(server.system.now() - started)
    server.log.notice(`DB loaded from append only file: ${took} seconds`)
  }
  return true
}

/** Forgets everything and reads the files again (DEBUG LOADAOF). False: the server has to end. */
export const reloadAppendOnly = (server: RedisServer): boolean => {
  const { aof, databases, scripting } = server
  if (aof.state === 'on' && !aof.flush(true)) return false
  for (const db of databases) {
    db.clear()
    if (server.system.tracing) server.trace({ type: 'db.flushed', db: db.id })
  }
  scripting?.functions.flush()
  if (aof.state === 'on' && !readManifest(server)) return false
  removeHistory(server)
  const result = loadAppendOnly(server)
  server.dirty = 0
  return result === 'ok' || result === 'empty'
}
