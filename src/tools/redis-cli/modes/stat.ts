/** `redis-cli --stat`: a line about the server every second (redis-cli.c, statMode; columns recorded). */
import { formatFixed } from '../../../bytes/printf.ts'
import type { Reply } from '../../../resp/reply-decoder.ts'
import { giveUp } from './mode.ts'
import type { ModeHost, ModeRunner } from './mode.ts'

const HEADER =
  '------- data ------ --------------------- load -------------------- - child -\n' +
  'keys       mem      clients blocked requests            connections          \n'
const LINES_PER_HEADER = 20
const SECOND = 1_000_000

export class StatMode implements ModeRunner {
  private lines = 0
  private requests = 0
  private tries = 0

  onReady(cli: ModeHost): void {
    if (this.tries > 0) cli.write('\r\x1b[0K')
    this.tries = 0
    cli.ask('INFO')
  }

  onReply(cli: ModeHost, reply: Reply): void {
    if (reply.type === 'error') {
      giveUp(cli, `ERROR: ${reply.text}\n`)
      return
    }
    if (this.lines++ % LINES_PER_HEADER === 0) cli.write(HEADER)
    cli.write(this.line('text' in reply ? reply.text : ''))
    cli.after(cli.options.interval > 0 ? cli.options.interval : SECOND, 'line')
  }

  onTimer(cli: ModeHost, kind: string): void {
    if (kind === 'reconnect') cli.reconnect()
    else cli.ask('INFO')
  }

  onLost(cli: ModeHost): void {
    this.onUnreachable(cli)
  }

  /** At the start there has to be a server; later it is waited for. */
  onUnreachable(cli: ModeHost): boolean {
    if (this.lines === 0) return false
    cli.write(`\r\x1b[0KReconnecting... ${++this.tries}\r`)
    cli.after(SECOND, 'reconnect')
    return true
  }

  private line(info: string): string {
    const field = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0)
    const keys = [...info.matchAll(/^db\d+:keys=(\d+)/gm)].reduce((sum, match) => sum + Number(match[1]), 0)
    const requests = field('total_commands_processed')
    const more = this.requests === 0 ? 0 : requests - this.requests
    this.requests = requests
    const saving = field('rdb_bgsave_in_progress') > 0
    const rewriting = field('aof_rewrite_in_progress') > 0
    return (
      String(keys).padEnd(11) +
      human(field('used_memory')).padEnd(9) +
      String(field('connected_clients')).padEnd(8) +
      String(field('blocked_clients')).padEnd(8) +
      `${requests} (+${more})`.padEnd(20) +
      String(field('total_connections_received')).padEnd(12) +
      [saving ? 'SAVE' : '', rewriting ? 'AOF' : ''].filter((word) => word !== '').join('+') +
      '\n'
    )
  }
}

const UNITS = ['K', 'M', 'G', 'T']

/** redis-cli's bytesToHuman: `512B`, `1.50M`. */
const human = (bytes: number): string => {
  if (bytes < 1024) return `${bytes}B`
  let value = bytes / 1024
  let unit = 0
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit++
  }
  return formatFixed(value, 2) + UNITS[unit]!
}
