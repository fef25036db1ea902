/**
 * What the append-only file and replicas get to hear (server.c: propagateNow, alsoPropagate,
 * propagatePendingCommands): each change as the command that repeats it, several of one call wrapped in
 * MULTI/EXEC. Sinks plug in where a server is composed; without one nothing is collected.
 */
import type { Client } from '../clients/client.ts'
import type { Command } from '../command/declaration.ts'
import type { Database } from '../keyspace/database.ts'
import type { RedisServer } from './server.ts'

export interface PropagationSink {
  /** `db` is the number of the database the command applies to. */
  feed(db: number, argv: readonly string[]): void
}

export class Propagation {
  readonly server: RedisServer
  sinks: PropagationSink[] = []
  private pending: { db: number; argv: readonly string[] }[] = []
  private inTransaction = false
  /** A command asked to be propagated although nothing changed. */
  forced = false

  constructor(server: RedisServer) {
    this.server = server
  }

  get active(): boolean {
    return this.sinks.length > 0
  }

  /** An extra command, after the running one. */
  also(db: Database, argv: readonly string[]): void {
    if (this.active) this.pending.push({ db: db.id, argv })
  }

  /** Called after each executed command. The pending ones leave when the outermost call is over. */
  command(client: Client, _command: Command, argv: readonly string[], _dirty: number): void {
    this.forced = false
    if (!client.preventPropagation) this.pending.unshift({ db: client.db.id, argv: client.rewritten ?? argv })
    if (this.server.depth === 0 && !this.inTransaction) this.flush()
  }

  beginTransaction(): void {
    this.inTransaction = true
  }

  endTransaction(): void {
    this.inTransaction = false
    if (this.server.depth <= 1) this.flush()
  }

  private flush(): void {
    const commands = this.pending
    this.pending = []
    if (commands.length === 0) return
    const wrap = commands.length > 1
    if (wrap) this.feed(commands[0]!.db, ['MULTI'])
    for (const { db, argv } of commands) this.feed(db, argv)
    if (wrap) this.feed(commands[commands.length - 1]!.db, ['EXEC'])
  }

  private feed(db: number, argv: readonly string[]): void {
    for (const sink of this.sinks) sink.feed(db, argv)
  }
}
