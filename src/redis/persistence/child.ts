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
  /** The temporary file, by its full path; the child's pid stands where `<pid>` is. */
  readonly file: string
  /** Where the child itself moves the finished file to; undefined: the parent does that. */
  readonly target?: string
  /** Said in the log once the file is durable. */
  readonly done: string
}

/** Virtual µs of work in a slice, and between two slices at the gateway. */
const SLICE = 10_000
/** Keys in a slice at the gateway, where work costs nothing. */
const KEYS_A_SLICE = 5000
const MEGABYTE = 1024 * 1024

/** What a key costs while it is saved, µs: the calibrated cost, and `rdb-key-save-delay`. */
const keyCost = (server: RedisServer): number => {
  const { rdbKeySaveDelay: delay } = server.config.values
  // A negative delay is a microsecond for every so many keys.
  const wait = delay >= 0 ? delay : 1 / -delay
  return server.charging ? costs.saveKey + wait : wait
}

export class SavingChild implements Process {
  readonly system: System
  private readonly server: RedisServer
  private readonly task: ChildTask
  private readonly pages: CopyOnWrite
  private readonly file: string
  private begun = false

  constructor(system: System, server: RedisServer, task: ChildTask, pages: CopyOnWrite) {
    this.system = system
    this.server = server
    this.task = task
    this.pages = pages
    this.file = task.file.replace('<pid>', String(system.pid))
  }

  start(): void {
    this.slice()
  }

  onTimer(_kind: string, _args: Plain): void {
    this.slice()
  }

  /** SIGUSR1 is how a parent calls its child off; the rest end it as they end any program. */
  onSignal(): void {
    this.system.exit(1)
  }

  private slice(): void {
    if (!this.system.hasParent) {
      this.log('#', 'Child failed reporting info to parent, exiting. Broken pipe')
      this.system.exit(1)
      return
    }
    const { writer } = this.task
    const cost = keyCost(this.server)
    const before = writer.written
    const finished = writer.step(cost === 0 ? KEYS_A_SLICE : Math.max(1, Math.floor(SLICE / cost)))
    const keys = writer.written - before
    if (!this.put(writer.take())) return
    if (this.server.system.tracing) this.tell()
    if (finished) this.finish()
    else this.system.setTimer(keys * cost, 'slice')
  }

  private put(bytes: string): boolean {
    const { disk } = this.system
    const failure = this.begun ? disk.append(this.file, bytes) : disk.write(this.file, bytes)
    this.begun = true
    if (failure === undefined) return true
    this.fail('Write error saving DB on disk', failure)
    return false
  }

  private finish(): void {
    const { disk } = this.system
    this.system.work(disk.syncTime(this.file))
    const failure = disk.fsync(this.file)
    if (failure !== undefined) return this.fail('Write error saving DB on disk', failure)
    const { target } = this.task
    const refused = target === undefined ? undefined : disk.rename(this.file, target)
    if (refused !== undefined) {
      return this.fail(`Error moving temp DB file ${this.file} on the final destination ${target!}`, refused)
    }
    this.log('*', this.task.done)
    const name = this.task.kind === 'rdb' ? 'RDB' : 'AOF rewrite'
    const size = Math.floor(this.pages.bytes / MEGABYTE)
    this.log('*', `Fork CoW for ${name}: current ${size} MB, peak ${size} MB, average ${size} MB`)
    this.system.exit(0)
  }

  private fail(what: string, errno: string): void {
    this.log('#', `${what}: ${errnoText(errno)}`)
    this.system.disk.unlink(this.file)
    this.system.exit(1)
  }

  private tell(): void {
    const { kind, writer } = this.task
    const { pid, disk } = this.system
    const bytes = disk.size(this.file) ?? 0
    this.server.trace({ type: 'child.progress', kind, pid, keys: writer.written, of: writer.keys, bytes })
  }

  private log(mark: '*' | '#', text: string): void {
    const { pid } = this.system
    this.server.log.put(mark, `${pid}:C ${formatLogTime(this.system.now())} ${mark} ${text}`)
  }
}
