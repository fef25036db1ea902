/**
 * Rewriting the append-only file (aof.c: rewriteAppendOnlyFileBackground, backgroundRewriteDoneHandler): a child
 * writes the data set anew while the parent goes on in another incremental file. The parent's side is here.
 */
import { tempIncrName, withNewBase, withNewIncr, withRewrittenIncr } from '../../formats/aof/manifest.ts'
import { errnoText } from '../server/errno.ts'
import type { RedisServer } from '../server/server.ts'
import {
  aofFileSize,
  aofPath,
  dataPath,
  ensureAofDirectory,
  removeHistory,
  writeManifest,
} from './aof-files.ts'
import type { ActiveChild, ChildOwner } from './child.ts'
import type { FrozenWriter } from './frozen.ts'

/** From so many failures in a row on, automatic rewrites wait, minutes that double up to an hour. */
const FAILURES_MAX = 3
const DELAY_MAX = 60
/** Keys written at a time where the server itself writes. */
const KEYS_A_STEP = 1 << 20

export class RewriteState implements ChildOwner {
  private readonly server: RedisServer
  /** Asked for while another child is busy. */
  scheduled = false
  /** Seconds the last rewrite took; -1: there was none. */
  lastSeconds = -1
  status: 'ok' | 'err' = 'ok'
  /** Rewrites begun. */
  count = 0
  /** Failures since the last success. */
  failures = 0
  /** What the file measured after the last rewrite, or its base at start: growth is reckoned from it, bytes. */
  baseSize = 0
  private delayMinutes = 0
  /** Unix seconds before which none begins by itself; 0: no such limit. */
  private notBefore = 0

  constructor(server: RedisServer) {
    this.server = server
  }

  /** The child that rewrites now. */
  get child(): ActiveChild | undefined {
    const { child } = this.server
    return child?.task.kind === 'aof' ? child : undefined
  }

  /** Seconds the present rewrite has taken; -1: there is none. */
  get currentSeconds(): number {
    const { child, server } = this
    return child === undefined ? -1 : Math.floor((server.now - child.startedAt) / 1e6)
  }

  // ---- beginning ------------------------------------------------------------------------------

  /** Begins one (rewriteAppendOnlyFileBackground). `growth`: what made it begin by itself, percent. */
  start(growth: number | null = null): boolean {
    const { server } = this
    const { aof, log } = server
    if (server.child !== undefined) return false
    if (!ensureAofDirectory(server)) return this.cannotStart()
    aof.selectedDb = -1
    const { currentSize: current } = aof
    if (!aof.flush(true)) return false
    if (!this.openNewIncr()) return this.cannotStart()
    this.count++
    const pid = server.persistence.startChild({
      kind: 'aof',
      owner: this,
      writer: baseWriter(server),
      file: dataPath(server, 'temp-rewriteaof-<pid>.aof'),
      target: dataPath(server, 'temp-rewriteaof-bg-<pid>.aof'),
      done: 'Successfully created the temporary AOF base file temp-rewriteaof-bg-<pid>.aof',
    })
    if (pid === undefined) {
      log.warning("Can't rewrite append only file in background: fork: Cannot allocate memory")
      return this.cannotStart()
    }
    log.notice(`Background append only file rewriting started by pid ${pid}`)
    this.scheduled = false
    if (server.system.tracing) this.tellStarted(pid, growth, current)
    return true
  }

  /** Asked for while it can't begin: it does as soon as it can, failures or not. */
  schedule(): void {
    const { system } = this.server
    this.scheduled = true
    this.failures = 0
    if (system.tracing) this.server.trace({ type: 'aof.rewrite.scheduled' })
  }

  private cannotStart(): false {
    this.status = 'err'
    return false
  }

  private tellStarted(pid: number, growth: number | null, current: number): void {
    const { server } = this
    const { file, manifest } = server.aof
    const files = [...(manifest.base === undefined ? [] : [manifest.base]), ...manifest.incr]
    server.trace({
      type: 'aof.rewrite.started',
      pid,
      incr: file ?? null,
      growth,
      base: this.baseSize,
      current,
      files: files.map(({ name }) => ({
        file: name,
        size: server.system.disk.size(aofPath(server, name)) ?? 0,
      })),
    })
  }

  /** What is written from now on goes into the next incremental file (openNewIncrAofForAppend). */
  private openNewIncr(): boolean {
    const { server } = this
    const { aof, log, system, config } = server
    if (aof.state === 'off') return true
    const { appendfilename: filename } = config.values
    const waiting = aof.state === 'wait-rewrite'
    const manifest = waiting ? aof.manifest : withNewIncr(aof.manifest, filename)
    const name = waiting ? tempIncrName(filename) : manifest.incr.at(-1)!.name
    const why = system.disk.write(aofPath(server, name), '')
    if (why !== undefined) {
      log.warning(`Can't open the append-only file ${name}: ${errnoText(why)}`)
      return false
    }
    if (!waiting && !writeManifest(server, manifest)) return false
    log.notice(`Creating AOF incr file ${name} on background rewrite`)
    aof.closeFile()
    aof.openFile(name, 0)
    aof.manifest = manifest
    return true
  }

  // ---- the end --------------------------------------------------------------------------------

  /** backgroundRewriteDoneHandler. */
  childDone(child: ActiveChild, exit: number, signal: number): void {
    const { server } = this
    const { aof, log } = server
    if (!child.calledOff) {
      if (exit === 0) {
        log.notice('Background AOF rewrite terminated with success')
        this.succeed(child)
      } else {
        log.warning(
          signal === 0
            ? 'Background AOF rewrite terminated with error'
            : `Background AOF rewrite terminated by signal ${signal}`,
        )
        this.fail(child.pid, signal === 0 ? 'error' : `signal ${signal}`)
      }
    }
    const { disk } = server.system
    for (const name of ['temp-rewriteaof-bg', 'temp-rewriteaof']) {
      disk.unlink(dataPath(server, `${name}-${child.pid}.aof`))
    }
    if (child.calledOff) return
    if (aof.state === 'wait-rewrite') {
      aof.clearBuffer()
      const temp = tempIncrName(server.config.values.appendfilename)
      log.notice(`Removing the temp incr aof file ${temp} in the background`)
      disk.unlink(aofPath(server, temp))
    }
    this.lastSeconds = Math.floor(server.now / 1e6) - Math.floor(child.startedAt / 1e6)
    // It has to be tried again: without it the file can't be switched on.
    if (aof.state === 'wait-rewrite') this.scheduled = true
  }

  private fail(pid: number, why: string): void {
    this.status = 'err'
    this.failures++
    const { server, failures } = this
    if (server.system.tracing) {
      server.trace({ type: 'aof.rewrite.failed', pid, why, failures })
    }
  }

  /** The child's file becomes the base, and the manifest that says so replaces the old one. */
  private succeed({ pid, startedAt }: ActiveChild): void {
    const { server } = this
    const { aof, log, system, config } = server
    const { appendfilename: filename, aofUseRdbPreamble } = config.values
    const temp = `temp-rewriteaof-bg-${pid}.aof`
    let manifest = withNewBase(aof.manifest, filename, aofUseRdbPreamble)
    const { name: base } = manifest.base!
    const why = system.disk.rename(dataPath(server, temp), aofPath(server, base))
    if (why !== undefined) {
      const to = `${config.values.appenddirname}/${base}`
      log.warning(`Error trying to rename the temporary AOF base file ${temp} into ${to}: ${errnoText(why)}`)
      this.fail(pid, why)
      return
    }
    log.notice(`Successfully renamed the temporary AOF base file ${temp} into ${base}`)
    if (aof.state === 'wait-rewrite') {
      manifest = withNewIncr(manifest, filename)
      if (!this.nameIncr(manifest.incr.at(-1)!.name)) {
        system.disk.unlink(aofPath(server, base))
        this.fail(pid, 'rename')
        return
      }
    }
    manifest = withRewrittenIncr(manifest, aof.file !== undefined)
    if (!writeManifest(server, manifest)) {
      system.disk.unlink(aofPath(server, base))
      this.fail(pid, 'manifest')
      return
    }
    aof.manifest = manifest
    const size = aofFileSize(server, base) ?? 0
    if (aof.file !== undefined) this.countAnew(size)
    const removed = removeHistory(server)
    this.status = 'ok'
    this.failures = 0
    log.notice('Background AOF rewrite finished successfully')
    if (system.tracing) {
      server.trace({ type: 'aof.rewrite.done', pid, base, size, removed, took: server.now - startedAt })
    }
    if (aof.state === 'wait-rewrite') aof.setState('on')
  }

  /** The temporary incremental file of a server that is switching on gets its name. */
  private nameIncr(name: string): boolean {
    const { server } = this
    const { aof, log, system, config } = server
    const temp = tempIncrName(config.values.appendfilename)
    const why = system.disk.rename(aofPath(server, temp), aofPath(server, name))
    if (why !== undefined) {
      const { appenddirname: directory } = config.values
      log.warning(
        `Error trying to rename the temporary AOF incr file ${directory}/${temp} into ${directory}/${name}: ${errnoText(why)}`,
      )
      return false
    }
    log.notice(`Successfully renamed the temporary AOF incr file ${temp} into ${name}`)
    aof.renamed(name)
    return true
  }

  private countAnew(base: number): void {
    const { aof } = this.server
    aof.selectedDb = -1
    aof.currentSize = base + aof.incrSize
    this.baseSize = aof.currentSize
  }

  // ---- by itself ------------------------------------------------------------------------------

  /** aofRewriteLimited: after three failures it waits 1, 2, 4 … 60 minutes. */
  private limited(): boolean {
    if (this.failures < FAILURES_MAX) {
      this.delayMinutes = 0
      this.notBefore = 0
      return false
    }
    const { aof, log } = this.server
    if (this.notBefore !== 0) {
      if (aof.seconds < this.notBefore) return true
      this.notBefore = 0
      return false
    }
    this.delayMinutes = Math.min(DELAY_MAX, Math.max(1, this.delayMinutes * 2))
    this.notBefore = aof.seconds + this.delayMinutes * 60
    log.warning(
      `Background AOF rewrite has repeatedly failed and triggered the limit, will retry in ${this.delayMinutes} minutes`,
    )
    const { system } = this.server
    if (system.tracing) this.server.trace({ type: 'aof.rewrite.limited', minutes: this.delayMinutes })
    return true
  }

  /** The cron, before it looks after children: one that was put off begins. */
  startScheduled(): void {
    if (this.scheduled && this.server.child === undefined && !this.limited()) this.start()
  }

  /** The cron, when no child is at work: the file has grown as far as the configuration allows. */
  startGrown(): void {
    const { aof, child, config, log } = this.server
    const { autoAofRewritePercentage: percentage, autoAofRewriteMinSize: minimum } = config.values
    const { currentSize } = aof
    if (aof.state !== 'on' || child !== undefined || percentage === 0 || currentSize <= minimum) return
    const growth = Math.trunc((currentSize * 100) / (this.baseSize || 1)) - 100
    if (growth < percentage || this.limited()) return
    log.notice(`Starting automatic rewriting of AOF on ${growth}% growth`)
    this.start(growth)
  }
}

/** What writes a base in the form the configuration asks for. */
const baseWriter = (server: RedisServer): FrozenWriter =>
  server.config.values.aofUseRdbPreamble
    ? server.files.code().snapshot(server, { aofBase: true })
    : server.files.code().commands(server)

/** Writes a base at once, as a server that starts with nothing does (rewriteAppendOnlyFile). */
export const writeBase = (server: RedisServer, path: string): boolean => {
  const { system, log } = server
  const temp = dataPath(server, `temp-rewriteaof-${system.pid}.aof`)
  const writer = baseWriter(server)
  let text = ''
  for (let finished = false; !finished; text += writer.take()) finished = writer.step(KEYS_A_STEP)
  const unwritten = system.disk.write(temp, text) ?? system.disk.fsync(temp)
  if (unwritten !== undefined) {
    log.warning(`Write error writing append only file on disk: ${errnoText(unwritten)}`)
    system.disk.unlink(temp)
    return false
  }
  const why = system.disk.rename(temp, path)
  if (why === undefined) return true
  log.warning(`Error moving temp append only file on the final destination: ${errnoText(why)}`)
  system.disk.unlink(temp)
  return false
}
