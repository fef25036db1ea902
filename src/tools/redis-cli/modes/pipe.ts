/** `redis-cli --pipe`: standard input goes out as it is; replies are only counted (redis-cli.c, pipeMode; recorded). */
import type { Reply } from '../../../resp/reply-decoder.ts'
import { encodeCommand } from '../encode.ts'
import { giveUp } from './mode.ts'
import type { ModeHost, ModeRunner } from './mode.ts'

const SECOND = 1_000_000

export class PipeMode implements ModeRunner {
  private errors = 0
  private replies = 0
  /** Echoed by the server after everything else. */
  private mark = ''
  private lastReply = 0

  onReady(cli: ModeHost): void {
    this.mark = cli.hex(20)
    this.lastReply = cli.now()
    cli.sendRaw(cli.input)
    cli.sendRaw('\r\n' + encodeCommand(['ECHO', this.mark]))
    cli.write('All data transferred. Waiting for the last reply...\n')
    this.watch(cli)
  }

  onReply(cli: ModeHost, reply: Reply): void {
    this.lastReply = cli.now()
    if (reply.type === 'bulk' && reply.text === this.mark) {
      cli.write(`Last reply received from server.\nerrors: ${this.errors}, replies: ${this.replies}\n`)
      cli.exit(this.errors > 0 ? 1 : 0)
      return
    }
    this.replies++
    if (reply.type !== 'error') return
    this.errors++
    cli.writeError(`${reply.text}\n`)
  }

  onTimer(cli: ModeHost): void {
    const { pipeTimeout } = cli.options
    if (cli.now() - this.lastReply < pipeTimeout * SECOND) {
      this.watch(cli)
      return
    }
    cli.writeError(`No replies for ${pipeTimeout} seconds: exiting.\n`)
    cli.write(`errors: ${this.errors + 1}, replies: ${this.replies}\n`)
    cli.exit(1)
  }

  onLost(cli: ModeHost): void {
    giveUp(cli, 'Error reading from the server: Connection reset by peer\n')
  }

  private watch(cli: ModeHost): void {
    if (cli.options.pipeTimeout > 0) cli.after(SECOND, 'watch')
  }
}
