/** `redis-cli --scan`: every key, a line each (redis-cli.c, scanMode). */
import type { Reply } from '../../../resp/reply-decoder.ts'
import { quote } from '../../../bytes/quote.ts'
import { askPage, giveUp, scanPage } from './mode.ts'
import type { ModeHost, ModeRunner } from './mode.ts'

export class ScanMode implements ModeRunner {
  private cursor = '0'

  onReady(cli: ModeHost): void {
    askPage(cli, this.cursor)
  }

  onReply(cli: ModeHost, reply: Reply): void {
    if (reply.type === 'error') {
      giveUp(cli, `SCAN error: ${reply.text}\n`)
      return
    }
    const page = scanPage(reply)
    if (page === undefined) {
      giveUp(cli, 'ERROR: Non ARRAY response from SCAN!\n')
      return
    }
    const line = (key: string) => `${cli.output === 'standard' ? quote(key) : key}\n`
    if (page.keys.length > 0) cli.write(page.keys.map(line).join(''))
    this.cursor = page.cursor
    if (cli.options.interval > 0) cli.after(cli.options.interval, 'page')
    else this.onTimer(cli)
  }

  onTimer(cli: ModeHost): void {
    if (this.cursor === '0') cli.exit(0)
    else askPage(cli, this.cursor)
  }

  onLost(cli: ModeHost): void {
    giveUp(cli, '\nI/O error\n')
  }
}
