/** Databases emptied and exchanged: who watches, who waits, what the trace says. */
import { describe, expect, it } from 'vitest'
import { startRedis } from '../../harness.ts'

const traced = (redis: ReturnType<typeof startRedis>, prefix: string) =>
  redis.world
    .takeTrace()
    .filter(({ type }) => type.startsWith(prefix))
    .map(({ type, db, first, second }) => ({ type, db, first, second }))

describe('FLUSHDB and FLUSHALL', () => {
  it.each(['FLUSHDB', 'FLUSHALL', 'FLUSHALL ASYNC'])(
    '%s spoils transactions on keys that were there',
    (flush) => {
      const redis = startRedis()
      redis.command('SET there 1')
      const [one, other] = [redis.client(), redis.client()]
      one.command('WATCH there')
      other.command('WATCH missing')
      redis.command(flush)
      for (const client of [one, other]) {
        client.command('MULTI')
        client.command('PING')
      }
      expect(one.command('EXEC')).toBe('*-1\r\n')
      expect(other.command('EXEC')).toBe('*1\r\n+PONG\r\n')
    },
  )

  it('tell the trace which databases', () => {
    const redis = startRedis({ config: { databases: '3' } })
    redis.command('SET a 1')
    redis.world.tracing = true
    redis.command('FLUSHDB')
    expect(traced(redis, 'db.')).toEqual([{ type: 'db.flushed', db: 0 }])
    redis.command('FLUSHALL')
    expect(traced(redis, 'db.').map(({ db }) => db)).toEqual([0, 1, 2])
  })

  it('count every key as a change, FLUSHALL itself too', () => {
    const redis = startRedis()
    redis.command('MSET a 1 b 2')
    const before = redis.server.dirty
    redis.command('FLUSHDB')
    expect(redis.server.dirty - before).toBe(2)
    redis.command('FLUSHALL')
    expect(redis.server.dirty - before).toBe(3)
  })

  it('are propagated even if there was nothing', () => {
    const redis = startRedis()
    const heard: string[] = []
    redis.server.propagation.sinks.push({ feed: (db, argv) => void heard.push(`${db} ${argv.join(' ')}`) })
    redis.command('FLUSHDB')
    redis.command('FLUSHALL ASYNC')
    expect(heard).toEqual(['0 FLUSHDB', '0 FLUSHALL ASYNC'])
  })

  it('take time with the number of keys, unless in the background', () => {
    const time = (flush: string): number => {
      const redis = startRedis({ charging: true })
      const client = redis.client()
      const wait = () => redis.advance(10_000)
      client.send(['MSET', ...Array.from({ length: 50_000 }, (_, i) => [`k${i}`, 'v']).flat()])
      wait()
      client.command(flush)
      wait()
      return redis.server.stats.of(redis.server.commands.get('flushall')!).microseconds
    }
    expect(time('FLUSHALL SYNC')).toBeGreaterThan(100 * time('FLUSHALL ASYNC'))
  })
})

describe('SWAPDB', () => {
  it('serves who waits for a key that is there now', () => {
    const redis = startRedis()
    const waiting = redis.client()
    waiting.command('BLPOP l 0')
    redis.command('SELECT 1')
    redis.command('RPUSH l a')
    redis.command('SWAPDB 0 1')
    expect(waiting.read()).toBe('*2\r\n$1\r\nl\r\n$1\r\na\r\n')
  })

  it('spoils transactions on keys of either database', () => {
    const redis = startRedis()
    redis.command('SET mine 1')
    redis.command('SELECT 1')
    redis.command('SET theirs 1')
    const watch = (key: string) => {
      const client = redis.client()
      client.command(`WATCH ${key}`)
      return client
    }
    const clients = [watch('mine'), watch('theirs'), watch('nobodys')]
    redis.command('SWAPDB 0 1')
    const results = clients.map((client) => {
      client.command('MULTI')
      return client.command('EXEC')
    })
    expect(results).toEqual(['*-1\r\n', '*-1\r\n', '*0\r\n'])
  })

  it('tells the trace, and keeps expiries', () => {
    const redis = startRedis()
    redis.command('SET a 1 PX 100')
    redis.world.tracing = true
    redis.command('SWAPDB 0 2')
    expect(traced(redis, 'db.')).toEqual([{ type: 'db.swapped', first: 0, second: 2 }])
    redis.command('SELECT 2')
    expect(redis.command('PTTL a')).toBe(':100\r\n')
    redis.advance(500)
    expect(redis.command('DBSIZE')).toBe(':0\r\n')
  })

  it('of a database with itself changes nothing', () => {
    const redis = startRedis()
    redis.command('SET a 1')
    const client = redis.client()
    client.command('WATCH a')
    redis.command('SWAPDB 0 0')
    client.command('MULTI')
    expect(client.command('EXEC')).toBe('*0\r\n')
  })
})
