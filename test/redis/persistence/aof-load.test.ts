/** The directories a real server left, whole and damaged, and what it did when it was started on them. */
import { describe, expect, it } from 'vitest'
import { startServer } from '../../../src/programs/redis-server.ts'
import type { RedisServer } from '../../../src/redis/server/server.ts'
import { datasetDigest } from '../../../src/redis/introspection/digest.ts'
import { encodeCommand } from '../../../src/formats/aof/encode.ts'
import { World } from '../../../src/world/world.ts'
import type { Files } from './aof-homes.ts'
import { homes, starts } from './aof-homes.ts'
import { incrPath, Machine } from './aof-machine.ts'
import { readRecorded, shownLines } from './aof-recorded.ts'

const recorded = readRecorded()

/** A server started on these files: what it logs, holds and leaves. */
const start = (files: Files, options: readonly string[]) => {
  const argv = ['--save', '', '--appendonly', 'yes', '--loglevel', 'debug', ...options]
  const program = {
    name: 'redis-server',
    create: (system: Parameters<typeof startServer>[0]) => startServer(system, argv),
  }
  const world = new World({
    seed: 'load',
    epoch: 1_795_000_000_000_000,
    programs: { 'redis-server': program },
  })
  let log = ''
  let status: number | null = null
  world.outside = {
    data: () => {},
    closed: () => {},
    output: (_process, data) => {
      log += data
    },
    ended: (_process, code) => {
      status = code
    },
  }
  const { disk } = world.host('server')
  for (const [path, text] of Object.entries(files)) {
    const slash = path.lastIndexOf('/')
    if (slash !== -1) disk.mkdir(path.slice(0, slash))
    disk.write(path, text)
    disk.fsync(path)
  }
  const { process } = world.spawn({ host: 'server', program: 'redis-server', name: 'server' })
  world.runUntil(world.now + 1_000_000)
  const server = process as RedisServer
  const left = Object.fromEntries(disk.paths().map((path) => [path, disk.read(path)!]))
  const digest = status === null ? datasetDigest(server.databases) : undefined
  return { lines: shownLines(log), digest, status, left }
}

/** A base made by a server that started with nothing tells its time and memory: only that it is there counts. */
const withoutNewBases = (left: Files, before: Files): Files =>
  Object.fromEntries(
    Object.entries(left).map(([path, text]) => [
      path,
      before[path] !== text && text.startsWith('REDIS') ? 'a base' : text,
    ]),
  )

describe('a directory of redis-server 7.0.15', () => {
  it.each(starts)('$name', ({ name, home, edit, options = [] }) => {
    const files = recorded.homes[home]!
    const before = edit === undefined ? files : edit(files)
    const { lines, digest, status, left } = start(before, options)
    const real = recorded.starts.find((one) => one.name === name)!
    expect(lines).toEqual(real.lines)
    expect(status).toBe(real.status)
    expect(digest).toBe(real.digest)
    expect(withoutNewBases(left, before)).toEqual(withoutNewBases(real.left, before))
  })

  it('was recorded for every case', () => {
    expect(recorded.starts.map(({ name }) => name)).toEqual(starts.map(({ name }) => name))
    expect(Object.keys(recorded.homes)).toEqual(homes.map(({ name }) => name))
  })
})

describe('keys that ran out long ago', () => {
  it('live until the log is read, so what it writes into them goes with them', () => {
    const machine = new Machine({ 'aof-use-rdb-preamble': 'no' })
    machine.run('SET a 1')
    machine.kill()
    for (const line of [
      'RPUSH l a',
      'PEXPIREAT l 1000',
      'RPUSH l b',
      'SET t 1',
      'GETEX t PXAT 1000',
      'APPEND t 2',
    ]) {
      machine.disk.append(incrPath(1), encodeCommand(line.split(' ')))
    }
    machine.restart()
    expect(machine.run('DBSIZE')).toBe(':3\r\n')
    expect(machine.run('LLEN l')).toBe(':0\r\n')
    expect(machine.run('EXISTS t')).toBe(':0\r\n')
    expect(machine.run('DBSIZE')).toBe(':1\r\n')
  })
})
