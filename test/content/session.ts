/** Runs a lesson's command blocks in the lesson's own world, as its terminal would. */
import { encodeUtf8, decodeUtf8 } from '../../src/bytes/utf8.ts'
import { splitArgs } from '../../src/bytes/quote.ts'
import { buildWorld, runUntilQuiet } from '../../src/exercises/run.ts'
import { ReplyDecoder } from '../../src/resp/reply-decoder.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { printsPlainly } from '../../src/tools/redis-cli/commands.ts'
import { formatRaw, formatTerminal } from '../../src/tools/redis-cli/format.ts'
import type { World } from '../../src/world/world.ts'

const SHELL = 'lesson-shell'
const SETTLE_MS = 50

/** Escape sequences of the terminal: colours and cursor moves. */
const plain = (text: string): string => text.replaceAll(/\x1b\[[0-9;?]*[A-Za-z]/g, '')

export class LessonSession {
  readonly world: World
  private readonly host: string
  private readonly port: number
  private connection: number | undefined
  private received = ''

  constructor(scenario: string) {
    const found = scenarios[scenario]
    if (found === undefined) throw new Error(`no scenario ${scenario}`)
    this.world = buildWorld(found, 'lesson')
    this.host = found.servers[0]?.host ?? 'server'
    this.port = found.servers[0]?.port ?? 6379
    this.world.outside = {
      data: (_connection, data) => {
        this.received += data
      },
      closed: () => {
        this.connection = undefined
      },
    }
  }

  /** The lines redis-cli prints for a command, or the shell for a line at `$`. */
  run(prompt: string, command: string): string[] {
    return prompt === '$' ? this.shell(command) : this.redis(command)
  }

  private redis(command: string): string[] {
    this.connection ??= this.world.connections.connectOutside(this.host, this.port, '127.0.0.1:50505')
    if (this.connection === undefined)
      return [`Could not connect to Redis at 127.0.0.1:${this.port}: Connection refused`]
    const argv = splitArgs(encodeUtf8(command))
    if (argv === undefined) return ['Invalid argument(s)']
    this.received = ''
    this.world.connections.deliver(
      this.connection,
      `*${argv.length}\r\n${argv.map((a) => `$${a.length}\r\n${a}\r\n`).join('')}`,
    )
    runUntilQuiet(this.world)
    this.world.runUntil(this.world.now + SETTLE_MS * 1000)
    const decoder = new ReplyDecoder()
    decoder.feed(this.received)
    const reply = decoder.next()
    if (reply === undefined) return []
    const text = printsPlainly(argv) ? formatRaw(reply).replaceAll('\r\n', '\n') : formatTerminal(reply)
    return decodeUtf8(text).replace(/\n+$/, '').split('\n')
  }

  private shell(command: string): string[] {
    const { world } = this
    if (!world.terminals.has(SHELL)) {
      world.input({ kind: 'open', terminal: SHELL, host: this.host, program: 'sh', argv: [] })
      runUntilQuiet(world)
    }
    world.takeTrace()
    world.input({ kind: 'type', terminal: SHELL, data: `${encodeUtf8(command)}\r` })
    runUntilQuiet(world)
    const output = world
      .takeTrace()
      .filter((event) => event.type === 'terminal.output' && event.terminal === SHELL)
      .map((event) => event.data as string)
      .join('')
    const text = plain(decodeUtf8(output)).replaceAll('\r\n', '\n').replaceAll('\r', '\n')
    const lines = text.split('\n')
    const typed = lines.findLastIndex((line) => line.endsWith(`$ ${command}`) || line === command)
    return lines.slice(typed + 1).filter((line, i, rest) => !(i === rest.length - 1 && /^\$? ?$/.test(line)))
  }
}

/** Whether printed lines are what came: `…` alone on a line stands for any lines, within a line for any text. */
export const agrees = (printed: readonly string[], came: readonly string[]): boolean => {
  const pattern = printed
    .map((line) => (line === '…' ? '(?:.*\n)*?' : `${line.split('…').map(escape).join('.*')}\n`))
    .join('')
  return new RegExp(`^${pattern}$`).test(came.map((line) => `${line}\n`).join(''))
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
