/** Lua 5.1 for scripts: `newState()`, then `begin` and `run` (machine.ts). */
import { baseFunctions } from './lib/base.ts'
import { coroutineFunctions } from './lib/coroutine.ts'
import { mathFunctions, PI } from './lib/math.ts'
import { stringFunctions } from './lib/string.ts'
import { tableFunctions } from './lib/table.ts'
import { LuaState } from './machine.ts'
import { LuaTable } from './table.ts'
import { LuaFunction } from './value.ts'
import type { Builtin } from './value.ts'
import { compile } from './compiler.ts'

export { LuaState, LuaTable, LuaFunction, compile }
export { Builtin, LuaError, NOTHING, UserData } from './value.ts'
export type { Answer, LuaValue, Machine } from './value.ts'

/** Sets functions by their names. */
export const register = (table: LuaTable, functions: readonly Builtin[]): LuaTable => {
  for (const fn of functions) table.set(fn.name, fn)
  return table
}

/** A state with the libraries of Lua 5.1 that no machine is needed for: base, coroutine, table, string, math. */
export const newState = (): LuaState => {
  const state = new LuaState()
  const { globals } = state
  globals.set('_G', globals)
  register(globals, baseFunctions)
  globals.set('_VERSION', 'Lua 5.1')
  globals.set('coroutine', register(state.tableOf(), coroutineFunctions))
  globals.set('table', register(state.tableOf(), tableFunctions))
  const strings = register(state.tableOf(), stringFunctions)
  globals.set('string', strings)
  state.stringMeta = state.tableOf()
  state.stringMeta.set('__index', strings)
  const math = register(state.tableOf(), mathFunctions)
  math.set('pi', PI)
  math.set('huge', Infinity)
  globals.set('math', math)
  return state
}

/** A function of compiled text in the state's globals. Throws a LuaError where it is no Lua. */
export const load = (state: LuaState, text: string, name: string): LuaFunction =>
  new LuaFunction(compile(text, name), [], state.globals, state.identity())
