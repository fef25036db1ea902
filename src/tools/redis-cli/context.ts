/** What redis-cli believes of its connection, for the prompt and for connecting again: database and transaction. */
import type { Reply } from '../../resp/reply-decoder.ts'

/** atoi. */
export const leadingInteger = (word: string): number => Number(/^\s*([+-]?\d+)/.exec(word)?.[1] ?? 0)

export class Context {
  /** The database to be in; SELECTed again on a new connection. */
  wanted: number
  /** The database the connection is in, as far as known. */
  database = 0
  inMulti = false
  private beforeMulti = 0

  constructor(wanted: number) {
    this.wanted = wanted
  }

  /** The connection is gone. */
  disconnected(): void {
    this.database = 0
    this.inMulti = false
  }

  /** Takes note of a command's reply; true when SELECT should follow (AUTH lets a refused one pass). */
  note(argv: readonly string[], reply: Reply): boolean {
    const name = argv[0]!.toLowerCase()
    const ok = reply.type !== 'error'
    if (name === 'select' && argv.length === 2 && ok) this.be(leadingInteger(argv[1]!))
    if (name === 'auth' && (argv.length === 2 || argv.length === 3)) return this.database !== this.wanted
    if (argv.length === 1) this.noteBare(name, ok, reply)
    return false
  }

  private noteBare(name: string, ok: boolean, reply: Reply): void {
    if (name === 'multi' && ok) {
      this.inMulti = true
      this.beforeMulti = this.database
    } else if (name === 'exec' && this.inMulti) {
      this.inMulti = false
      if (!ok || reply.type === 'nil' || reply.type === 'nil-array' || reply.type === 'null')
        this.be(this.beforeMulti)
    } else if (name === 'discard' && ok) {
      this.inMulti = false
      this.be(this.beforeMulti)
    } else if (name === 'reset' && ok) {
      this.inMulti = false
      this.be(0)
    }
  }

  private be(database: number): void {
    this.wanted = database
    this.database = database
  }
}
