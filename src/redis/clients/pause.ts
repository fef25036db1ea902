/** CLIENT PAUSE (networking.c: pauseActions, blockPostponeClient): who is held back, and until when. */
import { fitsInt64 } from '../../bytes/integers.ts'
import type { Client } from './client.ts'
import type { Command } from '../command/declaration.ts'
import { mayWrite } from '../server/admission.ts'
import { executeQuery, processInput } from '../server/input.ts'
import type { RedisServer } from '../server/server.ts'

export class Pause {
  readonly server: RedisServer
  mode: 'off' | 'write' | 'all' = 'off'
  /** Unix ms of the last instant of the pause. */
  until = 0
  postponed: Client[] = []
  /** Clients whose held command may run now. */
  private released: Client[] = []

  constructor(server: RedisServer) {
    this.server = server
  }

  /**
   * Starts a pause of so many ms, or extends the one in force: the stricter mode and the later end win. An end
   * beyond 64 bits wraps around into the past, as in Redis.
   */
  begin(mode: 'write' | 'all', ms: number | bigint): void {
    const { server } = this
    const end = BigInt(server.milliseconds) + BigInt(ms)
    const until = fitsInt64(end) ? Number(end) : -1
    this.mode = this.mode === 'all' ? 'all' : mode
    this.until = Math.max(until, this.until)
    if (this.until < server.milliseconds) this.end()
    else server.system.setTimer((this.until + 1) * 1000 - server.now, 'deadline')
  }

  get active(): boolean {
    return this.mode !== 'off'
  }

  holds(client: Client, command: Command, argv: readonly string[]): boolean {
    const served = client.monitor || client.replica
    if (this.mode === 'off' || client.connection === undefined || served) return false
    return this.mode === 'all' || mayWrite(client, command, argv)
  }

  postpone(client: Client, command: Command, argv: readonly string[]): 'postponed' {
    client.blocked = {
      kind: 'pause',
      db: client.db,
      keys: [],
      command,
      argv,
      deadline: Infinity,
      onTimeout: 'nil',
      since: this.server.now,
    }
    this.postponed.push(client)
    return 'postponed'
  }

  /** Ends the pause when its time is over. */
  expire(): void {
    if (this.mode !== 'off' && this.until < this.server.milliseconds) this.end()
  }

  /** CLIENT UNPAUSE, or the end of the time. What was held back runs before the server waits again. */
  end(): void {
    this.mode = 'off'
    this.until = 0
    this.released.push(...this.postponed)
    this.postponed = []
  }

  /** Commands that were held back run in the order they came; a new pause may hold them again. */
  resume(): void {
    const { released } = this
    this.released = []
    for (const client of released) {
      const held = client.blocked
      if (client.closed || held === undefined) continue
      client.blocked = undefined
      executeQuery(client, held.argv)
      processInput(client)
    }
  }

  forget(client: Client): void {
    this.postponed = this.postponed.filter((c) => c !== client)
  }
}
