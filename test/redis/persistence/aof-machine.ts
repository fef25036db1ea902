/** A machine with a redis-server whose append-only file is on: to write, crash and start again. */
import { datasetDigest } from '../../../src/redis/introspection/digest.ts'
import type { RedisServer } from '../../../src/redis/server/server.ts'
import type { Disk } from '../../../src/world/disk/disk.ts'
import type { DiskTiming } from '../../../src/world/process.ts'
import type { Harness, HarnessClient, HarnessOptions } from '../harness.ts'
import { startRedis } from '../harness.ts'

export const DIRECTORY = 'appendonlydir'
export const MANIFEST = `${DIRECTORY}/appendonly.aof.manifest`
export const incrName = (seq: number): string => `appendonly.aof.${seq}.incr.aof`
export const incrPath = (seq: number): string => `${DIRECTORY}/${incrName(seq)}`

export class Machine {
  readonly redis: Harness
  /** What the server is started with, the next time too. */
  readonly config: Record<string, string>
  log = ''
  private client: HarnessClient | undefined

  constructor(config: HarnessOptions['config'] = {}, options: { seed?: string; timing?: DiskTiming } = {}) {
    this.config = { appendonly: 'yes', 'enable-debug-command': 'yes', ...config }
    this.redis = startRedis({
      config: this.config,
      charging: true,
      ...(options.seed === undefined ? {} : { seed: options.seed }),
    })
    this.redis.world.outside!.output = (_process, data) => {
      this.log += data
    }
    if (options.timing !== undefined) this.disk.timing = options.timing
  }

  get disk(): Disk {
    return this.redis.world.host('server').disk as Disk
  }

  get server(): RedisServer {
    return this.redis.server
  }

  /** True while the server runs. */
  get alive(): boolean {
    return this.redis.world.byName.get('server')?.alive === true
  }

  /** Commands of one client, one after the other; the last reply, once it has come. */
  run(...lines: string[]): string {
    let reply = ''
    this.client ??= this.redis.client()
    for (const line of lines) reply = this.client.command(line)
    return reply
  }

  /** Lets seconds of virtual time pass. */
  wait(seconds: number): void {
    this.redis.advance(seconds * 1000)
  }

  read(path: string): string {
    return this.disk.read(path) ?? ''
  }

  /** Files of the append-only directory. */
  get files(): string[] {
    return this.disk.list(DIRECTORY) ?? []
  }

  /** Lines of the log, without process id and date. */
  get lines(): string[] {
    return this.log
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.replace(/^\d+:[MC] \d\d \w{3} \d{4} [\d:.]+ /, ''))
  }

  info(field: string): string {
    const text = this.redis.client().command('INFO persistence')
    return new RegExp(`^${field}:(.*)\r$`, 'm').exec(text)?.[1] ?? ''
  }

  get digest(): string {
    return datasetDigest(this.server.databases)
  }

  kill(): void {
    this.redis.world.signal(this.redis.world.byName.get('server')!.pid, 'KILL')
    this.redis.world.runUntil(this.redis.world.now)
  }

  cutPower(): void {
    this.redis.world.input({ kind: 'power', host: 'server' })
    this.redis.world.runUntil(this.redis.world.now)
  }

  /** Starts the server again on what the disk holds. */
  restart(): void {
    this.log = ''
    this.redis.clients.clear()
    this.client = undefined
    this.redis.world.spawn({ host: 'server', program: 'redis-server', name: 'server' })
    this.redis.advance(10)
  }
}
