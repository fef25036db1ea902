/**
 * MIGRATE (cluster.c): the server dials another one, sends what makes the keys there and waits for the answers. It
 * does nothing else meanwhile: what others send is heard afterwards.
 */
import { encodeCommand } from '../../formats/aof/encode.ts'
import type { ConnectFailure, ConnectionId, Plain, TimerId } from '../../world/process.ts'
import type { Client } from '../clients/client.ts'
import { errors } from '../command/errors.ts'
import { call } from '../server/call.ts'
import type { Held } from '../server/held.ts'
import { processInput } from '../server/input.ts'
import type { RedisServer } from '../server/server.ts'
import type { Request } from './request.ts'
import { restores } from './request.ts'

/** Connections that wait for another MIGRATE: so many, so long (µs) (MIGRATE_SOCKET_CACHE_…). */
const SOCKETS = 64
const SOCKET_TTL = 10_000_000

/** A connection to another server that was left open. */
interface Socket {
  readonly connection: ConnectionId
  readonly address: string
  /** The database it has selected, -1: not known. */
  db: number
  lastUse: number
}

interface Running {
  readonly caller: Client
  readonly argv: readonly string[]
  readonly request: Request
  readonly names: readonly string[]
  readonly bytes: string
  readonly startedAt: number
  socket: Socket | undefined
  connection: ConnectionId
  state: 'connecting' | 'waiting' | 'over'
  /** A connection that was there already may turn out to be dead: then once again. */
  mayRetry: boolean
  selects: boolean
  received: string
  failure: 'writing' | 'reading' | 'connecting' | undefined
  timer: TimerId
}

export class Migration {
  readonly server: RedisServer
  private sockets = new Map<string, Socket>()
  running: Running | undefined
  private held: Held[] = []

  constructor(server: RedisServer) {
    this.server = server
  }

  /** INFO migrate_cached_sockets. */
  get cached(): number {
    return this.sockets.size
  }

  /** True while nobody else is heard. */
  get deaf(): boolean {
    return this.running !== undefined
  }

  hold(event: Held): void {
    this.held.push(event)
  }

  owns(connection: ConnectionId): boolean {
    return (
      this.running?.connection === connection ||
      [...this.sockets.values()].some((socket) => socket.connection === connection)
    )
  }

  // ---- one MIGRATE ----------------------------------------------------------------------------

  /** Begins it; `finish` writes the reply when the command is called again. */
  begin(client: Client, argv: readonly string[], request: Request): void {
    const { names, bytes } = restores(client, request)
    if (names.length === 0) {
      client.reply.status('NOKEY')
      return
    }
    if (client.script || !this.server.system.resolves(request.host)) throw cannotConnect()
    const { now } = this.server
    this.running = {
      ...{ caller: client, argv, request, names, bytes, startedAt: now, socket: undefined, connection: 0 },
      ...{ state: 'connecting', mayRetry: true, selects: false, received: '', failure: undefined, timer: 0 },
    }
    this.park(client, argv)
    this.dial(this.running)
  }

  private park(client: Client, argv: readonly string[]): void {
    client.blocked = {
      ...{ kind: 'script', db: client.db, keys: [], command: client.command!, argv },
      ...{ deadline: Infinity, onTimeout: 'nil', since: this.server.now },
    }
  }

  private dial(running: Running): void {
    const { host, port } = running.request
    const address = `${host}:${port}`
    const socket = this.sockets.get(address)
    this.watch(running)
    if (socket !== undefined) {
      socket.lastUse = this.server.now
      running.socket = socket
      running.connection = socket.connection
      this.send(running)
      return
    }
    running.state = 'connecting'
    running.socket = undefined
    running.connection = this.server.system.connect(host, port)
  }

  private watch(running: Running): void {
    const { system } = this.server
    if (running.timer !== 0) system.clearTimer(running.timer)
    running.timer = system.setTimer(running.request.timeout * 1000, 'migrate')
  }

  private send(running: Running): void {
    const { request, connection, bytes, socket } = running
    running.state = 'waiting'
    running.received = ''
    running.selects = socket === undefined || socket.db !== request.db
    const login = request.login.length === 0 ? '' : encodeCommand(['AUTH', ...request.login])
    const select = running.selects ? encodeCommand(['SELECT', String(request.db)]) : ''
    this.watch(running)
    this.server.system.send(connection, login + select + bytes)
  }

  onConnected(): void {
    const running = this.running!
    const { host, port } = running.request
    const address = `${host}:${port}`
    if (this.sockets.size === SOCKETS) this.closeSocket([...this.sockets.values()][0]!)
    const socket: Socket = { connection: running.connection, address, db: -1, lastUse: this.server.now }
    this.sockets.set(address, socket)
    running.socket = socket
    this.send(running)
  }

  /** Redis notices a refused connection when it writes to it. */
  onFailed(why: ConnectFailure): void {
    this.fail(why === 'unknown host' ? 'connecting' : 'writing')
  }

  onData(connection: ConnectionId, data: string): void {
    const { running } = this
    if (running === undefined || running.connection !== connection) return
    running.received += data
    if (running.received.split('\n').length > this.expected(running)) this.resume()
  }

  private expected({ request, selects, names }: Running): number {
    return (request.login.length === 0 ? 0 : 1) + (selects ? 1 : 0) + names.length
  }

  /** The other side hung up. A connection that was left from before is dialled anew. */
  onClosed(connection: ConnectionId): void {
    for (const socket of this.sockets.values()) {
      if (socket.connection === connection) this.sockets.delete(socket.address)
    }
    const { running } = this
    if (running === undefined || running.connection !== connection) return
    if (running.mayRetry && running.received === '') {
      running.mayRetry = false
      this.dial(running)
    } else {
      this.fail('reading')
    }
  }

  onTimeout(_args: Plain): void {
    const { running } = this
    if (running === undefined) return
    this.fail(running.state === 'connecting' ? 'connecting' : 'reading')
  }

  private fail(failure: NonNullable<Running['failure']>): void {
    const running = this.running!
    running.failure = failure
    if (running.socket !== undefined) this.closeSocket(running.socket)
    else if (failure === 'connecting') this.server.system.close(running.connection)
    this.resume()
  }

  private closeSocket(socket: Socket): void {
    this.sockets.delete(socket.address)
    this.server.system.close(socket.connection)
  }

  // ---- the end --------------------------------------------------------------------------------

  /** The command is called again, within its transaction if it has one. */
  private resume(): void {
    const { server } = this
    const running = this.running!
    const { caller } = running
    const { command, argv } = caller.blocked!
    server.system.clearTimer(running.timer)
    running.state = 'over'
    caller.blocked = undefined
    caller.retrying = true
    caller.blockedSpent = server.system.now() - running.startedAt
    server.currentClient = caller
    const exec = caller.multi === undefined ? undefined : server.commands.original.get('exec')
    call(caller, exec ?? command, exec === undefined ? argv : ['EXEC'])
    server.currentClient = undefined
    // A transaction may go on to another MIGRATE.
    if (this.running !== undefined) return
    caller.retrying = false
    if (!caller.closed) {
      caller.commandOver()
      processInput(caller)
    }
    this.release()
  }

  private release(): void {
    const events = this.held
    this.held = []
    const { server } = this
    for (const event of events) {
      if (event.kind === 'accept') server.onAccept(...event.args)
      else if (event.kind === 'data') server.onData(...event.args)
      else server.onClose(...event.args)
    }
  }

  /** True when the command is called again because its answers are there. */
  isOver(client: Client): boolean {
    return this.running?.caller === client && this.running.state === 'over'
  }

  /** Deletes what has arrived, writes the reply. */
  finish(client: Client): void {
    const running = this.running!
    this.running = undefined
    if (running.failure === 'connecting') throw cannotConnect()
    const lines = running.received.split('\n')
    const complete = lines.length > this.expected(running)
    if (!complete && lines.length === 1) throw cannotTalk(running.failure)
    const error = this.settle(client, running, lines)
    if (error !== undefined) {
      if (running.socket !== undefined) running.socket.db = -1
      throw errors.text(`ERR Target instance replied with error: ${error}`)
    }
    if (!complete) throw cannotTalk(running.failure)
    running.socket!.db = running.request.db
    client.reply.ok()
  }

  /** Answers the first error of the other server. */
  private settle(client: Client, running: Running, lines: readonly string[]): string | undefined {
    const { request, selects, names } = running
    const first = this.expected(running) - names.length
    const errorAt = (i: number): string | undefined => {
      const line = lines[i]
      return line?.startsWith('-') === true ? line.slice(1).replace(/\r$/, '') : undefined
    }
    const before =
      (request.login.length > 0 ? errorAt(0) : undefined) ?? (selects ? errorAt(first - 1) : undefined)
    const moved: string[] = []
    let error: string | undefined
    names.forEach((name, i) => {
      if (first + i >= lines.length - 1) return
      const why = before ?? errorAt(first + i)
      error ??= why
      if (why === undefined && !request.copy) moved.push(name)
    })
    this.remove(client, moved)
    return error
  }

  private remove(client: Client, names: readonly string[]): void {
    const { db } = client
    for (const name of names) {
      if (!db.remove(name)) continue
      db.changed(name, 'generic', 'del')
    }
    if (names.length > 0) client.propagateAs('DEL', ...names)
    else client.preventPropagation = true
  }

  /** Once a second: connections nobody used for a while are closed (migrateCloseTimedoutSockets). */
  cron(): void {
    for (const socket of [...this.sockets.values()]) {
      if (this.server.now - socket.lastUse > SOCKET_TTL) this.closeSocket(socket)
    }
  }
}

const cannotConnect = () => errors.text('IOERR error or timeout connecting to the client')

const cannotTalk = (failure: Running['failure']) =>
  errors.text(`IOERR error or timeout ${failure ?? 'reading'} to target instance`)
