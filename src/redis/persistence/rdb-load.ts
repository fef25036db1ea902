/** Reading a snapshot into the databases (rdb.c: rdbLoadRio). */
import { crc64 } from '../../bytes/crc64.ts'
import { formatFixed } from '../../bytes/printf.ts'
import { toLower } from '../../bytes/bytestrings.ts'
import { checkFile, readVersion, TERMINATING } from '../../formats/rdb/check.ts'
import { RdbFailure, failureText, unexpectedEnd } from '../../formats/rdb/failure.ts'
import { Opcode, RDB_HEADER, RDB_MAGIC, RDB_VERSION } from '../../formats/rdb/format.ts'
import { readLibrary } from '../../formats/rdb/library.ts'
import { moduleName, readObject } from '../../formats/rdb/objects.ts'
import type { ReadObjectOptions } from '../../formats/rdb/objects.ts'
import { RdbReader } from '../../formats/rdb/reader.ts'
import { Client } from '../clients/client.ts'
import { CommandError } from '../command/errors.ts'
import { cString } from '../config/ctext.ts'
import type { Database } from '../keyspace/database.ts'
import { costs } from '../server/costs.ts'
import type { RedisServer } from '../server/server.ts'
import { loadValue, readOptions } from './values.ts'
import { setUsage } from './usage.ts'

export interface LoadOptions {
  /** The file's name in `dir`, for redis-check-rdb to look at when something is wrong with it. */
  readonly file: string
  /** It is the beginning of an append-only log: keys that have expired are loaded too. */
  readonly preamble?: boolean
  /** Keys that are there already give way (DEBUG RELOAD MERGE). */
  readonly merge?: boolean
  /** A client asked for it: an error is answered, and the server goes on. */
  readonly client?: Client
}

/** The place in a replication stream a file tells of. */
export interface LoadedReplication {
  database: number
  id: string | undefined
  offset: number
}

export interface LoadOutcome {
  /** Whether all of it was loaded. If not, the log says why. */
  readonly ok: boolean
  /** The process has ended. */
  readonly ended: boolean
  /** The offset after the snapshot. */
  readonly end: number
  readonly replication: LoadedReplication
}

/** Empty collections the log names; versions before 6.2 could leave some. */
const NAMED_EMPTY = 10
const REPLICATION_ID = 40
/** Where a wrong checksum is reported. */
const CHECKSUM_LINE = 3225
/** What a process exits with that called abort(). */
const ABORTED = 134

/** Ends the loading: the process is to exit with this status (undefined: it goes on, and the load has failed). */
class Stop {
  readonly status: number | undefined
  constructor(status?: number) {
    this.status = status
  }
}

/** atoi and strtoll as far as they matter here. */
const integerOf = (text: string): number => {
  const digits = /^\s*[+-]?\d+/.exec(text)
  return digits === null ? 0 : Number(digits[0])
}

/** What keys or commands of a file cost, µs each, and `key-load-delay` for each of them. */
export const chargeKeys = (server: RedisServer, count: number, cost: number): void => {
  const { keyLoadDelay: delay } = server.config.values
  // A negative delay is a microsecond for every so many keys.
  const wait = count * (delay >= 0 ? delay : 1 / -delay)
  if (server.charging) server.system.work(count * cost + wait)
  else if (server.loading !== undefined) server.loading.owed += wait
}

/** FUNCTION LOAD; the words against it without the code in front, or undefined. */
const loadLibrary = (server: RedisServer, code: string, replace: boolean): string | undefined => {
  const argv = replace ? ['FUNCTION', 'LOAD', 'REPLACE', code] : ['FUNCTION', 'LOAD', code]
  const client = new Client(server, 0, { address: '', localAddress: '' })
  client.reply.muted = true
  const { dirty } = server
  try {
    server.commands.lookup(argv)?.run?.(client, argv)
  } catch (refusal) {
    if (!(refusal instanceof CommandError)) throw refusal
    return refusal.text.slice(refusal.text.indexOf(' ') + 1)
  } finally {
    server.dirty = dirty
  }
  return undefined
}

/** Reads a snapshot, all at once or with rests in which the server hears its clients. Plain data. */
export class RdbLoader {
  private readonly server: RedisServer
  private readonly reader: RdbReader
  private readonly options: LoadOptions
  private readonly objects: ReadObjectOptions
  /** Unix time, ms: what has expired by now is not loaded. */
  private readonly now: number
  private db: Database
  /** Of the file's format; 0: its header has not been read. */
  private version = 0
  private expireAt: number | bigint | undefined
  private idle: number | bigint | undefined
  private frequency: number | undefined
  private loaded = 0
  private expired = 0
  private empty = 0
  /** Keys whose cost was charged. */
  private paid = 0
  /** What is against the file, as the log has it. */
  private why = ''
  readonly replication: LoadedReplication = { database: -1, id: undefined, offset: -1 }

  constructor(server: RedisServer, text: string, options: LoadOptions) {
    this.server = server
    this.reader = new RdbReader(text)
    this.options = options
    this.objects = readOptions(server, undefined)
    this.now = server.milliseconds
    this.db = server.databases[0]!
  }

  /** Bytes that are read. */
  get at(): number {
    return this.reader.at
  }

  /**
   * Reads on: to the end, or `rests` to where Redis would look at its clients. What cannot be loaded ends the server
   * as in Redis, unless a client asked for it. Undefined: there is more.
   */
  step(rests: boolean): LoadOutcome | undefined {
    const { replication } = this
    try {
      if (!this.read(rests)) return undefined
      this.tell(true)
      return { ok: true, ended: false, end: this.reader.at, replication }
    } catch (error) {
      if (!(error instanceof Stop)) throw error
      this.tell(false)
      const ended = error.status !== undefined
      if (ended) this.server.system.exit(error.status!)
      return { ok: false, ended, end: 0, replication }
    }
  }

  /** False: there is more. Throws a Stop. */
  private read(rests: boolean): boolean {
    try {
      if (this.version === 0) this.version = this.header()
      const whole = this.items(rests ? this.nextRest : Infinity)
      this.charge()
      this.server.persistence.loaded = { keys: this.loaded, expired: this.expired }
      if (!whole) return false
      if (this.version >= 5) this.checksum()
    } catch (error) {
      if (!(error instanceof RdbFailure)) throw error
      this.fail(error)
    }
    this.done()
    return true
  }

  /** rdbLoadProgressCallback: clients are served when a multiple of so many bytes is passed. */
  private get nextRest(): number {
    const { loadingProcessEventsIntervalBytes: interval } = this.server.config.values
    return interval * (Math.floor(this.reader.at / interval) + 1)
  }

  /** Reads items until one ends at `until` or beyond, or to the end (true). */
  private items(until: number): boolean {
    const { reader } = this
    while (this.item()) if (reader.at >= until) return false
    return true
  }

  private charge(): void {
    const keys = this.loaded + this.expired + this.empty
    chargeKeys(this.server, keys - this.paid, costs.loadKey)
    this.paid = keys
  }

  /** A warning that says why loading ends; the first one counts. */
  private warn(text: string): void {
    if (this.why === '') this.why = text
    this.server.log.warning(text)
  }

  private header(): number {
    const head = this.reader.raw(RDB_HEADER)
    const version = readVersion(head)
    const { log } = this.server
    if (!head.startsWith(RDB_MAGIC)) {
      this.warn('Wrong signature trying to load DB from file')
    } else if (version < 1 || version > RDB_VERSION) {
      this.warn(`Can't handle RDB format version ${version}`)
    } else {
      return version
    }
    if (this.options.client === undefined && this.options.preamble !== true) {
      log.warning('Fatal error loading the DB: Invalid argument. Exiting.')
      throw new Stop(1)
    }
    throw new Stop()
  }

  /** One opcode, or a key with its value; false at the end. */
  private item(): boolean {
    const { reader } = this
    const type = reader.byte()
    switch (type) {
      case Opcode.expireTime:
        this.expireAt = reader.seconds() * 1000
        break
      case Opcode.expireTimeMs:
        this.expireAt = reader.milliseconds()
        break
      case Opcode.freq:
        this.frequency = reader.byte()
        break
      case Opcode.idle:
        this.idle = reader.length()
        break
      case Opcode.eof:
        return false
      case Opcode.selectDb:
        this.select(reader.length())
        break
      case Opcode.resizeDb:
        this.resize(reader.count(), reader.count())
        break
      case Opcode.aux:
        this.aux(reader.string(), reader.string())
        break
      case Opcode.moduleAux:
        this.moduleAux()
        break
      case Opcode.function2:
      case Opcode.functionBeforeGa:
        this.library(type)
        break
      default:
        this.entry(type)
    }
    return true
  }

  private select(id: number | bigint): void {
    const { databases } = this.server
    const db = databases[Number(id)]
    if (db === undefined) {
      this.warn(
        `FATAL: Data file was created with a Redis server configured to handle more than ${databases.length} databases. Exiting`,
      )
      throw new Stop(1)
    }
    this.db = db
  }

  /** Tables are made large enough at once, but for no more keys than the rest of the file could hold. */
  private resize(keys: number, expires: number): void {
    const most = this.reader.end - this.reader.at
    this.db.dict.expand(Math.min(keys, most))
    this.db.expires.expand(Math.min(expires, most))
  }

  private aux(name: string, value: string): void {
    const { log } = this.server
    if (name.startsWith('%')) {
      log.notice(`RDB '${cString(name)}': ${cString(value)}`)
      return
    }
    switch (toLower(cString(name))) {
      case 'repl-stream-db':
        this.replication.database = integerOf(value)
        break
      case 'repl-id':
        if (value.length === REPLICATION_ID) this.replication.id = value
        break
      case 'repl-offset':
        this.replication.offset = integerOf(value)
        break
      case 'redis-ver':
        log.notice(`Loading RDB produced by version ${cString(value)}`)
        break
      case 'ctime':
        log.notice(`RDB age ${Math.max(0, Math.floor(this.server.now / 1e6) - integerOf(value))} seconds`)
        break
      case 'used-mem':
        if (this.server.loading !== undefined) this.server.loading.rdbUsedMemory = integerOf(value)
        log.notice(`RDB memory usage when created ${formatFixed(integerOf(value) / (1024 * 1024), 2)} Mb`)
        break
      case 'aof-preamble':
        if (integerOf(value) !== 0) log.notice('RDB has an AOF tail')
        break
      case 'aof-base':
        if (integerOf(value) !== 0) log.notice('RDB is base AOF')
        break
      case 'lua':
      case 'redis-bits':
        break
      default:
        log.debug(`Unrecognized RDB AUX field: '${cString(name)}'`)
    }
  }

  private moduleAux(): void {
    const { reader } = this
    const id = BigInt(reader.length())
    const opcode = reader.count()
    reader.count()
    if (opcode !== 2) {
      this.report(new RdbFailure('bad when_opcode', 3066))
      throw new RdbFailure()
    }
    this.warn(`The RDB file contains AUX module data I can't load: no matching module '${moduleName(id)}'`)
    throw new Stop(1)
  }

  private library(opcode: number): void {
    const { server, reader, options } = this
    const read = readLibrary(reader, opcode)
    const error = 'error' in read ? read.error : loadLibrary(server, read.code, options.merge === true)
    if (error === undefined) return
    this.warn(`Failed loading library, ${error}`)
    throw new RdbFailure()
  }

  // ---- keys -------------------------------------------------------------------------------------

  private entry(type: number): void {
    const { reader, server } = this
    const key = reader.string()
    const object = readObject(reader, type, this.objects)
    if (object === undefined) {
      if (this.empty++ < NAMED_EMPTY) server.log.warning(`rdbLoadObject skipping empty key: ${cString(key)}`)
    } else if (this.hasExpired()) {
      this.expired++
    } else {
      this.add(key, object)
    }
    this.expireAt = undefined
    this.idle = undefined
    this.frequency = undefined
  }

  private hasExpired(): boolean {
    const { expireAt, now, options } = this
    return options.preamble !== true && expireAt !== undefined && expireAt !== -1 && expireAt < now
  }

  private add(key: string, object: Parameters<typeof loadValue>[1]): void {
    const { db, server, expireAt } = this
    if (db.dict.has(key)) {
      if (this.options.merge !== true) this.duplicate(key)
      db.remove(key)
    }
    const entry = db.addLoaded(key, loadValue(server, object))
    if (expireAt !== undefined && expireAt !== -1) db.expire(entry, expireAt)
    setUsage(server, entry, { idle: this.idle, frequency: this.frequency })
    if (server.system.tracing) server.telling.keyModified(db, key)
    this.loaded++
  }

  private duplicate(key: string): never {
    const { log } = this.server
    this.warn(`RDB has duplicated key '${cString(key)}' in DB ${this.db.id}`)
    log.warning('------------------------------------------------')
    log.warning('!!! Software Failure. Press left mouse button to continue')
    log.warning('Guru Meditation: Duplicated key found in RDB file #rdb.c:3184')
    log.warning('------------------------------------------------')
    throw new Stop(ABORTED)
  }

  // ---- the end ----------------------------------------------------------------------------------

  private checksum(): void {
    const { reader, server } = this
    const { at } = reader
    const found = reader.unsigned64()
    if (!server.config.values.rdbchecksum || server.debug.skipsChecksums) return
    if (found === 0n) {
      server.log.warning('RDB file was saved with checksum disabled: no check performed.')
      return
    }
    const expected = crc64(reader.text.slice(0, at))
    if (found === expected) return
    server.log.warning(
      `Wrong RDB checksum expected: (${expected.toString(16)}) but got (${found.toString(16)}). Aborting now.`,
    )
    throw new RdbFailure('RDB CRC error', CHECKSUM_LINE)
  }

  private done(): void {
    const { server, loaded, expired, empty } = this
    const keys = `Done loading RDB, keys loaded: ${loaded}, keys expired: ${expired}`
    if (empty > 0) server.log.warning(`${keys}, empty keys skipped: ${empty}.`)
    else server.log.notice(`${keys}.`)
  }

  /** What became of the file, for those who watch. */
  private tell(ok: boolean): void {
    const { server, options, reader, loaded, expired, why } = this
    const { file } = options
    if (!server.system.tracing) return
    if (ok) server.trace({ type: 'rdb.loaded', file, size: reader.end, keys: loaded, expired })
    else server.trace({ type: 'rdb.refused', file, why, offset: reader.at })
  }

  private fail(failure: RdbFailure): never {
    if (failure.text !== undefined) this.report(failure)
    if (failure.line !== CHECKSUM_LINE) {
      this.server.log.warning('Short read or OOM loading DB. Unrecoverable error, aborting now.')
      this.report(unexpectedEnd())
    }
    throw new Stop()
  }

  /** rdbReportError: the log gets it, and a server that starts shows what is wrong with the file and ends. */
  private report(failure: RdbFailure): void {
    const { server, options, reader } = this
    const { log, system, config } = server
    const interval = config.values.loadingProcessEventsIntervalBytes
    if (this.why === '') this.why = failure.text!
    const text = failureText(failure, Math.floor(reader.at / interval) * interval)
    if (options.client !== undefined) {
      log.verbose(text)
      return
    }
    log.warning(text)
    const { hashMaxListpackEntries, hashMaxListpackValue, rdbchecksum: checksum } = config.values
    const { file } = options
    const limits = { hashMaxListpackEntries, hashMaxListpackValue }
    const bytes = system.disk.read(server.persistence.path(file))
    const check = checkFile(bytes, { file, now: server.milliseconds, checksum, ...limits })
    system.write(check.output)
    if (check.terminated) log.warning(TERMINATING)
    throw new Stop(check.status)
  }
}

/** Loads a snapshot in one go. */
export const loadRdb = (server: RedisServer, text: string, options: LoadOptions): LoadOutcome =>
  new RdbLoader(server, text, options).step(false)!
