/** redis-check-rdb as a program of a machine; what it makes of files is held against the real one in test/formats/rdb. */
import { describe, expect, it } from 'vitest'
import { redisCheckRdb } from '../../../src/tools/redis-check-rdb/program.ts'
import { shell } from '../../../src/tools/shell/program.ts'
import { World } from '../../../src/world/world.ts'
import { damaged, loadable } from '../../formats/rdb/cases.ts'
import { recorded } from '../../formats/rdb/recorded.ts'
import { HOST, ToolBench } from '../bench.ts'

const run = (argv: readonly string[], files: Readonly<Record<string, string>> = {}) => {
  const world = new World({
    seed: 'check',
    epoch: 1_795_000_000_000_000,
    programs: { 'redis-check-rdb': redisCheckRdb },
  })
  const { disk } = world.host('machine')
  disk.mkdir('folder')
  for (const [path, bytes] of Object.entries(files)) disk.write(path, bytes)
  const told = { output: '', error: '', status: -1 }
  world.outside = {
    data: () => {},
    closed: () => {},
    output: (_process, data, error) => {
      if (error === true) told.error += data
      else told.output += data
    },
    ended: (_process, code) => {
      told.status = code
    },
  }
  world.spawn({ host: 'machine', program: 'redis-check-rdb', argv: [...argv] })
  world.runUntil(world.now + 1000)
  return told
}

const checked = (file: string) => run(['dump.rdb'], { 'dump.rdb': file })

describe('redis-check-rdb', () => {
  it('prints and answers what the real one does', () => {
    const { output, status } = checked(loadable['stream']!)
    expect({ output, status }).toEqual(recorded.loadable['stream']!.check)
  })

  it('ends with a line of the log where it ends within an object', () => {
    const { output, status } = checked(damaged['set member twice']!)
    const line = /^\d+:C \d\d \w{3} \d{4} \d\d:\d\d:\d\d\.\d{3} /m
    expect(output).toMatch(line)
    expect({ output: output.replace(line, ''), status }).toEqual(recorded.damaged['set member twice']!.check)
  })

  it('opens a directory as the real one does, and finds nothing in it', () => {
    const { output, status } = run(['folder'])
    expect(status).toBe(1)
    expect(output).toBe(
      recorded.damaged['empty']!.check.output.replace(
        'Checking RDB file dump.rdb',
        'Checking RDB file folder',
      ),
    )
  })

  it('says no more than the name of a file that is not there', () => {
    expect(run(['nowhere'])).toEqual({
      output: '[offset 0] Checking RDB file nowhere\n',
      error: '',
      status: 1,
    })
  })

  it.each([[[]], [['a', 'b']]])('wants one file: %j', (argv) => {
    expect(run(argv)).toEqual({ output: '', error: 'Usage: redis-check-rdb <rdb-file-name>\n', status: 1 })
  })

  it.each(['-v', '--version'])('tells its version: %s', (option) => {
    expect(run([option])).toEqual({ output: 'redis-check-rdb 7.0.15\n', error: '', status: 0 })
  })

  it('is found by the shell', () => {
    const bench = new ToolBench({ sh: shell, 'redis-check-rdb': redisCheckRdb }, null)
    bench.world.host(HOST).disk.write('dump.rdb', loadable['plain']!)
    bench.start('sh')
    bench.type('redis-check-rdb dump.rdb | tail -n 3; redis-check-rdb x; echo status $?\n')
    const shown = bench.screen.rows.map((row) => row.trimEnd()).join('\n')
    expect(shown).toContain('[info] 4 keys read\n[info] 0 expires\n[info] 0 already expired\n')
    expect(shown).toContain('Checking RDB file x\nstatus 1')
  })
})
