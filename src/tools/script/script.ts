/**
 * Scripted clients: the extra users of a lesson's world. A program whose command line is a plan in JSON;
 * each of its clients has a connection of its own and speaks RESP like any other client.
 */
import type { ConnectionId, Plain, Process, Program, System } from '../../world/process.ts'
import { ReplyDecoder } from '../../resp/reply-decoder.ts'
import type { Reply } from '../../resp/reply-decoder.ts'

/**
 * One step of a client. In `send`, `$name` stands for a saved reply, `$name+1` for its number plus one,
 * `$client` for the client's number from 0 and `$turn` for its turn from 0, and their numbers plus one likewise;
 * `$$` is a dollar sign.
 */
export type ScriptStep =
  | {
      readonly send: readonly string[]
      readonly save?: string
      /** Parts of an array reply to save: by name, the way to each, counted from 0. */
      readonly pick?: Readonly<Record<string, readonly number[]>>
      /** Sent so many times in one go, without waiting for replies in between: a pipeline. */
      readonly times?: number
    }
  /** Virtual ms until the next step. */
  | { readonly wait: number }
  /** The client leaves unless the saved reply is a number above this. */
  | { readonly stopUnless: string; readonly above: number }
  /** The steps begin anew when the saved reply is nil: an EXEC that was called off. */
  | { readonly againUnless: string }

export interface ScriptPlan {
  readonly host: string
  readonly port: number
  /** How many clients, 1 unless given. */
  readonly clients?: number
  /** Virtual ms before the first turn of the first client, and between the starts of two clients. */
  readonly start?: number
  readonly stagger?: number
  /** How often each client goes through the steps; 1 unless given, 0: for ever. */
  readonly turns?: number
  /** Virtual ms from the end of one turn to the next. */
  readonly every?: number
  readonly steps: readonly ScriptStep[]
}

interface ScriptClient {
  readonly index: number
  connection: ConnectionId
  decoder: ReplyDecoder
  step: number
  turn: number
  saved: Map<string, string>
  /** Virtual µs at which the request on the wire left; undefined: none. */
  sentAt: number | undefined
  /** Replies that are still to come for it. */
  awaited: number
  done: boolean
}

/** What the trace hears of scripted clients. */
export type ScriptEvent =
  | { type: 'script.sent'; client: number; argv: readonly string[] }
  /** `latency` in virtual µs, from sending to the reply. */
  | { type: 'script.reply'; client: number; command: string; reply: string; latency: number }
  | { type: 'script.done'; client: number; turns: number }
  | { type: 'script.failed'; client: number; why: string }

class Script implements Process {
  private readonly system: System
  private readonly plan: ScriptPlan
  private readonly clients: ScriptClient[] = []

  constructor(system: System, plan: ScriptPlan) {
    this.system = system
    this.plan = plan
  }

  start(): void {
    const { clients = 1, start = 0, stagger = 0 } = this.plan
    for (let index = 0; index < clients; index++) {
      this.clients.push({
        index,
        connection: 0,
        decoder: new ReplyDecoder(),
        step: 0,
        turn: 0,
        saved: new Map(),
        sentAt: undefined,
        awaited: 0,
        done: false,
      })
      this.system.setTimer((start + index * stagger) * 1000, 'connect', index)
    }
  }

  onTimer(kind: string, args: Plain): void {
    const client = this.clients[args as number]!
    if (kind === 'connect') client.connection = this.system.connect(this.plan.host, this.plan.port)
    else this.advance(client)
  }

  onConnected(connection: ConnectionId): void {
    const client = this.byConnection(connection)
    if (client !== undefined) this.advance(client)
  }

  onConnectFailed(connection: ConnectionId, why: string): void {
    this.fail(this.byConnection(connection), why)
  }

  onClose(connection: ConnectionId): void {
    const client = this.byConnection(connection)
    if (client !== undefined && !client.done) this.fail(client, 'closed')
  }

  onData(connection: ConnectionId, data: string): void {
    const client = this.byConnection(connection)
    if (client === undefined) return
    client.decoder.feed(data)
    for (let reply = client.decoder.next(); reply !== undefined; reply = client.decoder.next()) {
      this.replied(client, reply)
    }
  }

  private byConnection(connection: ConnectionId): ScriptClient | undefined {
    return this.clients.find((c) => c.connection === connection)
  }

  private fail(client: ScriptClient | undefined, why: string): void {
    if (client === undefined) return
    client.done = true
    this.tell({ type: 'script.failed', client: client.index, why })
    this.endWhenDone()
  }

  /** Carries out steps until one has to wait. */
  private advance(client: ScriptClient): void {
    const { steps, turns = 1, every = 0 } = this.plan
    if (client.step === steps.length) {
      client.step = 0
      client.turn++
      if (client.turn === turns) return this.finish(client)
      this.system.setTimer(Math.max(every * 1000, 1), 'next', client.index)
      return
    }
    const step = steps[client.step]!
    if ('wait' in step) {
      client.step++
      this.system.setTimer(step.wait * 1000, 'next', client.index)
      return
    }
    if (!('send' in step)) return this.decide(client, step)
    const argv = step.send.map((word) => fill(word, client))
    const { times = 1 } = step
    client.sentAt = this.system.now()
    client.awaited = times
    this.tell({ type: 'script.sent', client: client.index, argv })
    this.system.send(client.connection, request(argv).repeat(times))
  }

  /** Goes on, begins anew or leaves, by what was saved. */
  private decide(
    client: ScriptClient,
    step: Exclude<ScriptStep, { send: unknown } | { wait: unknown }>,
  ): void {
    if ('stopUnless' in step) {
      if (!(Number(client.saved.get(step.stopUnless) || NaN) > step.above)) return this.finish(client)
      client.step++
    } else client.step = client.saved.get(step.againUnless) ? client.step + 1 : 0
    this.advance(client)
  }

  private replied(client: ScriptClient, reply: Reply): void {
    const step = this.plan.steps[client.step]
    if (client.sentAt === undefined || step === undefined || !('send' in step)) return
    if (--client.awaited > 0) return
    const latency = this.system.now() - client.sentAt
    client.sentAt = undefined
    const text = plainText(reply)
    if (step.save !== undefined) client.saved.set(step.save, text)
    for (const [name, way] of Object.entries(step.pick ?? {}))
      client.saved.set(name, plainText(partOf(reply, way)))
    this.tell({
      type: 'script.reply',
      client: client.index,
      command: step.send[0] ?? '',
      reply: text.slice(0, 64),
      latency,
    })
    client.step++
    this.advance(client)
  }

  private finish(client: ScriptClient): void {
    client.done = true
    this.system.close(client.connection)
    this.tell({ type: 'script.done', client: client.index, turns: client.turn })
    this.endWhenDone()
  }

  private endWhenDone(): void {
    if (this.clients.every((c) => c.done)) this.system.exit(0)
  }

  private tell(event: ScriptEvent): void {
    if (this.system.tracing) this.system.emit(event)
  }
}

const request = (argv: readonly string[]): string =>
  `*${argv.length}\r\n${argv.map((a) => `$${a.length}\r\n${a}\r\n`).join('')}`

/** A reply as the text a later step may use; nil is empty, an error keeps its dash. */
const plainText = (reply: Reply): string => {
  if (reply.type === 'error') return `-${reply.text}`
  if ('text' in reply) return reply.text
  return reply.type === 'integer' ? String(reply.value) : ''
}

const NIL: Reply = { type: 'nil' }

/** A part of nested arrays; nil where there is none. */
const partOf = (reply: Reply, way: readonly number[]): Reply =>
  way.reduce((at, index) => (at.type === 'array' ? (at.items[index] ?? NIL) : NIL), reply)

const fill = (word: string, client: ScriptClient): string =>
  word.replace(/\$(\$|[a-z]+)(\+1)?/g, (_, name: string, plus: string | undefined) => {
    if (name === '$') return `$${plus ?? ''}`
    const value =
      name === 'client'
        ? String(client.index)
        : name === 'turn'
          ? String(client.turn)
          : (client.saved.get(name) ?? '')
    return plus === undefined ? value : String(Number(value) + 1)
  })

export const script: Program = {
  name: 'script',
  create: (system, argv) => new Script(system, JSON.parse(argv[0] ?? '{"steps":[]}') as ScriptPlan),
}
