/**
 * redis-cli's connection: opened, logged in (AUTH, SELECT, HELLO 3, one after the other as cliConnect does), then
 * one tag waiting per command sent. What arrives while nothing is asked stays unread, as in a program that only
 * reads when it waits for a reply.
 */
import type { ConnectFailure, ConnectionId, System } from '../../world/process.ts'
import { ReplyDecoder, ReplyProtocolError } from '../../resp/reply-decoder.ts'
import type { Reply } from '../../resp/reply-decoder.ts'
import { encodeCommand } from './encode.ts'

/** Whom a reply is for. */
export type Tag = 'command' | 'asking' | 'select' | 'docs' | 'mode'

export type LinkEvent =
  /** Logged in; not `ok` when a step was refused (its message is on stderr) though the connection stands. */
  | { readonly type: 'ready'; readonly ok: boolean; readonly database: number }
  | { readonly type: 'reply'; readonly tag: Tag | undefined; readonly reply: Reply }
  | { readonly type: 'push'; readonly reply: Reply }
  | { readonly type: 'protocol-error'; readonly message: string }
  /** The server closed the connection and everything it sent is read. */
  | { readonly type: 'lost' }

export interface Login {
  readonly user: string | undefined
  readonly password: string | undefined
  readonly database: number
  /** `asked`: a refused HELLO 3 is a failure. */
  readonly resp3: 'no' | 'asked' | 'implied'
}

type Step = 'auth' | 'select' | 'hello'

const FAILURES: Readonly<Record<ConnectFailure, string>> = {
  refused: 'Connection refused',
  timeout: 'Connection timed out',
  unreachable: 'No route to host',
  'unknown host': 'Name or service not known',
}

export const connectFailure = (why: ConnectFailure): string => FAILURES[why]

export class Link {
  private readonly system: System
  private connection: ConnectionId | undefined = undefined
  private decoder = new ReplyDecoder()
  private login: Login | undefined = undefined
  private steps: Step[] = []
  private tags: Tag[] = []
  private database = 0
  private closedByPeer = false
  /** `none`: not connected; `opening`: until `ready`. */
  state: 'none' | 'opening' | 'open' = 'none'

  constructor(system: System) {
    this.system = system
  }

  /** Connects anew: `connected` has to be called when it stands; `next` then gives `ready`. */
  open(host: string, port: number, login: Login): void {
    this.drop()
    this.login = login
    this.database = 0
    this.state = 'opening'
    this.connection = this.system.connect(host, port)
  }

  /** Closes whatever there is. */
  drop(): void {
    if (this.connection !== undefined && !this.closedByPeer) this.system.close(this.connection)
    this.connection = undefined
    this.decoder = new ReplyDecoder()
    this.steps = []
    this.tags = []
    this.closedByPeer = false
    this.state = 'none'
  }

  isMine(connection: ConnectionId): boolean {
    return connection === this.connection
  }

  /** The connection stands: starts logging in. True when there is nothing to log in to. */
  connected(): boolean {
    const { login } = this
    if (login?.password !== undefined) this.steps.push('auth')
    if (login !== undefined && login.database !== 0) this.steps.push('select')
    if (login !== undefined && login.resp3 !== 'no') this.steps.push('hello')
    if (this.steps.length === 0) this.state = 'open'
    else this.sendStep()
    return this.state === 'open'
  }

  /** True while a reply is due. */
  get waiting(): boolean {
    return this.state === 'opening' || this.tags.length > 0
  }

  /** Whom the next reply is for. */
  get waitingFor(): Tag | undefined {
    return this.tags[0]
  }

  receive(data: string): void {
    this.decoder.feed(data)
  }

  peerClosed(): void {
    this.closedByPeer = true
  }

  /** Sends a command; its reply will come with `tag`. */
  send(argv: readonly string[], tag: Tag): void {
    this.tags.push(tag)
    this.sendRaw(encodeCommand(argv))
  }

  /** Sends bytes as they are. */
  sendRaw(bytes: string): void {
    if (this.connection !== undefined && !this.closedByPeer) this.system.send(this.connection, bytes)
  }

  /** The next thing that happened; undefined: wait. */
  next(): LinkEvent | undefined {
    let reply: Reply | undefined
    try {
      reply = this.decoder.next()
    } catch (error) {
      if (error instanceof ReplyProtocolError) return { type: 'protocol-error', message: error.message }
      throw error
    }
    if (reply === undefined) return this.closedByPeer ? { type: 'lost' } : undefined
    if (reply.type === 'attribute')
      return { type: 'protocol-error', message: 'Protocol error, got "|" as reply type byte' }
    if (reply.type === 'push') return { type: 'push', reply }
    if (this.state === 'opening') return this.stepAnswered(reply)
    return { type: 'reply', tag: this.tags.shift(), reply }
  }

  private sendStep(): void {
    const { user, password, database } = this.login!
    const step = this.steps[0]!
    if (step === 'auth') {
      this.sendRaw(encodeCommand(user === undefined ? ['AUTH', password!] : ['AUTH', user, password!]))
    } else if (step === 'select') this.sendRaw(encodeCommand(['SELECT', String(database)]))
    else this.sendRaw(encodeCommand(['HELLO', '3']))
  }

  private stepAnswered(reply: Reply): LinkEvent | undefined {
    const step = this.steps.shift()!
    if (reply.type === 'error') {
      this.system.writeError(this.complaint(step, reply.text))
      if (step !== 'hello' || this.login!.resp3 === 'asked') return this.ready(false)
    } else if (step === 'select') this.database = this.login!.database
    if (this.steps.length === 0) return this.ready(true)
    this.sendStep()
    return this.next()
  }

  private complaint(step: Step, text: string): string {
    if (step === 'auth') return `AUTH failed: ${text}\n`
    if (step === 'select') return `SELECT ${this.login!.database} failed: ${text}\n`
    return `HELLO 3 failed: ${text}\n`
  }

  private ready(ok: boolean): LinkEvent {
    this.steps = []
    this.state = 'open'
    return { type: 'ready', ok, database: this.database }
  }
}
