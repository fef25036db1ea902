/** The memory model against what redis-server 7.0.15 said of the same data (used_memory before and after). */
import { describe, expect, it } from 'vitest'
import { allocated, sdsBytes } from '../../../src/redis/introspection/allocator.ts'
import { databaseBytes } from '../../../src/redis/introspection/memory.ts'
import type { Harness } from '../harness.ts'
import { startRedis } from '../harness.ts'

const bytesAfter = (load: (redis: Harness) => void): number => {
  const redis = startRedis({ config: { activerehashing: 'yes' } })
  load(redis)
  redis.advance(60_000)
  return databaseBytes(redis.server.databases[0]!)
}

const each = (n: number, argv: (i: number) => string[]) => (redis: Harness) => {
  for (let i = 0; i < n; i++) redis.send(argv(i))
}

const entries = each(20_000, (i) => [
  'XADD', 's', `${1_700_000_000_000 + Math.floor(i / 50)}-${i % 50}`, 'field', `value${i}`,
]) // prettier-ignore

describe('the allocator', () => {
  it('rounds to jemalloc size classes', () => {
    expect([1, 8, 9, 17, 33, 100, 128, 129, 161, 257, 4000, 20481].map(allocated)).toEqual([
      8, 8, 16, 32, 48, 112, 128, 160, 192, 320, 4096, 24576,
    ])
    expect(sdsBytes(5)).toBe(8)
    expect(sdsBytes(5, false)).toBe(16)
    expect(sdsBytes(300)).toBe(320)
  })
})

describe('used_memory grows as recorded', () => {
  it.each<[string, number, (redis: Harness) => void]>([
    [
      '100,000 keys of 16 bytes with small integers',
      9_048_576,
      each(100_000, (i) => ['SET', `key:${String(i).padStart(12, '0')}`, String((i % 10_000) + 10_000)]),
    ],
    ['20,000 strings of 100 bytes', 3_782_064, each(20_000, (i) => ['SET', `long:${i}`, 'x'.repeat(100)])],
    ['20,000 keys with an expiry', 2_763_488, each(20_000, (i) => ['SETEX', `ttl:${i}`, '1000', `v${i}`])],
    [
      '5,000 small hashes',
      665_536,
      each(5000, (i) => ['HSET', `h:${i}`, 'name', `user${i}`, 'age', '33', 'mail', `user${i}@example.com`]),
    ],
    ['a hash of 20,000 fields', 1_674_208, each(20_000, (i) => ['HSET', 'h', `field:${i}`, `value:${i}`])],
    ['a set of 500 integers', 2136, each(500, (i) => ['SADD', 'si', String(i * 1000)])],
    ['a set of 20,000 members', 1_353_368, each(20_000, (i) => ['SADD', 's', `member:${i}`])],
    ['a list of 20,000 items', 230_984, each(20_000, (i) => ['RPUSH', 'l', `item:${i}`])],
    [
      'a sorted set of 20,000 members',
      2_419_352,
      each(20_000, (i) => ['ZADD', 'z', String(i * 7), `m:${i}`]),
    ],
    ['a stream of 20,000 entries', 424_720, entries],
    ['1,000 streams of one entry', 4_320_160, each(1000, (i) => ['XADD', `t${i}`, '1-1', 'f', 'v'])],
    [
      'a stream of 20,000 entries, 5,000 of them pending',
      424_720 + 444_408,
      (redis) => {
        entries(redis)
        redis.command('XGROUP CREATE s g 0')
        each(500, (i) => ['XREADGROUP', 'GROUP', 'g', `c${i % 5}`, 'COUNT', '10', 'STREAMS', 's', '>'])(redis)
      },
    ],
    ['2,000 small sorted sets', 192_384, each(2000, (i) => ['ZADD', `z:${i}`, '1', 'a', '2', 'b', '3', 'c'])],
  ])('%s', (_what, recorded, load) => {
    const model = bytesAfter(load)
    expect(model).toBeGreaterThan(recorded * 0.7)
    expect(model).toBeLessThan(recorded * 1.15)
  })

  it('falls to nothing when all is flushed', () => {
    const redis = startRedis()
    redis.command('FLUSHALL')
    const empty = redis.server.memory.used
    redis.command('MSET a one b two c three')
    const before = redis.server.memory.used
    redis.command('FLUSHALL')
    expect(before).toBeGreaterThan(empty)
    // The histogram of MSET stays.
    expect(redis.server.memory.used).toBe(empty + 9_856)
    expect(redis.server.memory.peak).toBeGreaterThanOrEqual(before)
  })
})
