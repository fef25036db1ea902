/** What the append-only file tells those who watch. */
import { describe, expect, it } from 'vitest'
import type { TraceEvent } from '../../../src/world/trace.ts'
import { incrName, Machine } from './aof-machine.ts'

/** What is told again whenever it has changed, at some tick of the cron. */
const STATES = ['aof.size', 'aof.policy']

/** The events of a machine from now on, those of the append-only file. */
const watch = (machine: Machine): (() => TraceEvent[]) => {
  const { world } = machine.redis
  world.tracing = true
  world.takeTrace()
  return () => world.takeTrace().filter(({ type }) => type.startsWith('aof.') && !STATES.includes(type))
}

const types = (events: TraceEvent[]): string[] => events.map(({ type }) => type)

describe('the trace of an append-only file', () => {
  it('tells a command on its way to the disk, by its place in the stream', () => {
    const machine = new Machine()
    const seen = watch(machine)
    machine.run('SET a 1', 'SET b 2')
    machine.wait(2)
    const events = seen()
    expect(types(events)).toEqual([
      'aof.append',
      'aof.write',
      'aof.append',
      'aof.write',
      'aof.fsync',
      'aof.fsynced',
    ])
    expect(events[0]).toMatchObject({ argv: ['SET', 'a', '1'], from: 0, to: 50 })
    expect(events[2]).toMatchObject({ argv: ['SET', 'b', '2'], from: 50, to: 77 })
    expect(events[3]).toMatchObject({ file: incrName(1), from: 50, to: 77, size: 77 })
    expect(events[4]).toMatchObject({ from: 0, to: 77, background: true, takes: expect.any(Number) })
    expect(events[5]).toMatchObject({ to: 77 })
  })

  it('tells an fsync of the main thread before the answer', () => {
    const machine = new Machine({ appendfsync: 'always' })
    const seen = watch(machine)
    machine.run('SET a 1')
    expect(types(seen())).toEqual(['aof.append', 'aof.write', 'aof.fsync', 'aof.fsynced'])
  })

  it('tells a write that waits for a slow disk, and one that no longer does', () => {
    const machine = new Machine({}, { timing: { fsync: 5_000_000, bytesPerMicrosecond: 500 } })
    machine.run('SET a 1')
    machine.wait(1.2)
    const seen = watch(machine)
    machine.run('SET b 2')
    machine.wait(6)
    expect(types(seen())).toEqual([
      'aof.append',
      'aof.postponed',
      'aof.delayed',
      'aof.write',
      'aof.fsynced',
      'aof.fsync',
    ])
  })

  it('tells a rewrite: the files at its start, the manifests, its end', () => {
    const machine = new Machine({ 'rdb-key-save-delay': '100000' })
    machine.run('SET a 1', 'SET b 2')
    const seen = watch(machine)
    machine.run('BGREWRITEAOF')
    machine.wait(1)
    const events = seen().filter(({ type }) => type === 'aof.manifest' || type.startsWith('aof.rewrite'))
    expect(types(events)).toEqual([
      'aof.manifest',
      'aof.rewrite.started',
      'aof.manifest',
      'aof.manifest',
      'aof.rewrite.done',
    ])
    const rows = (event: TraceEvent | undefined) =>
      (event?.['rows'] as { file: string; type: string }[]).map(({ file, type }) => `${type} ${file}`)
    expect(rows(events[0])).toEqual(['b appendonly.aof.1.base.rdb', `i ${incrName(1)}`, `i ${incrName(2)}`])
    expect(events[1]).toMatchObject({ incr: incrName(2), growth: null })
    expect(rows(events[2])).toEqual([
      'b appendonly.aof.2.base.rdb',
      `h ${incrName(1)}`,
      'h appendonly.aof.1.base.rdb',
      `i ${incrName(2)}`,
    ])
    expect(rows(events[3])).toEqual(['b appendonly.aof.2.base.rdb', `i ${incrName(2)}`])
    expect(events[4]).toMatchObject({ removed: [incrName(1), 'appendonly.aof.1.base.rdb'] })
  })

  it('tells what was loaded, and what was not', () => {
    const machine = new Machine()
    machine.run('SET a 1', 'SET b 2')
    machine.kill()
    const path = `appendonlydir/${incrName(1)}`
    machine.disk.append(path, '*1\r\n')
    const seen = watch(machine)
    machine.restart()
    expect(seen().filter(({ type }) => type === 'aof.loaded')).toMatchObject([
      { file: 'appendonly.aof.1.base.rdb', commands: 0, truncatedAt: null },
      { file: incrName(1), commands: 3, truncatedAt: 77, size: 81 },
    ])
    machine.kill()
    machine.disk.append(path, 'junk\r\n')
    machine.restart()
    expect(machine.alive).toBe(false)
    expect(seen().filter(({ type }) => type === 'aof.refused')).toMatchObject([
      { file: incrName(1), why: 'bad file format' },
    ])
  })
})
