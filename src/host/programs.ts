/**
 * The programs of the page's worlds. The build puts this file in place of `scenarios/programs.ts` when it bundles
 * the worker: they are composed of the code a world begins with and of parts that are loaded when a world first
 * needs them.
 */
import { commands, loadCommands, parts } from 'virtual:commands'
import { serverProgram } from '../programs/compose-server.ts'
import type { PersistenceCode } from '../redis/persistence/code.ts'
import { CommandTable } from '../redis/command/table.ts'
import { programsWith } from '../scenarios/registry.ts'
import { redisCheckAofWith } from '../tools/redis-check-aof/compose.ts'
import type { Checker } from '../tools/redis-check-aof/compose.ts'
import { redisCheckRdbWith } from '../tools/redis-check-rdb/compose.ts'
import type { RdbChecker } from '../tools/redis-check-rdb/compose.ts'
import { redisCliWith } from '../tools/redis-cli/compose.ts'
import type { Modes } from '../tools/redis-cli/compose.ts'
import { shellWith } from '../tools/shell/compose.ts'
import type { ShellTools } from '../tools/shell/tools.ts'
import { codePart } from '../world/code-part.ts'

const tools = codePart<ShellTools>('shell')
const checkAof = codePart<Checker>('check-aof')
const checkRdb = codePart<RdbChecker>('check-rdb')
const modes = codePart<Modes>('modes')
const files = codePart<PersistenceCode>('persistence')

export const programs = programsWith({
  redisServer: serverProgram(Object.freeze({ commands: new CommandTable(commands), files, parts })),
  redisCli: redisCliWith(modes),
  shell: shellWith(tools),
  redisCheckAof: redisCheckAofWith(checkAof),
  redisCheckRdb: redisCheckRdbWith(checkRdb),
})

/** Loads the part that a world said it lacks. */
export const loadPart = async (name: string): Promise<void> => {
  if (name === tools.name) tools.load((await import('../tools/shell/tools.ts')).shellTools)
  else if (name === modes.name) modes.load((await import('../tools/redis-cli/modes/create.ts')).createMode)
  else if (name === checkAof.name) {
    checkAof.load((await import('../tools/redis-check-aof/check.ts')).checkAof)
  } else if (name === checkRdb.name) {
    checkRdb.load((await import('../tools/redis-check-rdb/check.ts')).checkFile)
  } else await loadCommands(name)
  if (name === files.name) files.load((await import('../redis/persistence/all.ts')).persistenceCode)
}
