/** The server log in Redis's own format (serverLogRaw): `pid:role date level text`. */
import { formatLogTime } from '../../bytes/dates.ts'
import type { RedisServer } from './server.ts'

const LEVELS = ['debug', 'verbose', 'notice', 'warning'] as const
const MARKS = ['.', '-', '*', '#'] as const

/** Virtual µs. */
const ATTACK_PERIOD = 60_000_000

export class Log {
  readonly server: RedisServer
  /** M primary, S replica, C child, X sentinel. */
  role = 'M'
  private lastAttack = -Infinity

  constructor(server: RedisServer) {
    this.server = server
  }

  notice(text: string): void {
    this.line(2, text)
  }

  warning(text: string): void {
    this.line(3, text)
  }

  /** A text that is dear to make may come as a function: it is called only if the level is shown. */
  verbose(text: string | (() => string)): void {
    this.line(1, text)
  }

  debug(text: string): void {
    this.line(0, text)
  }

  private line(level: 0 | 1 | 2 | 3, text: string | (() => string)): void {
    const { config, system } = this.server
    if (level < LEVELS.indexOf(config.values.loglevel as (typeof LEVELS)[number])) return
    const mark = MARKS[level]
    const words = typeof text === 'string' ? text : text()
    this.put(mark, `${system.pid}:${this.role} ${formatLogTime(system.now())} ${mark} ${words}`)
  }

  /** A line of a signal handler, which may not ask for the date (serverLogFromHandler). */
  signal(text: string): void {
    const { system } = this.server
    this.put('#', `${system.pid}:signal-handler (${Math.floor(system.now() / 1e6)}) ${text}`)
  }

  /** securityWarningCommand: told at most once a minute. */
  attack(): void {
    const now = this.server.system.now()
    if (now - this.lastAttack < ATTACK_PERIOD) return
    this.lastAttack = now
    this.warning(
      'Possible SECURITY ATTACK detected. It looks like somebody is sending POST or Host: commands to Redis. This is likely due to an attacker attempting to use Cross Protocol Scripting to compromise your Redis instance. Connection aborted.',
    )
  }

  /** The first address of `bind` could not be listened on. */
  cannotListen(port: number): void {
    const [address = '*'] = this.server.config.values.bind
    this.warning(
      `Warning: Could not create server TCP listening socket ${address.replace(/^-/, '')}:${port}: bind: Address already in use`,
    )
  }

  private put(mark: (typeof MARKS)[number], line: string): void {
    const { config, system } = this.server
    const file = config.values.logfile
    if (file === '') system.write(line + '\n')
    else system.disk.append(file, line + '\n')
    if (system.tracing) this.server.trace({ type: 'server.log', level: mark, line })
  }
}

/** What redis-server prints between its start and the first connection (server.c: main). */
export const bootLog = (server: RedisServer): void => {
  const { log, system, config } = server
  const raw = (role: string, mark: string, text: string) => {
    const line = `${system.pid}:${role} ${formatLogTime(system.now())} ${mark} ${text}`
    if (config.values.logfile === '') system.write(line + '\n')
    if (system.tracing) server.trace({ type: 'server.log', level: mark as '#', line })
  }
  raw('C', '#', 'oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo')
  raw('C', '#', `Redis version=7.0.15, bits=64, commit=00000000, modified=0, pid=${system.pid}, just started`)
  if (!server.configured) {
    raw(
      'C',
      '#',
      'Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf',
    )
  } else raw('C', '#', 'Configuration loaded')
  log.notice('monotonic clock: POSIX clock_gettime')
  log.notice(`Running mode=standalone, port=${config.values.port}.`)
  log.warning('Server initialized')
}
