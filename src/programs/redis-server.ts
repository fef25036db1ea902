/** redis-server with the code of all its commands, as a program of a world. */
import { CommandTable } from '../redis/command/table.ts'
import { commands } from '../redis/commands/index.ts'
import { persistenceCode } from '../redis/persistence/all.ts'
import type { RedisServer } from '../redis/server/server.ts'
import { codePart } from '../world/code-part.ts'
import type { Process, System } from '../world/process.ts'
import { composeServer, serverProgram, startComposed } from './compose-server.ts'
import type { StartOptions } from './compose-server.ts'

/** The commands of a stand-alone server. */
export const standaloneCommands = new CommandTable(commands)

const standalone = Object.freeze({
  commands: standaloneCommands,
  files: codePart('persistence', persistenceCode),
})

/** A server with these parameters, as redis.conf would give them. Throws on one it can't accept. */
export const createServer = (
  system: System,
  settings: Readonly<Record<string, string>> = {},
  options: { charging?: boolean } = {},
): RedisServer => composeServer(standalone, system, settings, options)

/** Starts redis-server as its command line says: a running server, or a process that says why not. */
export const startServer = (system: System, argv: readonly string[], options: StartOptions = {}): Process =>
  startComposed(standalone, system, argv, options)

export const redisServer = serverProgram(standalone)
