/** `sh` as the registry of programs knows it; arguments are a line to run first. */
import type { CodePart } from '../../world/code-part.ts'
import type { Program } from '../../world/process.ts'
import { Shell } from './session.ts'
import type { ShellTools } from './tools.ts'

export const shellWith = (tools: CodePart<ShellTools>): Program => ({
  name: 'sh',
  interactive: true,
  create: (system, argv) => new Shell(system, argv, tools),
})
