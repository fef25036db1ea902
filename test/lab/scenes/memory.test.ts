/** Eight policies side by side, the best possible, and where memory goes. */
import { describe, expect, it } from 'vitest'
import { RandomStream } from '../../../src/bytes/random.ts'
import { buildWorld, playStep } from '../../../src/exercises/run.ts'
import { bestHits } from '../../../src/lab/scenes/belady.ts'
import { fragmentation, holesOf, human, memory, partsOf } from '../../../src/lab/scenes/memory.ts'
import { bestPossible, hitRatio, policies, ranked } from '../../../src/lab/scenes/policies.ts'
import type { Scene } from '../../../src/lab/scenes/scene.ts'
import { RedisServer } from '../../../src/redis/server/server.ts'
import { POLICIES } from '../../../src/scenarios/cache.ts'
import { scenarios } from '../../../src/scenarios/index.ts'

const enter = (id: string) => {
  const scenario = scenarios[id]!
  const world = buildWorld(scenario, 'scene')
  const { process } = world.byName.get(scenario.servers[0]!.name)!
  if (!(process instanceof RedisServer)) throw new Error('no server')
  return {
    server: process,
    pass: (seconds: number) => world.runUntil(world.now + seconds * 1e6),
    type: (line: string) => playStep(world, { line }, 'cli-1'),
    act: (name: string) => {
      for (const input of scenario.acts![name]!.inputs) playStep(world, { input }, '')
    },
    fold: <S>(scene: Scene<S>): S => {
      let state = scene.initial
      for (const event of world.trace) {
        state = scene.fold(state, event)
        const caption = scene.caption(event, state, 'en')
        expect(Boolean(scene.caption(event, state, 'ko'))).toBe(Boolean(caption))
      }
      return state
    },
    events: world.trace,
  }
}

/** Tries every choice: what to let go, or not to take in. */
const byTrial = (keys: readonly string[], room: number, held: readonly string[]): number => {
  const go = (i: number, cache: readonly string[]): number => {
    const key = keys[i]
    if (key === undefined) return 0
    if (cache.includes(key)) return 1 + go(i + 1, cache)
    const next = [...cache, key]
    if (next.length <= room) return go(i + 1, next)
    return Math.max(
      ...next.map((gone) =>
        go(
          i + 1,
          next.filter((each) => each !== gone),
        ),
      ),
    )
  }
  return go(0, held)
}

describe('the best possible', () => {
  it('is what trying everything finds', () => {
    const random = new RandomStream('belady')
    for (let n = 0; n < 60; n++) {
      const keys = Array.from({ length: 9 }, () => 'abcde'[random.below(5)]!)
      const room = 1 + random.below(3)
      const held = ['a', 'b', 'c'].slice(0, random.below(room + 1))
      expect([keys.join(''), room, bestHits(keys, room, held)]).toEqual([
        keys.join(''),
        room,
        byTrial(keys, room, held),
      ])
    }
  })
})

describe('policies', () => {
  it('shows the hit ratios the users report, none above the best possible', () => {
    const { pass, act, fold, events } = enter('cache-policies')
    pass(1)
    act('traffic')
    pass(40)
    const state = fold(policies)
    expect(state.servers.map(({ policy }) => policy)).toEqual(POLICIES)
    const best = bestPossible(state)!
    for (const server of state.servers) {
      const last = events.findLast(({ type, port }) => type === 'workload' && port === server.port)!
      expect([server.gets, server.hits, server.refused]).toEqual([last.gets, last.hits, last.refused])
      expect(hitRatio(server)).toBeLessThanOrEqual(best + 1e-9)
      const told = server.stretches.last(server.stretches.length)
      expect(told.reduce((sum, { gets }) => sum + gets, 0)).toBe(server.gets)
    }
    expect(best).toBeLessThan(1)
    const [noeviction, ...others] = state.servers
    expect(noeviction!.refused).toBeGreaterThan(0)
    expect(noeviction!.evicted).toBe(0)
    for (const { evicted } of others) expect(evicted).toBeGreaterThan(0)
    expect(ranked(state)).toHaveLength(8)
  })
})

describe('memory', () => {
  it('tells used memory, holes, dirty pages and the rest apart', () => {
    const { pass, act, fold, server } = enter('memory-holes')
    pass(1)
    const before = fold(memory)
    expect(partsOf(before)!.used).toBe(server.memory.used)
    act('scattered')
    pass(1)
    const after = fold(memory)
    const parts = partsOf(after)!
    expect(after.reading!.keys).toBe(1000)
    expect(parts.used).toBeLessThan(before.reading!.used)
    expect(parts.holes).toBe(holesOf(after.bins))
    expect(parts.holes).toBeGreaterThan(2 * holesOf(before.bins) + 1_000_000)
    expect(parts.used + parts.holes + parts.dirty + parts.rest).toBe(after.reading!.rss)
    expect(fragmentation(after)).toBeGreaterThan(fragmentation(before)!)
  })

  it('MEMORY PURGE gives back what is empty, defragmentation what is half full', () => {
    const { pass, act, fold, type } = enter('memory-holes')
    pass(1)
    act('row')
    pass(1)
    expect(fold(memory).dirty).toBeGreaterThan(1_000_000)
    type('MEMORY PURGE')
    pass(1)
    expect(fold(memory).dirty).toBe(0)
    const scattered = enter('memory-holes')
    scattered.pass(1)
    scattered.act('scattered')
    scattered.pass(1)
    const holes = holesOf(scattered.fold(memory).bins)
    scattered.type('CONFIG SET active-defrag-ignore-bytes 100kb activedefrag yes')
    scattered.pass(60)
    expect(holesOf(scattered.fold(memory).bins)).toBeLessThan(holes / 4)
  })

  it('prints bytes as INFO does', () => {
    expect([512, 1536, 3 * 1024 ** 2].map(human)).toEqual(['512B', '1.50K', '3.00M'])
  })
})
