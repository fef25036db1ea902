/** The shell's own tools, which a shell needs once somebody types into it. */
import { builtinNames, createFilter } from './builtins.ts'

export const shellTools = Object.freeze({ builtinNames, createFilter })

export type ShellTools = typeof shellTools
