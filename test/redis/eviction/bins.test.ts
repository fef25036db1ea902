/** The model of the allocator's pages. */
import { describe, expect, it } from 'vitest'
import { RandomStream } from '../../../src/bytes/random.ts'
import { Bin } from '../../../src/redis/eviction/bins.ts'
import { startRedis } from '../harness.ts'

describe('a bin', () => {
  it('has slabs that its pieces fill without rest', () => {
    expect([16, 48, 112, 128, 320, 2048, 14_336].map((size) => new Bin(size).slab)).toEqual([
      4096, 12_288, 28_672, 4096, 20_480, 4096, 28_672,
    ])
  })

  it('counts what is taken and given, and takes from the lowest slab with room', () => {
    const bin = new Bin(512)
    const random = new RandomStream('bin')
    const places: number[] = []
    for (let i = 0; i < 3000; i++) {
      if (places.length > 0 && random.below(3) === 0)
        bin.give(places.splice(random.below(places.length), 1)[0]!)
      else {
        const room = bin.slabs.findIndex((used) => used < bin.room)
        const place = bin.take()
        expect(place).toBe(room === -1 ? bin.slabs.length - 1 : room)
        places.push(place)
      }
    }
    expect(bin.used).toBe(places.length)
    expect(bin.slabs.reduce((sum, used) => sum + used, 0)).toBe(places.length)
    expect(bin.inUse).toBe(new Set(places).size)
    bin.compact(Infinity)
    expect(bin.inUse).toBe(Math.ceil(places.length / bin.room))
  })
})

describe('active defragmentation', () => {
  it('cannot be switched on in a build without the bundled allocator', () => {
    expect(startRedis().command('CONFIG SET activedefrag yes')).toContain(
      'Active defragmentation cannot be enabled: it requires a Redis server compiled with a modified Jemalloc',
    )
  })

  it('moves keys together until too little is left to gain', () => {
    const redis = startRedis({ config: { 'active-defrag-ignore-bytes': '100kb', loglevel: 'verbose' } })
    redis.server.config.build = { defragments: true }
    for (let i = 0; i < 10_000; i++) redis.send(['SET', `item:${i}`, 'v'.repeat(300)])
    for (let i = 0; i < 10_000; i++) if (i % 10 !== 0) redis.command(`DEL item:${i}`)
    const ratio = (): number => {
      const { live, active } = redis.server.memory.bins.extent
      return active / live
    }
    expect(ratio()).toBeGreaterThan(5)
    expect(redis.command('CONFIG SET activedefrag yes')).toBe('+OK\r\n')
    redis.advance(150)
    expect(redis.command('INFO memory')).toMatch(/active_defrag_running:\d+/)
    redis.advance(30_000)
    expect(ratio()).toBeLessThan(1.2)
    expect(redis.command('INFO memory')).toContain('active_defrag_running:0\r\n')
    expect(redis.output).toMatch(/- Starting active defrag, frag=\d+%, frag_bytes=\d+, cpu=\d+%/)
    expect(redis.output).toMatch(/- Active defrag done in \d+ms, reallocated=\d+, frag=\d+%, frag_bytes=\d+/)
    // Keys still come and go as they should.
    redis.command('FLUSHALL')
    expect(redis.server.memory.bins.extent).toEqual({ live: 0, active: 0 })
  })
})

describe('resident memory', () => {
  const field = (info: string, name: string): number => Number(new RegExp(`${name}:(\\d+)`).exec(info)![1])
  const fill = () => {
    const redis = startRedis()
    for (let i = 0; i < 10_000; i++) redis.send(['SET', `item:${i}`, 'v'.repeat(300)])
    redis.advance(20_000)
    const info = (): string => redis.command('INFO memory')
    return { redis, info }
  }

  it('stays where keys were deleted here and there', () => {
    const { redis, info } = fill()
    const before = info()
    for (let i = 0; i < 10_000; i++) if (i % 10 !== 0) redis.command(`DEL item:${i}`)
    redis.command('MEMORY PURGE')
    redis.advance(20_000)
    const after = info()
    expect(field(after, 'used_memory')).toBeLessThan(field(before, 'used_memory') * 0.4)
    expect(field(after, 'used_memory_rss')).toBeGreaterThan(field(before, 'used_memory_rss') * 0.8)
  })

  it('falls where whole slabs are free: after a while, or with MEMORY PURGE', () => {
    for (const how of ['purge', 'wait']) {
      const { redis, info } = fill()
      const before = field(info(), 'used_memory_rss')
      for (let i = 0; i < 9000; i++) redis.command(`DEL item:${i}`)
      expect(field(info(), 'used_memory_rss')).toBeGreaterThan(before * 0.8)
      if (how === 'purge') redis.command('MEMORY PURGE')
      else redis.advance(11_000)
      expect(field(info(), 'used_memory_rss')).toBeLessThan(before * 0.9)
    }
  })
})
