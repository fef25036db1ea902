/** `npm run redis -- [redis.conf] [--name value …]`: one simulated redis-server on TCP. */
import * as fs from 'node:fs'
import { RedisServer } from '../redis/server/server.ts'
import type { LoadHooks } from '../redis/config/file.ts'
import { startServer } from '../programs/redis-server.ts'
import { World } from '../world/world.ts'
import { Gateway, wallClock } from './gateway.ts'
import { RealDisk } from './host-disk.ts'

const HOST = 'machine'
const SERVER = 'redis-server'
/** How long the last replies may take to leave after an orderly shutdown. */
const GRACE_MS = 1000

const words: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
}

const reason = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return words[code] ?? code
}

const hooks: LoadHooks = {
  readFile: (path) => {
    try {
      return { text: fs.readFileSync(path, 'latin1') }
    } catch (error) {
      return { error: reason(error) }
    }
  },
  glob: (pattern) => fs.globSync(pattern).sort(),
  chdir: (path) => {
    try {
      process.chdir(path)
      return { path: process.cwd() }
    } catch (error) {
      return { error: reason(error) }
    }
  },
  openLog: (path) => {
    try {
      fs.closeSync(fs.openSync(path, 'a'))
      return undefined
    } catch (error) {
      return reason(error)
    }
  },
}

const argv = process.argv.slice(2).map((a) => Buffer.from(a, 'utf8').toString('latin1'))
const stdin = argv.includes('-') ? fs.readFileSync(0, 'latin1') : undefined

const world = new World({
  seed: `${process.pid}.${wallClock()}`,
  epoch: wallClock(),
  programs: {
    [SERVER]: {
      name: SERVER,
      create: (system, args) =>
        startServer(system, args, { charging: false, directory: process.cwd(), hooks, stdin }),
    },
  },
  firstPid: process.pid,
})
const disk = new RealDisk(process.cwd())
world.hosts.set(HOST, { name: HOST, disk, ports: new Map() })

const finish = (code: number): void => {
  process.exitCode = code
  gateway.close()
  setTimeout(() => process.exit(code), GRACE_MS).unref()
}
const gateway = new Gateway(
  world,
  (_process, data) => fs.writeSync(1, Buffer.from(data, 'latin1')),
  (_process, code) => finish(code),
)

const record = world.spawn({ host: HOST, program: SERVER, name: SERVER, argv })
const server = record.process

/** Addresses of the bind parameter that mean something to Node: `*` and `-::1` are Redis's spellings. */
const addresses = (bind: readonly string[]): string[] =>
  bind.map((a) => a.replace(/^-/, '')).map((a) => (a === '*' ? '0.0.0.0' : a === '::*' ? '::' : a))

if (server instanceof RedisServer) {
  const { port, bind } = server.config.values
  const asked = argv.includes('--bind') || server.config.file !== '' ? addresses(bind) : ['127.0.0.1']
  let listening = 0
  for (const address of port === 0 ? [] : asked) {
    try {
      await gateway.listen(HOST, port, address)
      listening++
    } catch (error) {
      const why =
        (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? 'Address already in use' : reason(error)
      server.log.warning(
        `Warning: Could not create server TCP listening socket ${address}:${port}: bind: ${why}`,
      )
    }
  }
  if (port !== 0 && listening === 0) {
    server.log.warning(`Failed listening on port ${port} (TCP), aborting.`)
    process.exit(1)
  }
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    gateway.beginTurn()
    world.signal(record.pid, signal === 'SIGTERM' ? 'TERM' : 'INT')
    gateway.endTurn()
  })
}
gateway.beginTurn()
gateway.endTurn()
