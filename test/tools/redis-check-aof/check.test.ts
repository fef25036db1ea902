/** redis-check-aof as a program of a machine, held against what the real one printed. */
import { describe, expect, it } from 'vitest'
import { redisCheckAof } from '../../../src/tools/redis-check-aof/program.ts'
import { shell } from '../../../src/tools/shell/program.ts'
import { World } from '../../../src/world/world.ts'
import { HOST, ToolBench } from '../bench.ts'
import { cases } from './cases.ts'
import type { Case } from './cases.ts'
import { readRecorded, shownOutput } from './recorded.ts'

const machine = ({ files }: Pick<Case, 'files'>) => {
  const world = new World({
    seed: 'check',
    epoch: 1_795_000_000_000_000,
    programs: { 'redis-check-aof': redisCheckAof },
  })
  const { disk } = world.host('machine')
  for (const [path, text] of Object.entries(files)) {
    const slash = path.lastIndexOf('/')
    if (slash !== -1) disk.mkdir(path.slice(0, slash))
    disk.write(path, text)
  }
  let output = ''
  let status: number | undefined
  world.outside = {
    data: () => {},
    closed: () => {},
    output: (_process, data) => {
      output += data
    },
    ended: (_process, code) => {
      status = code
    },
  }
  return {
    world,
    disk,
    told: () => ({ output, status }),
  }
}

const recorded = readRecorded()

describe('redis-check-aof', () => {
  it.each(cases)('$name', (each) => {
    const { world, disk, told } = machine(each)
    const { argv, input = '' } = each
    world.spawn({ host: 'machine', program: 'redis-check-aof', argv: [...argv], input })
    world.runUntil(world.now + 1000)
    const { output, status } = told()
    const real = recorded.find(({ name }) => name === each.name)!
    expect(shownOutput(output)).toBe(real.output)
    expect(status).toBe(real.status)
    expect(Object.fromEntries(Object.keys(each.files).map((path) => [path, disk.size(path)]))).toEqual(
      real.sizes,
    )
  })

  it('was recorded for every case', () => {
    expect(recorded.map(({ name }) => name)).toEqual(cases.map(({ name }) => name))
  })
})

describe('the question of redis-check-aof', () => {
  const WHOLE = '*1\r\n$4\r\nPING\r\n'

  const shown = ({ screen }: ToolBench): string => screen.rows.map((row) => row.trimEnd()).join('\n')

  /** Runs it from the shell of a machine. */
  const ask = () => {
    const bench = new ToolBench({ sh: shell, 'redis-check-aof': redisCheckAof }, null)
    const { disk } = bench.world.host(HOST)
    disk.write('x.aof', `${WHOLE}*1\r\n`)
    bench.start('sh')
    bench.type('redis-check-aof --fix x.aof; echo status $?\n')
    return { bench, disk }
  }

  it('waits for an answer, typed at the terminal', () => {
    const { bench, disk } = ask()
    expect(shown(bench)).toContain('Continue? [y/N]:')
    expect(shown(bench)).not.toContain('status 0')
    expect(disk.size('x.aof')).toBe(WHOLE.length + 4)
    bench.type('y\n')
    expect(shown(bench)).toContain('Continue? [y/N]: y\nSuccessfully truncated AOF x.aof\nstatus 0')
    expect(disk.read('x.aof')).toBe(WHOLE)
  })

  it('leaves the file alone without a yes, and on Ctrl-C', () => {
    const { bench, disk } = ask()
    bench.type('n\n')
    expect(shown(bench)).toContain('Aborting...\nstatus 1')
    bench.type('redis-check-aof --fix x.aof; echo now $?\n')
    bench.type('\x03')
    expect(shown(bench)).toContain('now 130')
    expect(disk.size('x.aof')).toBe(WHOLE.length + 4)
  })
})
