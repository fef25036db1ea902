/** redis-server as a program of a world: a command line in, a server process out. */
import { CommandTable } from '../redis/command/table.ts'
import { commands } from '../redis/commands/index.ts'
import { Config } from '../redis/config/config.ts'
import { findEntry } from '../redis/config/parameters.ts'
import { RedisServer } from '../redis/server/server.ts'
import type { System } from '../world/process.ts'

/** The commands of a stand-alone server. */
export const standaloneCommands = new CommandTable(commands)

/** A server with these parameters, as redis.conf would give them. Throws on one it can't accept. */
export const createServer = (
  system: System,
  settings: Readonly<Record<string, string>> = {},
  options: { charging?: boolean } = {},
): RedisServer => {
  const config = new Config('/')
  for (const [name, value] of Object.entries(settings)) {
    const entry = findEntry(name)
    const error = entry === undefined ? 'unknown parameter' : config.assign(entry.parameter, [value])
    if (error !== undefined) throw new Error(`${name} ${value}: ${error}`)
  }
  return new RedisServer(system, { config, commands: standaloneCommands, charging: options.charging })
}
