/** Code of a program that a world may do without: loaded before the first event that needs it. */
import type { Program } from './process.ts'

/** Frozen: copies of a world share it. */
export interface CodePart<Code> {
  readonly name: string
  /** Its name while it is not loaded. */
  readonly lacking: () => string | undefined
  /** Throws while it is not loaded: a process says in `lacks` when it needs it. */
  readonly code: () => Code
  readonly load: (code: Code) => void
}

/** A part of that name, loaded when its code is given. */
export const codePart = <Code>(name: string, given?: Code): CodePart<Code> => {
  let loaded = given
  return Object.freeze({
    name,
    lacking: () => (loaded === undefined ? name : undefined),
    code: () => {
      if (loaded === undefined) throw new Error(`The part ${name} is not loaded.`)
      return loaded
    },
    load: (code: Code) => {
      loaded = code
    },
  })
}

/** A program whose code may come later: its process is made when it starts. */
export const lateProgram = (part: CodePart<Program>): Program => ({
  name: part.name,
  late: true,
  lacks: part.lacking,
  create: (system, argv) => part.code().create(system, argv),
})
