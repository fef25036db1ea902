/**
 * Keys with an expiry that a writable replica was given by its own clients (expire.c: slaveKeysWithExpire). Its
 * primary knows nothing of them, so the replica itself has to see to their end.
 */
import type { Database } from '../keyspace/database.ts'
import type { RedisServer } from '../server/server.ts'

/** Keys in a row that need not go end a round, and so many keys are looked at in one at most. */
const FRUITLESS = 3
const KEYS = 64

interface OwnKey {
  readonly db: Database
  readonly key: string
}

export class ReplicaExpiry {
  readonly server: RedisServer
  private keys: OwnKey[] = []
  private known = new Set<string>()

  constructor(server: RedisServer) {
    this.server = server
  }

  /** How many keys are watched so (INFO slave_expires_tracked_keys). */
  get count(): number {
    return this.keys.length
  }

  /** rememberSlaveKeyWithExpire. */
  remember(db: Database, key: string): void {
    const id = `${db.id}:${key}`
    if (this.known.has(id)) return
    this.known.add(id)
    this.keys.push({ db, key })
  }

  /** flushSlaveKeysWithExpireList. */
  clear(): void {
    this.keys = []
    this.known.clear()
  }

  /** expireSlaveKeys: looks at random ones. */
  cycle(): void {
    const { server, keys } = this
    let fruitless = 0
    for (let looked = 0; keys.length > 0 && looked < KEYS && fruitless <= FRUITLESS; looked++) {
      const at = server.system.random.below(keys.length)
      const { db, key } = keys[at]!
      const entry = db.peek(key)
      const expires = entry !== undefined && entry.expireAt !== null
      if (expires && !server.expiry.isExpired(entry)) {
        fruitless++
        continue
      }
      if (expires) server.expiry.deleteExpired(db, entry)
      else fruitless++
      this.drop(at)
    }
  }

  private drop(at: number): void {
    const { keys, known } = this
    const { db, key } = keys[at]!
    known.delete(`${db.id}:${key}`)
    const last = keys.pop()!
    if (at < keys.length) keys[at] = last
  }
}
