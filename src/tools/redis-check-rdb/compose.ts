/** `redis-check-rdb` as the registry of programs knows it (redis-check-rdb.c: redis_check_rdb_main). */
import { formatLogTime } from '../../bytes/dates.ts'
import { TERMINATING } from '../../formats/rdb/terminating.ts'
import type { checkFile } from './check.ts'
import type { CodePart } from '../../world/code-part.ts'
import type { Process, Program, System } from '../../world/process.ts'

const USAGE = 'Usage: redis-check-rdb <rdb-file-name>\n'
const VERSION = 'redis-check-rdb 7.0.15\n'

/** What reads the file. */
export type RdbChecker = typeof checkFile

class CheckRdb implements Process {
  readonly system: System
  private readonly argv: readonly string[]
  private readonly part: CodePart<RdbChecker>

  constructor(system: System, argv: readonly string[], part: CodePart<RdbChecker>) {
    this.system = system
    this.argv = argv
    this.part = part
  }

  lacks(): string | undefined {
    return this.part.lacking()
  }

  start(): void {
    const { system, argv } = this
    const [file] = argv
    if (argv.length !== 1) {
      system.writeError(USAGE)
      system.exit(1)
    } else if (file === '-v' || file === '--version') {
      system.write(VERSION)
      system.exit(0)
    } else {
      this.check(file!)
    }
  }

  private check(file: string): void {
    const { system } = this
    const { disk } = system
    // A directory can be opened, but not read.
    const bytes = disk.read(file) ?? (disk.list(file) === undefined ? undefined : '')
    const now = system.now()
    const { output, status, terminated } = this.part.code()(bytes, { file, now: Math.floor(now / 1000) })
    system.write(output)
    if (terminated) system.write(`${system.pid}:C ${formatLogTime(now)} # ${TERMINATING}\n`)
    system.exit(status)
  }
}

export const redisCheckRdbWith = (part: CodePart<RdbChecker>): Program => ({
  name: 'redis-check-rdb',
  create: (system, argv) => new CheckRdb(system, argv, part),
})
