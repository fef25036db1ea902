import { describe, expect, it } from 'vitest'
import type { Harness } from '../harness.ts'
import { startRedis } from '../harness.ts'

const run = (redis: Harness, ...lines: string[]): string => {
  let last = ''
  for (const line of lines) last = redis.command(line)
  return last
}

const NIL_ARRAY = '*-1\r\n'

describe('WATCH', () => {
  const watchThen = (meanwhile: (redis: Harness) => void): string => {
    const redis = startRedis()
    redis.server.expiry.active = false
    run(redis, 'SET k v', 'SET k2 v', 'WATCH k')
    meanwhile(redis)
    return run(redis, 'MULTI', 'PING', 'EXEC')
  }
  const done = '*1\r\n+PONG\r\n'

  it.each<[string, string, (redis: Harness) => void]>([
    ['nothing happened', done, () => undefined],
    ['another key changed', done, (redis) => void redis.client().command('SET other v')],
    ['the key changed', NIL_ARRAY, (redis) => void redis.client().command('SET k v')],
    ['the client itself changed it', NIL_ARRAY, (redis) => void redis.command('APPEND k x')],
    ['it was read', done, (redis) => void redis.client().command('GET k')],
    ['it was deleted', NIL_ARRAY, (redis) => void redis.client().command('DEL k')],
    ['it was renamed away', NIL_ARRAY, (redis) => void redis.client().command('RENAME k z')],
    ['another was renamed onto it', NIL_ARRAY, (redis) => void redis.client().command('RENAME k2 k')],
    ['the database was emptied', NIL_ARRAY, (redis) => void redis.client().command('FLUSHDB')],
    ['its database was swapped', NIL_ARRAY, (redis) => void redis.client().command('SWAPDB 0 1')],
    ['it only got an expiry', NIL_ARRAY, (redis) => void redis.client().command('EXPIRE k 100')],
    ['it was unwatched after a change', done, (redis) => void run(redis, 'SET k x', 'UNWATCH')],
  ])('%s', (_, expected, meanwhile) => {
    expect(watchThen(meanwhile)).toBe(expected)
  })

  it('an expiry that passes counts as a change, one that had passed before does not', () => {
    const passing = watchThen((redis) => {
      run(redis, 'UNWATCH', 'PEXPIRE k 5', 'WATCH k')
      redis.advance(10)
    })
    expect(passing).toBe(NIL_ARRAY)
    const passed = watchThen((redis) => {
      run(redis, 'UNWATCH', 'PEXPIRE k 5')
      redis.advance(10)
      run(redis, 'WATCH k')
      redis.client().command('GET k')
    })
    expect(passed).toBe(done)
  })
})

describe('EXEC', () => {
  it('stops the clock for what was queued: a key outlives its expiry until the end', () => {
    const redis = startRedis({ charging: true })
    const many = Array.from({ length: 30_000 }, (_, i) => [`key:${i}`, 'v']).flat()
    redis.send(['MSET', ...many])
    redis.advance(1000)
    run(redis, 'MULTI', 'SET k v PX 1', 'KEYS nothing', 'GET k', 'EXEC')
    redis.advance(1000)
    redis.command('GET k')
    redis.advance(1000)
    const { hits, misses } = {
      hits: redis.server.stats.keyspaceHits,
      misses: redis.server.stats.keyspaceMisses,
    }
    expect({ hits, misses }).toEqual({ hits: 1, misses: 1 })
  })

  it('counts an error of a queued command once', () => {
    const redis = startRedis()
    run(redis, 'SET s text', 'MULTI', 'INCR s', 'EXEC')
    const { stats, commands } = redis.server
    expect(stats.errorReplies).toBe(1)
    expect(stats.of(commands.get('incr')!).failed).toBe(1)
    expect(stats.of(commands.get('exec')!).failed).toBe(0)
  })

  it('never waits: a blocking command answers as if its time was over', () => {
    const redis = startRedis()
    expect(run(redis, 'MULTI', 'BLPOP l 0', 'WAIT 1 0', 'EXEC')).toBe('*2\r\n*-1\r\n:0\r\n')
  })
})

describe('MONITOR', () => {
  it('shows EXEC after what was queued, and a command with the database it ended in', () => {
    const redis = startRedis()
    const monitor = redis.client()
    monitor.command('MONITOR')
    run(redis, 'SELECT 2', 'MULTI', 'SET a 1', 'EXEC')
    const shown = [...monitor.read().matchAll(/\[(\d+) [^\]]*\] "(\w+)"/g)].map((m) => `${m[1]} ${m[2]}`)
    expect(shown).toEqual(['2 SELECT', '2 MULTI', '2 SET', '2 EXEC'])
  })
})
