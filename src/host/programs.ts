/**
 * The programs of the page's worlds. The build puts this file in place of `scenarios/programs.ts` when it bundles
 * the worker: redis-server is composed of the commands a world begins with and of parts that are loaded when a
 * world first needs them.
 */
import { commands, loadPart, parts } from 'virtual:commands'
import { serverProgram } from '../programs/compose-server.ts'
import { CommandTable } from '../redis/command/table.ts'
import { programsWith } from '../scenarios/registry.ts'

export const programs = programsWith(
  serverProgram(Object.freeze({ commands: new CommandTable(commands), parts })),
)

export { loadPart }
