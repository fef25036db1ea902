/** CLIENT PAUSE (networking.c: pauseActions, blockPostponeClient): who is held back, and until when. */
import type { Client } from './client.ts'
import type { Command } from '../command/declaration.ts'
import { mayWrite } from '../server/admission.ts'
import { processCommand } from '../server/call.ts'
import type { RedisServer } from '../server/server.ts'

export class Pause {
  readonly server: RedisServer
  mode: 'off' | 'write' | 'all' = 'off'
  /** Virtual µs at which the pause ends. */
  until = 0
  postponed: Client[] = []

  constructor(server: RedisServer) {
    this.server = server
  }

  /** Starts or extends a pause; a stricter mode and a later end win over what is in force. */
  begin(mode: 'write' | 'all', until: number): void {
    if (this.mode !== 'all') this.mode = mode
    if (until > this.until) this.until = until
    this.server.system.setTimer(Math.max(0, this.until - this.server.now), 'deadline')
  }

  holds(client: Client, command: Command): boolean {
    if (this.mode === 'off' || client.connection === undefined) return false
    return this.mode === 'all' || mayWrite(client, command)
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
    if (this.mode !== 'off' && this.server.now >= this.until) this.end()
  }

  /** CLIENT UNPAUSE, or the end of the time: held commands run in the order they came. */
  end(): void {
    this.mode = 'off'
    this.until = 0
    const released = this.postponed
    this.postponed = []
    for (const client of released) {
      const held = client.blocked
      if (client.closed || held === undefined) continue
      client.blocked = undefined
      processCommand(client, held.argv)
      this.server.processInput(client)
    }
  }

  forget(client: Client): void {
    this.postponed = this.postponed.filter((c) => c !== client)
  }
}
