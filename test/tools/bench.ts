/** A small world to try tools in: one machine, one terminal, and a server that answers from a table. */
import { encodeUtf8 } from '../../src/bytes/utf8.ts'
import { ReplyDecoder } from '../../src/resp/reply-decoder.ts'
import type { Reply } from '../../src/resp/reply-decoder.ts'
import { World } from '../../src/world/world.ts'
import type { Registry } from '../../src/world/world.ts'
import type { ConnectionId, Process, Program, System } from '../../src/world/process.ts'
import { commandDocs } from './redis-cli/docs.ts'
import { Screen } from './terminal/screen.ts'

export const HOST = 'server'
const EPOCH = 1_795_165_200_000_000

/** Bytes to send, after a while if it takes one (µs); `close` after them. */
export type Answer = string | { readonly bytes: string; readonly after?: number; readonly close?: boolean }
export type Answers = (argv: readonly string[], connection: ConnectionId) => Answer | undefined

const ERROR = (argv: readonly string[]) => `-ERR unknown command '${argv[0]}', with args beginning with: \r\n`

/** Answers commands, each connection on its own; keeps what it was asked. */
export class TableServer implements Process {
  readonly asked: string[] = []
  answers: Answers
  private readonly system: System
  private readonly decoders = new Map<ConnectionId, ReplyDecoder>()

  constructor(system: System, answers: Answers) {
    this.system = system
    this.answers = answers
  }

  start() {
    this.system.listen(6379)
  }
  onAccept(connection: ConnectionId) {
    this.decoders.set(connection, new ReplyDecoder())
  }
  onData(connection: ConnectionId, data: string) {
    const decoder = this.decoders.get(connection)!
    decoder.feed(data)
    for (let request = decoder.next(); request !== undefined; request = decoder.next())
      this.answer(connection, words(request))
  }
  onClose(connection: ConnectionId) {
    this.decoders.delete(connection)
  }
  onTimer(_kind: string, args: unknown) {
    const [connection, bytes, close] = args as [ConnectionId, string, boolean]
    this.system.send(connection, bytes)
    if (close) this.system.close(connection)
  }

  get connections(): ConnectionId[] {
    return [...this.decoders.keys()]
  }
  push(bytes: string) {
    for (const connection of this.decoders.keys()) this.system.send(connection, bytes)
  }
  closeAll() {
    for (const connection of this.decoders.keys()) this.system.close(connection)
    this.decoders.clear()
  }

  private answer(connection: ConnectionId, argv: string[]) {
    const line = argv.join(' ')
    if (line === 'COMMAND DOCS') {
      this.system.send(connection, encodeReply(commandDocs(2)))
      return
    }
    this.asked.push(line)
    const answer = this.answers(argv, connection) ?? ERROR(argv)
    const { bytes, after = 0, close = false } = typeof answer === 'string' ? { bytes: answer } : answer
    this.system.setTimer(after, 'answer', [connection, bytes, close])
  }
}

const words = (request: Reply): string[] =>
  request.type === 'array' ? request.items.map((item) => ('text' in item ? item.text : '')) : []

export const bulk = (text: string) => `$${text.length}\r\n${text}\r\n`

const encodeReply = (reply: Reply): string => {
  if (reply.type === 'array') return `*${reply.items.length}\r\n${reply.items.map(encodeReply).join('')}`
  if (reply.type === 'integer') return `:${reply.value}\r\n`
  return reply.type === 'status' ? `+${reply.text}\r\n` : bulk('text' in reply ? reply.text : '')
}

/** The world; `server` is undefined until it is started. */
export class ToolBench {
  readonly world: World
  readonly screen: Screen
  server: TableServer | undefined
  /** Everything written to the terminal since it was last asked for. */
  private written = ''
  /** Status the program in the terminal ended with. */
  ended: number | undefined = undefined
  private readonly pids = new Set<number>()

  /** `answers` null: no server. */
  constructor(programs: Registry, answers: Answers | null, columns = 80) {
    const bench = this
    const table: Program = {
      name: 'table-server',
      create(system) {
        bench.server = new TableServer(system, answers ?? (() => undefined))
        return bench.server
      },
    }
    this.world = new World({ seed: 'bench', epoch: EPOCH, programs: { ...programs, 'table-server': table } })
    this.world.tracing = true
    this.screen = new Screen(columns)
    this.world.openTerminal('t', columns, 24)
    if (answers !== null) this.world.spawn({ host: HOST, program: 'table-server', name: 'table' })
    this.run(0)
  }

  /** Starts a program in the terminal; what it printed until all is quiet. */
  start(program: string, argv: readonly string[] = [], more: object = {}): string {
    const { pid } = this.world.spawn({ host: HOST, program, argv, terminal: 't', ...more })
    this.world.terminals.get('t')!.foreground.push(pid)
    this.pids.add(pid)
    return this.run()
  }

  /** Types keys (text); what was written until all is quiet. */
  type(keys: string, seconds = 0.1): string {
    this.world.input({ kind: 'type', terminal: 't', data: encodeUtf8(keys) })
    return this.run(seconds)
  }

  /** Runs for a while of virtual time. */
  run(seconds = 0.1): string {
    this.world.runUntil(this.world.now + seconds * 1_000_000)
    for (const event of this.world.takeTrace()) {
      if (event.type === 'terminal.output') {
        this.written += String(event['data'])
        this.screen.write(String(event['data']))
      }
      if (event.type === 'process.ended' && this.pids.has(Number(event['pid'])))
        this.ended = Number(event['code'])
    }
    const { written } = this
    this.written = ''
    return written
  }

  stopServer() {
    const record = this.world.byName.get('table')!
    this.world.signal(record.pid, 'KILL')
  }

  startServer() {
    this.world.spawn({ host: HOST, program: 'table-server', name: 'table' })
    this.run(0)
  }
}
