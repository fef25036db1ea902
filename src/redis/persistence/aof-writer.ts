/** The data set as commands, frozen at a fork and written slice by slice (aof.c: rewriteAppendOnlyFileRio). */
import { encodeSelect, encodeTimestamp } from '../../formats/aof/encode.ts'
import type { Database } from '../keyspace/database.ts'
import type { Entry } from '../keyspace/entry.ts'
import type { RedisServer } from '../server/server.ts'
import { writeKey, writeLibrary } from './aof-serialise.ts'
import type { FrozenWriter } from './frozen.ts'

/** The entries of a database when the child was forked. */
interface Frozen {
  readonly id: number
  readonly entries: readonly Entry[]
}

export class CommandWriter implements FrozenWriter {
  readonly keys: number
  written = 0
  private readonly server: RedisServer
  private readonly databases: readonly Frozen[]
  private current = 0
  private next = 0
  /** Finished text that nobody took yet. */
  private text = ''
  /** What was written ahead of its turn since the key was about to change. */
  private readonly early = new Map<Entry, string>()

  constructor(server: RedisServer) {
    this.server = server
    this.databases = server.databases
      .map((db): Frozen => ({ id: db.id, entries: entriesOf(db) }))
      .filter(({ entries }) => entries.length > 0)
    this.keys = this.databases.reduce((sum, { entries }) => sum + entries.length, 0)
    if (server.config.values.aofTimestampEnabled) {
      server.aof.timestamp = Math.floor(server.system.now() / 1e6)
      this.text = encodeTimestamp(server.aof.timestamp)
    }
    const libraries = server.scripting?.functions.libraries.values() ?? []
    for (const { code } of libraries) writeLibrary(code, (text) => (this.text += text))
  }

  step(maxKeys: number): boolean {
    for (let left = maxKeys; left > 0; left--) {
      const frozen = this.databases[this.current]
      if (frozen === undefined) return true
      if (this.next === 0) this.text += encodeSelect(frozen.id)
      const entry = frozen.entries[this.next]!
      this.text += this.early.get(entry) ?? this.commandsOf(entry)
      this.early.delete(entry)
      this.written++
      this.next++
      if (this.next < frozen.entries.length) continue
      this.current++
      this.next = 0
    }
    return this.current >= this.databases.length
  }

  take(): string {
    const { text } = this
    this.text = ''
    return text
  }

  /** Keys that came later are noted too, and never asked for. */
  beforeChange(entry: Entry): void {
    if (!this.early.has(entry)) this.early.set(entry, this.commandsOf(entry))
  }

  private commandsOf(entry: Entry): string {
    let text = ''
    writeKey(entry.key, entry.value, this.expiryOf(entry), (piece) => (text += piece))
    return text
  }

  /** Beyond 2^53 ms only the database knows an expiry exactly. */
  private expiryOf(entry: Entry): number | bigint | null {
    const { expireAt } = entry
    if (expireAt === null || Number.isSafeInteger(expireAt)) return expireAt
    const db = this.server.databases.find(({ expires }) => expires.find(entry.key)?.entry === entry)
    return db?.expiryOf(entry) ?? BigInt(expireAt)
  }
}

const entriesOf = (db: Database): Entry[] => {
  const entries: Entry[] = []
  db.forEach((entry) => {
    entries.push(entry)
  })
  return entries
}
