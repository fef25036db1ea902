/** `redis-cli --latency` and `--latency-history`: how long PING takes, in ms (redis-cli.c, latencyMode; recorded). */
import { formatFixed } from '../../../bytes/printf.ts'
import { giveUp } from './mode.ts'
import type { ModeHost, ModeRunner } from './mode.ts'

/** Virtual µs between two samples. */
const PAUSE = 10_000
const HISTORY_INTERVAL = 15_000_000
const INTERVAL = 1_000_000

export class LatencyMode implements ModeRunner {
  private readonly history: boolean
  private asked = 0
  private began = 0
  private min = 0
  private max = 0
  private total = 0
  private samples = 0

  constructor(history: boolean) {
    this.history = history
  }

  onReady(cli: ModeHost): void {
    this.began = cli.now()
    this.onTimer(cli)
  }

  onTimer(cli: ModeHost): void {
    this.asked = cli.now()
    cli.ask('PING')
  }

  onReply(cli: ModeHost): void {
    const ms = Math.floor(cli.now() / 1000) - Math.floor(this.asked / 1000)
    this.min = this.samples === 0 ? ms : Math.min(this.min, ms)
    this.max = Math.max(this.max, ms)
    this.total += ms
    this.samples++
    const elapsed = cli.now() - this.began
    const bare = !cli.onTerminal || cli.output === 'raw' || cli.output === 'csv'
    const interval =
      cli.options.interval > 0 ? cli.options.interval : this.history ? HISTORY_INTERVAL : INTERVAL
    if (!bare) cli.write(`\x1b[0G\x1b[2K${this.line()}`)
    if (elapsed > interval && (bare || this.history)) {
      cli.write(bare ? this.bareLine(cli) : ` -- ${formatFixed(elapsed / 1_000_000, 2)} seconds range\n`)
      if (!this.history) {
        cli.exit(0)
        return
      }
      this.began = cli.now()
      this.min = this.max = this.total = this.samples = 0
    }
    cli.after(PAUSE, 'sample')
  }

  onLost(cli: ModeHost): void {
    giveUp(cli, '\nI/O error\n')
  }

  private line(): string {
    return `min: ${this.min}, max: ${this.max}, avg: ${this.average()} (${this.samples} samples)`
  }

  private bareLine(cli: ModeHost): string {
    const separator = cli.output === 'csv' ? ',' : ' '
    return [this.min, this.max, this.average(), this.samples].join(separator) + '\n'
  }

  private average(): string {
    return formatFixed(this.total / this.samples, 2)
  }
}
