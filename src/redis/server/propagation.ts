/**
 * What the append-only file and replicas get to hear (server.c: propagateNow, alsoPropagate,
 * propagatePendingCommands): each change as the command that repeats it, several of one call wrapped in
 * MULTI/EXEC. Sinks plug in where a server is composed; without one nothing is collected.
 */
import type { Client } from '../clients/client.ts'
import type { Database } from '../keyspace/database.ts'
import type { RedisServer } from './server.ts'

export interface PropagationSink {
  /** It has replicas that repeat messages to their own subscribers; untrue of a file. */
  readonly passesMessages?: boolean
  /** `db` is the number of the database the command applies to. */
  feed(db: number, argv: readonly string[]): void
}

export class Propagation {
  readonly server: RedisServer
  sinks: PropagationSink[] = []
  /** What is called now is told to nobody (redis.set_repl). */
  muted = false
  /** A script rests between two turns: what it changed leaves when it is over. */
  held = false
  private pending: { db: number; argv: readonly string[]; onlyReplicas?: boolean }[] = []
  /** A command asked to be propagated although nothing changed. */
  forced = false
  private onlyReplicas = false

  constructor(server: RedisServer) {
    this.server = server
  }

  get active(): boolean {
    return this.sinks.length > 0
  }

  /** The running command is propagated even when it made no change that counts. */
  force(): void {
    this.forced = this.active
  }

  /** The running command goes to replicas only, as PUBLISH does (PROPAGATE_REPL). */
  forceToReplicas(): void {
    this.onlyReplicas = this.sinks.some(({ passesMessages }) => passesMessages === true)
  }

  /**
   * An extra command (alsoPropagate). Those of a running command go before it, as the DEL of a key that was found
   * expired must; outside any command it leaves at once.
   */
  also(db: Database, argv: readonly string[]): void {
    if (!this.active || this.muted) return
    this.pending.push({ db: db.id, argv })
    if (this.server.depth === 0) this.flush()
  }

  /**
   * Called after each executed command, with the number of changes it made. What is pending leaves when the
   * outermost call is over, so a transaction and a script leave as one.
   */
  afterCall(client: Client, argv: readonly string[], dirty: number): void {
    const { onlyReplicas } = this
    const told = (dirty > 0 || this.forced || onlyReplicas) && !client.preventPropagation && !this.muted
    this.forced = false
    this.onlyReplicas = false
    const over = this.server.depth === 0
    if (told) {
      const words = client.rewritten ?? argv
      // Most often it is the only one.
      if (over && this.pending.length === 0 && !this.held) return this.feed(client.db.id, words, onlyReplicas)
      this.pending.push({ db: client.db.id, argv: words, onlyReplicas })
    }
    if (over && this.pending.length > 0) this.flush()
  }

  private flush(): void {
    if (this.held) return
    const commands = this.pending
    if (commands.length === 0) return
    this.pending = []
    // A command that may find any key expired leaves their deletions apart, as the cycle does.
    const wrap = commands.length > 1 && this.server.currentClient?.lastCommand?.touchesArbitraryKeys !== true
    if (wrap) this.feed(commands[0]!.db, ['MULTI'])
    for (const { db, argv, onlyReplicas } of commands) this.feed(db, argv, onlyReplicas)
    if (wrap) this.feed(commands[commands.length - 1]!.db, ['EXEC'])
  }

  private feed(db: number, argv: readonly string[], onlyReplicas = false): void {
    for (const sink of this.sinks) if (!onlyReplicas || sink.passesMessages === true) sink.feed(db, argv)
  }
}
