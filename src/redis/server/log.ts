/** The server log in Redis's own format (serverLogRaw): `pid:role date level text`. */
import { formatLogTime } from '../../bytes/dates.ts'
import type { ListenFailure } from '../../world/process.ts'
import { REDIS_VERSION } from '../version.ts'
import { logo } from './logo.ts'
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

  /** Text without pid and date, whatever the level (LL_RAW). */
  plain(text: string): void {
    this.put('#', text)
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

  /** A port could not be listened on. */
  cannotListen(port: number, { address, why }: ListenFailure): void {
    this.warning(`Warning: Could not create server TCP listening socket ${address}:${port}: ${why}`)
  }

  /** A line before the role is known, of any level. */
  boot(text: string): void {
    this.put('#', `${this.server.system.pid}:C ${formatLogTime(this.server.system.now())} # ${text}`)
  }

  /** A whole line as it is; a child's, too. */
  put(mark: (typeof MARKS)[number], line: string): void {
    const { config, system } = this.server
    const file = config.values.logfile
    if (file === '') system.write(line + '\n')
    else system.disk.append(file, line + '\n')
    if (system.tracing) this.server.trace({ type: 'server.log', level: mark, line })
  }
}

const NO_FILE =
  'Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf'

/** What redis-server prints when it starts, before it listens (server.c: main). */
export const bootLog = ({ log, system, configured }: RedisServer): void => {
  log.boot('oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo')
  log.boot(
    `Redis version=${REDIS_VERSION}, bits=64, commit=00000000, modified=0, pid=${system.pid}, just started`,
  )
  log.boot(configured ? 'Configuration loaded' : NO_FILE)
  log.notice('monotonic clock: POSIX clock_gettime')
}

/** What it prints once it listens, before it has read its users and data. */
export const initializedLog = (server: RedisServer): void => {
  const { log, mode, config, system } = server
  if (!config.values.alwaysShowLogo) log.notice(`Running mode=${mode}, port=${config.values.port}.`)
  else if (LEVELS.indexOf(config.values.loglevel as (typeof LEVELS)[number]) <= 2) log.plain(logo(server))
  log.warning('Server initialized')
  if (system.machine.overcommit === 0) log.warning(OVERCOMMIT)
}

/** What a careful kernel is told off for (checkOvercommit, syscheck.c). */
const OVERCOMMIT =
  "WARNING Memory overcommit must be enabled! Without it, a background save or replication may fail under low memory condition. Being disabled, it can can also cause failures without low memory condition, see https://github.com/jemalloc/jemalloc/issues/1328. To fix this issue add 'vm.overcommit_memory = 1' to /etc/sysctl.conf and then reboot or run the command 'sysctl vm.overcommit_memory=1' for this to take effect."
