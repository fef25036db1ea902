/** The Lua environment of scripts: Redis's selection of globals, its libraries, and everything read-only. */
import { bitFunctions } from '../../lua/lib/bit.ts'
import { Builtin, LuaTable, newState, register } from '../../lua/index.ts'
import type { Answer, LuaValue, Machine, LuaState } from '../../lua/index.ts'
import type { Frame } from '../../lua/value.ts'
import { cjsonLibrary } from '../../lua/lib/cjson.ts'
import { cmsgpackFunctions } from '../../lua/lib/cmsgpack.ts'
import { structFunctions } from '../../lua/lib/struct.ts'
import { REDIS_VERSION, REDIS_VERSION_NUMBER } from '../version.ts'
import { evalLibrary, sharedLibrary } from './library.ts'

/** pcall gives the text of a Redis error instead of its table (luaRedisPcall). */
const protectedResults = (_vm: Machine, _frame: Frame, results: LuaValue[]): Answer => {
  const [ok, value] = results
  if (ok !== false || !(value instanceof LuaTable)) return results
  const error = value.get('err')
  return typeof error === 'string' || typeof error === 'number' ? [false, error] : [false, value, error]
}

const missingGlobal = new Builtin('__index', (vm, args) => {
  throw vm.error(`Script attempted to access nonexistent global variable '${plain(args[1])}'`)
})

/** What the outermost call passes errors through: a table with text, source and line. */
const errorHandler = new Builtin('__redis__err__handler', (vm, args) => {
  const [value] = args
  const error = value instanceof LuaTable ? value : vm.tableOf()
  if (error !== value) error.set('err', `ERR ${typeof value === 'string' ? value : String(value)}`)
  const where = /^(.*):(\d+): $/.exec(vm.where(1))
  if (where !== null) {
    error.set('source', `@${where[1]!}`)
    error.set('line', Number(where[2]))
  }
  return error
})

const plain = (v: LuaValue): string => (typeof v === 'string' || typeof v === 'number' ? String(v) : '(null)')

/** Makes a table and all it leads to read-only. */
const freeze = (table: LuaTable): void => {
  if (table.readonly) return
  table.readonly = true
  if (table.metatable !== undefined) freeze(table.metatable)
  for (let at = table.after(undefined); at >= 0; at = table.after(table.keyAt(at))) {
    const value = table.valueAt(at)
    if (value instanceof LuaTable) freeze(value)
  }
}

/** A fresh state of one engine; its owner is what builtins find in `host`. */
export const newEngine = (kind: 'eval' | 'function', host: object): LuaState => {
  const lua = newState()
  const { globals } = lua
  lua.host = host
  const plainPcall = globals.get('pcall') as Builtin
  globals.set(
    'pcall',
    new Builtin('pcall', (vm, args) => {
      if (args.length === 0) return [false, undefined]
      return vm.callThen({ resume: protectedResults, data: {} }, plainPcall, args)
    }),
  )
  globals.set('bit', register(lua.tableOf(), bitFunctions))
  globals.set('struct', register(lua.tableOf(), structFunctions))
  globals.set('cmsgpack', messagePack(lua))
  globals.set('cjson', cjsonLibrary(lua))
  globals.set('redis', redisTable(lua, kind))
  if (kind === 'eval') {
    globals.set('__redis__err__handler', errorHandler)
    globals.set('KEYS', undefined)
    globals.set('ARGV', undefined)
  }
  const meta = lua.tableOf()
  meta.set('__index', missingGlobal)
  globals.metatable = meta
  freeze(globals)
  freeze(lua.stringMeta!)
  return lua
}

const messagePack = (lua: LuaState): LuaTable => {
  const table = register(lua.tableOf(), cmsgpackFunctions)
  table.set('_NAME', 'cmsgpack')
  table.set('_VERSION', 'lua-cmsgpack 0.4.0')
  table.set('_COPYRIGHT', 'Copyright (C) 2012, Salvatore Sanfilippo')
  table.set('_DESCRIPTION', 'MessagePack C implementation for Lua')
  return table
}

const redisTable = (lua: LuaState, kind: 'eval' | 'function'): LuaTable => {
  const table = register(lua.tableOf(), sharedLibrary)
  if (kind === 'eval') register(table, evalLibrary)
  const numbers: Readonly<Record<string, number>> = {
    LOG_DEBUG: 0,
    LOG_VERBOSE: 1,
    LOG_NOTICE: 2,
    LOG_WARNING: 3,
    REPL_NONE: 0,
    REPL_AOF: 1,
    REPL_SLAVE: 2,
    REPL_REPLICA: 2,
    REPL_ALL: 3,
    REDIS_VERSION_NUM: REDIS_VERSION_NUMBER,
  }
  for (const [name, value] of Object.entries(numbers)) table.set(name, value)
  table.set('REDIS_VERSION', REDIS_VERSION)
  return table
}
