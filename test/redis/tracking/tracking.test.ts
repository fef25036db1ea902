/** What transcripts can't show of client-side caching: the table's limit, its bookkeeping, the trace. */
import { describe, expect, it } from 'vitest'
import type { Harness, HarnessClient } from '../harness.ts'
import { startRedis } from '../harness.ts'

const cache = (redis: Harness, options = ''): HarnessClient => {
  const client = redis.client()
  client.command('HELLO 3')
  client.command(`CLIENT TRACKING ON ${options}`)
  return client
}

const invalidated = (...keys: string[]): string =>
  `>2\r\n$10\r\ninvalidate\r\n*${keys.length}\r\n${keys.map((key) => `$${key.length}\r\n${key}\r\n`).join('')}`

describe('the table of tracked keys', () => {
  it('is kept within tracking-table-max-keys: other keys are declared invalid', () => {
    const redis = startRedis({ config: { 'tracking-table-max-keys': '10' } })
    const client = cache(redis)
    for (let i = 0; i < 200; i++) client.command(`GET k${i}`)
    const said = client.command('PING')
    expect(redis.server.tracking.keys).toBe(10)
    expect(redis.server.tracking.items).toBe(10)
    // The last one too many is thrown out before PING is answered.
    expect(said).toMatch(/^>2\r\n\$10\r\ninvalidate\r\n\*1\r\n\$\d\r\nk\d+\r\n\+PONG\r\n$/)
  })

  it('shrinks by a hundred keys a command, then by more, when the limit is lowered', () => {
    const redis = startRedis()
    const client = cache(redis)
    for (let i = 0; i < 1000; i++) client.command(`GET k${i}`)
    redis.command('CONFIG SET tracking-table-max-keys 1')
    const sizes = [1, 2, 3, 4].map(() => {
      redis.command('PING')
      return redis.server.tracking.keys
    })
    expect(sizes).toEqual([900, 700, 400, 1])
  })

  it('shrinks without any command too', () => {
    const redis = startRedis()
    const client = cache(redis)
    for (let i = 0; i < 20; i++) client.command(`GET k${i}`)
    redis.command('CONFIG SET tracking-table-max-keys 1')
    redis.advance(100)
    expect(redis.server.tracking.keys).toBe(1)
  })

  it('counts keys and their readers, and forgets them all at FLUSHALL', () => {
    const redis = startRedis()
    const [a, b] = [cache(redis), cache(redis)]
    for (const client of [a, b]) client.command('MGET x y x')
    const { tracking } = redis.server
    expect([tracking.clients, tracking.keys, tracking.items]).toEqual([2, 2, 4])
    redis.command('SET x 1')
    expect([tracking.keys, tracking.items]).toEqual([1, 2])
    expect([a.read(), b.read()]).toEqual([invalidated('x'), invalidated('x')])
    redis.command('FLUSHALL')
    expect([tracking.keys, tracking.items]).toEqual([0, 0])
    a.close()
    b.command('RESET')
    expect(tracking.clients).toBe(0)
  })
})

describe('broadcasts', () => {
  it('gather the keys of one turn, sorted, and leave out what the listener did itself', () => {
    const redis = startRedis()
    const loud = cache(redis, 'BCAST PREFIX a')
    const own = cache(redis, 'BCAST PREFIX a NOLOOP')
    own.sendRaw('SET ab 1\r\nSET aa 1\r\n')
    expect(loud.read()).toBe(invalidated('aa', 'ab'))
    expect(own.sendRaw('PING\r\n')).toBe('+PONG\r\n')
    redis.command('MSET ac 1 b 1 aa 1')
    expect([loud.read(), own.read()]).toEqual([invalidated('aa', 'ac'), invalidated('aa', 'ac')])
  })

  it('of keys that ran out reach also who set them', () => {
    const redis = startRedis()
    const own = cache(redis, 'BCAST NOLOOP')
    expect(own.command('SET k 1 PX 50')).toBe('+OK\r\n')
    redis.advance(500)
    expect(own.read()).toBe(invalidated('k'))
  })

  it('end with the last listener of a prefix', () => {
    const redis = startRedis()
    const [a, b] = [cache(redis, 'BCAST PREFIX x PREFIX y'), cache(redis, 'BCAST PREFIX x')]
    expect(redis.server.tracking.prefixCount).toBe(2)
    a.close()
    expect(redis.server.tracking.prefixCount).toBe(1)
    b.command('CLIENT TRACKING OFF')
    expect(redis.server.tracking.prefixCount).toBe(0)
  })
})

describe('an invalidation', () => {
  it('is told to the trace, with whom it reached', () => {
    const redis = startRedis()
    const target = redis.client()
    target.command('HELLO 3')
    const id = [...redis.server.clients.keys()].at(-1)!
    const client = redis.client()
    client.command(`CLIENT TRACKING ON REDIRECT ${id}`)
    client.command('GET k')
    redis.world.tracing = true
    redis.command('SET k 1')
    redis.command('FLUSHALL')
    const told = redis.world.trace.filter(({ type }) => type === 'tracking.invalidated')
    expect(told).toMatchObject([
      { client: id + 1, to: id, keys: ['k'] },
      { client: id + 1, to: id, keys: null },
    ])
    // The null is a RESP2 one: so the client that tracks speaks.
    expect(target.read()).toBe(`${invalidated('k')}>2\r\n$10\r\ninvalidate\r\n$-1\r\n`)
  })

  it('follows the reply of a whole transaction', () => {
    const redis = startRedis()
    const client = cache(redis)
    for (const line of ['GET k', 'MULTI', 'INCR k', 'GET k', 'INCR k']) client.command(line)
    expect(client.command('EXEC')).toBe(`*3\r\n:1\r\n$1\r\n1\r\n:2\r\n${invalidated('k')}${invalidated('k')}`)
  })
})
