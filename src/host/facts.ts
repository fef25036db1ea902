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

const fateOf = (disk: HostDisk, path: string): FileInfo['fate'] => {
  const synced = disk.syncedData(path)
  if (synced === undefined) return 'gone'
  const data = disk.read(path)!
  if (synced === data) return 'kept'
  return data.startsWith(synced) ? 'shorter' : 'older'
}

export const filesOf = (disk: HostDisk): FileInfo[] =>
  disk.paths().map((path) => {
    const [size, synced] = [disk.size(path)!, disk.syncedSize(path)]
    return { path, size, synced, fate: fateOf(disk, path), modified: disk.modified(path) ?? 0 }
  })

/** A file, or the bytes from `from` on, at most `most`. */
export const fileOf = (
  disk: HostDisk | undefined,
  path: string,
  from = 0,
  most = Infinity,
): { data: string | undefined; size: number; synced: number } => ({
  data: disk?.read(path)?.slice(from, from + most),
  size: disk?.size(path) ?? 0,
  synced: disk?.syncedSize(path) ?? 0,
})
