/** MIGRATE between two servers of one world. */
import { describe, expect, it } from 'vitest'
import { createServer } from '../../../src/programs/redis-server.ts'
import type { RedisServer } from '../../../src/redis/server/server.ts'
import { World } from '../../../src/world/world.ts'
import { splitArgs } from '../../../src/bytes/quote.ts'

const encode = (argv: readonly string[]): string =>
  `*${argv.length}\r\n${argv.map((a) => `$${a.length}\r\n${a}\r\n`).join('')}`

/** Two machines with a server each, and clients from outside. */
class Pair {
  readonly world: World
  private readonly received = new Map<number, string>()

  constructor(targetConfig: Readonly<Record<string, string>> = {}) {
    const configs: Record<string, Record<string, string>> = {
      source: {},
      target: { 'protected-mode': 'no', ...targetConfig },
    }
    this.world = new World({
      seed: 'migrate',
      epoch: 1_700_000_000_000_000,
      programs: {
        'redis-server': {
          name: 'redis-server',
          create: (system) => createServer(system, { save: '', ...configs[system.host] }),
        },
      },
    })
    this.world.outside = {
      data: (connection, data) => this.received.set(connection, (this.received.get(connection) ?? '') + data),
      closed: () => {},
    }
    for (const host of ['source', 'target']) {
      this.world.spawn({ host, program: 'redis-server', name: host })
    }
    this.pass(10)
  }

  server(name: string): RedisServer {
    return this.world.byName.get(name)!.process as RedisServer
  }

  pass(ms: number): void {
    this.world.runUntil(this.world.now + ms * 1000)
  }

  connect(host: string): (line: string, ms?: number) => string {
    const connection = this.world.connections.connectOutside(host, 6379, '127.0.0.1:50000')!
    return (line, ms = 50) => {
      this.received.delete(connection)
      this.world.connections.deliver(connection, encode(splitArgs(line)!))
      this.pass(ms)
      return this.received.get(connection) ?? ''
    }
  }
}

describe('MIGRATE', () => {
  it('moves a key with its expiry', () => {
    const pair = new Pair()
    const [source, target] = [pair.connect('source'), pair.connect('target')]
    source('RPUSH l a b c')
    source('PEXPIRE l 100000')
    expect(source('MIGRATE target 6379 l 0 1000')).toBe('+OK\r\n')
    expect(source('EXISTS l')).toBe(':0\r\n')
    expect(target('LRANGE l 0 -1')).toBe('*3\r\n$1\r\na\r\n$1\r\nb\r\n$1\r\nc\r\n')
    expect(Number(target('PTTL l').slice(1))).toBeGreaterThan(99_000)
  })

  it('moves several keys; what the target refuses stays', () => {
    const pair = new Pair()
    const [source, target] = [pair.connect('source'), pair.connect('target')]
    source('MSET a 1 b 2 c 3')
    target('SET b there')
    expect(source('MIGRATE target 6379 "" 0 1000 KEYS a b missing c')).toBe(
      '-ERR Target instance replied with error: BUSYKEY Target key name already exists.\r\n',
    )
    expect(source('EXISTS a b c')).toBe(':1\r\n')
    expect(target('MGET a b c')).toBe('*3\r\n$1\r\n1\r\n$5\r\nthere\r\n$1\r\n3\r\n')
    expect(source('MIGRATE target 6379 b 0 1000 COPY REPLACE')).toBe('+OK\r\n')
    expect(source('EXISTS b')).toBe(':1\r\n')
    expect(target('GET b')).toBe('$1\r\n2\r\n')
    expect(pair.server('source').migration!.cached).toBe(1)
    pair.pass(12_000)
    expect(pair.server('source').migration!.cached).toBe(0)
  })

  it('logs in', () => {
    const pair = new Pair({ requirepass: 'secret' })
    const source = pair.connect('source')
    source('SET k v')
    expect(source('MIGRATE target 6379 k 0 1000')).toBe(
      '-ERR Target instance replied with error: NOAUTH Authentication required.\r\n',
    )
    expect(source('MIGRATE target 6379 k 3 1000 AUTH secret')).toBe('+OK\r\n')
    const target = pair.connect('target')
    target('AUTH secret')
    target('SELECT 3')
    expect(target('GET k')).toBe('$1\r\nv\r\n')
  })

  it('hears nobody else meanwhile, and gives up in time', () => {
    const pair = new Pair()
    const [source, other] = [pair.connect('source'), pair.connect('source')]
    source('SET k v')
    pair.world.signal(pair.world.byName.get('target')!.pid, 'STOP')
    expect(source('MIGRATE target 6379 k 0 200', 100)).toBe('')
    expect(other('PING', 50)).toBe('')
    pair.pass(100)
    expect(other('PING', 10)).toBe('+PONG\r\n+PONG\r\n'.slice(0, 7))
    expect(source('EXISTS k')).toBe(':1\r\n')
  })

  it('is part of a transaction', () => {
    const pair = new Pair()
    const [source, target] = [pair.connect('source'), pair.connect('target')]
    for (const line of ['MULTI', 'SET k v', 'MIGRATE target 6379 k 0 1000', 'EXISTS k']) source(line)
    expect(source('EXEC')).toBe('*3\r\n+OK\r\n+OK\r\n:0\r\n')
    expect(target('GET k')).toBe('$1\r\nv\r\n')
  })

  it('dials anew when a connection it kept is dead', () => {
    const pair = new Pair()
    const [source, target] = [pair.connect('source'), pair.connect('target')]
    source('MSET a 1 b 2')
    expect(source('MIGRATE target 6379 a 0 1000')).toBe('+OK\r\n')
    target('CLIENT KILL TYPE normal SKIPME yes', 0)
    expect(source('MIGRATE target 6379 b 0 1000')).toBe('+OK\r\n')
    expect(target('DBSIZE')).toBe(':2\r\n')
  })

  it('is propagated as a deletion', () => {
    const pair = new Pair()
    const source = pair.connect('source')
    const told: string[] = []
    pair.server('source').propagation.sinks.push({ feed: (_db, argv) => told.push(argv.join(' ')) })
    source('MSET a 1 b 2 c 3')
    source('MIGRATE target 6379 a 0 1000 COPY')
    source('MIGRATE target 6379 "" 0 1000 REPLACE KEYS a b')
    expect(told).toEqual(['MSET a 1 b 2 c 3', 'DEL a b'])
  })

  it('says what it cannot reach', () => {
    const source = new Pair().connect('source')
    source('SET k v')
    expect(source('MIGRATE nowhere 6379 k 0 100')).toBe(
      '-IOERR error or timeout connecting to the client\r\n',
    )
    expect(source('MIGRATE target 7000 k 0 100')).toBe(
      '-IOERR error or timeout writing to target instance\r\n',
    )
  })
})
