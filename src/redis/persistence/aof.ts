/**
 * The append-only file of a running server (aof.c): commands gather in a buffer, which is written before the
 * replies leave and made durable as `appendfsync` says. Loading, rewriting and the manifest are in the files
 * beside this one. Plain data.
 */
import { encodeSelect, encodeTimestamp } from '../../formats/aof/encode.ts'
import { emptyManifest } from '../../formats/aof/manifest.ts'
import type { Manifest } from '../../formats/aof/manifest.ts'
import type { Plain } from '../../world/process.ts'
import { costs } from '../server/costs.ts'
import { errnoText } from '../server/errno.ts'
import type { PropagationSink } from '../server/propagation.ts'
import type { RedisServer } from '../server/server.ts'
import { AofBuffer } from './aof-buffer.ts'
import { aofPath } from './aof-files.ts'
import type { RewriteState } from './aof-rewrite.ts'

/** How long a write may wait for an fsync, seconds. */
const POSTPONED_MAX = 2
/** A failing write is logged at most this often, seconds (AOF_WRITE_LOG_ERROR_RATE). */
const ERROR_LOG_PERIOD = 30
/** Timers: the end of a background fsync. */
const SYNCED = 'aof.fsync'
const CLOSED = 'aof.close'
/** What the trace shows of a command. */
const SHOWN_ARGUMENTS = 16
const SHOWN_BYTES = 64

/** An fsync that another thread does. */
export interface BackgroundSync {
  readonly file: string
  /** Bytes of the file that will be durable. */
  readonly size: number
  /** Offset in the stream up to which it will be durable. */
  readonly to: number
  /** Virtual µs when it began, and how long it takes. */
  readonly started: number
  readonly takes: number
}

export class Aof implements PropagationSink {
  readonly server: RedisServer
  /** wait-rewrite: switched on while running, and the first rewrite is not over. */
  state: 'off' | 'on' | 'wait-rewrite' = 'off'
  manifest: Manifest = emptyManifest
  /** Name of the file that is written to; undefined: none is open. */
  file: string | undefined
  private readonly buffer = new AofBuffer()
  /** Database the last command in the stream was for; -1: the next one needs a SELECT. */
  selectedDb = -1
  /** Bytes of base and incremental files as far as this server counts them (aof_current_size). */
  currentSize = 0
  /** Of the file that is written to. */
  incrSize = 0
  /** What `incrSize` was when an fsync was last begun. */
  fsyncOffset = 0
  /** Unix seconds. */
  lastFsync: number
  /** Unix seconds since when a write waits for an fsync; 0: none does. */
  private postponedSince = 0
  /** Writes that waited in vain (aof_delayed_fsync). */
  delayed = 0
  /** Errno name of the write that failed; undefined: the last one went well. */
  writeError: string | undefined
  /** Errno name of a background fsync that failed. */
  fsyncError: string | undefined
  private lastErrorLog = -Infinity
  /** Unix seconds of the last annotation. */
  timestamp = 0
  /** The fsync that goes on in the background. */
  syncing: BackgroundSync | undefined
  /** Files that are synced in the background for the last time. */
  closing = 0
  /** Bytes appended, and written, since the server started: offsets in the stream for the trace. */
  appended = 0
  written = 0
  /** Up to where the stream is durable. */
  private durable = 0
  private toldSize = -1
  /** Commands of a file are being run again. */
  loading = false
  /** Undefined until there is a reason to have it. */
  rewriting: RewriteState | undefined

  constructor(server: RedisServer) {
    this.server = server
    this.lastFsync = Math.floor(server.now / 1e6)
  }

  /** How the file is written anew. */
  get rewrite(): RewriteState {
    return (this.rewriting ??= this.server.files.code().rewriting(this.server))
  }

  /** Unix seconds (server.unixtime). */
  get seconds(): number {
    return Math.floor(this.server.now / 1e6)
  }

  /** True when writes are refused because earlier ones failed; the error then. */
  get misconf(): string | undefined {
    const error = this.state === 'off' ? undefined : (this.writeError ?? this.fsyncError)
    return error === undefined ? undefined : `MISCONF Errors writing to the AOF file: ${errnoText(error)}`
  }

  /** Switches on or off; only a file that is on hears of changes. */
  setState(state: Aof['state']): void {
    const { propagation, system } = this.server
    this.state = state
    const others = propagation.sinks.filter((sink) => sink !== this)
    propagation.sinks = state === 'off' ? others : [...others, this]
    if (system.tracing) this.server.trace({ type: 'aof.state', state })
  }

  // ---- the buffer -----------------------------------------------------------------------------

  /** Bytes not written yet (aof_buffer_length). */
  get buffered(): number {
    return this.buffer.size
  }

  /** feedAppendOnlyFile. */
  feed(db: number, argv: readonly string[]): void {
    const { server, buffer } = this
    // Switched on while running: nothing is kept until there is a child whose work it completes.
    const kept = this.state === 'on' || this.rewrite.child !== undefined
    const before = buffer.size
    if (server.config.values.aofTimestampEnabled && this.timestamp < this.seconds) {
      this.timestamp = this.seconds
      if (kept) buffer.append(encodeTimestamp(this.timestamp))
    }
    if (db !== this.selectedDb) {
      if (kept) buffer.append(encodeSelect(db))
      this.selectedDb = db
    }
    if (!kept) return
    buffer.appendCommand(argv, server.currentClient?.query)
    const from = this.appended
    this.appended += buffer.size - before
    if (server.system.tracing) this.tellAppended(argv, from)
  }

  private tellAppended(argv: readonly string[], from: number): void {
    const shown = argv.slice(0, SHOWN_ARGUMENTS).map((word) => word.slice(0, SHOWN_BYTES))
    const client = this.server.currentClient?.id ?? null
    this.server.trace({ type: 'aof.append', client, argv: shown, from, to: this.appended })
  }

  /** What was appended and not written is forgotten. */
  clearBuffer(): void {
    this.buffer.clear()
    this.written = this.appended
  }

  // ---- writing --------------------------------------------------------------------------------

  /**
   * Writes the buffer and sees to its durability (flushAppendOnlyFile). `force`: an fsync in progress does not
   * put it off. False: the server has ended, since under `always` nothing unsaved may be answered.
   */
  flush(force = false): boolean {
    const { appendfsync: policy } = this.server.config.values
    if (this.buffered === 0) {
      const behind = this.fsyncOffset !== this.incrSize && this.seconds > this.lastFsync
      if (policy === 'everysec' && behind && this.syncing === undefined) this.syncAsConfigured(false)
      return true
    }
    const busy = policy === 'everysec' && this.syncing !== undefined
    if (busy && !force && this.postpone()) return true
    const written = this.write(busy)
    this.postponedSince = 0
    if (!written) return this.afterFailedWrite()
    return this.syncAsConfigured(busy)
  }

  /** True while the fsync that is running is waited for; after two seconds it no longer is. */
  private postpone(): boolean {
    const { log } = this.server
    if (this.postponedSince === 0) {
      this.postponedSince = this.seconds
      if (this.server.system.tracing) {
        this.server.trace({
          type: 'aof.postponed',
          file: this.file!,
          buffered: this.buffered,
          since: this.server.system.now(),
        })
      }
      return true
    }
    if (this.seconds - this.postponedSince < POSTPONED_MAX) return true
    this.delayed++
    log.notice(
      'Asynchronous AOF fsync is taking too long (disk is busy?). Writing the AOF buffer without waiting for fsync to complete, this may slow down Redis.',
    )
    if (this.server.system.tracing) {
      this.server.trace({ type: 'aof.delayed', file: this.file!, count: this.delayed })
    }
    return false
  }

  /** write(2) of the whole buffer; false when it failed, wholly or in part. */
  private write(busy: boolean): boolean {
    const { system, charging, latency, debug } = this.server
    if (debug.flushSleep > 0) system.sleep(debug.flushSleep)
    const started = system.now()
    const path = aofPath(this.server, this.file!)
    if (charging) this.chargeWrite(busy)
    let error: string | undefined
    let count = 0
    for (const piece of this.buffer.parts()) {
      error = system.disk.append(path, piece)
      if (error !== undefined) break
      count += piece.length
    }
    const took = system.now() - started
    latency.note(this.writeKind(busy), took)
    latency.note('aof-write', took)
    if (error !== undefined) {
      this.failed(error, Math.max(count, (system.disk.size(path) ?? 0) - this.incrSize))
      return false
    }
    this.wrote(count)
    return true
  }

  private writeKind(busy: boolean): 'aof-write-pending-fsync' | 'aof-write-active-child' | 'aof-write-alone' {
    if (busy) return 'aof-write-pending-fsync'
    return this.server.child === undefined ? 'aof-write-alone' : 'aof-write-active-child'
  }

  /** A write into a file that is being synced waits for the fsync's end (a model of what Linux does). */
  private chargeWrite(busy: boolean): void {
    const { system } = this.server
    system.work(costs.write + (this.buffered * costs.kilobyte) / 1024)
    const { syncing } = this
    if (busy && syncing !== undefined) {
      system.work(Math.max(0, syncing.started + syncing.takes - system.now()))
    }
  }

  private wrote(count: number): void {
    const { server } = this
    const from = this.written
    this.buffer.clear()
    this.written += count
    this.currentSize += count
    this.incrSize += count
    if (this.writeError !== undefined) {
      this.writeError = undefined
      server.log.warning('AOF write error looks solved, Redis can write again.')
      if (server.system.tracing)
        server.trace({ type: 'aof.error', file: this.file!, why: null, written: count })
    }
    if (server.system.tracing) {
      const to = this.written
      server.trace({ type: 'aof.write', file: this.file!, from, to, size: this.incrSize })
    }
  }

  /** Notes a failed write of which `count` bytes arrived, and takes those back if that is possible. */
  private failed(error: string, count: number): void {
    const { log, system } = this.server
    const tell = this.seconds - this.lastErrorLog > ERROR_LOG_PERIOD
    if (tell) this.lastErrorLog = this.seconds
    const warn = (text: string) => tell && log.warning(text)
    this.writeError = error
    if (count === 0) {
      warn(`Error writing to the AOF file: ${errnoText(error)}`)
    } else {
      this.writeError = 'ENOSPC'
      warn(`Short write while writing to the AOF file: (nwritten=${count}, expected=${this.buffered})`)
      const why = system.disk.truncate(aofPath(this.server, this.file!), this.incrSize)
      if (why !== undefined) {
        warn(
          `Could not remove short write from the append-only file.  Redis may refuse to load the AOF the next time it starts.  ftruncate: ${errnoText(why)}`,
        )
        this.dropWritten(count)
      }
    }
    if (system.tracing) {
      this.server.trace({ type: 'aof.error', file: this.file!, why: this.writeError, written: count })
    }
  }

  /** The first `count` bytes of the buffer are in the file for good. */
  private dropWritten(count: number): void {
    this.buffer.drop(count)
    this.written += count
    this.currentSize += count
    this.incrSize += count
  }

  private afterFailedWrite(): boolean {
    if (this.server.config.values.appendfsync !== 'always') return true
    this.server.log.warning(
      "Can't recover from AOF write error when the AOF fsync policy is 'always'. Exiting...",
    )
    this.server.system.exit(1)
    return false
  }

  // ---- durability -----------------------------------------------------------------------------

  /** After a write: the fsync that the policy wants now. False: the server has ended. */
  private syncAsConfigured(busy: boolean): boolean {
    const { config, child } = this.server
    const { appendfsync: policy, noAppendfsyncOnRewrite } = config.values
    if (noAppendfsyncOnRewrite && child !== undefined) return true
    if (policy === 'always') return this.syncNow()
    if (policy !== 'everysec' || this.seconds <= this.lastFsync) return true
    if (!busy) {
      this.syncInBackground(this.file!, this.incrSize, true)
      this.fsyncOffset = this.incrSize
    }
    this.lastFsync = this.seconds
    return true
  }

  /** fsync in the main thread, before anything is answered. */
  private syncNow(): boolean {
    const { system, charging, log, latency } = this.server
    const path = aofPath(this.server, this.file!)
    const started = system.now()
    const takes = system.disk.syncTime(path)
    this.tellSync(false, takes)
    const error = system.disk.fsync(path)
    if (error !== undefined) {
      log.warning(
        `Can't persist AOF for fsync error when the AOF fsync policy is 'always': ${errnoText(error)}. Exiting...`,
      )
      system.exit(1)
      return false
    }
    if (charging) system.work(takes)
    latency.note('aof-fsync-always', system.now() - started)
    this.fsyncOffset = this.incrSize
    this.lastFsync = this.seconds
    this.synced(this.file!, this.written, takes)
    return true
  }

  private tellSync(background: boolean, takes: number): void {
    if (!this.server.system.tracing) return
    const range = { from: this.durable, to: this.written }
    this.server.trace({ type: 'aof.fsync', file: this.file!, ...range, background, takes })
  }

  private synced(file: string, to: number, took: number): void {
    this.durable = Math.max(this.durable, to)
    if (this.server.system.tracing) this.server.trace({ type: 'aof.fsynced', file, to, took })
  }

  /** fsync in a thread of its own. On a real disk it is done at once. `counts`: later writes wait for it. */
  private syncInBackground(file: string, size: number, counts: boolean): void {
    const { system, charging } = this.server
    const path = aofPath(this.server, file)
    const takes = system.disk.syncTime(path)
    this.tellSync(true, takes)
    const job: BackgroundSync = { file, size, to: this.written, started: system.now(), takes }
    if (!charging) {
      this.finishSync(job)
      return
    }
    if (counts) this.syncing = job
    else this.closing++
    system.setTimer(takes, counts ? SYNCED : CLOSED, counts ? null : { ...job })
  }

  /** A background fsync has ended: of the file that is written to, or of one that was given up. */
  onTimer(kind: string, args: Plain): boolean {
    if (kind === SYNCED) {
      const job = this.syncing
      this.syncing = undefined
      if (job !== undefined) this.finishSync(job)
    } else if (kind === CLOSED) {
      this.closing--
      this.finishSync(args as unknown as BackgroundSync)
    } else return false
    return true
  }

  private finishSync({ file, size, to, takes }: BackgroundSync): void {
    const { system, log } = this.server
    const path = aofPath(this.server, file)
    // Renamed or deleted meanwhile: the descriptor would still have been good.
    const error = system.disk.exists(path) ? system.disk.syncTo(path, size) : undefined
    if (error === undefined) {
      this.fsyncError = undefined
      this.synced(file, to, takes)
      return
    }
    if (this.fsyncError === undefined) {
      log.warning(`Fail to fsync the AOF file: ${errnoText(error)}`)
    }
    this.fsyncError = error
  }

  /** The file is given up for another: its last fsync is done in the background (bioCreateCloseJob). */
  closeFile(): void {
    if (this.file === undefined) return
    this.syncInBackground(this.file, this.incrSize, false)
    this.lastFsync = this.seconds
    this.file = undefined
  }

  /** Writes go to this file from now on, which has `size` bytes, all of them durable. */
  openFile(name: string, size: number): void {
    this.file = name
    this.incrSize = size
    this.fsyncOffset = size
  }

  /** The file that is written to has another name now; an fsync that goes on is of the same file. */
  renamed(name: string): void {
    this.file = name
    if (this.syncing !== undefined) this.syncing = { ...this.syncing, file: name }
  }

  /** Everything is written and durable when this returns: switching off, SHUTDOWN. */
  flushAndSync(): void {
    if (!this.flush(true) || this.file === undefined) return
    const { system, log } = this.server
    const error = system.disk.fsync(aofPath(this.server, this.file))
    if (error !== undefined) {
      log.warning(`Fail to fsync the AOF file: ${errnoText(error)}`)
      return
    }
    this.fsyncOffset = this.incrSize
    this.lastFsync = this.seconds
    this.synced(this.file, this.written, 0)
  }

  /** The cron's part: a write that was put off, and one that failed (`again`: once a second). */
  cron(again: boolean): void {
    if (this.file === undefined) return
    if (this.postponedSince !== 0 && !this.flush()) return
    if (again && this.writeError !== undefined && !this.flush()) return
    this.tellSize()
  }

  /** Tells the trace how the files grow. */
  private tellSize(): void {
    const { system, config } = this.server
    if (!system.tracing || this.toldSize === this.currentSize || this.state !== 'on') return
    this.toldSize = this.currentSize
    this.server.trace({
      type: 'aof.size',
      current: this.currentSize,
      base: this.rewrite.baseSize,
      percentage: config.values.autoAofRewritePercentage,
      minimum: Number(config.values.autoAofRewriteMinSize),
    })
  }
}
