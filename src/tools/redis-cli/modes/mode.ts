/** redis-cli's modes: programs of their own on the same connection (`--scan`, `--stat` …). Plain state. */
import type { Reply } from '../../../resp/reply-decoder.ts'
import type { Options } from '../arguments.ts'
import type { OutputMode } from '../format.ts'

/** What a mode uses of its redis-cli. */
export interface ModeHost {
  readonly options: Readonly<Options>
  readonly output: OutputMode
  readonly onTerminal: boolean
  /** Standard input: a pipe's, empty on a terminal. */
  readonly input: string
  /** Virtual µs. */
  now(): number
  hex(length: number): string
  write(text: string): void
  writeError(text: string): void
  /** Asks the server; the replies come to `onReply` in order. */
  ask(...argv: string[]): void
  sendRaw(bytes: string): void
  /** Calls `onTimer(kind)` after `delay` virtual µs. */
  after(delay: number, kind: string): void
  /** Connects again; `onReady` follows. */
  reconnect(): void
  exit(status: number): void
}

export interface ModeRunner {
  /** Connected and logged in. */
  onReady(cli: ModeHost): void
  onReply(cli: ModeHost, reply: Reply): void
  onTimer?(cli: ModeHost, kind: string): void
  /** The server closed the connection. */
  onLost(cli: ModeHost): void
  /** Connecting failed; true when that is no reason to give up. */
  onUnreachable?(cli: ModeHost): boolean
  /** Ctrl-C; true when the mode ends in its own way. */
  onInterrupt?(cli: ModeHost): boolean
}

/** Prints and ends with status 1. */
export const giveUp = (cli: ModeHost, message: string): void => {
  cli.writeError(message)
  cli.exit(1)
}

/** The cursor and the keys of a SCAN reply; undefined when it is none. */
export const scanPage = (reply: Reply): { cursor: string; keys: string[] } | undefined => {
  if (reply.type !== 'array' || reply.items.length !== 2) return undefined
  const [cursor, keys] = reply.items
  if (cursor?.type !== 'bulk' || keys?.type !== 'array') return undefined
  return { cursor: cursor.text, keys: keys.items.map((key) => (key.type === 'bulk' ? key.text : '')) }
}

/** Asks for the next page of keys. */
export const askPage = (cli: ModeHost, cursor: string): void => {
  const { pattern } = cli.options
  cli.ask('SCAN', cursor, ...(pattern === undefined ? [] : ['MATCH', pattern]))
}
