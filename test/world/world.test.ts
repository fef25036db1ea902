import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Input } from '../../src/world/inputs.ts'
import type { World } from '../../src/world/world.ts'
import { chatter } from './chatter.ts'

const seeds = fc.string({ minLength: 1, maxLength: 8 })

const inputs: fc.Arbitrary<Input> = fc.oneof(
  fc.constantFrom('a', 'bc', 'hello\r').map((data): Input => ({ kind: 'type', terminal: 't', data })),
  fc.constantFrom<Input>(
    { kind: 'signal', process: 'echo', signal: 'KILL' },
    { kind: 'restart', process: 'echo' },
    { kind: 'power', host: 'hall' },
    { kind: 'signal', process: 'echo', signal: 'STOP' },
    { kind: 'signal', process: 'echo', signal: 'CONT' },
    { kind: 'link', from: 'home1', to: 'hall', hold: true },
    { kind: 'link', from: 'home1', to: 'hall', hold: false },
    { kind: 'link', from: 'home2', to: 'hall', latency: 4000 },
    { kind: 'save', host: 'hall', path: 'note', data: 'x' },
    { kind: 'disk', host: 'hall', fault: 'ENOSPC' },
  ),
)

const schedule = fc.array(fc.tuple(fc.integer({ min: 0, max: 20_000 }), inputs), { maxLength: 8 })

const live = (world: World, plan: readonly (readonly [number, Input])[], until: number): void => {
  for (const [wait, input] of plan) {
    world.runUntil(world.now + wait)
    world.input(input)
  }
  world.runUntil(world.epoch + until)
}

const disk = (world: World): unknown =>
  [...world.host('hall').disk.paths()].map((p) => [p, world.host('hall').disk.read(p)])

const END = 250_000

describe('a world', () => {
  it('is the same for the same seed and inputs, event by event', () => {
    fc.assert(
      fc.property(seeds, schedule, (seed, plan) => {
        const [a, b] = [chatter(seed), chatter(seed)]
        live(a, plan, END)
        live(b, plan, END)
        expect(b.trace).toEqual(a.trace)
        expect(disk(b)).toEqual(disk(a))
      }),
      { numRuns: 40 },
    )
  })

  it('is another one for another seed', () => {
    const [a, b] = [chatter('one'), chatter('two')]
    a.runUntil(a.epoch + END)
    b.runUntil(b.epoch + END)
    expect(b.trace).not.toEqual(a.trace)
  })

  it('rebuilds from its recording, byte for byte', () => {
    fc.assert(
      fc.property(seeds, schedule, (seed, plan) => {
        const first = chatter(seed)
        live(first, plan, END)
        const again = chatter(seed)
        again.replay(first.inputs)
        again.runUntil(first.now)
        expect(again.trace).toEqual(first.trace)
      }),
      { numRuns: 40 },
    )
  })

  it('runs as it steps', () => {
    const [run, step] = [chatter('s'), chatter('s')]
    run.runUntil(run.epoch + END)
    while (step.nextDue! <= step.epoch + END) step.step()
    expect(step.trace).toEqual(run.trace)
  })

  it('never runs beyond the instant it was asked for, and looking at what is next changes nothing', () => {
    fc.assert(
      fc.property(seeds, schedule, fc.array(fc.integer({ min: 1, max: 9000 })), (seed, plan, pauses) => {
        const [watched, plain] = [chatter(seed), chatter(seed)]
        live(watched, plan, 20_000)
        live(plain, plan, 20_000)
        for (const pause of [1, ...pauses]) {
          const until = watched.now + pause
          watched.runUntil(until)
          expect(watched.now).toBe(until)
          expect(watched.nextDue ?? Infinity).toBeGreaterThan(until)
        }
        plain.runUntil(watched.now)
        expect(plain.trace).toEqual(watched.trace)
      }),
      { numRuns: 40 },
    )
  })

  it('goes on from a copy as if nothing had been copied', () => {
    fc.assert(
      fc.property(seeds, schedule, fc.integer({ min: 0, max: END }), (seed, plan, at) => {
        const world = chatter(seed)
        live(world, plan, at)
        const copy = world.copy()
        world.takeTrace()
        world.runUntil(world.epoch + END + 50_000)
        copy.runUntil(copy.epoch + END + 50_000)
        expect(copy.trace).toEqual(world.trace)
        expect(disk(copy)).toEqual(disk(world))
      }),
      { numRuns: 40 },
    )
  })

  it('forks share the past and part at the new input only', () => {
    const world = chatter('f')
    world.runUntil(world.epoch + 50_000)
    const fork = world.copy()
    const past = world.takeTrace()
    fork.input({ kind: 'type', terminal: 't', data: 'other' })
    world.runUntil(world.epoch + END)
    fork.runUntil(fork.epoch + END)
    expect(past.length).toBeGreaterThan(0)
    expect(fork.trace).not.toEqual(world.trace)
    expect(fork.inputs).toHaveLength(1)
    expect(world.inputs).toHaveLength(0)
  })

  it('does not disturb the chance of others when a process is added', () => {
    const [few, many] = [chatter('n', 2), chatter('n', 5)]
    const numbers = (world: World) => {
      const echo = world.byName.get('talker1')!.process as unknown as {
        system: { random: { below(n: number): number } }
      }
      return Array.from({ length: 5 }, () => echo.system.random.below(1000))
    }
    expect(numbers(many)).toEqual(numbers(few))
  })
})

describe('crashes', () => {
  it('a killed process leaves what it wrote, a power cut only what was fsynced', () => {
    const world = chatter('c')
    const { disk } = world.host('hall')
    while ((disk.size('log') ?? 0) < 20 || disk.syncedSize('log') === disk.size('log')) world.step()
    const killed = world.copy()
    killed.input({ kind: 'signal', process: 'echo', signal: 'KILL' })
    const written = killed.host('hall').disk.size('log')!
    const cut = world.copy()
    const synced = cut.host('hall').disk.syncedSize('log')
    cut.input({ kind: 'power', host: 'hall' })
    expect(written).toBe(world.host('hall').disk.size('log'))
    expect(cut.host('hall').disk.size('log') ?? 0).toBe(synced)
    expect(synced).toBeLessThan(written)
  })

  it('peers of a dead process see their connections close, and a restart accepts them again', () => {
    const world = chatter('r')
    world.runUntil(world.epoch + 20_000)
    world.input({ kind: 'signal', process: 'echo', signal: 'KILL' })
    world.runUntil(world.now + 30_000)
    expect(world.trace.filter((e) => e.type === 'talker.closed')).toHaveLength(3)
    expect(world.trace.some((e) => e.type === 'talker.failed' && e.why === 'refused')).toBe(true)
    world.input({ kind: 'restart', process: 'echo' })
    world.takeTrace()
    world.runUntil(world.now + 60_000)
    expect(world.trace.filter((e) => e.type === 'talker.heard').length).toBeGreaterThan(3)
  })
})

describe('work', () => {
  it('delays what comes next for the same process only', () => {
    const world = chatter('w', 1)
    world.runUntil(world.epoch + 100_000)
    const record = world.byName.get('echo')!
    expect(record.busyUntil).toBeGreaterThanOrEqual(world.epoch)
    const heard = world.trace.filter((e) => e.type === 'talker.heard')
    for (let i = 1; i < heard.length; i++) expect(heard[i]!.at).toBeGreaterThanOrEqual(heard[i - 1]!.at)
  })
})
