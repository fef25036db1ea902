/** In what order a command is refused (server.c: processCommand), and what ends a connection. */
import { describe, expect, it } from 'vitest'
import { startRedis } from '../harness.ts'

describe('a command is refused', () => {
  it('as unknown before anything else, then for its arity, then for want of a password', () => {
    const redis = startRedis({ config: { requirepass: 'secret' } })
    expect(redis.command('NOSUCH')).toContain('-ERR unknown command')
    expect(redis.command('GET')).toBe("-ERR wrong number of arguments for 'get' command\r\n")
    expect(redis.command('GET a')).toBe('-NOAUTH Authentication required.\r\n')
    expect(redis.command('AUTH x')).toContain('-WRONGPASS')
  })

  it('within a transaction: what spoils it, what is not allowed in it', () => {
    const redis = startRedis()
    redis.command('MULTI')
    expect(redis.command('SUBSCRIBE')).toContain('-ERR')
    redis.command('DISCARD')
    redis.command('MULTI')
    expect(redis.command('WATCH a')).toBe('-ERR WATCH inside MULTI is not allowed\r\n')
    expect(redis.command('MULTI')).toBe('-ERR MULTI calls can not be nested\r\n')
    expect(redis.command('SET a')).toContain('wrong number of arguments')
    expect(redis.command('SET a 1')).toBe('+QUEUED\r\n')
    expect(redis.command('EXEC')).toBe('-EXECABORT Transaction discarded because of previous errors.\r\n')
    expect(redis.command('EXISTS a')).toBe(':0\r\n')
  })

  it('EXEC itself aborts the transaction, with the reason', () => {
    const redis = startRedis()
    redis.command('MULTI')
    expect(redis.command('EXEC x')).toBe(
      "-EXECABORT Transaction discarded because of: wrong number of arguments for 'exec' command\r\n",
    )
    expect(redis.command('EXEC')).toBe('-ERR EXEC without MULTI\r\n')
  })

  it('to a client in MONITOR if it touches keys', () => {
    const redis = startRedis()
    const monitor = redis.client()
    monitor.command('MONITOR')
    const error = "-ERR Replica can't interact with the keyspace\r\n"
    expect(monitor.command('GET a')).toBe(error)
    expect(monitor.command('SET a 1')).toBe(error)
    expect(monitor.command('PING')).toContain('+PONG\r\n')
    expect(redis.command('EXISTS a')).toBe(':0\r\n')
  })
})

describe('a connection from another machine', () => {
  it('is denied in protected mode while there is no password', () => {
    const redis = startRedis()
    const comeFrom = (peer: string): string => {
      let heard = ''
      const { outside } = redis.world
      redis.world.outside = { ...outside!, data: (_connection, data) => (heard += data), closed: () => {} }
      const connection = redis.world.connections.connectOutside('server', 6379, peer)!
      redis.world.connections.deliver(connection, 'PING\r\n')
      redis.world.outside = outside
      return heard
    }
    expect(comeFrom('192.0.2.7:4000')).toMatch(
      /^-DENIED Redis is running in protected mode .* from the outside\.\r\n$/,
    )
    expect(comeFrom('127.0.0.1:4000')).toBe('+PONG\r\n')
    expect(comeFrom('[::1]:4000')).toBe('+PONG\r\n')
    redis.command('CONFIG SET requirepass x')
    expect(comeFrom('192.0.2.7:4000')).toBe('-NOAUTH Authentication required.\r\n')
    redis.command('CONFIG SET requirepass "" protected-mode no')
    expect(comeFrom('192.0.2.7:4000')).toBe('+PONG\r\n')
  })
})

describe('a web page', () => {
  it('is hung up on, and the log says so once a minute', () => {
    const redis = startRedis()
    const log: string[] = []
    redis.world.outside!.output = (_process, data) => void log.push(data)
    const attack = () => {
      const page = redis.client()
      page.sendRaw('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
      return page
    }
    const page = attack()
    expect(page.closed).toBe(true)
    attack()
    expect(log).toHaveLength(1)
    expect(log[0]).toContain(
      '# Possible SECURITY ATTACK detected. It looks like somebody is sending POST or Host: commands to Redis.',
    )
    redis.advance(61_000)
    attack()
    expect(log).toHaveLength(2)
  })
})

describe('the log', () => {
  it('tells of connections at level verbose', () => {
    const redis = startRedis({ config: { loglevel: 'verbose' } })
    const log: string[] = []
    redis.world.outside!.output = (_process, data) => void log.push(data)
    const client = redis.client()
    client.close()
    expect(log[0]).toMatch(/ - Accepted 127\.0\.0\.1:50000\n$/)
    expect(log[1]).toMatch(/ - Client closed connection id=3 addr=127\.0\.0\.1:50000 .* cmd=NULL /)
  })

  it('goes to logfile if there is one, from the first line', () => {
    const redis = startRedis({ config: { logfile: '/redis.log' } })
    const { disk } = redis.world.host('server')
    expect(disk.read('/redis.log')).toContain('oO0OoO0OoO0Oo Redis is starting')
    expect(disk.read('/redis.log')).toContain('* Ready to accept connections')
  })
})
