/** CONFIG SET at work in a running server, and CONFIG REWRITE on the world's disk. */
import { describe, expect, it } from 'vitest'
import { startServer } from '../../../../src/programs/redis-server.ts'
import type { RedisServer } from '../../../../src/redis/server/server.ts'
import { World } from '../../../../src/world/world.ts'
import { startRedis } from '../../harness.ts'

const FILE = '/etc/redis.conf'

/** A server started with a configuration file on its disk. */
const withFile = (text: string) => {
  const world = new World({
    seed: 'config',
    epoch: 1_700_000_000_000_000,
    programs: {
      'redis-server': { name: 'redis-server', create: (system, argv) => startServer(system, argv) },
    },
  })
  let received = ''
  let log = ''
  world.outside = {
    data: (_connection, data) => {
      received += data
    },
    closed: () => {},
    output: (_process, data) => {
      log += data
    },
  }
  const { disk } = world.host('server')
  disk.mkdir('/etc')
  disk.write(FILE, text)
  world.spawn({ host: 'server', program: 'redis-server', name: 'server', argv: [FILE] })
  world.runUntil(world.now)
  const connection = world.connections.connectOutside('server', 6379, '127.0.0.1:50000')!
  const send = (line: string): string => {
    world.connections.deliver(connection, `${line}\r\n`)
    const reply = received
    received = ''
    return reply
  }
  return { disk, send, log: () => log, server: world.byName.get('server')!.process as RedisServer }
}

describe('CONFIG REWRITE', () => {
  it('keeps comments and order, and survives a power cut', () => {
    const { disk, send, log } = withFile('# mine\nmaxclients 50\n\nsave ""\n')
    expect(send('CONFIG SET maxclients 60 requirepass abc')).toBe('+OK\r\n')
    expect(send('CONFIG REWRITE')).toBe('+OK\r\n')
    disk.losePending()
    const text = disk.read(FILE)!
    expect(text).toMatch(/^# mine\nmaxclients 60\n\nsave ""\n/)
    expect(text).toContain('requirepass "abc"\n')
    // The hash is SHA-256 of abc (recorded).
    expect(text).toContain(
      'user default on #ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad ~* &* +@all\n',
    )
    expect(log()).toMatch(/# CONFIG REWRITE executed with success\.\n$/)
  })

  it('tells why the disk refuses', () => {
    const { disk, send, log } = withFile('maxclients 50\n')
    disk.fault = 'ENOSPC'
    expect(send('CONFIG REWRITE')).toBe('-ERR Rewriting config file: No space left on device\r\n')
    expect(log()).toMatch(/# CONFIG REWRITE failed: No space left on device\n$/)
    expect(disk.read(FILE)).toBe('maxclients 50\n')
  })
})

describe('CONFIG SET', () => {
  it('port moves the server; a port in use leaves all as it was', () => {
    const redis = startRedis()
    expect(redis.command('CONFIG SET port 7000')).toBe('+OK\r\n')
    expect(redis.world.connections.connectOutside('server', 6379, '127.0.0.1:1')).toBeUndefined()
    expect(redis.world.connections.connectOutside('server', 7000, '127.0.0.1:1')).toBeDefined()
    redis.world.host('server').ports.set(7001, 999)
    expect(redis.command('CONFIG SET maxclients 77 port 7001')).toBe(
      "-ERR CONFIG SET failed (possibly related to argument 'port') - Unable to listen on this port. Check server logs.\r\n",
    )
    expect(redis.command('CONFIG GET port')).toContain('7000')
    expect(redis.command('CONFIG GET maxclients')).toContain('10000')
    expect(redis.world.connections.connectOutside('server', 7000, '127.0.0.1:1')).toBeDefined()
  })

  it('port 0 listens no more, connections stay', () => {
    const redis = startRedis()
    expect(redis.command('CONFIG SET port 0')).toBe('+OK\r\n')
    expect(redis.world.connections.connectOutside('server', 6379, '127.0.0.1:1')).toBeUndefined()
    expect(redis.command('PING')).toBe('+PONG\r\n')
    expect(redis.command('CONFIG SET port 6379')).toBe('+OK\r\n')
    expect(redis.world.connections.connectOutside('server', 6379, '127.0.0.1:1')).toBeDefined()
  })

  it('hz changes the beat at the next tick; INFO tells both', () => {
    const redis = startRedis()
    redis.command('CONFIG SET hz 100')
    redis.advance(100)
    const before = redis.server.cronLoops
    redis.advance(1000)
    expect(redis.server.cronLoops - before).toBe(100)
    expect(redis.command('INFO server')).toContain('\r\nhz:100\r\nconfigured_hz:100\r\n')
  })

  it('hz rises by itself with very many clients, unless dynamic-hz is off', () => {
    const redis = startRedis()
    for (let i = 0; i < 2500; i++) redis.client()
    expect(redis.server.hz).toBe(20)
    redis.command('CONFIG SET dynamic-hz no')
    expect(redis.server.hz).toBe(10)
  })

  it('requirepass lets in who is in, and asks who comes', () => {
    const redis = startRedis()
    redis.command('PING')
    const early = redis.client()
    redis.command('CONFIG SET requirepass secret')
    expect(early.command('PING')).toBe('+PONG\r\n')
    const late = redis.client()
    expect(late.command('PING')).toBe('-NOAUTH Authentication required.\r\n')
    redis.command('CONFIG SET requirepass ""')
    expect(late.command('PING')).toBe('+PONG\r\n')
  })

  it('dir is protected, and only for a directory that is there', () => {
    const redis = startRedis({ config: { 'enable-protected-configs': 'local' } })
    redis.world.host('server').disk.mkdir('/data')
    expect(redis.command('CONFIG SET dir /data')).toBe('+OK\r\n')
    expect(redis.command('CONFIG GET dir')).toBe('*2\r\n$3\r\ndir\r\n$5\r\n/data\r\n')
    expect(redis.command('CONFIG SET dir /nowhere')).toBe(
      "-ERR CONFIG SET failed (possibly related to argument 'dir') - No such file or directory\r\n",
    )
  })

  it('tells the trace what changed', () => {
    const redis = startRedis()
    redis.world.tracing = true
    redis.command('CONFIG SET maxclients 100 timeout 0')
    const changed = redis.world.takeTrace().filter(({ type }) => type === 'config.changed')
    expect(changed.map(({ names }) => names)).toEqual([['maxclients']])
  })
})

describe('CONFIG RESETSTAT', () => {
  it('starts the counters anew but not the peak of memory', () => {
    const redis = startRedis()
    for (let i = 0; i < 1000; i++) redis.command(`SET key:${i} value`)
    redis.command('INFO')
    const { peak } = redis.server.memory
    redis.command('FLUSHALL')
    redis.command('GET missing')
    redis.command('CONFIG RESETSTAT')
    const text = redis.command('INFO')
    expect(text).toContain('\r\nkeyspace_misses:0\r\n')
    expect(text).toContain('\r\ntotal_commands_processed:1\r\n')
    expect(text).toContain(`\r\nused_memory_peak:${peak}\r\n`)
  })
})
