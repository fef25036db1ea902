/** A client that increments its own key, again and again, and tells the trace what was acknowledged. */
import { ReplyDecoder } from '../../src/resp/reply-decoder.ts'
import type { ConnectionId, Process, Program, System } from '../../src/world/process.ts'

class Counter implements Process {
  private readonly system: System
  private readonly key: string
  private connection: ConnectionId = 0
  private decoder = new ReplyDecoder()

  constructor(system: System, key: string) {
    this.system = system
    this.key = key
  }

  start(): void {
    this.connection = this.system.connect('server', 6379)
  }

  onConnected(): void {
    this.decoder = new ReplyDecoder()
    this.system.emit({ type: 'counter.connected', key: this.key })
    this.next()
  }

  onConnectFailed(): void {
    this.system.setTimer(20_000, 'connect')
  }

  onClose(): void {
    this.system.setTimer(1000 + this.system.random.below(40_000), 'connect')
  }

  onTimer(kind: string): void {
    if (kind === 'connect') this.start()
    else this.next()
  }

  onData(_connection: ConnectionId, data: string): void {
    this.decoder.feed(data)
    for (let reply = this.decoder.next(); reply !== undefined; reply = this.decoder.next()) {
      if (reply.type === 'integer')
        this.system.emit({ type: 'counter.acknowledged', key: this.key, value: Number(reply.value) })
      this.system.setTimer(this.system.random.below(8000), 'next')
    }
  }

  private next(): void {
    this.system.send(this.connection, `*2\r\n$4\r\nINCR\r\n$${this.key.length}\r\n${this.key}\r\n`)
  }
}

export const counter: Program = { name: 'counter', create: (system, [key]) => new Counter(system, key!) }
