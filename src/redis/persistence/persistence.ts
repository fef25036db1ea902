/**
 * What a server knows of its saves: changes since the last one, the child that is at work, save points, and
 * why writes are refused (rdb.c, server.c: serverCron, checkChildrenDone).
 */
import { errors } from '../command/errors.ts'
import type { Entry } from '../keyspace/entry.ts'
import { entryBytes } from '../introspection/memory.ts'
import { residency } from '../introspection/residency.ts'
import { costs } from '../server/costs.ts'
import type { RedisServer } from '../server/server.ts'
import type { ActiveChild, ChildOwner, ChildTask } from './child.ts'
import { SavingChild } from './child.ts'
import { CopyOnWrite } from './copy-on-write.ts'
import type { FrozenWriter } from './frozen.ts'
import { dueSavePoint } from './save-points.ts'
import type { SavePoint } from './save-points.ts'

/** After a failed BGSAVE so many seconds pass until the next (CONFIG_BGSAVE_RETRY_DELAY). */
const RETRY_SECONDS = 5
/** What a child called off by its parent exits with in the log of events: SIGUSR1. */
const SIGUSR1 = 10
/** The shell's way to say "killed by a signal". */
const KILLED = 128

export class Persistence implements ChildOwner {
  readonly server: RedisServer
  child: ActiveChild | undefined
  /** Unix seconds of the last save that succeeded, and of the last BGSAVE that was tried. */
  lastSave: number
  private lastTry = 0
  status: 'ok' | 'err' = 'ok'
  /** Seconds the last BGSAVE took; -1: there was none. */
  lastSeconds = -1
  /** BGSAVE SCHEDULE while another child is at work. */
  scheduled = false
  /** Snapshots that were begun. */
  saves = 0
  /** Bytes copied on write by the last child of each kind. */
  lastCow = { rdb: 0, aof: 0 }
  /** Of the data set loaded at start (INFO rdb_last_load_keys_…). */
  loaded = { keys: 0, expired: 0 }
  private told = ''
  private toldPolicy = ''

  constructor(server: RedisServer) {
    this.server = server
    this.lastSave = this.seconds
  }

  private get seconds(): number {
    return Math.floor(this.server.now / 1e6)
  }

  /** The full path of a file in `dir`. */
  path(name: string): string {
    if (name.startsWith('/')) return name
    const { dir } = this.server.config.values
    return dir.endsWith('/') ? dir + name : `${dir}/${name}`
  }

  // ---- children -------------------------------------------------------------------------------

  /**
   * redisFork and what follows: starts a child on this task. Undefined when the kernel refuses; the log says
   * so. Only one child at a time: the caller has looked.
   */
  startChild(task: ChildTask, point?: SavePoint): number | undefined {
    const { server } = this
    const { system, stats } = server
    const { used } = server.memory
    const took = Math.round(costs.fork + (used / (1024 * 1024)) * costs.forkMegabyte)
    // A server that was not told otherwise asks the kernel for ordinary pages (prctl(PR_SET_THP_DISABLE)).
    const huge = system.machine.hugePages && !server.config.values.disableThp
    const pages = new CopyOnWrite(used, huge, server.memory.bins)
    if (server.charging) system.work(took)
    const name = `${system.name}-${task.kind}-child`
    const pid = system.fork(name, (own) => new SavingChild(own, server, task, pages))
    if (pid === undefined) {
      if (system.tracing)
        server.trace({ type: 'fork.failed', kind: task.kind, why: 'Cannot allocate memory' })
      return undefined
    }
    stats.forks++
    stats.latestFork = took
    server.latency.note('fork', took)
    const changes = server.dirty
    const startedAt = server.now
    this.child = { pid, task, pages, startedAt, changes, exit: undefined, calledOff: false }
    if (system.tracing) {
      const { pageSize } = pages
      const shape = { keys: task.writer.keys, pages: pages.pages, pageSize, point: point ?? null }
      server.trace({ type: 'fork', kind: task.kind, pid, took, ...shape })
    }
    return pid
  }

  /** A page is copied when the parent writes to it, and the child keeps the old value. */
  beforeChange(entry: Entry): void {
    const { child, server } = this
    if (child === undefined || child.exit !== undefined) return
    child.task.writer.beforeChange(entry)
    const { pages } = child
    const copied = pages.touch(entry, entryBytes(entry))
    if (server.charging && copied > 0) {
      server.system.work((copied * pages.pageSize * costs.copyKilobyte) / 1024)
    }
  }

  /** The kernel says that a process this one started has ended (SIGCHLD). */
  onExit(pid: number, code: number): void {
    const { child } = this
    if (child?.pid === pid) child.exit = code
  }

  /** Calls the child off (killRDBChild, killAppendOnlyChild): its work is thrown away and counts as no failure. */
  callOff(): void {
    const { child, server } = this
    if (child === undefined) return
    child.calledOff = true
    child.exit = KILLED + SIGUSR1
    server.log.put(
      '#',
      `${child.pid}:signal-handler (${this.seconds}) Received SIGUSR1 in child, exiting now.`,
    )
    server.system.kill(child.pid, 'KILL')
    this.reap()
  }

  /** checkChildrenDone: acts on a child that has ended. */
  private reap(): void {
    const { child, server } = this
    if (child === undefined || child.exit === undefined) return
    const { kind, file } = child.task
    const { exit, pid, pages } = child
    const signal = exit > KILLED ? exit - KILLED : 0
    this.child = undefined
    this.lastCow[kind] = pages.bytes
    if (signal !== 0) server.system.disk.unlink(this.path(file.replace('<pid>', String(pid))))
    const took = server.now - child.startedAt
    if (server.system.tracing) {
      const ok = exit === 0
      server.trace({ type: 'child.ended', kind, pid, ok, signal, cow: pages.bytes, took })
    }
    child.task.owner.childDone(child, exit, signal)
  }

  // ---- snapshots ------------------------------------------------------------------------------

  /** rdbSaveBackground. False when it could not start. */
  startSave(writer: FrozenWriter, point?: SavePoint): boolean {
    const { server } = this
    const { dbfilename } = server.config.values
    this.lastTry = this.seconds
    this.saves++
    const pid = this.startChild(
      {
        kind: 'rdb',
        owner: this,
        writer,
        file: 'temp-<pid>.rdb',
        target: dbfilename,
        done: 'DB saved on disk',
      },
      point,
    )
    if (pid === undefined) {
      this.status = 'err'
      server.log.warning("Can't save in background: fork: Cannot allocate memory")
      return false
    }
    server.log.notice(`Background saving started by pid ${pid}`)
    return true
  }

  /** backgroundSaveDoneHandlerDisk. */
  childDone(child: ActiveChild, exit: number, signal: number): void {
    const { server } = this
    this.lastSeconds = Math.floor((server.now - child.startedAt) / 1e6)
    if (exit === 0) {
      server.log.notice('Background saving terminated with success')
      this.succeeded(child.changes, child.task.writer.keys, true)
    } else if (signal === 0) {
      server.log.warning('Background saving error')
      this.status = 'err'
    } else {
      server.log.warning(`Background saving terminated by signal ${signal}`)
      // Called off by ourselves it is no failure.
      if (!child.calledOff) this.status = 'err'
    }
    const file = exit === 0 ? this.path(server.config.values.dbfilename) : undefined
    server.replication?.replicas.snapshotDone(file)
  }

  /** A snapshot is on the disk; `changes`: what it holds of those since the save before. */
  succeeded(changes: number, keys: number, background = false): void {
    const { server } = this
    server.dirty -= changes
    this.lastSave = this.seconds
    this.status = 'ok'
    if (!server.system.tracing) return
    const file = this.path(server.config.values.dbfilename)
    const size = server.system.disk.size(file) ?? 0
    server.trace({ type: 'rdb.saved', file, size, keys, background })
  }

  /** Why writes are refused while the disk fails (writeCommandsDeniedByDiskError); undefined: they are not. */
  get writesDenied(): string | undefined {
    return this.refusesWrites ? errors.saveFailed().text : this.server.aof.misconf
  }

  /** True when writes are refused because the last BGSAVE failed (writeCommandsDeniedByDiskError). */
  get refusesWrites(): boolean {
    const { stopWritesOnBgsaveError, save } = this.server.config.values
    return this.status === 'err' && stopWritesOnBgsaveError && save.length > 0
  }

  // ---- the cron -------------------------------------------------------------------------------

  /** The part of serverCron that looks after children and save points. */
  cron(snapshot: () => FrozenWriter): void {
    const { server } = this
    const { aof } = server
    const rewriting = aof.state === 'off' ? aof.rewriting : aof.rewrite
    rewriting?.startScheduled()
    if (this.child !== undefined) {
      this.tellPages()
      this.reap()
    } else {
      const due = this.due()
      if (due !== undefined) {
        server.log.notice(`${due.changes} changes in ${due.seconds} seconds. Saving...`)
        this.startSave(snapshot(), due)
      }
      rewriting?.startGrown()
    }
    if (this.scheduled && this.child === undefined && this.mayTryAgain) {
      if (this.startSave(snapshot())) this.scheduled = false
    }
    this.tell()
  }

  private get mayTryAgain(): boolean {
    return this.status === 'ok' || this.seconds - this.lastTry > RETRY_SECONDS
  }

  private due(): SavePoint | undefined {
    const { save } = this.server.config.values
    if (save.length === 0 || !this.mayTryAgain) return undefined
    return dueSavePoint(save, this.server.dirty, this.seconds - this.lastSave)
  }

  private tellPages(): void {
    const { child, server } = this
    if (child === undefined || !server.system.tracing) return
    const pages = child.pages.takeFresh()
    const { copied, bytes } = child.pages
    if (pages.length > 0) server.trace({ type: 'pages.copied', pages, copied, bytes })
  }

  private tellPolicy(): void {
    const { server } = this
    const { appendonly: on, appendfsync: policy } = server.config.values
    const now = `${on} ${policy}`
    if (now === this.toldPolicy) return
    this.toldPolicy = now
    server.trace({ type: 'aof.policy', on, policy })
  }

  /** Changes since the last save, for those who watch. */
  tell(): void {
    const { server } = this
    if (!server.system.tracing) return
    this.tellPolicy()
    const { dirty: changes } = server
    const { lastSave, status, refusesWrites: refusing } = this
    const { save: points } = server.config.values
    const { rss } = residency(server, server.memory.used)
    const resident = rss + (this.child?.pages.bytes ?? 0)
    const { ram } = server.system.machine
    const state = { changes, lastSave, status, refusing, points, resident, ram }
    const now = JSON.stringify(state)
    if (now === this.told) return
    this.told = now
    server.trace({ type: 'changes', ...state })
  }
}
