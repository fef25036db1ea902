/** The server log in Redis's own format (serverLogRaw): `pid:role date level text`. */
import { formatLogTime } from '../../bytes/dates.ts'
import type { RedisServer } from './server.ts'

const LEVELS = ['debug', 'verbose', 'notice', 'warning'] as const
const MARKS = ['.', '-', '*', '#'] as const

export class Log {
  readonly server: RedisServer
  /** M primary, S replica, C child, X sentinel. */
  role = 'M'

  constructor(server: RedisServer) {
    this.server = server
  }

  notice(text: string): void {
    this.line(2, text)
  }

  warning(text: string): void {
    this.line(3, text)
  }

  verbose(text: string): void {
    this.line(1, text)
  }

  debug(text: string): void {
    this.line(0, text)
  }

  private line(level: 0 | 1 | 2 | 3, text: string): void {
    const { config, system } = this.server
    if (level < LEVELS.indexOf(config.values.loglevel as (typeof LEVELS)[number])) return
    const mark = MARKS[level]
    const line = `${system.pid}:${this.role} ${formatLogTime(system.now())} ${mark} ${text}`
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
