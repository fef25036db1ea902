/** A simulated redis-server alone in its world, driven over a wire from outside, for tests. */
import { splitArgs } from '../../src/bytes/quote.ts'
import { createServer } from '../../src/programs/redis-server.ts'
import type { RedisServer } from '../../src/redis/server/server.ts'
import { World } from '../../src/world/world.ts'
import type { Program } from '../../src/world/process.ts'

export interface HarnessOptions {
  /** redis.conf parameters, e.g. `{ 'hash-max-listpack-entries': '4' }`. */
  readonly config?: Readonly<Record<string, string>>
  readonly seed?: string
  /** Virtual costs on (off by default: time stands still unless advanced). */
  readonly charging?: boolean
  /** Files on the machine's disk, by path, before the server starts; byte strings. */
  readonly files?: Readonly<Record<string, string>>
  /** Events are kept from the start (`world.takeTrace`). */
  readonly traced?: boolean
}

/** What a server reads of a connection in one go, bytes. */
const READ_SIZE = 16 * 1024

/** One client connection. */
export class HarnessClient {
  readonly harness: Harness
  readonly connection: number
  received = ''
  closed = false

  constructor(harness: Harness) {
    this.harness = harness
    const connection = harness.world.connections.connectOutside('server', 6379, '127.0.0.1:50000')
    if (connection === undefined) throw new Error('connection refused')
    this.connection = connection
    harness.clients.set(connection, this)
    this.received = harness.greetings.get(connection) ?? ''
    this.closed = !harness.world.connections.network.ends.has(connection)
  }

  /** Sends raw bytes; returns what arrived at once. */
  sendRaw(bytes: string): string {
    const { world } = this.harness
    world.connections.deliver(this.connection, bytes)
    // A server reads a long query in parts.
    if (bytes.length > READ_SIZE) world.runUntil(world.now)
    return this.read()
  }

  send(argv: readonly string[]): string {
    return this.sendRaw(`*${argv.length}\r\n${argv.map((a) => `$${a.length}\r\n${a}\r\n`).join('')}`)
  }

  /** A line as typed into redis-cli. */
  command(line: string): string {
    return this.send(splitArgs(line)!)
  }

  /** Takes what has arrived. */
  read(): string {
    const data = this.received
    this.received = ''
    return data
  }

  close(): void {
    this.harness.world.connections.closeOutside(this.connection)
  }
}

export class Harness {
  readonly world: World
  readonly clients = new Map<number, HarnessClient>()
  /** What the server said to a client the moment it connected. */
  readonly greetings = new Map<number, string>()
  private first: HarnessClient | undefined
  /** What the server printed: its log. */
  output = ''
  /** What it exited with, once it has. */
  status: number | undefined

  constructor(options: HarnessOptions = {}) {
    const program: Program = {
      name: 'redis-server',
      create: (system) =>
        createServer(system, { save: '', ...options.config }, { charging: options.charging ?? false }),
    }
    this.world = new World({
      seed: options.seed ?? 'test',
      epoch: 1_700_000_000_000_000,
      programs: { 'redis-server': program },
    })
    this.world.tracing = options.traced ?? false
    this.world.outside = {
      data: (connection, data) => {
        const client = this.clients.get(connection)
        if (client !== undefined) client.received += data
        else this.greetings.set(connection, (this.greetings.get(connection) ?? '') + data)
      },
      closed: (connection) => {
        const client = this.clients.get(connection)
        if (client !== undefined) client.closed = true
      },
      output: (_process, data) => {
        this.output += data
      },
      ended: (_process, code) => {
        this.status = code
      },
    }
    const { disk } = this.world.host('server')
    for (const [path, data] of Object.entries(options.files ?? {})) disk.write(path, data)
    this.world.spawn({ host: 'server', program: 'redis-server', name: 'server' })
    this.world.runUntil(this.world.now)
  }

  get server(): RedisServer {
    return this.world.byName.get('server')!.process as RedisServer
  }

  client(): HarnessClient {
    return new HarnessClient(this)
  }

  /** Sends by the harness's own first client. */
  send(argv: readonly string[]): string {
    this.first ??= this.client()
    return this.first.send(argv)
  }

  command(line: string): string {
    this.first ??= this.client()
    return this.first.command(line)
  }

  /** Lets `ms` virtual milliseconds pass. */
  advance(ms: number): void {
    this.world.runUntil(this.world.now + ms * 1000)
  }
}

export const startRedis = (options?: HarnessOptions): Harness => new Harness(options)
