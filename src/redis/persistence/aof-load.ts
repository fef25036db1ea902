/** Reading the append-only files when a server starts (aof.c: loadAppendOnlyFiles, aofOpenIfNeededOnServerStart). */
import { AofReader } from '../../formats/aof/reader.ts'
import type { FileParts } from '../../formats/aof/reader.ts'
import { loadedFiles, withNewBase, withNewIncr, withOldFile } from '../../formats/aof/manifest.ts'
import type { AofFileInfo } from '../../formats/aof/manifest.ts'
import { formatFixed } from '../../bytes/printf.ts'
import type { DiskView } from '../../world/process.ts'
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
import { FileLoader } from './aof-replay.ts'
import type { LoadResult } from './aof-replay.ts'
import { writeBase } from './aof-rewrite.ts'
import type { LoadState, LoadTask } from './load-task.ts'
import { RdbLoader } from './rdb-load.ts'

/** Bytes of a file read at a time. */
const WINDOW = 64 * 1024 * 1024

const seconds = (us: number): string => formatFixed(us / 1e6, 3)

/** What is not in memory yet of a file. */
class LaterParts implements FileParts {
  private readonly disk: DiskView
  private readonly path: string

  constructor(disk: DiskView, path: string) {
    this.disk = disk
    this.path = path
  }

  from(offset: number): string {
    return this.disk.readPart(this.path, offset, WINDOW) ?? ''
  }
}

/** One file of the manifest (loadSingleAppendOnlyFile), with the lines Redis logs about it. Plain data. */
class PartLoad {
  private readonly server: RedisServer
  private readonly name: string
  private readonly kind: 'base' | 'incr'
  private readonly last: boolean
  private readonly startedAt: number
  private readonly size: number | undefined
  private text = ''
  private preamble: RdbLoader | undefined
  private commands: FileLoader | undefined

  /** `first`: the server has done nothing yet. `last`: it may be cut off. */
  constructor(server: RedisServer, { name, type }: AofFileInfo, place: { first: boolean; last: boolean }) {
    const { system } = server
    const path = aofPath(server, name)
    this.server = server
    this.name = name
    this.kind = type === 'b' ? 'base' : 'incr'
    this.last = place.last
    this.startedAt = system.now()
    this.size = system.disk.size(path)
    const text = this.firstPart(path)
    if (text === undefined) return
    this.text = text
    // Whose commands a file holds is a client, though nobody sees it.
    server.nextClientId++
    if (text.startsWith('REDIS')) this.openPreamble()
    else this.openCommands(0, place.first)
  }

  private firstPart(path: string): string | undefined {
    const { size } = this
    const { disk } = this.server.system
    if (size === undefined || size === 0) return undefined
    const text = disk.readPart(path, 0, WINDOW)
    // A snapshot is read as a whole.
    return text?.startsWith('REDIS') === true && size > WINDOW ? disk.read(path) : text
  }

  /** Of a version before 7.0, where commands follow the snapshot in the same file. */
  private get old(): boolean {
    return this.name === this.server.config.values.appendfilename
  }

  private openPreamble(): void {
    const { server, name, text } = this
    server.log.notice(
      this.old ? 'Reading RDB preamble from AOF file...' : 'Reading RDB base file on AOF loading...',
    )
    this.preamble = new RdbLoader(server, text, { file: name, preamble: true })
  }

  private openCommands(from: number, rested: boolean): void {
    const { server, name, text } = this
    const more = new LaterParts(server.system.disk, aofPath(server, name))
    // Without costs no time has passed in which a client could have come.
    const reader = new AofReader(text, from, more)
    this.commands = new FileLoader(server, name, reader, rested || !server.charging)
    this.preamble = undefined
  }

  /** Bytes that are read. */
  get at(): number {
    return this.commands?.at ?? this.preamble?.at ?? 0
  }

  /** Undefined: there is more. */
  step(rests: boolean): LoadResult | undefined {
    const result = this.preamble === undefined ? this.replay(rests) : this.readPreamble(rests)
    if (result === undefined) return undefined
    const { server, kind, name, last, startedAt } = this
    if (result === 'ok' || (result === 'truncated' && last)) {
      const took = seconds(server.system.now() - startedAt)
      server.log.notice(`DB loaded from ${kind} file ${name}: ${took} seconds`)
    }
    if (result === 'truncated' && !last) {
      server.log.warning('Fatal error: the truncated file is not the last file')
      return 'failed'
    }
    return result === 'empty' && kind === 'incr' ? 'ok' : result
  }

  /** The snapshot a file begins with, and what follows it. */
  private readPreamble(rests: boolean): LoadResult | undefined {
    const { name, old } = this
    const { log } = this.server
    const outcome = this.preamble!.step(rests)
    if (outcome === undefined) return undefined
    if (outcome.ended) return 'failed'
    if (!outcome.ok) {
      log.warning(
        old
          ? `Error reading the RDB preamble of the AOF file ${name}, AOF loading aborted`
          : `Error reading the RDB base file ${name}, AOF loading aborted`,
      )
      return 'failed'
    }
    if (old) log.notice('Reading the remaining AOF tail...')
    this.openCommands(outcome.end, false)
    return this.replay(rests)
  }

  private replay(rests: boolean): LoadResult | undefined {
    const { commands, server, name, size } = this
    if (commands === undefined) return this.nothing()
    const result = commands.step(rests)
    if (result !== undefined && result !== 'failed' && server.system.tracing) {
      const truncatedAt = result === 'truncated' ? commands.truncatedAt : null
      server.trace({ type: 'aof.loaded', file: name, commands: commands.commands, size: size!, truncatedAt })
    }
    return result
  }

  /** There is nothing to be read, for whatever reason. */
  private nothing(): LoadResult {
    const { server, name, size } = this
    if (size === 0) return 'empty'
    if (size === undefined) {
      server.log.warning(`The append log file ${name} doesn't exist: ${errnoText('ENOENT')}`)
      return 'missing'
    }
    server.log.warning(`Fatal error: can't open the append log file ${name} for reading: ${errnoText('EIO')}`)
    return 'failed'
  }
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

/** Loads what the manifest lists (loadAppendOnlyFiles). `aof.manifest` has been read. Plain data. */
class FilesLoad {
  private readonly server: RedisServer
  private files: readonly AofFileInfo[] = []
  private index = 0
  private part: PartLoad | undefined
  /** Bytes of the files before this one. */
  private before = 0
  total = 0
  private baseSize = 0
  /** Known before any file is read. */
  private early: LoadResult | undefined

  constructor(server: RedisServer) {
    this.server = server
    this.early = this.open()
    if (this.early === undefined) this.openPart()
  }

  private open(): LoadResult | undefined {
    const { server } = this
    const { aof } = server
    if (hasOldFile(server) && !takeOverOldFile(server)) return 'failed'
    this.files = loadedFiles(aof.manifest)
    if (this.files.length === 0) return 'missing'
    for (const { name } of this.files) {
      const size = aofFileSize(server, name)
      if (size === undefined) return 'failed'
      this.total += size
    }
    if (this.total === 0) return 'empty'
    const { base } = aof.manifest
    if (base !== undefined) this.baseSize = aofFileSize(server, base.name)!
    return undefined
  }

  private openPart(): void {
    const { server, files, index } = this
    const place = { first: index === 0, last: index === files.length - 1 }
    this.part = new PartLoad(server, files[index]!, place)
  }

  /** Bytes that are read. */
  get loaded(): number {
    return this.before + (this.part?.at ?? 0)
  }

  /** Undefined: there is more. */
  step(rests: boolean): LoadResult | undefined {
    for (;;) {
      if (this.early !== undefined) return this.early
      const result = this.part!.step(rests)
      if (result === undefined || result === 'failed') return result
      if (++this.index === this.files.length) return this.done(result)
      this.before += this.part!.at
      this.openPart()
    }
  }

  private done(result: LoadResult): LoadResult {
    const { aof } = this.server
    aof.currentSize = this.total
    aof.rewrite.baseSize = this.baseSize
    return result
  }
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

/** loadDataFromDisk with appendonly yes. */
export class AppendOnlyLoad implements LoadTask {
  private readonly server: RedisServer
  private readonly startedAt: number
  private readonly files: FilesLoad

  constructor(server: RedisServer) {
    this.server = server
    this.startedAt = server.system.now()
    this.files = new FilesLoad(server)
  }

  get total(): number {
    return this.files.total
  }

  get loaded(): number {
    return this.files.loaded
  }

  step(): LoadState {
    const { server, files, startedAt } = this
    const result = files.step(true)
    if (result === undefined) return 'more'
    if (result === 'failed') return 'failed'
    if (result !== 'missing') {
      const took = seconds(server.system.now() - startedAt)
      server.log.notice(`DB loaded from append only file: ${took} seconds`)
    }
    return 'done'
  }
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
  const result = new FilesLoad(server).step(false)
  server.dirty = 0
  return result === 'ok' || result === 'empty'
}
