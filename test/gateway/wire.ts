/** A small client over real TCP that leaves every byte to the test. */
import * as net from 'node:net'
import { splitArgs } from '../../src/bytes/quote.ts'
import { ReplyDecoder } from '../../src/resp/reply-decoder.ts'
import type { Reply } from '../../src/resp/reply-decoder.ts'

export const encode = (argv: readonly string[]): string =>
  `*${argv.length}\r\n${argv.map((a) => `$${a.length}\r\n${a}\r\n`).join('')}`

type Plain = string | number | bigint | null | Plain[]

/** A reply as plain data; an error is thrown. */
const plain = (reply: Reply): Plain => {
  switch (reply.type) {
    case 'error':
      throw new Error(reply.text)
    case 'status':
    case 'bulk':
      return reply.text
    case 'integer':
      return reply.value
    case 'array':
      return reply.items.map(plain)
    default:
      return null
  }
}

export class Wire {
  readonly socket: net.Socket
  readonly closed: Promise<void>
  private readonly decoder = new ReplyDecoder()
  private readonly waiting: ((reply: Reply) => void)[] = []
  /** Replies nobody waited for. */
  readonly unasked: Reply[] = []

  constructor(socket: net.Socket) {
    this.socket = socket
    socket.on('error', () => socket.destroy())
    this.closed = new Promise((done) => socket.on('close', () => done()))
    socket.on('data', (data: Buffer) => {
      this.decoder.feed(data.toString('latin1'))
      for (let reply = this.decoder.next(); reply !== undefined; reply = this.decoder.next()) {
        const next = this.waiting.shift()
        if (next === undefined) this.unasked.push(reply)
        else next(reply)
      }
    })
  }

  send(bytes: string): void {
    this.socket.write(bytes, 'latin1')
  }

  /** The next reply. */
  async reply(): Promise<Plain> {
    const ended = this.closed.then((): never => {
      throw new Error('closed')
    })
    return plain(await Promise.race([new Promise<Reply>((done) => this.waiting.push(done)), ended]))
  }

  /** Sends a command, a line as typed or its words, and waits for the reply. */
  ask(command: string | readonly string[]): Promise<Plain> {
    this.send(encode(typeof command === 'string' ? splitArgs(command)! : command))
    return this.reply()
  }
}

export const connect = (port: number): Promise<Wire> =>
  new Promise((done, failed) => {
    const socket = net.connect(port, '127.0.0.1', () => done(new Wire(socket)))
    socket.once('error', failed)
  })
