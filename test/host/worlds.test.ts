/** A real server's world under random commands: copies, forks and replays go on as if nothing had happened. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildWorld } from '../../src/exercises/run.ts'
import type { Input } from '../../src/world/inputs.ts'
import type { World } from '../../src/world/world.ts'
import { scenario } from './bench.ts'
import { goldenHash, goldenTrace } from './golden.ts'

const key = fc.constantFrom('a', 'b', 'c', 'd')
const word = fc.constantFrom('1', '2', 'x', 'longer-than-it-was', '3.5')

const command = fc.oneof(
  fc.tuple(key, word).map(([k, v]) => `SET ${k} ${v}`),
  fc.tuple(key, fc.integer({ min: 1, max: 400 })).map(([k, ms]) => `SET ${k} 1 PX ${ms}`),
  key.map((k) => `INCR ${k}`),
  fc.tuple(key, word, word).map(([k, v, w]) => `RPUSH ${k} ${v} ${w}`),
  fc.tuple(key, word).map(([k, v]) => `SADD ${k} ${v} p q r 7`),
  key.map((k) => `SPOP ${k}`),
  fc.tuple(key, word).map(([k, v]) => `HSET ${k} f ${v}`),
  fc.tuple(key, word).map(([k, v]) => `ZADD ${k} 1.5 ${v} 2 z`),
  fc.tuple(key, key).map(([k, l]) => `RENAME ${k} ${l}`),
  key.map((k) => `DEL ${k}`),
  key.map((k) => `BLPOP ${k} 0.2`),
  fc.constantFrom(
    'RANDOMKEY',
    'DBSIZE',
    'SCAN 0',
    'FLUSHALL',
    'MULTI',
    'EXEC',
    'CLIENT LIST',
    'INFO',
    'nope',
  ),
)

const input: fc.Arbitrary<Input> = fc.oneof(
  {
    weight: 12,
    arbitrary: command.map((line): Input => ({ kind: 'type', terminal: 'cli-1', data: `${line}\r` })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Input>(
      { kind: 'power', host: 'server' },
      { kind: 'restart', process: 'redis-6379' },
      { kind: 'signal', process: 'redis-6379', signal: 'KILL' },
      { kind: 'resize', terminal: 'cli-1', columns: 40, rows: 9 },
    ),
  },
)

const plan = fc.array(fc.tuple(fc.integer({ min: 0, max: 300_000 }), input), { minLength: 1, maxLength: 25 })

type Plan = readonly (readonly [number, Input])[]

const live = (world: World, steps: Plan): void => {
  for (const [wait, each] of steps) {
    world.runUntil(world.now + wait)
    world.input(each)
  }
}

const END = 700_000

describe('a world with a real server', () => {
  it('goes on from a copy as if nothing had been copied', () => {
    fc.assert(
      fc.property(plan, plan, (before, after) => {
        const world = buildWorld(scenario, 's')
        live(world, before)
        const copy = world.copy()
        world.takeTrace()
        for (const each of [world, copy]) {
          live(each, after)
          each.runUntil(each.now + END)
        }
        expect(copy.trace).toEqual(world.trace)
        expect(copy.steps).toBe(world.steps)
      }),
      { numRuns: 60 },
    )
  })

  it('is not touched by what a copy does', () => {
    fc.assert(
      fc.property(plan, plan, (before, other) => {
        const [watched, plain] = [buildWorld(scenario, 's'), buildWorld(scenario, 's')]
        live(watched, before)
        live(plain, before)
        live(watched.copy(), other)
        watched.runUntil(watched.now + END)
        plain.runUntil(plain.now + END)
        expect(watched.trace).toEqual(plain.trace)
      }),
      { numRuns: 40 },
    )
  })

  it('is rebuilt from its recording', () => {
    fc.assert(
      fc.property(plan, (steps) => {
        const world = buildWorld(scenario, 's')
        live(world, steps)
        world.runUntil(world.now + END)
        const again = buildWorld(scenario, 's')
        again.replay(world.inputs)
        again.runUntil(world.now)
        expect(again.trace).toEqual(world.trace)
      }),
      { numRuns: 40 },
    )
  })
})

describe('the golden session', () => {
  it('is the same whenever it is played', () => {
    const trace = goldenTrace()
    expect(goldenTrace()).toBe(trace)
    expect(trace).toContain('server.ready')
    expect(trace).toContain('"why":"expired"')
    expect(goldenHash()).toMatch(/^[0-9a-f]{16}$/)
  })
})
