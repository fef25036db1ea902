/** The memory model against redis-server 7.0.15: what it said of the same data (recorded), and what it says now. */
import { describe, expect, it } from 'vitest'
import { allocated, sdsBytes } from '../../../src/redis/introspection/allocator.ts'
import { RealServer, realServerVersion } from '../../conformance/real-server.ts'
import { Simulator } from '../../conformance/simulator.ts'
import { startRedis } from '../harness.ts'
import { dataSets, measure } from './datasets.ts'

describe('the allocator', () => {
  it('rounds to jemalloc size classes', () => {
    expect([1, 8, 9, 17, 33, 100, 128, 129, 161, 257, 1025, 1281, 4000, 20481].map(allocated)).toEqual([
      8, 8, 16, 32, 48, 112, 128, 160, 192, 320, 1280, 1536, 4096, 24576,
    ])
    expect(sdsBytes(0)).toBe(8)
    expect(sdsBytes(5)).toBe(8)
    expect(sdsBytes(5, false)).toBe(16)
    expect(sdsBytes(300)).toBe(320)
  })
})

const within = (share: number, value: number, of: number): void => {
  expect(value).toBeGreaterThan(of * (1 - share))
  expect(value).toBeLessThan(of * (1 + share))
}

describe('used_memory and MEMORY USAGE are as recorded', () => {
  it.each(dataSets.map((set) => [set.name, set] as const))('of %s', async (_name, set) => {
    const simulator = await Simulator.start([])
    const { grown, usage } = await measure(simulator, set)
    await simulator.close()
    within(0.02, grown, set.grown)
    within(0.02, usage, set.usage)
  })

  it('of a million small keys: 104 bytes each', () => {
    const redis = startRedis()
    const { server } = redis
    const before = server.memory.used
    for (let i = 0; i < 1_000_000; i++) {
      server.databases[0]!.add(`key:${String(i).padStart(12, '0')}`, `v${String(i % 1000).padStart(3, '0')}`)
    }
    redis.advance(60_000)
    within(0.02, server.memory.used - before, 104_388_608)
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
    expect(redis.server.memory.used).toBe(empty + 24_700)
    expect(redis.server.memory.peak).toBeGreaterThanOrEqual(before)
  })
})

/** Beside these the buffers of the connections, which come and go with time, do not count. */
const large = dataSets.filter(({ grown }) => grown > 400_000)

describe.skipIf(realServerVersion() !== '7.0.15')('the real server says the same still', () => {
  it.each(large.filter((_, i) => i % 3 === 0).map((set) => [set.name, set] as const))(
    'of %s',
    async (_name, set) => {
      const server = await RealServer.start([])
      const { grown, usage } = await measure(server, set)
      await server.close()
      within(0.05, grown, set.grown)
      within(0.05, usage, set.usage)
    },
  )
})
