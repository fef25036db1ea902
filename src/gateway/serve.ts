/** Runs one simulated redis-server on the real machine: its files, its clock, its TCP ports, its signals. */
import * as fs from 'node:fs'
import { errnoText } from '../redis/server/errno.ts'
import { parseCommandLine } from '../redis/config/commandline.ts'
import type { LoadHooks } from '../redis/config/file.ts'
import { RedisServer } from '../redis/server/server.ts'
import { startServer } from '../programs/redis-server.ts'
import { ORDINARY_MACHINE, World } from '../world/world.ts'
import { Gateway, wallClock } from './gateway.ts'
import { RealDisk } from './host-disk.ts'
import { writeAll } from './output.ts'

const HOST = 'machine'
const SERVER = 'redis-server'
/** How long the last replies may take to leave after the server has ended. */
const GRACE_MS = 1000

const reason = (error: unknown): string => errnoText((error as NodeJS.ErrnoException).code ?? 'EIO')

/** What the work answers, or the system's words against it. */
const attempt = <T>(work: () => T): T | { error: string } => {
  try {
    return work()
  } catch (error) {
    return { error: reason(error) }
  }
}

const hooks: LoadHooks = {
  readFile: (path) => attempt(() => ({ text: fs.readFileSync(path, 'latin1') })),
  glob: (pattern) => fs.globSync(pattern).sort(),
  chdir: (path) =>
    attempt(() => {
      process.chdir(path)
      return { path: process.cwd() }
    }),
  openLog: (path) => attempt(() => fs.closeSync(fs.openSync(path, 'a')))?.error,
}

/** Configuration on standard input, when the command line has a `-` for it. */
const readInput = (argv: readonly string[]): string | undefined => {
  const line = parseCommandLine(argv)
  if (line.kind !== 'start' || !line.stdin) return undefined
  const input = attempt(() => fs.readFileSync(0, 'latin1'))
  return typeof input === 'string' ? input : ''
}

const argv = process.argv.slice(2).map((argument) => Buffer.from(argument, 'utf8').toString('latin1'))
const stdin = readInput(argv)

const world = new World({
  seed: `${process.pid}.${wallClock()}`,
  epoch: wallClock(),
  programs: {
    [SERVER]: {
      name: SERVER,
      create: (system, args) =>
        startServer(system, args, {
          charging: false,
          directory: process.cwd(),
          hooks,
          stdin,
          defaults: { bind: '127.0.0.1' },
        }),
    },
  },
  firstPid: process.pid,
})
world.hosts.set(HOST, { name: HOST, disk: new RealDisk(), machine: ORDINARY_MACHINE, ports: new Map() })

const gateway = new Gateway(world, {
  said: (_process, data, error) => writeAll(error ? 2 : 1, data),
  ended: (name, code) => {
    // Its children come and go.
    if (name !== SERVER) return
    process.exitCode = code
    gateway.close()
    setTimeout(() => process.exit(code), GRACE_MS).unref()
  },
})

const record = world.spawn({ host: HOST, program: SERVER, name: SERVER, argv })
if (record.process instanceof RedisServer) {
  const { port, bind } = record.process.config.values
  if (port !== 0) await gateway.prepare(HOST, port, bind)
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () =>
    gateway.turn(() => world.signal(record.pid, signal === 'SIGTERM' ? 'TERM' : 'INT')),
  )
}
// As redis-server: a terminal that goes away is no reason to end.
process.on('SIGHUP', () => {})
gateway.turn(() => {})
