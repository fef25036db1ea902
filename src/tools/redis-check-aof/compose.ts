/** `redis-check-aof` as the registry of programs knows it: checks append-only files, and cuts off what can't be read. */
import { formatLogTime } from '../../bytes/dates.ts'
import type { CodePart } from '../../world/code-part.ts'
import type { Process, Program, System } from '../../world/process.ts'
import { LineEditor } from '../terminal/line-editor.ts'
import type { EditorHost } from '../terminal/line-editor.ts'
import type { checkAof, CheckAofOptions } from './check.ts'

const USAGE = 'Usage: redis-check-aof [--fix|--truncate-to-timestamp $timestamp] <file.manifest|file.aof>\n'
const QUESTION = 'Continue? [y/N]: '
const COLUMNS = 80
const INTERRUPTED = 130

/** What reads the files. */
export type Checker = typeof checkAof

type Wish = Pick<CheckAofOptions, 'file' | 'fix' | 'timestamp'>

/** What the command line asks for, or what is printed instead. */
const readArguments = (argv: readonly string[]): Wish | string => {
  const [first = '', second = '', third = ''] = argv
  if (argv.length === 1) return { file: first, fix: false, timestamp: 0 }
  if (argv.length === 2 && first === '--fix') return { file: second, fix: true, timestamp: 0 }
  if (argv.length === 3 && first === '--truncate-to-timestamp') {
    if (!/^[ \t\n\v\f\r]*[+-]?\d{1,18}$/.test(second) && second !== '')
      return 'Invalid timestamp, aborting...\n'
    return { file: third, fix: false, timestamp: Number(second) }
  }
  return USAGE
}

class CheckAof implements Process, EditorHost {
  readonly system: System
  private readonly argv: readonly string[]
  private readonly part: CodePart<Checker>
  private readonly editor = new LineEditor()
  private wish: Wish | undefined
  /** Bytes of the output that were printed before the question. */
  private printed = 0

  constructor(system: System, argv: readonly string[], part: CodePart<Checker>) {
    this.system = system
    this.argv = argv
    this.part = part
  }

  lacks(): string | undefined {
    return this.part.lacking()
  }

  start(): void {
    const read = readArguments(this.argv)
    if (typeof read === 'string') {
      this.system.write(read)
      this.system.exit(1)
      return
    }
    this.wish = read
    this.check(undefined)
  }

  private check(answer: string | undefined): void {
    const { system } = this
    const now = system.now()
    const logPrefix = `${system.pid}:C ${formatLogTime(now)}`
    const options = { ...this.wish!, answer, now: Math.floor(now / 1000), logPrefix }
    const { output, status } = this.part.code()(system.disk, options)
    if (status !== undefined) {
      system.write(output.slice(this.printed))
      system.exit(status)
    } else if (system.input !== undefined) {
      this.check(system.input)
    } else {
      this.printed = output.length
      system.write(output.slice(0, -QUESTION.length))
      this.editor.start(QUESTION, this)
    }
  }

  onInput(data: string): void {
    this.editor.feed(data)
    const event = this.editor.run(this)
    if (event?.type === 'line') this.check(event.line)
    else if (event?.type === 'end') this.check('')
    else if (event?.type === 'interrupt') this.system.exit(INTERRUPTED)
  }

  onResize(): void {
    this.editor.resize(this)
  }

  write(bytes: string): void {
    this.system.write(bytes)
  }

  columns(): number {
    return this.system.terminalSize()?.columns ?? COLUMNS
  }

  hint(): undefined {
    return undefined
  }

  completions(): string[] {
    return []
  }
}

export const redisCheckAofWith = (part: CodePart<Checker>): Program => ({
  name: 'redis-check-aof',
  create: (system, argv) => new CheckAof(system, argv, part),
})
