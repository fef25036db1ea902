/** `sh` as the registry of programs knows it; arguments are a line to run first. */
import type { Program } from '../../world/process.ts'
import { Shell } from './session.ts'

export const shell: Program = {
  name: 'sh',
  interactive: true,
  create: (system, argv) => new Shell(system, argv),
}
