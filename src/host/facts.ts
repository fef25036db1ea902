/** What the page shows of a world beside its events. Reading changes nothing. */
import { RedisServer } from '../redis/server/server.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { HostDisk, World } from '../world/world.ts'
import type { FileInfo, ServerFacts } from './messages.ts'

export const serverFacts = (world: World, scenario: Scenario): ServerFacts[] =>
  scenario.servers.map(({ name, port }) => {
    const record = world.byName.get(name)
    const server = record?.alive && record.process instanceof RedisServer ? record.process : undefined
    return {
      name,
      port,
      alive: record?.alive ?? false,
      keys: server?.databases.reduce((sum, db) => sum + db.size, 0) ?? 0,
      clients: server?.clients.size ?? 0,
    }
  })

/** Terminals whose program has ended. */
export const idleTerminals = (world: World): string[] =>
  [...world.terminals.values()].filter(({ foreground }) => foreground.length === 0).map(({ id }) => id)

export const filesOf = (disk: HostDisk): FileInfo[] =>
  disk.paths().map((path) => ({ path, size: disk.size(path)!, synced: disk.syncedSize(path) }))
