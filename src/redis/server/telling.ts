/** What a server tells its world's trace of keys, hash tables and commands. */
import type { Client } from '../clients/client.ts'
import type { Command } from '../command/declaration.ts'
import { useOf } from '../eviction/use.ts'
import { describe, namedKeys } from '../introspection/describe.ts'
import type { Database } from '../keyspace/database.ts'
import type { RedisServer } from './server.ts'

/** Most keys of a database told to a watcher who was not there when they came. */
const TOLD_KEYS = 20_000

export class Telling {
  private readonly server: RedisServer
  /** Keys changed by the running command. */
  private changedKeys = new Map<string, { db: Database; key: string }>()
  /** The shape of each database's tables as it was told, by number. */
  private toldTables = new Map<number, string>()

  constructor(server: RedisServer) {
    this.server = server
  }

  /** A key changed (signalModifiedKey): after the command the trace tells what it is now. */
  keyModified(db: Database, key: string): void {
    if (!this.server.system.tracing) return
    if (this.server.depth > 0) this.changedKeys.set(`${db.id}:${key}`, { db, key })
    else this.key(db, key)
  }

  /** What a database holds, for those who watch from now on: a scene draws no more keys than this. */
  database(db: Database): void {
    let left = TOLD_KEYS
    this.tables(db)
    db.dict.forEach(({ key }) => {
      if (left-- > 0) this.key(db, key)
    })
    if (db.ballast !== undefined)
      this.server.trace({ type: 'ballast', db: db.id, keys: db.ballast.remaining })
  }

  /** The sizes of a database's hash tables and how far it is rehashed, when they changed. */
  tables({ id, dict }: Database): void {
    const { rehashIndex: index, seed, table0, table1, used0, used1 } = dict
    const shape = `${index} ${table0.length} ${table1.length}`
    if (this.toldTables.get(id) === shape) return
    this.toldTables.set(id, shape)
    const sizes = [table0.length, table1.length] as const
    this.server.trace({ type: 'rehash', db: id, index, sizes, used: [used0, used1], seed })
  }

  private key(db: Database, key: string): void {
    // A look by the watcher must not move a bucket.
    db.dict.pauseRehash++
    const entry = db.peek(key)
    const value = describe(entry, this.server.config.values)
    db.dict.pauseRehash--
    const use = entry === undefined ? {} : useOf(entry, this.server)
    this.server.trace({ type: 'key', db: db.id, key, value, ...use })
  }

  command(client: Client, command: Command, argv: readonly string[], replyStart: number): void {
    // What the keys are now comes first, so that a scene told of the command already shows its effect.
    this.tables(client.db)
    for (const { db, key } of this.changedKeys.values()) this.key(db, key)
    this.changedKeys.clear()
    const text = client.reply.text
    const from = replyStart - client.reply.chunkBytes
    const shown = argv.length > 16 ? argv.slice(0, 16) : argv
    this.server.trace({
      type: 'command',
      client: client.id,
      db: client.db.id,
      name: command.fullName,
      argv: shown.map((a) => (a.length > 256 ? a.slice(0, 256) : a)),
      argc: argv.length,
      keys: namedKeys(command, argv),
      reply: from >= 0 ? text.slice(from, from + 512) : '',
      cost: this.server.system.now() - this.server.now,
      size: this.server.keyCount,
      changes: this.server.dirty,
    })
  }
}
