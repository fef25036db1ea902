/** What the scene of eviction shows is what the engine did: its keys, its pool, its victims, and their true rank. */
import { describe, expect, it } from 'vitest'
import { RandomStream } from '../../../src/bytes/random.ts'
import { buildWorld, playStep } from '../../../src/exercises/run.ts'
import { eviction, ratioOf, recentReads, wrongShare } from '../../../src/lab/scenes/eviction.ts'
import type { EvictionState } from '../../../src/lab/scenes/eviction.ts'
import { heats, inOrder, SAFE } from '../../../src/lab/scenes/eviction-heat.ts'
import { VersionedCells } from '../../../src/lab/scenes/versioned-cells.ts'
import { RedisServer } from '../../../src/redis/server/server.ts'
import { scenarios } from '../../../src/scenarios/index.ts'
import { estimateIdle, lfuDecrement, lfuMinutes } from '../../../src/structures/lfu.ts'
import type { TraceEvent } from '../../../src/world/trace.ts'
import { play } from './play.ts'

/** Lets a scenario's users come for some seconds. */
const run = (id: string, seconds: number, acts: readonly string[] = ['traffic'], first: string[] = []) => {
  const scenario = scenarios[id]!
  const world = buildWorld(scenario, 'scene')
  const { process } = world.byName.get(scenario.servers[0]!.name)!
  if (!(process instanceof RedisServer)) throw new Error('no server')
  world.runUntil(world.now + 1e6)
  for (const line of first) playStep(world, { line }, 'cli-1')
  for (const act of acts) for (const input of scenario.acts![act]!.inputs) playStep(world, { input }, '')
  world.runUntil(world.now + seconds * 1e6)
  return { events: world.trace as readonly TraceEvent[], server: process }
}

const foldAll = (events: readonly TraceEvent[], look?: (state: EvictionState, event: TraceEvent) => void) => {
  let state = eviction.initial
  for (const event of events) {
    state = eviction.fold(state, event)
    look?.(state, event)
  }
  return state
}

/** Last uses as the trace tells them, kept apart from the scene's own table. */
class Uses {
  readonly used = new Map<string, number>()
  readonly expiry = new Map<string, number>()

  hear(event: TraceEvent): void {
    const key = event.key as string
    if (event.type === 'key' && event.value !== null) {
      const idle = Number(event.idle ?? 0)
      if (idle === 0 || !this.used.has(key)) this.used.set(key, event.at - idle * 1000)
      const { expireAt } = event.value as { expireAt: number | null }
      if (expireAt === null) this.expiry.delete(key)
      else this.expiry.set(key, expireAt)
    }
    if (event.type === 'key.removed') {
      this.used.delete(key)
      this.expiry.delete(key)
    }
    if (event.type === 'command')
      for (const each of event.keys as string[]) if (this.used.has(each)) this.used.set(each, event.at)
  }
}

const countBefore = (numbers: Map<string, number>, key: string): number =>
  [...numbers.values()].filter((each) => each < numbers.get(key)!).length

describe('allkeys-lru', () => {
  const { events, server } = run('cache-full', 20)

  it('holds the keys of the server, each with its idle time', () => {
    const state = foldAll(events)
    const real = new Map<string, number>()
    server.databases[0]!.forEach(({ key, lru }) => real.set(key, estimateIdle(lru, server.lruClock)))
    const table = state.cells.table()
    expect([...table.slots.keys()].sort()).toEqual([...real.keys()].sort())
    for (const [key, idle] of real)
      expect(Math.abs((state.at - state.cells.get(key)!.used) / 1000 - idle)).toBeLessThan(2200)
  })

  it('ranks each victim as exact LRU would, and draws the pool as it is', () => {
    const uses = new Uses()
    let victims = 0
    let seen = 0
    const state = foldAll(events, (now, event) => {
      if (event.type === 'eviction.sample') {
        expect(now.sample!.keys.length).toBeLessThanOrEqual(5)
        expect(now.victim).toBeUndefined()
      }
      if (event.type === 'eviction.pool') {
        expect(now.pool).toEqual(event.pool)
        const idles = now.pool.map(({ idle }) => idle)
        expect(idles).toEqual([...idles].sort((a, b) => a - b))
        const places = now.pool.map(({ key }) => key)
        for (const key of now.sample!.entered!) expect(places).toContain(key)
        seen += now.sample!.entered!.length
      }
      if (event.type === 'eviction.victim') {
        victims++
        expect(now.victim!.key).toBe(event.key)
        expect(now.victim!.rank).toEqual({
          rank: countBefore(uses.used, event.key as string) + 1,
          of: uses.used.size,
        })
      }
      uses.hear(event)
    })
    expect(victims).toBe(server.stats.evictedKeys)
    expect(victims).toBeGreaterThan(20)
    expect(seen).toBeGreaterThan(victims / 2)
    expect(state.evicted).toBe(victims)
    expect(state.pool).toEqual(server.eviction.pool.places)
  })

  it('counts hits as the users do, and uses no more memory than it may', () => {
    const state = foldAll(events)
    const last = events.findLast(({ type }) => type === 'workload')!
    expect(state.reads.gets).toBeGreaterThanOrEqual(Number(last.gets))
    expect(ratioOf(state.reads)).toBeCloseTo(Number(last.hits) / Number(last.gets), 1)
    expect(recentReads(state).gets).toBeLessThanOrEqual(500)
    expect(wrongShare(state)).toBeLessThan(25)
    expect(state.settings).toMatchObject({ policy: 'allkeys-lru', limit: 1536 * 1024, samples: 5 })
    expect(Math.abs(state.used - server.memory.used)).toBeLessThan(20_000)
  })

  it('leaves every state it gave as it was', () => {
    const states = [eviction.initial]
    const sizes: number[] = [0]
    for (const event of events.slice(0, 3000)) {
      states.push(eviction.fold(states.at(-1)!, event))
      sizes.push(states.at(-1)!.cells.size)
    }
    for (const i of [2900, 700, 0, 1500, 3000]) {
      const { cells } = states[i]!
      expect(cells.table().slots.size).toBe(sizes[i])
    }
  })

  it('colours cells by idle time, and puts the one that should go first at the end', () => {
    const state = foldAll(events)
    const table = state.cells.table()
    const colours = heats(table, state.settings, state.at)
    const order = inOrder(table, state.settings, state.at)
    expect(order).toHaveLength(state.cells.size)
    const used = [...order].map((slot) => table.used[slot]!)
    expect(used).toEqual([...used].sort((a, b) => b - a))
    const shades = [...order].map((slot) => colours[slot]!)
    expect(shades).toEqual([...shades].sort((a, b) => a - b))
    expect(new Set(shades).size).toBeGreaterThan(3)
  })

  it('says what it does in both languages', () => {
    const captions = new Map<string, string>()
    foldAll(events, (state, event) => {
      const caption = eviction.caption(event, state, 'en')
      expect(Boolean(eviction.caption(event, state, 'ko'))).toBe(Boolean(caption))
      if (caption) captions.set(event.type, caption.say)
    })
    expect(captions.get('eviction.sample')).toMatch(/^Sampled 5: idle \d+(, \d+){4} s\.$/)
    expect(captions.get('eviction.victim')).toMatch(
      /^Slot 15, idle \d+ s\. Exact LRU would have ranked it \d+(st|nd|rd|th) of \d+\.$/,
    )
  })
})

describe('other policies', () => {
  it('allkeys-lfu: counters are those of the server, and each toss is told', () => {
    const { events, server } = run('cache-lfu', 20)
    let tosses = 0
    let ranks = 0
    const state = foldAll(events, (now, event) => {
      if (event.type === 'lfu.touched') {
        tosses++
        const { decayed, after, odds } = now.toss!
        expect(after === decayed || after === decayed + 1).toBe(true)
        expect(odds).toBe(Math.max(0, decayed - 5) * 10 + 1)
      }
      if (event.type !== 'eviction.victim') return
      const { rank, counter, by } = now.victim!
      expect(by).toBe('lfu')
      expect(counter).toBe(255 - Number(event.idle))
      expect(rank!.rank).toBeGreaterThanOrEqual(1)
      ranks++
    })
    expect(tosses).toBeGreaterThan(500)
    expect(ranks).toBeGreaterThan(20)
    const minutes = lfuMinutes(server.milliseconds)
    const { cells } = state
    server.databases[0]!.forEach(({ key, lru }) => {
      expect([key, cells.get(key)!.counter]).toEqual([key, lfuDecrement(lru, minutes, 1)])
    })
  })

  it('volatile-ttl: the exact order is that of the expiries', () => {
    const { events, server } = run('cache-ttl', 20)
    const uses = new Uses()
    foldAll(events, (now, event) => {
      if (event.type === 'eviction.victim')
        expect(now.victim!.rank).toEqual({
          rank: countBefore(uses.expiry, event.key as string) + 1,
          of: uses.expiry.size,
        })
      uses.hear(event)
    })
    const state = foldAll(events)
    expect(state.evicted).toBe(server.stats.evictedKeys)
    expect(state.cells.table().expiring).toBe(server.databases[0]!.expires.size)
    // Sessions have no expiry and cannot go.
    const shades = heats(state.cells.table(), state.settings, state.at)
    expect([...shades].filter((shade) => shade === SAFE)).toHaveLength(20)
  })

  it('allkeys-random: there is neither sample nor pool', () => {
    const { events } = run('cache-full', 10, ['traffic'], ['CONFIG SET maxmemory-policy allkeys-random'])
    let victims = 0
    const state = foldAll(events, (now, event) => {
      if (event.type !== 'eviction.victim') return
      victims++
      expect(now.victim).toMatchObject({ from: 'random', by: 'random' })
      expect(now.sample).toBeUndefined()
    })
    expect(victims).toBeGreaterThan(5)
    expect(state.settings.policy).toBe('allkeys-random')
    expect(state.judged.length).toBe(Math.min(100, victims))
  })

  it('noeviction: a command bounces with the text of Redis', () => {
    const { state, captions } = play(eviction, ['SET a 1', 'CONFIG SET maxmemory 500kb', 'SET b 2'], {
      maxmemory: '0',
    })
    expect(state.refused).toBe(1)
    expect(captions.at(-1)).toMatch(/^SET: .*OOM command not allowed when used memory > 'maxmemory'\.$/)
  })
})

describe('cells', () => {
  it('keep every version, and a key its cell as long as it lives', () => {
    const random = new RandomStream('cells')
    let cells = new VersionedCells()
    const versions: [VersionedCells, Map<string, number>][] = []
    let model = new Map<string, number>()
    const slots = new Map<string, number>()
    for (let i = 0; i < 4000; i++) {
      const key = `k${random.below(300)}`
      model = new Map(model)
      if (random.below(3) === 0) {
        cells = cells.without(key)
        model.delete(key)
        slots.delete(key)
      } else {
        const expireAt = random.below(2) === 0 ? Infinity : i
        cells = cells.put(key, { used: i, counter: 5, minute: 0, expireAt })
        model.set(key, i)
        const slot = cells.table().slots.get(key)!
        expect(slots.get(key) ?? slot).toBe(slot)
        slots.set(key, slot)
      }
      if (i % 100 === 0) versions.push([cells, model])
    }
    for (let i = 0; i < 200; i++) {
      const [version, expected] = versions[random.below(versions.length)]!
      const table = version.table()
      const found = new Map([...table.slots].map(([key, slot]) => [key, table.used[slot]!]))
      expect(new Map([...found].sort())).toEqual(new Map([...expected].sort()))
      expect(table.used.slice(0, table.count).filter((used) => !Number.isNaN(used))).toHaveLength(found.size)
      expect(table.expiring).toBe(
        [...table.expireAt.slice(0, table.count)].filter((at) => at < Infinity).length,
      )
    }
  })
})
