/** Hashes of table keys as Lua 5.1 computes them (lstring.c, ltable.c), which the order of `next` shows. */
import type { Builtin, Coroutine, LuaFunction, UserData } from './value.ts'
import type { LuaTable } from './table.ts'

/** luaS_newlstr: the length is the seed, every byte counts from the last to the first. 32 bits. */
export const hashString = (s: string): number => {
  let h = s.length | 0
  for (let i = s.length; i >= 1; i--) h ^= (h << 5) + (h >>> 2) + s.charCodeAt(i - 1)
  return h
}

const float = new Float64Array(1)
const words = new Uint32Array(float.buffer)

/** The two words of a double added up. 32 bits. */
export const hashNumber = (n: number): number => {
  float[0] = n
  return (words[0]! + words[1]!) | 0
}

/** Distance between objects in a heap of small blocks: addresses are multiples of 16. */
const SPACING = 16

/** Tables and functions are placed by their address in real Lua; ours have a number instead. */
export const identityOf = (object: LuaTable | LuaFunction | Builtin | Coroutine | UserData): number =>
  object.identity * SPACING
