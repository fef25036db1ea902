/** The simulated redis-server as a target: in this process, its time virtual, commands free of charge. */
import { startServer } from '../../src/programs/redis-server.ts'
import { World } from '../../src/world/world.ts'
import type { Reply } from './reply.ts'
import { Decoder } from './reply.ts'
import type { Patience, Target, TargetClient } from './target.ts'

const HOST = 'server'
const PORT = 6379

/** Microseconds since 1970: 2023-11-14. */
const EPOCH = 1_700_000_000_000_000

export class SimulatorClient implements TargetClient {
  private readonly decoder = new Decoder()
  private readonly simulator: Simulator
  private readonly connection: number
  private replies: Reply[] = []
  closed = false

  constructor(simulator: Simulator, peer: string) {
    this.simulator = simulator
    const connection = simulator.world.connections.connectOutside(HOST, PORT, peer)
    if (connection === undefined) throw new Error('the simulated server refuses connections')
    this.connection = connection
    simulator.clients.set(connection, this)
  }

  get waiting(): number {
    return this.replies.length
  }

  send(bytes: string): void {
    if (!this.closed) this.simulator.world.connections.deliver(this.connection, bytes)
  }

  receive(bytes: string): void {
    for (const reply of this.decoder.push(bytes)) this.replies.push(reply)
  }

  take(): Reply[] {
    const taken = this.replies
    this.replies = []
    return taken
  }

  close(): void {
    if (!this.closed) this.simulator.world.connections.closeOutside(this.connection)
  }
}

export class Simulator implements Target {
  readonly simulated = true
  readonly world: World
  readonly clients = new Map<number, SimulatorClient>()
  private nextPort = 50001

  private constructor(options: readonly string[], seed: string, epoch: number) {
    const argv = ['--port', String(PORT), '--save', '', ...options]
    this.world = new World({
      seed,
      epoch,
      programs: {
        'redis-server': {
          name: 'redis-server',
          create: (system) => startServer(system, argv, { charging: false }),
        },
      },
    })
    this.world.outside = {
      data: (connection, bytes) => this.clients.get(connection)?.receive(bytes),
      closed: (connection) => {
        const client = this.clients.get(connection)
        if (client) client.closed = true
      },
    }
    this.world.spawn({ host: HOST, program: 'redis-server' })
    this.world.runUntil(this.world.now)
  }

  /** Starts one with these command-line options added to `--save ""`; `epoch` in µs since 1970. */
  static async start(options: readonly string[], seed = 'conformance', epoch = EPOCH): Promise<Simulator> {
    return new Simulator(options, seed, epoch)
  }

  async client(): Promise<SimulatorClient> {
    return new SimulatorClient(this, `127.0.0.1:${this.nextPort++}`)
  }

  /** As much virtual time passes as a real server would be given. */
  async settle(done: () => boolean, { quiet }: Patience): Promise<void> {
    const until = this.world.now + quiet * 1000
    while (!done()) {
      const due = this.world.nextDue
      if (due === undefined || due > until) {
        this.world.runUntil(until)
        return
      }
      this.world.step()
    }
  }

  async sleep(ms: number): Promise<void> {
    this.world.runUntil(this.world.now + ms * 1000)
  }

  keepTime(now: number): void {
    if (now > this.world.now) this.world.runUntil(now)
  }

  async close(): Promise<void> {
    this.clients.clear()
  }
}
