/**
 * Connections between processes: ordered, reliable byte streams over links with latency, and the rules
 * that hold messages back. A message in flight is a scheduled event; its place on the wire is
 * (now - sent) / (due - sent).
 */
import type { ConnectionId } from '../process.ts'

/** One end of a connection. */
export interface End {
  readonly id: ConnectionId
  readonly peer: ConnectionId
  /** The process that owns it; 0: outside the world (the gateway). */
  readonly pid: number
  readonly host: string
  readonly port: number
  /** When the last byte sent from this end arrives: later bytes never overtake. Virtual µs. */
  lastDue: number
  open: boolean
  /** What arrived and its process has not read yet (see `Process.readSize`); undefined: nothing. */
  unread?: string
}

/** What happens to messages from one host to another. `hold` keeps them until the rule changes. */
export interface LinkRule {
  readonly latency: number
  readonly hold: boolean
}

/** One way, within a machine and between machines: virtual µs (a model; loopback measured ~25 µs, a LAN ~150 µs). */
export const LOOPBACK_LATENCY = 25
export const LAN_LATENCY = 150

export class Network {
  ends = new Map<ConnectionId, End>()
  nextConnection = 1
  nextEphemeralPort = 40001
  /** By `from>to`. */
  rules = new Map<string, LinkRule>()

  latency(from: string, to: string): number {
    return this.rules.get(`${from}>${to}`)?.latency ?? (from === to ? LOOPBACK_LATENCY : LAN_LATENCY)
  }

  holds(from: string, to: string): boolean {
    return this.rules.get(`${from}>${to}`)?.hold ?? false
  }

  /** Makes both ends; returns the connecting one. */
  open(client: { pid: number; host: string }, server: { pid: number; host: string; port: number }): End {
    const id = this.nextConnection
    this.nextConnection += 2
    const port = this.nextEphemeralPort++
    if (this.nextEphemeralPort > 60999) this.nextEphemeralPort = 40001
    const near: End = { id, peer: id + 1, pid: client.pid, host: client.host, port, lastDue: 0, open: true }
    const far: End = {
      id: id + 1,
      peer: id,
      pid: server.pid,
      host: server.host,
      port: server.port,
      lastDue: 0,
      open: true,
    }
    this.ends.set(near.id, near)
    this.ends.set(far.id, far)
    return near
  }
}
