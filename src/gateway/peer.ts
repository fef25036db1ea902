/** One real client: its socket, and what it has not read yet. */
import type * as net from 'node:net'

/** Bytes the socket itself may hold; the rest waits here, shared with others that wait for the same value. */
const IN_SOCKET = 1024 * 1024
/** A chunk of at least this many bytes leaves V8's heap when it is written. */
const OFF_HEAP = 16 * 1024

export class Peer {
  readonly socket: net.Socket
  private waiting: (string | Uint8Array)[] = []
  private next = 0
  private waitingBytes = 0
  private ending = false

  constructor(socket: net.Socket) {
    this.socket = socket
    socket.on('error', () => socket.destroy())
    socket.on('drain', () => this.pump())
  }

  /** Bytes it was sent and has not taken. */
  get unsent(): number {
    return this.waitingBytes + this.socket.writableLength
  }

  send(data: string | Uint8Array): void {
    if (this.waitingBytes === 0 && this.socket.writableLength < IN_SOCKET) {
      this.write(data)
      return
    }
    // What waits must not fill V8's heap; a large string is shared by all who wait for it.
    this.waiting.push(typeof data === 'string' && data.length < OFF_HEAP ? Buffer.from(data, 'latin1') : data)
    this.waitingBytes += data.length
  }

  private write(data: string | Uint8Array): void {
    if (this.socket.destroyed) return
    if (typeof data === 'string' && data.length < OFF_HEAP) this.socket.write(data, 'latin1')
    else if (typeof data === 'string') this.socket.write(Buffer.from(data, 'latin1'))
    else this.socket.write(Buffer.from(data.buffer, data.byteOffset, data.length))
  }

  private pump(): void {
    while (this.next < this.waiting.length && this.socket.writableLength < IN_SOCKET) {
      const data = this.waiting[this.next]!
      this.waiting[this.next++] = ''
      this.waitingBytes -= data.length
      this.write(data)
    }
    if (this.next < this.waiting.length) return
    this.waiting = []
    this.next = 0
    this.socket.resume()
    if (this.ending) this.socket.destroySoon()
  }

  /** Hangs up once all it was sent has left. */
  end(): void {
    this.ending = true
    if (this.waitingBytes === 0) this.socket.destroySoon()
  }

  /** Hangs up at once. */
  drop(): void {
    this.waiting = []
    this.next = 0
    this.waitingBytes = 0
    this.socket.destroy()
  }
}
