/** The table `redis` of scripts (script_lua.c): commands, replies, log, digests. */
import { sha1 } from '@noble/hashes/legacy.js'
import { toBytes } from '../../bytes/bytestrings.ts'
import { formatG } from '../../bytes/printf.ts'
import { Builtin, LuaError, NOTHING } from '../../lua/index.ts'
import type { Answer, LuaTable, LuaValue, Machine } from '../../lua/index.ts'
import { numberToString } from '../../lua/numbers.ts'
import { typeName } from '../../lua/meta.ts'
import { checkPermission } from '../acl/permission.ts'
import type { Scripting } from './scripting.ts'
import { callCommand } from './commands.ts'

/** 40 lower-case hex digits. */
export const sha1Hex = (text: string): string => {
  let out = ''
  for (const byte of sha1(toBytes(text))) out += byte.toString(16).padStart(2, '0')
  return out
}

const scripting = (vm: Machine): Scripting => vm.host as Scripting

/** An error as a table with the text in `err`, as scripts get and return it (luaPushErrorBuff). */
export const errorTable = (vm: Machine, text: string): LuaTable => {
  const table = vm.tableOf()
  table.set('err', text)
  return table
}

/** Raises an error table; ERR is put before a text without code. */
const fail = (vm: Machine, text: string): LuaError => {
  const table = errorTable(vm, `ERR ${text}`)
  return new LuaError(table)
}

/** The command's arguments as bytes; undefined when one is neither string nor number. */
const readArguments = (args: readonly LuaValue[]): string[] | undefined => {
  const argv: string[] = []
  for (const a of args) {
    if (typeof a === 'string') argv.push(a)
    else if (typeof a === 'number') argv.push(numberArgument(a))
    else return undefined
  }
  return argv
}

/** Numbers become text with 17 digits. */
const numberArgument = (n: number): string => (n !== n ? '-nan' : formatG(n, 17))

const command =
  (raises: boolean) =>
  (vm: Machine, args: LuaValue[]): Answer => {
    const host = scripting(vm)
    const problem =
      args.length === 0 ? 'Please specify at least one argument for this redis lib call' : undefined
    const argv = readArguments(args)
    const error =
      problem ??
      (argv === undefined ? 'Lua redis lib command arguments must be strings or integers' : undefined)
    if (error !== undefined) {
      if (raises) throw fail(vm, error)
      const table = errorTable(vm, `ERR ${error}`)
      return table
    }
    const value = callCommand(host, argv!)
    vm.charge(8)
    if (raises && isError(value)) throw new LuaError(value)
    return value
  }

const isError = (v: LuaValue): boolean => typeName(v) === 'table' && (v as LuaTable).get('err') !== undefined

const single =
  (field: 'err' | 'ok') =>
  (vm: Machine, args: LuaValue[]): Answer => {
    const [text] = args
    if (args.length !== 1 || typeof text !== 'string') {
      return errorTable(vm, 'ERR wrong number or type of arguments')
    }
    const table = vm.tableOf()
    table.set(field, field === 'ok' ? text : withCode(text))
    return table
  }

/** An error text with its code (luaPushErrorBuff): the first of its words, ERR where it has but one. */
const withCode = (text: string): string => {
  const plain = text.startsWith('-') ? text.slice(1) : text
  return plain.includes(' ') ? plain : `ERR ${plain}`
}

const textOf = (v: LuaValue): string | undefined =>
  typeof v === 'string' ? v : typeof v === 'number' ? numberToString(v) : undefined

const sha1hex = (vm: Machine, args: LuaValue[]): Answer => {
  if (args.length !== 1) throw fail(vm, 'wrong number of arguments')
  return sha1Hex(textOf(args[0]) ?? '')
}

const log = (vm: Machine, args: LuaValue[]): Answer => {
  if (args.length < 2) throw fail(vm, 'redis.log() requires two arguments or more.')
  const [level] = args
  if (typeof level !== 'number') throw fail(vm, 'First argument must be a number (log level).')
  const number = Math.trunc(level)
  if (number < 0 || number > 3) throw fail(vm, 'Invalid debug level.')
  const words = args
    .slice(1)
    .map(textOf)
    .filter((t) => t !== undefined)
    .join(' ')
  const { log: out } = scripting(vm).server
  if (number === 0) out.debug(words)
  else if (number === 1) out.verbose(words)
  else if (number === 2) out.notice(words)
  else out.warning(words)
  return NOTHING
}

const setresp = (vm: Machine, args: LuaValue[]): Answer => {
  if (args.length !== 1) throw fail(vm, 'redis.setresp() requires one argument.')
  const version = typeof args[0] === 'number' ? Math.trunc(args[0]) : Number(textOf(args[0]) ?? NaN)
  if (version !== 2 && version !== 3) throw fail(vm, 'RESP version must be 2 or 3.')
  scripting(vm).client.reply.protocol = version
  return NOTHING
}

const REPLICATION_ALL = 3

const setRepl = (vm: Machine, args: LuaValue[]): Answer => {
  if (args.length !== 1) throw fail(vm, 'redis.set_repl() requires two arguments.')
  const flags = Number(textOf(args[0]) ?? NaN)
  if ((flags & ~REPLICATION_ALL) !== 0 || flags !== flags) {
    throw fail(vm, 'Invalid replication flags. Use REPL_AOF, REPL_REPLICA, REPL_ALL or REPL_NONE.')
  }
  scripting(vm).replication = flags
  return NOTHING
}

const aclCheck = (vm: Machine, args: LuaValue[]): Answer => {
  if (args.length === 0) throw fail(vm, 'Please specify at least one argument for this redis lib call')
  const argv = readArguments(args)
  if (argv === undefined) throw fail(vm, 'Lua redis lib command arguments must be strings or integers')
  const { server, running } = scripting(vm)
  const found = server.commands.lookup(argv)
  if (found === undefined) throw fail(vm, 'Invalid command passed to redis.acl_check_cmd()')
  return checkPermission(running!.caller.user, found, argv) === undefined
}

/** What both engines have. */
export const sharedLibrary: readonly Builtin[] = Object.freeze([
  new Builtin('call', command(true)),
  new Builtin('pcall', command(false)),
  new Builtin('log', log),
  new Builtin('setresp', setresp),
  new Builtin('sha1hex', sha1hex),
  new Builtin('error_reply', single('err')),
  new Builtin('status_reply', single('ok')),
  new Builtin('set_repl', setRepl),
  new Builtin('acl_check_cmd', aclCheck),
])

/** What only EVAL's engine has: of the debugger, which is never attached here, and of old replication. */
export const evalLibrary: readonly Builtin[] = Object.freeze([
  new Builtin('breakpoint', () => false),
  new Builtin('debug', () => NOTHING),
  new Builtin('replicate_commands', () => true),
])
