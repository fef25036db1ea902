import { describe, expect, it } from 'vitest'
import type { PropagationSink } from '../../../src/redis/server/propagation.ts'
import type { Harness } from '../harness.ts'
import { startRedis } from '../harness.ts'

/** What a served BLPOP answers. */
const popped = (key: string, value: string): string =>
  `*2\r\n$${key.length}\r\n${key}\r\n$${value.length}\r\n${value}\r\n`

const bulk = (value: string): string => `$${value.length}\r\n${value}\r\n`

/** The commands AOF and replicas would get from here on. */
const listen = (redis: Harness): string[] => {
  const heard: string[] = []
  const sink: PropagationSink = { feed: (_db, argv) => heard.push(argv.join(' ')) }
  redis.server.propagation.sinks.push(sink)
  return heard
}

describe('who is served, and from which key', () => {
  it('takes the first named key that has elements, without waiting', () => {
    const redis = startRedis()
    redis.command('RPUSH b 1')
    redis.command('RPUSH c 2')
    expect(redis.command('BLPOP a c b 0')).toBe(popped('c', '2'))
  })

  it('serves a waiting client from the key that became ready first, not from the first named', () => {
    const redis = startRedis()
    const waiting = redis.client()
    waiting.command('BLPOP k1 k2 0')
    redis.command('MULTI')
    redis.command('RPUSH k2 two')
    redis.command('RPUSH k1 one')
    expect(waiting.read()).toBe('')
    redis.command('EXEC')
    expect(waiting.read()).toBe(popped('k2', 'two'))
    expect(redis.command('LRANGE k1 0 -1')).toBe('*1\r\n$3\r\none\r\n')
  })

  it('hands the elements of one push out in the order the clients came', () => {
    const redis = startRedis()
    const clients = [redis.client(), redis.client(), redis.client()]
    for (const client of clients) client.command('BLPOP q 0')
    expect(redis.command('RPUSH q 1 2')).toBe(':2\r\n')
    expect(clients.map((c) => c.read())).toEqual([popped('q', '1'), popped('q', '2'), ''])
    redis.command('RPUSH q 3 4')
    expect(clients[2]!.read()).toBe(popped('q', '3'))
    expect(redis.command('LLEN q')).toBe(':1\r\n')
  })

  it('goes on along a chain of moves', () => {
    const redis = startRedis()
    const [mover, second, popper] = [redis.client(), redis.client(), redis.client()]
    popper.command('BRPOP c 0')
    second.command('BLMOVE b c RIGHT LEFT 0')
    mover.command('BRPOPLPUSH a b 0')
    redis.command('LPUSH a x')
    expect([mover.read(), second.read(), popper.read()]).toEqual([bulk('x'), bulk('x'), popped('c', 'x')])
    expect(redis.command('EXISTS a b c')).toBe(':0\r\n')
  })

  it('lets a client wait on while the key has another type', () => {
    const redis = startRedis()
    const waiting = redis.client()
    waiting.command('BLPOP k 0')
    redis.command('SET k v')
    redis.command('DEL k')
    redis.command('ZADD k 1 m')
    redis.command('DEL k')
    expect(waiting.read()).toBe('')
    redis.command('RPUSH k v')
    expect(waiting.read()).toBe(popped('k', 'v'))
  })

  it('refuses a move onto another type only when the client is served, and leaves the element', () => {
    const redis = startRedis()
    const waiting = redis.client()
    waiting.command('BLMOVE src dst LEFT LEFT 0')
    redis.command('SET dst v')
    redis.command('RPUSH src x')
    expect(waiting.read()).toMatch(/^-WRONGTYPE /)
    expect(redis.command('LLEN src')).toBe(':1\r\n')
    expect(waiting.command('TYPE src')).toBe('+list\r\n')
  })

  it('wakes nobody for elements that are gone at the end of the transaction', () => {
    const redis = startRedis()
    const waiting = redis.client()
    waiting.command('BLPOP k 0')
    for (const line of ['MULTI', 'RPUSH k x', 'LPOP k', 'EXEC']) redis.command(line)
    expect(waiting.read()).toBe('')
    expect(redis.server.blocking.count).toBe(1)
  })
})

describe('a client that waits', () => {
  it('runs what it sent meanwhile after everybody was served', () => {
    const redis = startRedis()
    const [first, second] = [redis.client(), redis.client()]
    first.command('BLPOP q 0')
    first.command('RPUSH q mine')
    second.command('BLPOP q 0')
    redis.command('RPUSH q 1 2')
    expect(first.read()).toBe(popped('q', '1') + ':1\r\n')
    expect(second.read()).toBe(popped('q', '2'))
    expect(redis.command('LRANGE q 0 -1')).toBe('*1\r\n$4\r\nmine\r\n')
  })

  it('is forgotten when it hangs up', () => {
    const redis = startRedis()
    const waiting = redis.client()
    waiting.command('BLPOP k 0')
    waiting.close()
    expect(redis.server.blocking.count).toBe(0)
    redis.command('RPUSH k x')
    expect(redis.command('LLEN k')).toBe(':1\r\n')
  })

  it('counts as one call, and not again when it is served', () => {
    const redis = startRedis()
    const { server } = redis
    const waiting = redis.client()
    waiting.command('BLPOP k 0')
    const blpop = server.stats.of(server.commands.lookup(['blpop', 'k', '0'])!)
    expect([blpop.calls, server.stats.commandsProcessed]).toEqual([1, 1])
    redis.command('RPUSH k a b')
    expect([blpop.calls, blpop.failed, server.stats.commandsProcessed]).toEqual([1, 0, 2])
    expect(server.dirty).toBe(2)
  })
})

describe('timeouts', () => {
  it.each([
    ['1', 1000],
    ['0.25', 250],
    ['0.0001', 1],
    ['0x.1', 63],
  ])('%s waits %i ms', (text, ms) => {
    const redis = startRedis()
    const waiting = redis.client()
    waiting.command(`BLPOP k ${text}`)
    redis.advance(ms - 0.001)
    expect(waiting.read()).toBe('')
    redis.advance(0.001)
    expect(waiting.read()).toBe('*-1\r\n')
    expect(redis.server.blocking.count).toBe(0)
  })

  it.each(['0', '-0.0001', '9223372036854774'])('%s waits without end', (text) => {
    const redis = startRedis()
    const waiting = redis.client()
    waiting.command(`BLPOP k ${text}`)
    redis.advance(1000 * 1000)
    expect(waiting.read()).toBe('')
    redis.command('RPUSH k v')
    expect(waiting.read()).toBe(popped('k', 'v'))
  })

  it('answers BLMOVE and BRPOPLPUSH with a null array too', () => {
    const redis = startRedis()
    const [a, b] = [redis.client(), redis.client()]
    a.command('BLMOVE s d LEFT LEFT 1')
    b.command('BRPOPLPUSH s d 2')
    redis.advance(2000)
    expect([a.read(), b.read()]).toEqual(['*-1\r\n', '*-1\r\n'])
  })

  it('waits for nothing inside a transaction', () => {
    const redis = startRedis()
    for (const line of ['MULTI', 'BLPOP k 0', 'BLMOVE k l LEFT LEFT 0', 'BLMPOP 0 1 k LEFT'])
      redis.command(line)
    expect(redis.command('EXEC')).toBe('*3\r\n*-1\r\n$-1\r\n*-1\r\n')
  })
})

describe('what AOF and replicas hear', () => {
  it('of a pop that did not wait', () => {
    const redis = startRedis()
    redis.command('RPUSH l a b c d e')
    const heard = listen(redis)
    redis.command('BLPOP l 0')
    redis.command('brpop l 0')
    redis.command('BLMPOP 0 2 none l right count 2')
    redis.command('BLMOVE l m left Right 0')
    redis.command('BRPOPLPUSH m n 0')
    expect(heard).toEqual(['LPOP l', 'RPOP l', 'RPOP l 2', 'LMOVE l m left Right', 'RPOPLPUSH m n'])
  })

  it('of clients that were served', () => {
    const redis = startRedis()
    const heard = listen(redis)
    for (const line of ['BLPOP l 0', 'BLMPOP 0 1 l RIGHT COUNT 2', 'BLMOVE l m LEFT Right 0'])
      redis.client().command(line)
    redis.command('RPUSH l a b c d')
    expect(heard).toEqual(['RPUSH l a b c d', 'LPOP l', 'RPOP l 2', 'LMOVE l m left right'])
  })
})
