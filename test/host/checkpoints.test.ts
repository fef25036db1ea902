import { describe, expect, it } from 'vitest'
import { buildWorld } from '../../src/exercises/run.ts'
import { Checkpoints } from '../../src/host/checkpoints.ts'
import { scenario } from './bench.ts'

describe('checkpoints', () => {
  it('are bounded in number, the first and the latest among them, the past ever thinner', () => {
    const world = buildWorld(scenario, 's')
    const checkpoints = new Checkpoints()
    checkpoints.offer(world, {})
    const first = world.now
    for (let i = 0; i < 200; i++) {
      world.runUntil(world.now + 60_000_000)
      checkpoints.offer(world, {})
    }
    expect(checkpoints.count).toBeGreaterThan(10)
    expect(checkpoints.count).toBeLessThanOrEqual(24)
    expect(checkpoints.before(first, Infinity).at).toBe(first)
    const late = checkpoints.before(world.now, Infinity).at
    const early = checkpoints.before(first + (world.now - first) / 2, Infinity).at
    expect(world.now - late).toBeLessThan(10 * 60_000_000)
    expect(first + (world.now - first) / 2 - early).toBeLessThan((world.now - first) / 3)
  })

  it('of a big world are fewer', () => {
    const world = buildWorld(scenario, 's')
    const checkpoints = new Checkpoints()
    checkpoints.offer(world, {})
    // What a large dataset looks like to a copy: many objects, and one large array of bytes.
    Object.assign(world, {
      ballast: Array.from({ length: 200_000 }, (_, i) => ({ i })),
      bytes: new Uint8Array(60e6),
    })
    for (let i = 0; i < 5; i++) {
      for (let steps = 0; steps < 60_000 && world.step(); steps++);
      checkpoints.offer(world, {})
    }
    expect(checkpoints.count).toBeLessThanOrEqual(3)
    expect(checkpoints.count).toBeGreaterThanOrEqual(2)
  })

  it('lie before the instant and the event they are asked for', () => {
    const world = buildWorld(scenario, 's')
    const checkpoints = new Checkpoints()
    checkpoints.offer(world, {})
    const start = world.eventSeq
    world.input({ kind: 'type', terminal: 'cli-1', data: 'SET a 1\r' })
    world.runUntil(world.now + 300_000_000)
    checkpoints.offer(world, {})
    expect(checkpoints.before(world.now, start).world.eventSeq).toBe(start)
    expect(checkpoints.before(world.now, world.eventSeq).world.eventSeq).toBe(world.eventSeq)
  })
})
