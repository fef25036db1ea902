/**
 * Puts a world's listening ports on real TCP ports: no virtual cost, no latency, and the world's now is
 * the wall clock read once per turn of Node's loop.
 */
import * as net from 'node:net'
import type { World } from '../world/world.ts'

/** The wall clock in µs since 1970. */
export const wallClock = (): number => Math.floor((performance.timeOrigin + performance.now()) * 1000)

const IDLE_MS = 50

export class Gateway {
  readonly world: World
  private readonly sockets = new Map<number, net.Socket>()
  private readonly servers: net.Server[] = []
  private timer: NodeJS.Timeout | undefined
  private timerDue = Infinity

  constructor(
    world: World,
    said: (process: string, data: string) => void,
    ended: (process: string, code: number) => void,
  ) {
    this.world = world
    world.outside = {
      data: (connection, data) => this.sockets.get(connection)?.write(data, 'latin1'),
      closed: (connection) => {
        this.sockets.get(connection)?.end()
        this.sockets.delete(connection)
      },
      output: said,
      ended,
    }
  }

  /** Listens on a real address for a port of a host of the world. Rejects with Node's error (EADDRINUSE …). */
  listen(host: string, port: number, address: string): Promise<void> {
    return new Promise((done, failed) => {
      const server = net.createServer({ noDelay: true }, (socket) => this.accept(socket, host, port))
      server.once('error', failed)
      server.listen({ port, host: address }, () => {
        this.servers.push(server)
        done()
      })
    })
  }

  private accept(socket: net.Socket, host: string, port: number): void {
    this.beginTurn()
    const connection = this.world.connectOutside(host, port, `${socket.remoteAddress}:${socket.remotePort}`)
    if (connection === undefined) {
      socket.resetAndDestroy()
      return
    }
    if (this.world.network.ends.has(connection)) this.sockets.set(connection, socket)
    socket.on('data', (data: Buffer) => {
      this.beginTurn()
      this.world.deliver(connection, data.toString('latin1'))
      this.endTurn()
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      this.sockets.delete(connection)
      this.beginTurn()
      this.world.closeOutside(connection)
      this.endTurn()
    })
    this.endTurn()
  }

  /** Reads the wall clock: the world's now until the turn ends. */
  beginTurn(): void {
    const now = wallClock()
    if (now > this.world.now) this.world.now = now
  }

  /** Runs what is due and asks to be woken for what comes next. */
  endTurn(): void {
    const { world } = this
    const due = world.nextDue
    if (due !== undefined && due <= world.now) world.runUntil(world.now)
    const next = world.nextDue ?? Infinity
    if (next >= this.timerDue && this.timer !== undefined) return
    clearTimeout(this.timer)
    this.timerDue = next
    this.timer = setTimeout(() => this.wake(), Math.min(IDLE_MS, Math.max(0, (next - world.now) / 1000)))
  }

  private wake(): void {
    this.timer = undefined
    this.timerDue = Infinity
    this.beginTurn()
    this.endTurn()
  }

  /** Stops listening and hangs up. */
  close(): void {
    clearTimeout(this.timer)
    for (const server of this.servers) server.close()
    for (const socket of this.sockets.values()) socket.end()
  }
}
