/** `redis-cli` as the registry of programs knows it. */
import type { CodePart } from '../../world/code-part.ts'
import type { Process, Program, System } from '../../world/process.ts'
import { parseArguments } from './arguments.ts'
import type { createMode } from './modes/create.ts'
import { RedisCli } from './session.ts'

/** What makes the program of a mode that was asked for. */
export type Modes = typeof createMode

/** A command line that only has something printed: `--version`, a wrong option. */
class Answer implements Process {
  private readonly system: System
  private readonly stdout: string
  private readonly stderr: string
  private readonly status: number

  constructor(system: System, answer: { stdout: string; stderr: string; status: number }) {
    this.system = system
    this.stdout = answer.stdout
    this.stderr = answer.stderr
    this.status = answer.status
  }

  start(): void {
    if (this.stdout !== '') this.system.write(this.stdout)
    if (this.stderr !== '') this.system.writeError(this.stderr)
    this.system.exit(this.status)
  }
}

export const redisCliWith = (modes: CodePart<Modes>): Program => ({
  name: 'redis-cli',
  interactive: true,
  create(system, argv) {
    const parsed = parseArguments(argv, system.environment)
    if (parsed.type === 'exit') return new Answer(system, parsed)
    return new RedisCli(system, parsed.options, parsed.command, parsed.stderr, modes)
  },
})
