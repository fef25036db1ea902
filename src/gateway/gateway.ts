/**
 * Puts a world's listening ports on real TCP ports: no virtual cost, no latency, and the world's now is
 * the wall clock read once per turn of Node's loop.
 */
import { spawnSync } from 'node:child_process'
import * as net from 'node:net'
import { errnoText } from '../redis/server/errno.ts'
import type { ConnectFailure, ListenFailure } from '../world/process.ts'
import type { World } from '../world/world.ts'
import { Peer } from './peer.ts'

/** The wall clock in µs since 1970. */
export const wallClock = (): number => Math.floor((performance.timeOrigin + performance.now()) * 1000)

/** The whole process stops for so many µs, as a server in DEBUG SLEEP does. Answers the time after it. */
const sleep = (us: number): number => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, us / 1000)
  return wallClock()
}

const IDLE_MS = 50
const BACKLOG = 511
/** A client that leaves this much unread is not read from (it would only ask for more), bytes. */
const CONGESTED = 64 * 1024 * 1024
/** A client that leaves this much unread is cut off: the process must live on. */
const HOPELESS = 1024 * 1024 * 1024
/** Milliseconds the look at a port may take. */
const PROBE_MS = 5000

/** Tries the addresses in another process, since listening can't be waited for here; prints the code that fails. */
const PROBE = `
const [port, ...addresses] = process.argv.slice(1)
const next = () => {
  const host = addresses.shift()
  if (host === undefined) process.exit(0)
  require('net').createServer().on('error', (e) => { console.log(host, e.code); process.exit(1) }).listen({ port, host, ipv6Only: host.includes(':') }, next)
}
next()
`

const DIAL_FAILURES: Readonly<Record<string, ConnectFailure>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  ENOTFOUND: 'unknown host',
  EAI_AGAIN: 'unknown host',
}

/** What the owner of a gateway is told. */
export interface Ears {
  /** A process without a terminal printed something. */
  said(process: string, data: string, error: boolean): void
  ended(process: string, code: number): void
}

/** An address of `bind` as Node understands it; `optional` ones may be missing on this machine. */
const parseAddress = (bind: string): { shown: string; host: string; optional: boolean } => {
  const optional = bind.startsWith('-')
  const shown = optional ? bind.slice(1) : bind
  return { shown, optional, host: shown === '*' ? '0.0.0.0' : shown === '::*' ? '::' : shown }
}

/** The system has no such address or no such protocol. */
const isAbsent = (code: string): boolean => code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT'

const failureOf = (shown: string, code: string): ListenFailure => ({
  address: shown,
  why: code === 'ENOTFOUND' ? 'Name or service not known' : `bind: ${errnoText(code)}`,
})

/** `127.0.0.1:6379`, `[::1]:6379`. */
const formatPeer = (address: string | undefined, port: number | undefined): string =>
  address?.includes(':') ? `[${address}]:${port}` : `${address}:${port}`

export class Gateway {
  readonly world: World
  private readonly peers = new Map<number, Peer>()
  private readonly servers = new Map<number, net.Server[]>()
  /** What `prepare` found, until the world asks. */
  private readonly prepared = new Map<number, ListenFailure | undefined>()
  /** The client whose connection the world is being told of. */
  private accepting: Peer | undefined
  /** What is to leave once a port is open. */
  private held: (() => void)[] | undefined
  private timer: NodeJS.Timeout | undefined
  private timerDue = Infinity
  private closed = false

  constructor(world: World, ears: Ears) {
    this.world = world
    world.outside = {
      data: (connection, data) => this.send(connection, data),
      bytes: (connection, data) => this.send(connection, data),
      closed: (connection, drop = false) => this.hangUp(connection, drop),
      connect: (connection, host, port) => this.connect(connection, host, port),
      unsent: (connection) => this.peers.get(connection)?.unsent ?? 0,
      listen: (host, port, addresses) => this.listen(host, port, addresses),
      unlisten: (_host, port) => this.unlisten(port),
      cpu: () => process.cpuUsage(),
      sleep,
      output: (process, data, error = false) => ears.said(process, data, error),
      ended: (process, code) => ears.ended(process, code),
    }
  }

  // ---- listening --------------------------------------------------------------------------------

  /** Listens before the world asks for it, so that it can be answered at once whether that works. */
  async prepare(host: string, port: number, bind: readonly string[]): Promise<void> {
    this.prepared.set(port, await this.open(host, port, bind))
  }

  private async open(
    host: string,
    port: number,
    bind: readonly string[],
  ): Promise<ListenFailure | undefined> {
    this.servers.set(port, [])
    for (const address of bind.map(parseAddress)) {
      const code = await this.openOne(host, port, address.host)
      if (code === undefined || (isAbsent(code) && address.optional)) continue
      this.unlisten(port)
      return failureOf(address.shown, code)
    }
    return undefined
  }

  /** Answers the error code. */
  private openOne(host: string, port: number, address: string): Promise<string | undefined> {
    return new Promise((done) => {
      const options = { noDelay: true, keepAlive: true, keepAliveInitialDelay: 300_000 }
      const server = net.createServer(options, (socket) => this.accept(socket, host, port))
      server.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? 'EIO'))
      server.listen({ port, host: address, backlog: BACKLOG, ipv6Only: address.includes(':') }, () => {
        this.servers.get(port)?.push(server)
        done(undefined)
      })
    })
  }

  /** The world listens on a port. Asked while it runs, the port is tried in another process first. */
  private listen(host: string, port: number, bind: readonly string[]): ListenFailure | undefined {
    if (this.prepared.has(port)) {
      const failure = this.prepared.get(port)
      this.prepared.delete(port)
      return failure
    }
    const addresses = bind.map(parseAddress)
    const hosts = addresses.filter(({ optional }) => !optional).map((address) => address.host)
    const probe = spawnSync(process.execPath, ['-e', PROBE, String(port), ...hosts], {
      encoding: 'utf8',
      timeout: PROBE_MS,
    })
    if (probe.status !== 0) {
      const [failed, code = 'EADDRINUSE'] = probe.stdout.trim().split(' ')
      return failureOf(addresses.find((address) => address.host === failed)?.shown ?? '*', code)
    }
    this.openBeforeReplies(host, port, bind)
    return undefined
  }

  /** Nothing leaves until the port is open, so that who is told OK can connect. */
  private openBeforeReplies(host: string, port: number, bind: readonly string[]): void {
    const held: (() => void)[] = []
    this.held = held
    void this.open(host, port, bind).then(() => {
      if (this.held === held) this.held = undefined
      for (const leave of held) leave()
    })
  }

  private unlisten(port: number): void {
    for (const server of this.servers.get(port) ?? []) server.close()
    this.servers.delete(port)
  }

  // ---- connections ------------------------------------------------------------------------------

  private accept(socket: net.Socket, host: string, port: number): void {
    const client = new Peer(socket)
    const peer = formatPeer(socket.remoteAddress, socket.remotePort)
    const local = formatPeer(socket.localAddress, socket.localPort)
    this.turn(() => {
      this.accepting = client
      const connection = this.world.connections.connectOutside(host, port, peer, local)
      this.accepting = undefined
      if (connection === undefined) socket.resetAndDestroy()
      // The world may have turned it away at once.
      else if (this.world.connections.network.ends.has(connection)) this.attach(client, connection)
    })
  }

  /** A process of the world dials a real port. */
  private connect(connection: number, host: string, port: number): void {
    const socket = net.connect({ host, port, noDelay: true })
    const failed = (error: NodeJS.ErrnoException) =>
      this.turn(() =>
        this.world.connections.connectedOutside(connection, DIAL_FAILURES[error.code ?? ''] ?? 'unreachable'),
      )
    socket.once('error', failed)
    socket.once('connect', () => {
      socket.off('error', failed)
      this.attach(new Peer(socket), connection)
      this.turn(() => this.world.connections.connectedOutside(connection))
    })
  }

  private attach(client: Peer, connection: number): void {
    const { socket } = client
    this.peers.set(connection, client)
    socket.on('data', (data: Buffer) =>
      this.turn(() => {
        this.world.connections.deliver(connection, data.toString('latin1'))
        if (client.unsent > CONGESTED) socket.pause()
      }),
    )
    socket.on('close', () => {
      this.peers.delete(connection)
      this.turn(() => this.world.connections.closeOutside(connection))
    })
  }

  private send(connection: number, data: string | Uint8Array): void {
    if (this.held !== undefined) {
      this.held.push(() => this.send(connection, data))
      return
    }
    const client = this.peers.get(connection) ?? this.accepting
    if (client === undefined || client.socket.destroyed) return
    client.send(data)
    if (client.unsent > HOPELESS) client.drop()
  }

  /** The world closed its end: what was sent still leaves, unless it is dropped. */
  private hangUp(connection: number, drop: boolean): void {
    if (this.held !== undefined) {
      this.held.push(() => this.hangUp(connection, drop))
      return
    }
    const client = this.peers.get(connection) ?? this.accepting
    this.peers.delete(connection)
    if (drop) client?.drop()
    else client?.end()
  }

  // ---- time -------------------------------------------------------------------------------------

  /** Lets something happen to the world at the present instant of the wall clock, and what follows from it. */
  turn(happen: () => void): void {
    const { world } = this
    const now = wallClock()
    if (now > world.now) world.now = now
    happen()
    const due = world.nextDue
    if (due !== undefined && due <= world.now) world.runUntil(world.now)
    this.rest()
  }

  /** Asks to be woken for what comes next. */
  private rest(): void {
    const next = this.world.nextDue ?? Infinity
    if (this.closed || (next >= this.timerDue && this.timer !== undefined)) return
    clearTimeout(this.timer)
    this.timerDue = next
    const delay = Math.min(IDLE_MS, Math.max(0, (next - this.world.now) / 1000))
    this.timer = setTimeout(() => this.wake(), delay)
  }

  private wake(): void {
    this.timer = undefined
    this.timerDue = Infinity
    this.turn(() => {})
  }

  /** Stops listening and hangs up. */
  close(): void {
    this.closed = true
    clearTimeout(this.timer)
    for (const port of [...this.servers.keys()]) this.unlisten(port)
    for (const connection of [...this.peers.keys()]) this.hangUp(connection, false)
  }
}
