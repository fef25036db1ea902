/** What checks may read of a world. Reading never changes it: no expiry, no LRU stamp, no counter. */
import type { Client } from '../redis/clients/client.ts'
import type { Entry } from '../redis/keyspace/entry.ts'
import { RedisServer } from '../redis/server/server.ts'
import type { World } from '../world/world.ts'

export class WorldView {
  readonly world: World

  constructor(world: World) {
    this.world = world
  }

  /** A running redis-server by its process name; without one, the first that runs. */
  server(name?: string): RedisServer | undefined {
    for (const record of this.world.processes.values()) {
      if (
        record.alive &&
        record.process instanceof RedisServer &&
        (name === undefined || record.name === name)
      ) {
        return record.process
      }
    }
    return undefined
  }

  /** The running redis-server that listens on a port of any host. */
  serverOn(port: number): RedisServer | undefined {
    for (const host of this.world.hosts.values()) {
      const record = this.world.processes.get(host.ports.get(port) ?? -1)
      if (record?.process instanceof RedisServer) return record.process
    }
    return undefined
  }

  /** The live entry of a key, undefined when missing, past its expiry, or no server runs. */
  entry(key: string, db = 0): Entry | undefined {
    const server = this.server()
    const entry = server?.databases[db]?.peek(key)
    if (entry === undefined || server === undefined) return undefined
    return entry.expireAt !== null && entry.expireAt <= this.world.now / 1000 ? undefined : entry
  }

  /** A string value as text; undefined when the key is missing or holds another type. */
  text(key: string, db = 0): string | undefined {
    const value = this.entry(key, db)?.value
    if (value === undefined) return undefined
    if (typeof value !== 'object') return String(value)
    return value instanceof Uint8Array ? String.fromCharCode(...value) : undefined
  }

  /** Seconds left as TTL rounds them; -1 no expiry, -2 no key. */
  ttl(key: string, db = 0): number {
    const entry = this.entry(key, db)
    if (entry === undefined) return -2
    return entry.expireAt === null ? -1 : Math.floor((entry.expireAt - this.world.now / 1000 + 500) / 1000)
  }

  /** Live keys of a database. */
  keys(db = 0): string[] {
    const keys: string[] = []
    this.server()?.databases[db]?.dict.forEach((entry) => {
      if (this.entry(entry.key, db) !== undefined) keys.push(entry.key)
    })
    return keys.sort()
  }

  clients(): Client[] {
    return [...(this.server()?.clients.values() ?? [])]
  }

  file(host: string, path: string): string | undefined {
    return this.world.hosts.get(host)?.disk.read(path)
  }
}
