/** The code of a library of functions in an RDB file (rdb.c: rdbFunctionLoad). */
import { Opcode } from './format.ts'
import { RdbFailure } from './failure.ts'
import type { RdbReader } from './reader.ts'

/** What is read, or the words Redis has for what could not be. */
export type ReadLibrary = { readonly code: string } | { readonly error: string }

class Missing {
  readonly what: string
  constructor(what: string) {
    this.what = what
  }
}

const part = <T>(what: string, read: () => T): T => {
  try {
    return read()
  } catch (error) {
    if (error instanceof RdbFailure && error.text === undefined) throw new Missing(what)
    throw error
  }
}

/** Before 7.0 was released the name and the engine stood apart from the code. */
const readOldLibrary = (reader: RdbReader): string => {
  const name = part('name', () => reader.string())
  const engine = part('engine', () => reader.string())
  const described = part('description indicator', () => reader.count())
  if (described !== 0) part('description', () => reader.string())
  const blob = part('blob', () => reader.string())
  return `#!${engine} name=${name}\n${blob}`
}

/** Reads what follows the opcode. */
export const readLibrary = (reader: RdbReader, opcode: number): ReadLibrary => {
  try {
    if (opcode === Opcode.functionBeforeGa) return { code: readOldLibrary(reader) }
    return { code: part('payload', () => reader.string()) }
  } catch (error) {
    if (!(error instanceof Missing)) throw error
    return {
      error: error.what === 'engine' ? 'Failed loading engine name' : `Failed loading library ${error.what}`,
    }
  }
}
