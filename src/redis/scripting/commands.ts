/** A command called by a script (script.c: scriptCall): what may run, and its reply as a Lua value. */
import type { LuaValue } from '../../lua/index.ts'
import { fromBytes } from '../../bytes/bytestrings.ts'
import { refuseInScript } from '../acl/acl.ts'
import type { Command } from '../command/declaration.ts'
import { errors } from '../command/errors.ts'
import { arityFits } from '../command/table.ts'
import { enoughReplicas, isStale, refusesWrites } from '../server/admission.ts'
import { call } from '../server/call.ts'
import { ReplyReader } from './replies.ts'
import type { Scripting } from './scripting.ts'

/** Memory had run out when the script began, it has not changed anything yet, and it may not go on (scriptVerifyOOM). */
const lacksMemory = ({ server, running }: Scripting): boolean =>
  server.eviction.outOfMemory && !running!.allowsOom && !running!.wrote && !running!.caller.mustObey

/** Why a script may not run this command, or undefined. */
const refusal = (
  scripting: Scripting,
  command: Command | undefined,
  argv: readonly string[],
): string | undefined => {
  if (command === undefined) return 'ERR Unknown Redis command called from script'
  if (!arityFits(command, argv.length) || command.run === undefined) {
    return 'ERR Wrong number of args calling Redis command from script'
  }
  const { allowsDenied } = scripting.server.debug
  if (!allowsDenied && command.flags.includes('noscript'))
    return 'ERR This Redis command is not allowed from script'
  if (isStale(scripting.server) && !command.flags.includes('stale'))
    return 'ERR Can not execute the command on a stale replica'
  const forbidden = refuseInScript(scripting.running!.caller, command, argv)
  if (forbidden !== undefined) return forbidden
  if ((command.isWrite || command.mayReplicate) && scripting.running!.readonly)
    return 'ERR Write commands are not allowed from read-only scripts.'
  const denied = command.isWrite ? writeDenied(scripting) : undefined
  if (denied !== undefined) return denied
  if (!command.denyOom || !lacksMemory(scripting)) return undefined
  scripting.server.eviction.tellRefused(0, command.fullName)
  return errors.oom().text
}

/** What the state of the server has against a write; who has changed something already may go on. */
const writeDenied = ({ server, running }: Scripting): string | undefined => {
  if (running!.wrote) return undefined
  if (refusesWrites(server) && !running!.caller.mustObey) return errors.readonlyReplica().text
  return server.persistence.writesDenied ?? (enoughReplicas(server) ? undefined : errors.noReplicas().text)
}

/** Runs a command for the running script. Errors come as tables with `err`. */
export const callCommand = (scripting: Scripting, argv: readonly string[]): LuaValue => {
  const { server, client } = scripting
  const lua = scripting.running!.lua
  const command = server.commands.lookup(argv)
  const error = refusal(scripting, command, argv)
  if (error !== undefined) {
    if (command !== undefined) server.stats.of(command).rejected++
    server.stats.countError(error)
    const table = lua.tableOf()
    table.set('err', error)
    table.set('ignore_error_stats_update', true)
    return table
  }
  if (command!.isWrite) scripting.running!.wrote = true
  const { propagation } = server
  propagation.muted = scripting.replication === 0
  call(client, command!, argv)
  propagation.muted = false
  let text = ''
  for (const chunk of client.reply.take()) text += typeof chunk === 'string' ? chunk : fromBytes(chunk)
  lua.charge(text.length >> 4)
  return new ReplyReader(lua, text).read()
}
