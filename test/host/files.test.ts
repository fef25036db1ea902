import { describe, expect, it } from 'vitest'
import { encodeCommand } from '../../src/formats/aof/encode.ts'
import { TestBench } from './bench.ts'

const HOST = 'server'
const INCR = 'appendonlydir/appendonly.aof.1.incr.aof'

const list = (bench: TestBench, past?: { at: number; seq: number }) => {
  bench.ask({ kind: 'list', host: HOST, ticket: 1, ...(past ? { past } : {}) })
  return bench.last('files')!.files
}

const read = (bench: TestBench, path: string, more: object = {}) =>
  bench.ask({ kind: 'read', host: HOST, path, ticket: 2, ...more }).last('file')!

/** The place in history before which the last event of a type happened. */
const instantOf = (bench: TestBench, type: string, nth = 0) => {
  const event = bench.line.events.filter((each) => each.type === type)[nth]!
  return { at: event.at, seq: event.seq }
}

const save = (bench: TestBench, path: string, data: string) =>
  bench.ask({ kind: 'input', input: { kind: 'save', host: HOST, path, data } })

describe('files of a world', () => {
  it('tell what a power cut would leave of them', () => {
    const bench = new TestBench()
    bench.type('CONFIG SET appendonly yes appendfsync no\r').play(300)
    bench.type('SET a 1\r').play(100)
    save(bench, '/deep/er/note.txt', 'hello')
    const files = list(bench)
    expect(files.map(({ path, fate }) => [path, fate])).toEqual([
      ['appendonlydir/appendonly.aof.1.base.rdb', 'kept'],
      [INCR, expect.stringMatching(/gone|shorter/)],
      ['appendonlydir/appendonly.aof.manifest', 'kept'],
      ['deep/er/note.txt', 'kept'],
    ])
    expect(files.every(({ modified }) => modified > 0)).toBe(true)
  })

  it('are read in parts', () => {
    const bench = new TestBench()
    save(bench, '/note.txt', 'hello world')
    expect(read(bench, '/note.txt', { from: 6, most: 3 })).toMatchObject({
      data: 'wor',
      size: 11,
      synced: 11,
    })
    expect(read(bench, '/nosuch')).toMatchObject({ data: undefined, size: 0 })
  })

  it('are changed in places, and a recording of that is a few bytes', () => {
    const bench = new TestBench()
    save(bench, '/note.txt', 'x'.repeat(1000))
    const patch = {
      kind: 'patch',
      host: HOST,
      path: '/note.txt',
      edits: [
        [0, 1, 'y'],
        [998, 5, ''],
      ],
    } as const
    bench.ask({ kind: 'input', input: patch })
    expect(read(bench, '/note.txt').data).toBe(`y${'x'.repeat(997)}`)
    expect(list(bench)[0]!.fate).toBe('kept')
    const again = new TestBench({ resume: bench.recording() })
    expect(read(again, '/note.txt').data).toBe(`y${'x'.repeat(997)}`)
  })
})

describe('an instant of the past', () => {
  const bench = new TestBench()
  save(bench, '/note.txt', 'one')
  bench.play(200)
  save(bench, '/note.txt', 'two')
  bench.play(200)
  save(bench, '/late.txt', 'late')

  const first = instantOf(bench, 'file.saved')
  const second = instantOf(bench, 'file.saved', 1)

  it('has the files it had', () => {
    expect(read(bench, '/note.txt', { past: first }).data).toBe('one')
    expect(list(bench, first).map(({ path }) => path)).toEqual(['note.txt'])
    expect(read(bench, '/note.txt', { past: second }).data).toBe('two')
    expect(read(bench, '/note.txt', { past: first }).data).toBe('one')
    expect(list(bench, { at: first.at - 1, seq: first.seq - 1 })).toEqual([])
  })

  it('changes nothing of the present', () => {
    expect(read(bench, '/late.txt').data).toBe('late')
    expect(list(bench).map(({ path }) => path)).toEqual(['late.txt', 'note.txt'])
  })

  it('is answered while the world plays', () => {
    bench.player.receive({ kind: 'play', speed: 1_000_000 })
    bench.player.receive({ kind: 'read', host: HOST, path: '/note.txt', ticket: 9, past: first })
    for (let turn = 0; turn < 50; turn++) bench.player.turn(16)
    bench.ask({ kind: 'pause' })
    expect(bench.last('file')).toMatchObject({ ticket: 9, data: 'one' })
  })
})

describe('a paused bench', () => {
  it('lets a server end that was asked to, and start again', () => {
    const bench = new TestBench()
    bench.ask({ kind: 'input', input: { kind: 'signal', process: 'redis-6379', signal: 'TERM' } })
    expect(bench.line.events.some(({ type }) => type === 'process.ended')).toBe(true)
    save(bench, '/appendonly.aof', encodeCommand(['SET', 'a', 'loaded']))
    const argv = ['--appendonly', 'yes']
    const spawn = { kind: 'spawn', host: HOST, name: 'redis-6379', program: 'redis-server', argv } as const
    bench.ask({ kind: 'input', input: spawn })
    bench.type('GET a\r').type('GET a\r')
    expect(bench.screen()).toContain('"loaded"')
  })
})
