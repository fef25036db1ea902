import { describe, expect, it } from 'vitest'
import { createFilter } from '../../src/tools/shell/builtins.ts'
import { processList } from '../../src/tools/shell/jobs.ts'
import { ProcessSystem } from '../../src/world/system.ts'
import { buildWorld, runUntilQuiet } from '../../src/exercises/run.ts'
import { HOST, SERVER, standalone } from '../../src/scenarios/standalone.ts'
import type { World } from '../../src/world/world.ts'

const titles = (world: World): (string | undefined)[] =>
  [...world.processes.values()].filter(({ program }) => program === 'redis-server').map(({ title }) => title)

/** A server of its own with these arguments. */
const started = (argv: readonly string[]): World => {
  const world = buildWorld(standalone, 'seed')
  world.input({ kind: 'signal', process: SERVER, signal: 'KILL' })
  world.input({ kind: 'spawn', host: HOST, name: 'other', program: 'redis-server', argv })
  runUntilQuiet(world)
  return world
}

describe('what ps shows of a server', () => {
  it('is its address', () => {
    expect(titles(started([]))).toEqual(['redis-server *:6379'])
    expect(titles(started(['--port', '7000', '--bind', '127.0.0.1']))).toEqual([
      'redis-server 127.0.0.1:7000',
    ])
  })

  it('follows its template, or is its command line', () => {
    expect(titles(started(['--proc-title-template', '{title} at {port}']))).toEqual(['redis-server at 6379'])
    const plain = started(['--set-proc-title', 'no'])
    expect(titles(plain)).toEqual([undefined])
    const system = new ProcessSystem(plain, plain.byName.get('other')!)
    expect(processList(system)).toContain(' redis-server --set-proc-title no\n')
  })

  it('names a child that saves', () => {
    const plan = {
      host: '127.0.0.1',
      port: 6379,
      steps: [{ send: ['MSET', 'a', '1', 'b', '2'] }, { send: ['BGSAVE'] }],
    }
    const world = started(['--rdb-key-save-delay', '1000000', '--save', ''])
    const argv = [JSON.stringify(plan)]
    world.input({ kind: 'spawn', host: HOST, name: 'client', program: 'script', argv })
    world.runUntil(world.now + 100_000)
    expect(titles(world)).toEqual(['redis-server *:6379', 'redis-rdb-bgsave *:6379'])
    expect(createFilter('ls', [], world.host(HOST).disk, world.now)!.end()).toMatch(/^temp-\d+\.rdb\n/)
  })
})
