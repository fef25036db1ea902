/** What kept scripts and functions take, and the two Lua machines (eval.c: evalScriptsMemory; recorded). Bytes. */
import type { RedisServer } from '../server/server.ts'
import { BUCKET, bucketsFor, sdsBytes } from './allocator.ts'

/** The machines when nothing was run yet, and what the one of functions then has beside. */
const EVAL_MACHINE = 32_768
const FUNCTION_MACHINE = 33_792
const FUNCTIONS = 200
const PAGE = 1024
/** Machine pages a kept script takes on the average. */
const PAGES_A_SCRIPT = 0.4
/** sizeof dictEntry and luaScript; the digest under which a script is kept. */
const SCRIPT = 24 + 16
const DIGEST = sdsBytes(40)
/** A library beside its code, and each of its functions. */
const LIBRARY = 104
const FUNCTION = 56

/** Bytes of a script's body and digest. */
export const scriptBytes = (body: string): number => DIGEST + sdsBytes(body.length, false)

export interface ScriptMemory {
  /** Scripts that are kept, and libraries of functions. */
  readonly scripts: number
  readonly functions: number
  /** The Lua machines of both. */
  readonly evalMachine: number
  readonly functionMachine: number
}

export const scriptMemory = ({ scripting }: RedisServer): ScriptMemory => {
  if (scripting === undefined) {
    return { scripts: 0, functions: FUNCTIONS, evalMachine: EVAL_MACHINE, functionMachine: FUNCTION_MACHINE }
  }
  const { size } = scripting.scripts
  const { libraries } = scripting.functions
  let functions = FUNCTIONS
  for (const library of libraries.values()) {
    functions += LIBRARY + sdsBytes(library.code.length, false) + FUNCTION * library.functions.size
  }
  return {
    scripts: size === 0 ? 0 : scripting.keptBytes + size * SCRIPT + BUCKET * bucketsFor(size),
    functions,
    evalMachine: EVAL_MACHINE + PAGE * Math.floor(PAGES_A_SCRIPT * size + 0.2),
    functionMachine: FUNCTION_MACHINE + PAGE * libraries.size,
  }
}
