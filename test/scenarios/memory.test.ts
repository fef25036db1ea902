/** Worlds of the lessons on memory: old keys among others, and a machine with little RAM to spare. */
import { describe, expect, it } from 'vitest'
import { buildWorld, playStep } from '../../src/exercises/run.ts'
import { RedisServer } from '../../src/redis/server/server.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { COME, OLD } from '../../src/scenarios/memory.ts'

const enter = (id: string) => {
  const scenario = scenarios[id]!
  const world = buildWorld(scenario, 'memory')
  const type = (line: string) => playStep(world, { line }, scenario.terminals[0]!.id)
  return {
    world,
    type,
    pass: (seconds: number) => world.runUntil(world.now + seconds * 1e6),
    perform: (name: string) => {
      for (const input of scenario.acts![name]!.inputs) playStep(world, { input }, '')
    },
    server: (): RedisServer | undefined => {
      const { process } = world.byName.get(scenario.servers[0]!.name)!
      return process instanceof RedisServer ? process : undefined
    },
  }
}

describe('old keys among others', () => {
  it('go the surer the more samples are drawn, as in a real server', () => {
    const left = (samples: number): number => {
      const { type, perform, pass, server } = enter('cache-old')
      type(`CONFIG SET maxmemory-samples ${samples}`)
      perform('newcomers')
      pass(20)
      let old = 0
      server()!.databases[0]!.forEach(({ key }) => (old += key.startsWith('old:') ? 1 : 0))
      expect(server()!.stats.evictedKeys).toBeGreaterThan(COME * 0.9)
      return old
    }
    // Recorded: 191, 30, 3 and 0 of 1,000.
    const [one, three, five, ten] = [1, 3, 5, 10].map(left) as [number, number, number, number]
    expect(one).toBeGreaterThan(OLD * 0.15)
    expect(one).toBeLessThan(OLD * 0.3)
    expect(three).toBeGreaterThan(10)
    expect(three).toBeLessThan(60)
    expect(five).toBeLessThan(15)
    expect(ten).toBeLessThan(5)
  })
})

describe('a machine with little to spare', () => {
  it('refuses the fork while its kernel is careful, and says so in the log', () => {
    const { world, type, perform, pass, server } = enter('tight-memory')
    const log = (text: string) => JSON.stringify(world.trace).includes(text)
    expect(log('WARNING Memory overcommit must be enabled!')).toBe(true)
    type('BGSAVE')
    expect(log("Can't save in background: fork: Cannot allocate memory")).toBe(true)
    expect(server()!.stats.forks).toBe(0)
    perform('overcommit-1')
    type('BGSAVE')
    pass(4)
    expect(server()!.stats.forks).toBe(1)
    expect(world.trace.some(({ type }) => type === 'rdb.saved')).toBe(true)
  })

  it.each([
    ['24mb', true],
    ['45mb', false],
  ])('with maxmemory %s it outlives a snapshot during writes: %s', (maxmemory, lives) => {
    const { type, perform, pass, server, world } = enter('tight-memory')
    perform('overcommit-1')
    type(`CONFIG SET maxmemory ${maxmemory}`)
    pass(1)
    perform('writers')
    pass(1)
    type('BGSAVE')
    pass(4)
    expect(server() !== undefined && world.byName.get('redis-6379')!.alive).toBe(lives)
    expect(world.trace.some(({ type }) => type === 'memory.exhausted')).toBe(!lives)
  })
})
