/** Connections of a world's processes with each other and with what lies outside: who listens, who hears what when. */
import { fromBytes } from '../../bytes/bytestrings.ts'
import type { ConnectFailure, ConnectionId, EventKind, ListenFailure, Plain } from '../process.ts'
import type { ProcessRecord } from '../records.ts'
import type { Scheduled } from '../schedule.ts'
import type { World } from '../world.ts'
import { Network } from './network.ts'

/** A large byte array crosses the world's wires in pieces of so many bytes. */
const PIECE = 1 << 20

export class Connections {
  private readonly world: World
  readonly network = new Network()
  /** Messages held back by a rule, in order, by `from>to`. */
  heldMessages = new Map<string, Scheduled[]>()

  constructor(world: World) {
    this.world = world
  }

  listen(record: ProcessRecord, port: number, addresses: readonly string[]): ListenFailure | undefined {
    const { ports } = this.world.host(record.host)
    if (ports.has(port)) return { address: addresses[0] ?? '*', why: 'bind: Address already in use' }
    const failure = this.world.outside?.listen?.(record.host, port, addresses)
    if (failure === undefined) ports.set(port, record.pid)
    return failure
  }

  unlisten(record: ProcessRecord, port: number): void {
    const { ports } = this.world.host(record.host)
    if (ports.get(port) !== record.pid) return
    ports.delete(port)
    this.world.outside?.unlisten?.(record.host, port)
  }

  /** Bytes that wait for the outside to take them. */
  unsent(connection: ConnectionId): number {
    if (this.world.outside?.unsent === undefined) return 0
    const end = this.network.ends.get(connection)
    return end === undefined ? 0 : this.world.outside.unsent(end.peer)
  }

  private resolve(from: string, host: string): string | undefined {
    if (host === 'localhost' || host === '127.0.0.1' || host === '::1' || host === '0.0.0.0') return from
    return this.world.hosts.has(host) ? host : undefined
  }

  /** Whether a process of machine `from` knows a machine of this name. */
  knows(from: string, host: string): boolean {
    return this.world.outside?.connect !== undefined || this.resolve(from, host) !== undefined
  }

  connect(record: ProcessRecord, host: string, port: number): ConnectionId {
    const to = this.resolve(record.host, host)
    const leaves = to === undefined || !this.world.host(to).ports.has(port)
    if (this.world.outside?.connect !== undefined && leaves) return this.connectToOutside(record, host, port)
    const near = this.network.open(
      { pid: record.pid, host: record.host },
      { pid: -1, host: to ?? host, port },
    )
    const at = this.world.now + record.accrued
    if (to === undefined) this.world.schedule(at, record.pid, 'connect-failed', [near.id, 'unknown host'])
    else this.world.schedule(at + this.network.latency(record.host, to), 0, 'connect', [near.id])
    return near.id
  }

  /** A connection attempt arrives at its host. */
  arrive(connection: ConnectionId): void {
    const { world } = this
    const near = this.network.ends.get(connection)
    if (near === undefined || !near.open) return
    const far = this.network.ends.get(near.peer)!
    const pid = world.host(far.host).ports.get(far.port)
    const back = world.now + this.network.latency(far.host, near.host)
    if (pid === undefined) {
      this.network.ends.delete(near.id)
      this.network.ends.delete(far.id)
      world.schedule(back, near.pid, 'connect-failed', [near.id, 'refused'])
      return
    }
    const listening = { ...far, pid }
    this.network.ends.set(far.id, listening)
    const peer = near.host === far.host ? '127.0.0.1' : near.host
    world.schedule(world.now, pid, 'accept', [far.id, far.port, `${peer}:${near.port}`])
    world.schedule(back, near.pid, 'connected', [near.id])
  }

  /** A process connects to something outside the world. */
  private connectToOutside(record: ProcessRecord, host: string, port: number): ConnectionId {
    const near = this.network.open({ pid: record.pid, host: record.host }, { pid: 0, host: '', port })
    this.world.outside!.connect!(near.peer, host, port)
    return near.id
  }

  /** What the outside reached, or why it did not, for a connection a process asked for. */
  connectedOutside(connection: ConnectionId, failure?: ConnectFailure): void {
    const near = this.network.ends.get(this.network.ends.get(connection)?.peer ?? 0)
    const record = near === undefined ? undefined : this.world.processes.get(near.pid)
    if (near === undefined || record === undefined) return
    if (failure === undefined) {
      this.dispatchNow(record, 'connected', [near.id])
      return
    }
    this.network.ends.delete(near.id)
    this.network.ends.delete(connection)
    this.dispatchNow(record, 'connect-failed', [near.id, failure])
  }

  /**
   * Connects something outside the world (a real socket, a test) to a listening port; undefined: refused.
   * What the server sends arrives at `outside.data`.
   */
  connectOutside(host: string, port: number, address: string, local?: string): ConnectionId | undefined {
    const pid = this.world.hosts.get(host)?.ports.get(port)
    const record = pid === undefined ? undefined : this.world.processes.get(pid)
    if (record === undefined) return undefined
    const near = this.network.open({ pid: 0, host: '' }, { pid: record.pid, host, port })
    this.dispatchNow(record, 'accept', [near.peer, port, address, local ?? null])
    return near.id
  }

  /** Hands bytes from outside to the process at the other end at once, without latency. */
  deliver(connection: ConnectionId, data: string): void {
    const peer = this.network.ends.get(this.network.ends.get(connection)?.peer ?? 0)
    const record = peer === undefined ? undefined : this.world.processes.get(peer.pid)
    if (peer !== undefined && record !== undefined) this.dispatchNow(record, 'data', [peer.id, data])
  }

  /** The outside hung up. */
  closeOutside(connection: ConnectionId): void {
    const near = this.network.ends.get(connection)
    if (near === undefined) return
    const peer = this.network.ends.get(near.peer)
    this.network.ends.delete(connection)
    const record = peer === undefined ? undefined : this.world.processes.get(peer.pid)
    if (peer !== undefined && record !== undefined) this.dispatchNow(record, 'close', [peer.id])
  }

  private dispatchNow(record: ProcessRecord, kind: EventKind, args: Plain): void {
    const event = { due: this.world.now, sequence: ++this.world.sequence, pid: record.pid, kind, args }
    if (record.stopped) record.held.push(event)
    else this.world.dispatch(record, event)
  }

  /** Puts bytes on the wire at virtual instant `at`. Bytes to a closed end vanish. */
  send(connection: ConnectionId, data: string | Uint8Array, at: number): void {
    if (typeof data !== 'string') {
      this.sendBytes(connection, data, at)
      return
    }
    const end = this.network.ends.get(connection)
    if (end === undefined || !end.open || data === '') return
    const peer = this.network.ends.get(end.peer)
    if (peer === undefined) return
    if (peer.pid === 0) {
      this.world.outside?.data(peer.id, data)
      return
    }
    const due = Math.max(at + this.network.latency(end.host, peer.host), end.lastDue)
    end.lastDue = due
    this.wire(end.host, peer.host, {
      due,
      sequence: ++this.world.sequence,
      pid: peer.pid,
      kind: 'data',
      args: [peer.id, data],
    })
    if (this.world.tracing && end.host !== peer.host) {
      this.world.emit('', {
        type: 'message.sent',
        connection,
        from: end.host,
        to: peer.host,
        bytes: data.length,
        sent: at,
        due,
      })
    }
  }

  /** A byte array: handed to the outside as it is, within the world in pieces. */
  private sendBytes(connection: ConnectionId, data: Uint8Array, at: number): void {
    const peer = this.network.ends.get(this.network.ends.get(connection)?.peer ?? 0)
    if (peer?.pid === 0 && this.world.outside?.bytes !== undefined) {
      this.world.outside.bytes(peer.id, data)
      return
    }
    for (let from = 0; from < data.length; from += PIECE) {
      this.send(connection, fromBytes(data, from, Math.min(from + PIECE, data.length)), at)
    }
  }

  private wire(from: string, to: string, event: Scheduled): void {
    if (!this.network.holds(from, to)) {
      this.world.queue.push(event)
      return
    }
    const link = `${from}>${to}`
    const held = this.heldMessages.get(link)
    if (held === undefined) this.heldMessages.set(link, [event])
    else held.push(event)
  }

  close(connection: ConnectionId, at: number, drop = false): void {
    const end = this.network.ends.get(connection)
    if (end === undefined || !end.open) return
    end.open = false
    this.network.ends.delete(connection)
    const peer = this.network.ends.get(end.peer)
    if (peer === undefined) return
    if (peer.pid === 0) {
      this.network.ends.delete(peer.id)
      this.world.outside?.closed(peer.id, drop)
      return
    }
    const due = Math.max(at + this.network.latency(end.host, peer.host), end.lastDue)
    this.wire(end.host, peer.host, {
      due,
      sequence: ++this.world.sequence,
      pid: peer.pid,
      kind: 'close',
      args: [peer.id],
    })
  }

  /** Another rule for messages of one host to another; what was held back and no longer is goes on. */
  setRule(from: string, to: string, rule: { latency?: number; hold?: boolean }): void {
    this.network.rules.set(`${from}>${to}`, {
      latency: rule.latency ?? this.network.latency(from, to),
      hold: rule.hold ?? false,
    })
    if (rule.hold === true) return
    const held = this.heldMessages.get(`${from}>${to}`) ?? []
    this.heldMessages.delete(`${from}>${to}`)
    for (const event of held) this.world.queue.push(event)
  }
}
