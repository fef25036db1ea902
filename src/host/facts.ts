/** What the page shows of a world beside its events. Reading changes nothing. */
import { RedisServer } from '../redis/server/server.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { HostDisk, World } from '../world/world.ts'
import type { FileInfo, ServerFacts } from './messages.ts'

export const serverFacts = (world: World, scenario: Scenario): ServerFacts[] =>
  scenario.servers.map((place) => {
    const pid = world.hosts.get(place.host)?.ports.get(place.port)
    const named = world.byName.get(place.name)
    const record = pid === undefined ? named : world.processes.get(pid)
    const server = record?.alive && record.process instanceof RedisServer ? record.process : undefined
    return {
      name: record?.name ?? place.name,
      port: place.port,
      alive: server !== undefined,
      ended: named !== undefined && !named.alive,
      keys: server?.databases.reduce((sum, db) => sum + db.size, 0) ?? 0,
      clients: server?.clients.size ?? 0,
    }
  })

/** Terminals whose program has ended. */
export const idleTerminals = (world: World): string[] =>
  [...world.terminals.values()].filter(({ foreground }) => foreground.length === 0).map(({ id }) => id)

export const filesOf = (disk: HostDisk): FileInfo[] =>
  disk.paths().map((path) => ({ path, size: disk.size(path)!, synced: disk.syncedSize(path) }))
