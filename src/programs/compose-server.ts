/**
 * How a redis-server is composed and started: a command line in, a server process out. Which commands it has, and
 * what of their code comes later, is handed in (`redis-server.ts` has them all at once, the page's worker in parts).
 */
import { userLineChecker } from '../redis/acl/file.ts'
import type { Parts } from '../redis/command/part.ts'
import type { CommandTable } from '../redis/command/table.ts'
import { absolutePath, parseCommandLine } from '../redis/config/commandline.ts'
import { Config } from '../redis/config/config.ts'
import { loadConfig } from '../redis/config/file.ts'
import type { LoadFailure, LoadHooks } from '../redis/config/file.ts'
import { findEntry } from '../redis/config/parameters.ts'
import type { PersistenceCode } from '../redis/persistence/code.ts'
import { RedisServer } from '../redis/server/server.ts'
import { formatLogTime } from '../bytes/dates.ts'
import type { CodePart } from '../world/code-part.ts'
import type { Process, Program, System } from '../world/process.ts'

/** What a server is made of besides its configuration. */
export interface Composition {
  readonly commands: CommandTable
  /** What reads and writes whole files of the data set. */
  readonly files: CodePart<PersistenceCode>
  /** Where the code of some commands comes later. */
  readonly parts?: Parts | undefined
}

/** Where a program finds itself when it is started in a world. */
const WORKING_DIRECTORY = '/'

/** A server with these parameters, as redis.conf would give them. Throws on one it can't accept. */
export const composeServer = (
  composition: Composition,
  system: System,
  settings: Readonly<Record<string, string>> = {},
  options: { charging?: boolean } = {},
): RedisServer => {
  const config = new Config(WORKING_DIRECTORY)
  for (const [name, value] of Object.entries(settings)) {
    const entry = findEntry(name)
    const error = entry === undefined ? 'unknown parameter' : config.assign(entry.parameter, [value])
    if (error !== undefined) throw new Error(`${name} ${value}: ${error}`)
  }
  return new RedisServer(system, {
    config,
    ...composition,
    charging: options.charging,
  })
}

/** A process that prints something and ends: `--version`, a fatal config error. */
class Farewell implements Process {
  readonly system: System
  readonly stdout: string
  readonly stderr: string
  readonly status: number

  constructor(system: System, status: number, stdout: string, stderr: string) {
    this.system = system
    this.status = status
    this.stdout = stdout
    this.stderr = stderr
  }

  start(): void {
    if (this.stdout !== '') this.system.write(this.stdout)
    if (this.stderr !== '') this.system.writeError(this.stderr)
    if (this.status !== 0 && this.system.tracing) this.tell()
    this.system.exit(this.status)
  }

  /** Why it ends, for those who follow the log. */
  private tell(): void {
    for (const line of `${this.stdout}${this.stderr}`.split('\n'))
      if (line !== '') this.system.emit({ type: 'server.log', level: '#', line })
  }
}

/** How redis-server starts in a world. The gateway hands in another directory and `charging: false`. */
export interface StartOptions {
  readonly charging?: boolean
  readonly directory?: string
  /** What reading configuration asks of the machine, where it is more than the world's disk. */
  readonly hooks?: LoadHooks
  readonly stdin?: string
  /** Values that hold unless the command line or the file says otherwise. */
  readonly defaults?: Readonly<Record<string, string>>
}

/** Starts redis-server as its command line says: a running server, or a process that says why not. */
export const startComposed = (
  composition: Composition,
  system: System,
  argv: readonly string[],
  options: StartOptions = {},
): Process => {
  const line = parseCommandLine(argv)
  if (line.kind === 'exit') return new Farewell(system, line.status, line.stdout, line.stderr)
  if (line.kind === 'test-memory') return new Farewell(system, 0, 'Your memory passed this test.\n', '')
  const directory = options.directory ?? WORKING_DIRECTORY
  const config = new Config(directory)
  for (const [name, value] of Object.entries(options.defaults ?? {})) {
    config.assign(findEntry(name)!.parameter, [value])
  }
  const source = {
    file: line.file,
    stdin: line.stdin ? (options.stdin ?? system.input) : undefined,
    options: line.options,
  }
  let { commands } = composition
  const loaded = loadConfig(config, source, {
    user: userLineChecker(commands),
    renameCommand: (from, to) => {
      const renamed = commands.rename(from, to)
      if (typeof renamed === 'string') return renamed
      commands = renamed
      return undefined
    },
    ...(options.hooks ?? worldHooks(system)),
  })
  if (!loaded.ok) return new Farewell(system, loaded.status, logLine(system, loaded), loaded.stderr)
  config.clampHz()
  if (line.file !== undefined) config.file = absolutePath(directory, line.file)
  if (config.values.daemonize) system.detach()
  return new RedisServer(system, {
    config,
    ...composition,
    commands,
    users: loaded.users,
    charging: options.charging,
    configured: argv.length > 0,
  })
}

const logLine = (system: System, failure: LoadFailure): string =>
  failure.log === undefined ? '' : `${system.pid}:C ${formatLogTime(system.now())} # ${failure.log}\n`

/** Files of the world's own disk. */
const worldHooks = (system: System): LoadHooks => ({
  readFile: (path) => {
    const text = system.disk.read(path)
    return text === undefined ? { error: 'No such file or directory' } : { text }
  },
  chdir: (path) =>
    system.disk.list(path) === undefined
      ? { error: 'No such file or directory' }
      : { path: absolutePath('/', path) },
})

/** redis-server as a program of a world. */
export const serverProgram = (composition: Composition): Program => ({
  name: 'redis-server',
  create: (system, argv) => startComposed(composition, system, argv),
})
