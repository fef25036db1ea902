/** Types and metatables (lobject.c, ltm.c). */
import { LuaTable } from './table.ts'
import { Builtin, Coroutine, LuaFunction } from './value.ts'
import type { LuaValue, Machine } from './value.ts'

export const typeName = (v: LuaValue): string => {
  switch (typeof v) {
    case 'undefined':
      return 'nil'
    case 'boolean':
      return 'boolean'
    case 'number':
      return 'number'
    case 'string':
      return 'string'
  }
  if (v instanceof LuaTable) return 'table'
  if (v instanceof LuaFunction || v instanceof Builtin) return 'function'
  return v instanceof Coroutine ? 'thread' : 'userdata'
}

export const metatableOf = (vm: Machine, v: LuaValue): LuaTable | undefined => {
  if (v instanceof LuaTable) return v.metatable
  return typeof v === 'string' ? vm.stringMeta : undefined
}

/** The handler of an event, nil when there is none. */
export const metamethod = (vm: Machine, v: LuaValue, event: string): LuaValue =>
  metatableOf(vm, v)?.get(event)
