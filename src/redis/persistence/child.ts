/**
 * The process BGSAVE and BGREWRITEAOF fork: it turns the frozen data into a file, a slice at a time, while the
 * parent serves its clients (rdb.c: rdbSaveBackground, aof.c: rewriteAppendOnlyFileBackground).
 */
import { formatLogTime } from '../../bytes/dates.ts'
import type { Plain, Process, System } from '../../world/process.ts'
import { errnoText } from '../server/errno.ts'
import { costs } from '../server/costs.ts'
import type { RedisServer } from '../server/server.ts'
import type { CopyOnWrite } from './copy-on-write.ts'
import type { FrozenWriter } from './frozen.ts'
import { setProcessTitle } from '../server/title.ts'

/** Who is told, by the parent's cron, how a child ended. */
export interface ChildOwner {
  /** `exit`: 0 when it did its work. `signal`: what killed it, 0 if nothing did. */
  childDone(child: ActiveChild, exit: number, signal: number): void
}

export interface ActiveChild {
  readonly pid: number
  readonly task: ChildTask
  readonly pages: CopyOnWrite
  /** Virtual µs. */
  readonly startedAt: number
  /** Changes since the last save when it was forked. */
  readonly changes: number
  /** Set when the kernel told of its end; the cron acts on it. */
  exit: number | undefined
  /** The parent itself ended it. */
  calledOff: boolean
}

export interface ChildTask {
  readonly kind: 'rdb' | 'aof'
  readonly owner: ChildOwner
  readonly writer: FrozenWriter
  /** The temporary file in `dir`; the child's pid stands where `<pid>` is, here and in what follows. */
  readonly file: string
  /** What the child renames the finished file to. */
  readonly target?: string
  /** Said in the log once the file is durable; nothing where the file is only passed on. */
  readonly done?: string
}

/** Virtual µs of work in a slice, and between two slices at the gateway. */
const SLICE = 10_000
/** Keys in a slice at the gateway, where work costs nothing. */
const KEYS_A_SLICE = 5000
const MEGABYTE = 1024 * 1024

/** What a key costs while it is saved, µs: the calibrated cost, and `rdb-key-save-delay`. */
export const keyCost = (server: RedisServer): number => {
  const { rdbKeySaveDelay: delay } = server.config.values
  // A negative delay is a microsecond for every so many keys.
  const wait = delay >= 0 ? delay : 1 / -delay
  return server.charging ? costs.saveKey + wait : wait
}

/** What the log says of a save that fails in this function; the system's words follow. */
const writeFailed = ({ kind }: ChildTask, where: string): string =>
  kind === 'rdb' ? `Write error saving DB on disk(${where})` : 'Write error writing append only file on disk'
export const cannotOpen = ({ config }: RedisServer, file: string): string =>
  `Failed opening the temp RDB file ${file} (in server root dir ${config.values.dir}) for saving`
export const cannotMove = ({ config }: RedisServer, file: string, target: string): string =>
  `Error moving temp DB file ${file} on the final destination ${target} (in server root dir ${config.values.dir})`

export class SavingChild implements Process {
  readonly system: System
  private readonly server: RedisServer
  private readonly task: ChildTask
  private readonly pages: CopyOnWrite
  private readonly file: string
  /** The same with its directory. */
  private readonly path: string
  private written = false
  /** The slice that is being paid for is the last one. */
  private last = false

  constructor(system: System, server: RedisServer, task: ChildTask, pages: CopyOnWrite) {
    this.system = system
    this.server = server
    this.task = task
    this.pages = pages
    this.file = this.named(task.file)
    this.path = server.persistence.path(this.file)
  }

  private named(text: string): string {
    return text.replace('<pid>', String(this.system.pid))
  }

  start(): void {
    const title = this.task.kind === 'rdb' ? 'redis-rdb-bgsave' : 'redis-aof-rewrite'
    setProcessTitle(this.server, title, this.system)
    // The file is there before the first key is in it.
    if (this.put('')) this.slice()
  }

  onTimer(kind: string, _args: Plain): void {
    if (kind === 'slice') this.slice()
    else this.sliceDone()
  }

  /** SIGUSR1 is how a parent calls its child off; the rest end it as they end any program. */
  onSignal(): void {
    this.system.exit(1)
  }

  private get orphaned(): boolean {
    if (this.system.hasParent) return false
    this.log('#', 'Child failed reporting info to parent, exiting. Broken pipe')
    this.system.exit(1)
    return true
  }

  /** Turns some keys into bytes; they are in the file when what they cost has passed. */
  private slice(): void {
    if (this.orphaned) return
    const { writer } = this.task
    const cost = keyCost(this.server)
    const before = writer.written
    this.last = writer.step(cost === 0 ? KEYS_A_SLICE : Math.max(1, Math.floor(SLICE / cost)))
    const takes = (writer.written - before) * cost
    if (takes > 0) this.system.setTimer(takes, 'slice done')
    else this.sliceDone()
  }

  private sliceDone(): void {
    if (this.orphaned) return
    if (!this.put(this.task.writer.take())) return
    if (this.server.system.tracing) this.tell()
    if (this.last) this.finish()
    else this.system.setTimer(0, 'slice')
  }

  private put(bytes: string): boolean {
    const { disk } = this.system
    const failure = this.written ? disk.append(this.path, bytes) : disk.write(this.path, bytes)
    if (failure === undefined) {
      this.written = true
      return true
    }
    const { server, task, file } = this
    this.fail(this.written ? writeFailed(task, 'rdbSaveRio') : cannotOpen(server, file), failure)
    return false
  }

  private finish(): void {
    const { disk } = this.system
    this.system.work(disk.syncTime(this.path))
    const failure = disk.fsync(this.path)
    if (failure !== undefined) return this.fail(writeFailed(this.task, 'fsync'), failure)
    if (this.task.target !== undefined) {
      const target = this.named(this.task.target)
      const refused = disk.rename(this.path, this.server.persistence.path(target))
      if (refused !== undefined) return this.fail(cannotMove(this.server, this.file, target), refused)
    }
    if (this.task.done !== undefined) this.log('*', this.named(this.task.done))
    const name = this.task.kind === 'rdb' ? 'RDB' : 'AOF rewrite'
    const size = Math.floor(this.pages.bytes / MEGABYTE)
    this.log('*', `Fork CoW for ${name}: current ${size} MB, peak ${size} MB, average ${size} MB`)
    this.system.exit(0)
  }

  private fail(what: string, errno: string): void {
    this.log('#', `${what}: ${errnoText(errno)}`)
    this.system.disk.unlink(this.path)
    this.system.exit(1)
  }

  private tell(): void {
    const { kind, writer } = this.task
    const { pid, disk } = this.system
    const bytes = disk.size(this.path) ?? 0
    this.server.trace({ type: 'child.progress', kind, pid, keys: writer.written, of: writer.keys, bytes })
  }

  private log(mark: '*' | '#', text: string): void {
    const { pid } = this.system
    this.server.log.put(mark, `${pid}:C ${formatLogTime(this.system.now())} ${mark} ${text}`)
  }
}
