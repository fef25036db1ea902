/** Worlds whose memory is full: users ask, keys are evicted, and the policies differ as they should. */
import { describe, expect, it } from 'vitest'
import { buildWorld, playStep } from '../../src/exercises/run.ts'
import { POLICIES } from '../../src/scenarios/cache.ts'
import { RedisServer } from '../../src/redis/server/server.ts'
import { scenarios } from '../../src/scenarios/index.ts'

const enter = (id: string) => {
  const scenario = scenarios[id]!
  const world = buildWorld(scenario, 'cache')
  const events = world.trace
  const server = (i = 0): RedisServer => {
    const { process } = world.byName.get(scenario.servers[i]!.name)!
    if (!(process instanceof RedisServer)) throw new Error('no server')
    return process
  }
  return {
    world,
    events,
    server,
    pass: (seconds: number) => world.runUntil(world.now + seconds * 1e6),
    perform: (name: string) => {
      for (const input of scenario.acts![name]!.inputs) playStep(world, { input }, '')
    },
  }
}

describe('a full cache', () => {
  it.each(['cache-full', 'cache-lfu', 'cache-ttl', 'cache-large'])('%s evicts within its limit', (id) => {
    const { pass, perform, server, events } = enter(id)
    pass(1)
    const keys = server().keyCount
    perform('traffic')
    pass(20)
    expect(server().stats.evictedKeys).toBeGreaterThan(20)
    expect(server().keyCount).toBeGreaterThan(keys * 0.8)
    expect(server().memory.used).toBeLessThan(server().config.values.maxmemory + 20_000)
    const last = events.findLast(({ type }) => type === 'workload')!
    expect(Number(last['gets'])).toBeGreaterThan(1000)
    expect(Number(last['hits']) / Number(last['gets'])).toBeGreaterThan(0.5)
    expect(events.some(({ type }) => type === 'eviction.sample')).toBe(true)
    expect(events.some(({ type }) => type === 'eviction.pool')).toBe(true)
    expect(events.filter(({ type }) => type === 'eviction.victim').length).toBe(server().stats.evictedKeys)
  })

  it('has the same users before eight policies', () => {
    const { pass, perform, events, server } = enter('cache-policies')
    perform('traffic')
    pass(60)
    const ratio = new Map<string, number>()
    for (const event of events) {
      if (event.type === 'workload')
        ratio.set(String(event['name']), Number(event['hits']) / Number(event['gets']))
    }
    expect([...ratio.keys()].sort()).toEqual([...POLICIES].sort())
    expect(ratio.get('allkeys-lfu')).toBeGreaterThan(ratio.get('allkeys-random')!)
    expect(ratio.get('allkeys-lru')).toBeGreaterThan(ratio.get('allkeys-random')!)
    expect(server(0).stats.evictedKeys).toBe(0)
    const sessions = (i: number): number => {
      let n = 0
      server(i).databases[0]!.forEach(({ key }) => (n += key.startsWith('session:') ? 1 : 0))
      return n
    }
    // A volatile policy never evicts what has no expiry; an allkeys policy may.
    POLICIES.forEach((policy, i) => {
      if (policy.startsWith('volatile')) expect(sessions(i)).toBe(20)
    })
    expect(sessions(POLICIES.indexOf('allkeys-lru'))).toBeLessThan(20)
  })
})

describe('holes', () => {
  it('stay when keys go here and there, not when they go in a row', () => {
    const ratio = (act: string): readonly number[] => {
      const { pass, perform, server } = enter('memory-holes')
      pass(1)
      const before = server().memory.bins.extent
      perform(act)
      pass(60)
      const { live, active } = server().memory.bins.extent
      return [before.active / before.live, active / live]
    }
    const [, scattered] = ratio('scattered')
    const [full, row] = ratio('row')
    expect(full).toBeLessThan(1.05)
    expect(row).toBeLessThan(1.1)
    expect(scattered).toBeGreaterThan(5)
  })
})
