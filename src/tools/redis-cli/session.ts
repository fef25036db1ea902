/**
 * redis-cli as a process: the prompt, the command on its way, and what each reply changes (redis-cli.c 7.0.15;
 * every text and its order recorded). Lines come from the terminal's keys or, when standard input is a pipe, from
 * there; with a command in its arguments it runs that one and ends.
 */
import { formatFixed } from '../../bytes/printf.ts'
import type { CodePart } from '../../world/code-part.ts'
import type { ConnectFailure, ConnectionId, EventKind, Process, Signal, System } from '../../world/process.ts'
import type { Reply } from '../../resp/reply-decoder.ts'
import { LineEditor } from '../terminal/line-editor.ts'
import type { EditorHost } from '../terminal/line-editor.ts'
import type { Options } from './arguments.ts'
import { printsPlainly, redirection, streamOf } from './commands.ts'
import { Context, leadingInteger } from './context.ts'
import { Console } from './console.ts'
import { completions, helpText, hintFor, readDocs } from './help.ts'
import type { CommandHelp } from './help.ts'
import { Link, connectFailure } from './link.ts'
import type { LinkEvent } from './link.ts'
import type { Modes } from './compose.ts'
import type { ModeHost, ModeRunner } from './modes/mode.ts'
import { composeCommand, composeScript } from './one-command.ts'
import type { Composed } from './one-command.ts'
import { isSecret, readLine } from './tokenize.ts'

/** A command being carried out, with the repetitions still to come (negative: for ever). */
interface Job {
  readonly argv: readonly string[]
  repeat: number
  /** Virtual µs when it was entered. */
  readonly started: number
  redirected: 'no' | 'moved' | 'asked'
}

/** What to do once connected and logged in. `resume`: Ctrl-C left a stream. */
type Purpose = 'start' | 'connect' | 'job' | 'help' | 'resume' | 'mode'

export class RedisCli extends Console implements Process, EditorHost, ModeHost {
  private readonly command: readonly string[]
  private readonly link: Link
  private readonly context: Context
  private readonly editor = new LineEditor()
  /** Commands are typed or read, one after the other. */
  private readonly interactive: boolean
  /** … and typed. */
  private readonly keyboard: boolean
  private host: string
  private port: number
  private hints = true
  private docs: readonly CommandHelp[] | undefined = undefined
  private job: Job | undefined = undefined
  private stream: 'no' | 'monitor' | 'pubsub' = 'no'
  private purpose: Purpose | undefined = undefined
  private readonly modes: CodePart<Modes>
  private mode: ModeRunner | undefined = undefined
  /** Said about the arguments, before anything else. */
  private readonly warnings: string
  /** How far standard input is read. */
  private inputPosition = 0
  /** For -x without a pipe: what was typed so far. */
  private typedArgument: string | undefined = undefined

  constructor(
    system: System,
    options: Options,
    command: readonly string[],
    warnings: string,
    modes: CodePart<Modes>,
  ) {
    super(system, options)
    this.modes = modes
    this.command = command
    this.warnings = warnings
    this.link = new Link(system)
    this.context = new Context(options.database)
    this.interactive = options.mode === 'command' && command.length === 0
    this.keyboard = this.interactive && system.input === undefined
    this.host = options.host
    this.port = options.port
  }

  // ---- what happens to it -----------------------------------------------------------------------

  lacks(kind: EventKind): string | undefined {
    return kind === 'start' && this.hasMode ? this.modes.lacking() : undefined
  }

  /** Whether it is to do more than carry commands out. */
  private get hasMode(): boolean {
    return this.options.mode !== 'command' && this.options.mode !== 'eval'
  }

  start(): void {
    if (this.hasMode) this.mode = this.modes.code()(this.options.mode)
    if (this.warnings !== '') this.writeError(this.warnings)
    if (this.mode !== undefined) this.connect('mode')
    else if (this.interactive) this.connect('start')
    else if (this.options.mode === 'eval')
      this.runArguments(
        composeScript(this.options, this.command, this.system.disk.read(this.options.script!)),
      )
    else if (this.options.stdinLast && this.system.input === undefined) this.readArgument('')
    else this.runArguments(composeCommand(this.options, this.command, this.input))
  }

  onConnected(connection: ConnectionId): void {
    if (this.link.isMine(connection) && this.link.connected()) this.ready(true, 0)
  }

  onConnectFailed(connection: ConnectionId, why: ConnectFailure): void {
    if (this.link.isMine(connection)) this.unreachable(connectFailure(why))
  }

  onData(connection: ConnectionId, data: string): void {
    if (!this.link.isMine(connection)) return
    this.link.receive(data)
    this.pump()
  }

  onClose(connection: ConnectionId): void {
    if (!this.link.isMine(connection)) return
    this.link.peerClosed()
    this.pump()
  }

  onTimer(kind: string): void {
    if (kind === 'repeat') this.sendJob()
    else this.mode?.onTimer?.(this, kind)
  }

  onInput(data: string): void {
    if (this.editor.active) {
      this.editor.feed(data)
      if (this.typedArgument !== undefined) this.readArgument(this.typedArgument)
      else this.readLines()
    } else if (data.includes('\x03')) {
      this.editor.dropInput()
      // The terminal's echo: seen even when output goes into a pipe.
      this.writeError('^C\n')
      this.interrupt()
    } else this.editor.feed(data)
  }

  onResize(): void {
    this.editor.resize(this)
  }

  onSignal(signal: Signal): void {
    if (signal === 'INT') this.interrupt()
    else if (signal === 'TERM') this.exit(143)
    else if (signal === 'HUP') this.exit(129)
  }

  // ---- what the editor and the modes ask of it --------------------------------------------------

  hint(line: string): string | undefined {
    return this.hints && this.docs !== undefined ? hintFor(this.docs, line) : undefined
  }

  completions(line: string): string[] {
    return completions(this.docs ?? [], line)
  }

  ask(...argv: string[]): void {
    this.link.send(argv, 'mode')
  }

  sendRaw(bytes: string): void {
    this.link.sendRaw(bytes)
  }

  reconnect(): void {
    this.connect('mode')
  }

  // ---- connecting -------------------------------------------------------------------------------

  private connect(purpose: Purpose): void {
    this.purpose = purpose
    this.context.disconnected()
    const { socket, user, password, resp2, resp3 } = this.options
    const login = { user, password, database: this.context.wanted, resp3: resp2 ? ('no' as const) : resp3 }
    if (socket === undefined) this.link.open(this.host, this.port, login)
    else this.unreachable('No such file or directory')
  }

  private unreachable(why: string): void {
    this.disconnect()
    const { purpose } = this
    this.purpose = undefined
    if (purpose === 'mode' && this.mode?.onUnreachable?.(this)) return
    if (purpose === 'help') {
      this.answerHelp()
      return
    }
    this.writeError(`Could not connect to Redis at ${this.address()}: ${why}\n`)
    if (!this.interactive || purpose === 'resume') this.exit(1)
    else this.forgetJob()
  }

  private disconnect(): void {
    this.link.drop()
    this.context.disconnected()
  }

  private address(): string {
    const { host, port } = this
    return this.options.socket ?? `${host.includes(':') ? `[${host}]` : host}:${port}`
  }

  private ready(ok: boolean, database: number): void {
    const { purpose } = this
    this.purpose = undefined
    this.context.database = database
    if (purpose === 'mode') {
      if (ok) this.mode!.onReady(this)
      else this.exit(1)
    } else if (purpose === 'job') this.readyForJob(ok)
    else if (purpose === 'resume') this.endJob()
    else if (purpose === 'help' || (this.keyboard && this.docs === undefined)) this.askDocs()
    else this.readLines()
  }

  private readyForJob(ok: boolean): void {
    const job = this.job!
    if (!ok && this.interactive) {
      // The connection stands and the next command goes out on it; there is no error to name.
      this.writeError('Error: \n')
      this.forgetJob()
    } else if (job.redirected === 'asked') {
      job.redirected = 'no'
      this.link.send(['ASKING'], 'asking')
    } else this.sendJob()
  }

  /** Asks, silently, for what hints and help are made of. */
  private askDocs(): void {
    this.link.send(['COMMAND', 'DOCS'], 'docs')
  }

  // ---- lines ------------------------------------------------------------------------------------

  /** Reads lines and carries them out until one has to wait for something. */
  private readLines(): void {
    while (!this.exited && this.isFree()) {
      if (!this.keyboard) {
        this.nextInputLine()
        continue
      }
      if (!this.editor.active) this.editor.start(this.prompt(), this)
      const event = this.editor.run(this)
      if (event === undefined) return
      if (event.type === 'line') this.line(event.line)
      else this.exit(0)
    }
  }

  private isFree(): boolean {
    return this.interactive && this.job === undefined && this.purpose === undefined && !this.link.waiting
  }

  private nextInputLine(): void {
    const { input } = this
    if (this.inputPosition >= input.length) {
      this.exit(0)
      return
    }
    const newline = input.indexOf('\n', this.inputPosition)
    const end = newline < 0 ? input.length : newline
    const line = input.slice(this.inputPosition, end)
    this.inputPosition = end + 1
    this.line(line)
  }

  private prompt(): string {
    if (this.link.state !== 'open') return 'not connected> '
    const { database, inMulti } = this.context
    return `${this.address()}${database === 0 ? '' : `[${database}]`}${inMulti ? '(TX)' : ''}> `
  }

  private line(text: string): void {
    const line = readLine(text)
    if (line.type === 'empty') return
    if (line.type === 'error') {
      if (line.remember) this.editor.remember(text)
      this.write(line.message)
      return
    }
    if (!isSecret(line.argv)) this.editor.remember(text)
    this.carryOut(line.argv, line.repeat)
  }

  /** Words redis-cli answers itself, and everything else. */
  private carryOut(argv: readonly string[], repeat: number): void {
    const name = argv[0]!.toLowerCase()
    if (name === 'quit' || name === 'exit') this.exit(0)
    else if (name.startsWith(':')) this.setPreference(argv)
    else if (name === 'restart') this.write("Use 'restart' only in Lua debugging mode.\n")
    else if (name === 'connect' && argv.length === 3) {
      this.host = argv[1]!
      this.port = leadingInteger(argv[2]!)
      this.connect('connect')
    } else if (name === 'clear' && argv.length === 1) this.write('\x1b[H\x1b[2J')
    else this.issue(argv, repeat)
  }

  private setPreference([command, preference]: readonly string[]): void {
    if (command!.toLowerCase() !== ':set' || preference === undefined)
      this.write(`unknown redis-cli internal command '${command}'\n`)
    else if (/^(no)?hints$/i.test(preference)) this.hints = preference.toLowerCase() === 'hints'
    else this.write(`unknown redis-cli preference '${preference}'\n`)
  }

  // ---- a command in the arguments ---------------------------------------------------------------

  private runArguments(composed: Composed): void {
    if (composed.type === 'command') {
      this.issue(composed.argv, this.options.repeat)
      return
    }
    this.write(composed.stdout)
    this.fail(composed.stderr)
  }

  /** -x on a terminal: lines up to Ctrl-D are the argument. */
  private readArgument(typed: string): void {
    this.typedArgument = typed
    for (;;) {
      if (!this.editor.active) this.editor.start('', this)
      const event = this.editor.run(this)
      if (event === undefined) return
      if (event.type !== 'line') {
        const argument = this.typedArgument
        this.typedArgument = undefined
        if (event.type === 'end') this.runArguments(composeCommand(this.options, this.command, argument))
        else this.exit(130)
        return
      }
      this.typedArgument += event.line + '\n'
    }
  }

  // ---- carrying a command out -------------------------------------------------------------------

  private issue(argv: readonly string[], repeat: number): void {
    this.job = { argv, repeat, started: this.now(), redirected: 'no' }
    if (isHelp(argv)) this.help(argv)
    else if (this.link.state === 'open') this.sendJob()
    else this.connect('job')
  }

  /** Where nothing is known of commands yet, somebody has to be asked first. */
  private help(argv: readonly string[]): void {
    if (argv.length === 1 || this.docs !== undefined) this.answerHelp()
    else if (this.link.state === 'open') this.askDocs()
    else this.connect('help')
  }

  private answerHelp(): void {
    const { argv } = this.job!
    this.job = undefined
    this.write(helpText(this.docs ?? [], argv.slice(1)))
    this.finished()
  }

  private sendJob(): void {
    const { job } = this
    if (job === undefined || job.repeat === 0) {
      this.endJob()
      return
    }
    if (job.repeat > 0) job.repeat--
    this.stream = streamOf(job.argv[0]!.toLowerCase())
    if (this.stream === 'pubsub' && this.output !== 'raw')
      this.write('Reading messages... (press Ctrl-C to quit)\n')
    this.link.send(job.argv, 'command')
    this.pump()
  }

  /** Takes what has arrived, as long as something is waited for. */
  private pump(): void {
    while (!this.exited && (this.link.waiting || this.stream !== 'no' || this.mode !== undefined)) {
      const event = this.link.next()
      if (event === undefined) return
      this.happened(event)
    }
  }

  private happened(event: LinkEvent): void {
    switch (event.type) {
      case 'ready':
        return this.ready(event.ok, event.database)
      case 'push':
        return this.printPush(event.reply)
      case 'protocol-error':
        return this.fail(`Error: ${event.message}\n`)
      case 'lost':
        return this.lost()
      case 'reply':
        return this.replied(event)
    }
  }

  private replied({ tag, reply }: Extract<LinkEvent, { type: 'reply' }>): void {
    if (this.mode !== undefined) this.mode.onReply(this, reply)
    else if (tag === 'docs') this.learnt(reply)
    else if (tag === 'select') this.selected(reply)
    else if (tag === 'asking') this.sendJob()
    else this.commandReplied(reply)
  }

  private learnt(reply: Reply): void {
    const docs = readDocs(reply)
    if (docs.length > 0) this.docs = Object.freeze(docs)
    if (this.job !== undefined && isHelp(this.job.argv)) this.answerHelp()
    else this.endJob()
  }

  private commandReplied(reply: Reply): void {
    const job = this.job!
    const failed = reply.type === 'error'
    if (failed && this.options.cluster && this.redirect(reply.text, job)) return
    if (failed && !this.interactive && this.options.exitOnError) {
      this.fail(`${reply.text}\n`)
      return
    }
    this.print(reply, printsPlainly(job.argv))
    if (this.exited || (this.stream !== 'no' && !failed)) return
    this.stream = 'no'
    if (this.context.note(job.argv, reply)) this.link.send(['SELECT', String(this.context.wanted)], 'select')
    else this.again(job)
  }

  /** The reply to the SELECT that follows AUTH. */
  private selected(reply: Reply): void {
    const { context } = this
    if (reply.type === 'error') this.writeError(`SELECT ${context.wanted} failed: ${reply.text}\n`)
    else context.database = context.wanted
    this.again(this.job!)
  }

  private again(job: Job): void {
    if (this.options.interval > 0) this.after(this.options.interval, 'repeat')
    else if (job.repeat !== 0) this.sendJob()
    else if (this.keyboard && this.docs === undefined && job.argv[0]!.toLowerCase() === 'auth') this.askDocs()
    else this.endJob()
  }

  /** MOVED and ASK with -c: goes to the node named and asks there again. */
  private redirect(error: string, job: Job): boolean {
    const target = redirection(error)
    if (target === undefined) return false
    if (target.host !== '') this.host = target.host
    this.port = target.port
    if (this.interactive) this.write(`-> Redirected to slot [${target.slot}] located at ${this.address()}\n`)
    if (job.repeat >= 0) job.repeat++
    job.redirected = target.ask ? 'asked' : 'moved'
    this.connect('job')
    return true
  }

  /** The command is done with; what took long says how long. */
  private endJob(): void {
    const { job } = this
    this.job = undefined
    if (job !== undefined && this.interactive && this.output === 'standard') {
      const elapsed = Math.floor((this.now() - job.started) / 1000)
      if (elapsed >= 500) this.write(`(${formatFixed(elapsed / 1000, 2)}s)\n`)
    }
    this.finished()
  }

  private forgetJob(): void {
    this.job = undefined
    this.readLines()
  }

  private finished(): void {
    if (this.interactive) this.readLines()
    else this.exit(0)
  }

  private lost(): void {
    const opening = this.link.state === 'opening'
    const wasDocs = this.link.waitingFor === 'docs'
    this.disconnect()
    this.purpose = undefined
    if (this.mode !== undefined) this.mode.onLost(this)
    else if (wasDocs) this.learnt({ type: 'null' })
    else if (this.job?.argv[0]!.toLowerCase() === 'shutdown') this.endJob()
    else {
      this.writeError(opening ? '\nI/O error\n' : 'Error: Server closed the connection\n')
      if (!this.interactive || this.stream !== 'no') this.exit(1)
      else this.forgetJob()
    }
  }

  // ---- Ctrl-C -----------------------------------------------------------------------------------

  /** Leaves MONITOR and SUBSCRIBE for the prompt, on a new connection; ends anything else. */
  private interrupt(): void {
    if (this.interactive && this.stream !== 'no') {
      this.stream = 'no'
      this.connect('resume')
    } else if (!this.mode?.onInterrupt?.(this)) this.exit(this.interactive ? 1 : 130)
  }
}

const isHelp = (argv: readonly string[]): boolean => argv[0]!.toLowerCase() === 'help' || argv[0] === '?'
