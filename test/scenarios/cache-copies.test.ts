/** A full cache is like any world: a copy goes on as the original does, and who watches changes nothing. */
import { expect, it } from 'vitest'
import { buildWorld, playStep } from '../../src/exercises/run.ts'
import { RedisServer } from '../../src/redis/server/server.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import type { World } from '../../src/world/world.ts'

const full = (id: string, tracing: boolean): World => {
  const world = buildWorld(scenarios[id]!, 'copies')
  world.tracing = tracing
  for (const input of scenarios[id]!.acts!['traffic']!.inputs) playStep(world, { input }, '')
  world.runUntil(world.now + 5e6)
  return world
}

/** What a learner could find out of a server. */
const state = (world: World): unknown => {
  const { process } = world.byName.get('redis-6379')!
  if (!(process instanceof RedisServer)) throw new Error('no server')
  const keys: string[] = []
  process.databases[0]!.forEach(({ key, lru, expireAt }) => keys.push(`${key} ${lru} ${expireAt}`))
  const { memory, stats, eviction } = process
  return {
    keys,
    evicted: stats.evictedKeys,
    hits: stats.keyspaceHits,
    used: memory.used,
    pages: memory.bins.extent,
    pool: eviction.pool.places,
  }
}

it.each(['cache-full', 'cache-lfu', 'cache-ttl'])('%s goes on in a copy as it does itself', (id) => {
  const world = full(id, true)
  const copy = world.copy()
  const from = world.trace.length
  world.runUntil(world.now + 5e6)
  copy.runUntil(world.now)
  expect(copy.trace.slice(-(world.trace.length - from))).toEqual(world.trace.slice(from))
  expect(state(copy)).toEqual(state(world))
})

it.each(['cache-full', 'cache-lfu', 'cache-ttl'])('%s does the same when nobody watches', (id) => {
  expect(state(full(id, false))).toEqual(state(full(id, true)))
})
