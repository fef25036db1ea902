import { describe, expect, it } from 'vitest'
import { timeLimit } from '../../../src/redis/eviction/eviction.ts'
import type { Harness, HarnessOptions } from '../harness.ts'
import { startRedis } from '../harness.ts'

const VALUE = 'v'.repeat(100)

/** A server with keys k0 … and no limit yet. */
const filled = (keys: number, policy: string, options: HarnessOptions = {}): Harness => {
  const config = {
    'maxmemory-policy': policy,
    'maxmemory-samples': '64',
    // Histograms of commands would take more than the keys.
    'latency-tracking': 'no',
    ...options.config,
  }
  const redis = startRedis({ ...options, config })
  for (let i = 0; i < keys; i++) redis.send(['SET', `k${i}`, VALUE])
  return redis
}

/** Takes so many bytes away: as many keys must go. */
const squeeze = (redis: Harness, bytes: number): void => {
  // An idle client has given its query buffer back.
  redis.command('PING')
  redis.command(`CONFIG SET maxmemory ${redis.server.memory.used - bytes}`)
  redis.advance(1000)
}

const left = (redis: Harness, db = 0): string[] => {
  const keys: string[] = []
  redis.server.databases[db]!.forEach(({ key }) => keys.push(key))
  return keys
}

describe('which keys go', () => {
  it('allkeys-lru: those that were not asked for the longest time', () => {
    const redis = filled(100, 'allkeys-lru')
    redis.advance(60_000)
    for (let i = 0; i < 50; i++) redis.command(`GET k${i}`)
    redis.advance(60_000)
    squeeze(redis, 4000)
    const gone = 100 - left(redis).length
    expect(gone).toBeGreaterThan(10)
    for (let i = 0; i < 50; i++) expect(left(redis)).toContain(`k${i}`)
  })

  it('allkeys-lfu: those that were asked for least often, decayed to now', () => {
    const redis = filled(100, 'allkeys-lfu')
    for (let round = 0; round < 40; round++) for (let i = 0; i < 50; i++) redis.command(`GET k${i}`)
    squeeze(redis, 4000)
    for (let i = 0; i < 50; i++) expect(left(redis)).toContain(`k${i}`)
    const before = left(redis).length
    // After hours of silence the counters are all at 0.
    redis.advance(3 * 3600 * 1000)
    squeeze(redis, 8000)
    expect(left(redis).length).toBeLessThan(before)
    expect(redis.command('OBJECT FREQ k0').match(/^(:0|\$-1)\r\n/)).toBeTruthy()
  })

  it('volatile-ttl: those that run out next', () => {
    const redis = filled(0, 'volatile-ttl')
    for (let i = 0; i < 60; i++) redis.send(['SET', `k${i}`, VALUE, 'EX', String(1000 + i)])
    redis.send(['SET', 'stays', VALUE])
    squeeze(redis, 4000)
    const keys = left(redis)
    const gone = 61 - keys.length
    expect(gone).toBeGreaterThan(10)
    expect(keys.sort()).toEqual(
      ['stays', ...Array.from({ length: 60 - gone }, (_, i) => `k${i + gone}`)].sort(),
    )
  })

  it('volatile policies leave keys without an expiry alone, whatever is asked for', () => {
    for (const policy of ['volatile-lru', 'volatile-lfu', 'volatile-random', 'volatile-ttl']) {
      const redis = filled(20, policy)
      for (let i = 0; i < 20; i++) redis.send(['SET', `t${i}`, VALUE, 'EX', '1000'])
      redis.command('CONFIG SET maxmemory 1')
      redis.advance(1000)
      expect(left(redis).sort()).toEqual(Array.from({ length: 20 }, (_, i) => `k${i}`).sort())
      expect(redis.command('SET x 1')).toMatch(/^-OOM command not allowed/)
      expect(redis.command('INFO stats')).toContain('evicted_keys:20\r\n')
    }
  })

  it('random policies take from one database after the other', () => {
    const redis = filled(0, 'allkeys-random')
    for (let i = 0; i < 40; i++) {
      redis.command('SELECT 0')
      redis.send(['SET', `k${i}`, VALUE])
      redis.command('SELECT 5')
      redis.send(['SET', `k${i}`, VALUE])
    }
    squeeze(redis, 5000)
    const [a, b] = [left(redis, 0).length, left(redis, 5).length]
    expect(a + b).toBeLessThan(70)
    expect(Math.abs(a - b)).toBeLessThanOrEqual(1)
  })

  it('goes on to the next candidate when one is gone since', () => {
    const redis = filled(100, 'allkeys-lfu')
    redis.world.tracing = true
    squeeze(redis, 600)
    const { pool } = redis.server.eviction
    for (const { key } of pool.places) redis.command(`DEL ${key}`)
    squeeze(redis, 600)
    expect(redis.world.trace.some(({ type }) => type === 'eviction.ghost')).toBe(true)
    const victims = redis.world.trace.filter(({ type }) => type === 'eviction.victim')
    expect(victims).toHaveLength(redis.server.stats.evictedKeys)
    expect(redis.server.memory.used).toBeLessThan(redis.server.config.values.maxmemory + 30_000)
  })
})

describe('how long it takes', () => {
  it('follows maxmemory-eviction-tenacity', () => {
    expect([0, 1, 10, 11, 50, 99, 100].map(timeLimit)).toEqual([
      0,
      50,
      500,
      575,
      133_931,
      126_205_358,
      Infinity,
    ])
  })

  it('stops after a while and goes on between other events', () => {
    const redis = filled(2000, 'allkeys-random', {
      charging: true,
      config: { 'maxmemory-eviction-tenacity': '0' },
    })
    const { server } = redis
    redis.command(`CONFIG SET maxmemory ${server.memory.used - 100_000}`)
    expect(server.stats.evictedKeys).toBe(0)
    redis.world.step()
    redis.advance(0)
    // A command meanwhile is let in: eviction goes on, it has not failed.
    expect(redis.send(['SET', 'new', VALUE])).toBe('+OK\r\n')
    redis.advance(1000)
    expect(server.stats.evictedKeys).toBeGreaterThan(400)
    expect(server.memory.used).toBeLessThan(server.config.values.maxmemory + 30_000)
  })

  it('is counted while memory is above the limit', () => {
    const redis = filled(10, 'noeviction')
    redis.command('CONFIG SET maxmemory 1')
    redis.command('PING')
    redis.advance(5000)
    redis.command('PING')
    const exceeded = (): string[] => redis.command('INFO stats').match(/\w+_eviction_exceeded_time:\d+/g)!
    expect(exceeded()).toEqual(['total_eviction_exceeded_time:5000', 'current_eviction_exceeded_time:5000'])
    redis.command('CONFIG SET maxmemory 0')
    // Without a limit nobody looks whether memory is fine again.
    redis.command('CONFIG SET maxmemory 1gb')
    redis.advance(2000)
    expect(exceeded()).toEqual(['total_eviction_exceeded_time:5000', 'current_eviction_exceeded_time:0'])
  })

  it('shows as latency', () => {
    const redis = startRedis({
      charging: true,
      config: { 'maxmemory-policy': 'allkeys-random', 'latency-monitor-threshold': '1' },
    })
    redis.send(['SADD', 'big', ...Array.from({ length: 20_000 }, (_, i) => `member ${i}`)])
    redis.advance(100)
    redis.command('CONFIG SET maxmemory 1000000')
    redis.advance(100)
    redis.command('PING')
    const latest = redis.command('LATENCY LATEST')
    expect(latest).toContain('eviction-del')
    expect(latest).toContain('eviction-cycle')
  })
})

describe('who hears of it', () => {
  it.each([
    ['no', 'DEL'],
    ['yes', 'UNLINK'],
  ])('with lazyfree-lazy-eviction %s replicas get %s, one by one', (lazy, word) => {
    const redis = filled(50, 'allkeys-random', { config: { 'lazyfree-lazy-eviction': lazy } })
    const heard: string[] = []
    redis.server.propagation.sinks.push({ feed: (db, argv) => void heard.push(`${db} ${argv.join(' ')}`) })
    squeeze(redis, 2000)
    expect(heard.length).toBe(redis.server.stats.evictedKeys)
    for (const line of heard) expect(line).toMatch(new RegExp(`^0 ${word} k\\d+$`))
  })

  it('warns in the log when maxmemory is set below what is used', () => {
    const redis = filled(5, 'noeviction')
    redis.command('CONFIG SET maxmemory 1000')
    expect(redis.output).toMatch(
      /# WARNING: the new maxmemory value set via CONFIG SET \(1000\) is smaller than the current memory usage \(\d+\)\. This will result in key eviction/,
    )
  })
})
