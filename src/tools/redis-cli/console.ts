/** redis-cli's hands: its terminal, its clock, its end; and how replies leave it. */
import type { System } from '../../world/process.ts'
import type { Reply } from '../../resp/reply-decoder.ts'
import type { Options } from './arguments.ts'
import { UnknownReplyType, formatInvalidation, formatReply } from './format.ts'
import type { OutputMode } from './format.ts'

export class Console {
  readonly options: Readonly<Options>
  readonly output: OutputMode
  readonly onTerminal: boolean
  /** Standard input when it is a pipe or a file. */
  readonly input: string
  protected readonly system: System
  protected exited = false

  constructor(system: System, options: Options) {
    this.system = system
    this.options = Object.freeze(options)
    this.onTerminal = system.terminalSize() !== undefined
    this.output = options.output ?? (this.onTerminal ? 'standard' : 'raw')
    this.input = system.input ?? ''
  }

  write(bytes: string): void {
    if (!this.exited && bytes !== '') this.system.write(bytes)
  }

  writeError(bytes: string): void {
    if (!this.exited && bytes !== '') this.system.writeError(bytes)
  }

  columns(): number {
    return this.system.terminalSize()?.columns ?? 80
  }

  now(): number {
    return this.system.now()
  }

  hex(length: number): string {
    return this.system.random.hex(length)
  }

  after(delay: number, kind: string): void {
    this.system.setTimer(delay, kind)
  }

  /** Ends the process; nothing it does afterwards counts. */
  exit(status: number): void {
    if (this.exited) return
    this.exited = true
    this.system.exit(status)
  }

  /** Prints to stderr and ends with status 1. */
  fail(message: string): void {
    this.writeError(message)
    this.exit(1)
  }

  /** `plainly`: bare, whatever the output mode. */
  print(reply: Reply, plainly: boolean): void {
    const { bulkDelimiter, commandDelimiter } = this.options
    try {
      this.write(
        plainly
          ? formatReply(reply, 'raw', bulkDelimiter, '')
          : formatReply(reply, this.output, bulkDelimiter, commandDelimiter),
      )
    } catch (error) {
      if (!(error instanceof UnknownReplyType)) throw error
      this.fail(`${error.message}\n`)
    }
  }

  /** A RESP3 push message nobody asked for. */
  printPush(reply: Reply): void {
    if (!(this.options.showPushes ?? this.onTerminal)) return
    const short = this.output === 'standard' ? formatInvalidation(reply) : undefined
    if (short === undefined) this.print(reply, false)
    else this.write(short)
  }
}
