/**
 * The programs of the page's worlds. The build puts this file in place of `scenarios/programs.ts` when it bundles
 * the worker: they are composed of the code a world begins with and of parts that are loaded when a world first
 * needs them.
 */
import { commands, loadCommands, parts } from 'virtual:commands'
import { serverProgram } from '../programs/compose-server.ts'
import type { PersistenceCode } from '../redis/persistence/code.ts'
import { CommandTable } from '../redis/command/table.ts'
import { partNames } from '../redis/commands/parts.ts'
import { programsWith } from '../scenarios/registry.ts'
import { redisCheckAofWith } from '../tools/redis-check-aof/compose.ts'
import type { Checker } from '../tools/redis-check-aof/compose.ts'
import { redisCheckRdbWith } from '../tools/redis-check-rdb/compose.ts'
import type { RdbChecker } from '../tools/redis-check-rdb/compose.ts'
import { redisCliWith } from '../tools/redis-cli/compose.ts'
import type { Modes } from '../tools/redis-cli/compose.ts'
import { shellWith } from '../tools/shell/compose.ts'
import type { ShellTools } from '../tools/shell/tools.ts'
import { codePart, lateProgram } from '../world/code-part.ts'
import type { CodePart } from '../world/code-part.ts'
import type { Program } from '../world/process.ts'

const tools = codePart<ShellTools>('shell')
const checkAof = codePart<Checker>('check-aof')
const checkRdb = codePart<RdbChecker>('check-rdb')
const modes = codePart<Modes>('modes')
const files = codePart<PersistenceCode>('persistence')
const script = codePart<Program>('script')
const workload = codePart<Program>('workload')

export const programs = programsWith({
  redisServer: serverProgram(Object.freeze({ commands: new CommandTable(commands), files, parts })),
  redisCli: redisCliWith(modes),
  shell: shellWith(tools),
  redisCheckAof: redisCheckAofWith(checkAof),
  redisCheckRdb: redisCheckRdbWith(checkRdb),
  script: lateProgram(script),
  workload: lateProgram(workload),
})

/** Where the code of a part is. */
const fetched = <Code>(part: CodePart<Code>, code: () => Promise<Code>) => ({
  name: part.name,
  load: async () => part.load(await code()),
})

const others = [
  fetched(tools, async () => (await import('../tools/shell/tools.ts')).shellTools),
  fetched(modes, async () => (await import('../tools/redis-cli/modes/create.ts')).createMode),
  fetched(checkAof, async () => (await import('../tools/redis-check-aof/check.ts')).checkAof),
  fetched(checkRdb, async () => (await import('../tools/redis-check-rdb/check.ts')).checkFile),
  fetched(script, async () => (await import('../tools/script/script.ts')).script),
  fetched(workload, async () => (await import('../programs/workload.ts')).workload),
  fetched(files, async () => (await import('../redis/persistence/all.ts')).persistenceCode),
]

/** Loads the part that a world said it lacks: of commands, of other code, or of both. */
export const loadPart = async (name: string): Promise<void> => {
  const other = others.find((each) => each.name === name)
  await Promise.all([other?.load(), partNames.includes(name) ? loadCommands(name) : undefined])
}
