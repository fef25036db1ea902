/** The page cache and the device: what a crash of the process keeps, what a power cut keeps, and when. */
import { describe, expect, it } from 'vitest'
import type { Plain, Process, Program, System } from '../../src/world/process.ts'
import { holdMemory, processesOf } from '../../src/world/processes.ts'
import { World } from '../../src/world/world.ts'

const EPOCH = 1_700_000_000_000_000

/** Forks a child that tells its parent's number, and ends when the parent is gone. */
class Child implements Process {
  readonly system: System
  constructor(system: System) {
    this.system = system
  }
  start(): void {
    this.system.setTimer(1000, 'look')
  }
  onTimer(_kind: string, _args: Plain): void {
    if (!this.system.hasParent) this.system.exit(1)
    else this.system.setTimer(1000, 'look')
  }
}

class Parent implements Process {
  readonly system: System
  ended: number[] = []
  child: number | undefined
  constructor(system: System) {
    this.system = system
  }
  start(): void {
    this.system.holdMemory(700)
    this.child = this.system.fork('child', (system) => new Child(system))
  }
  onExit(pid: number, code: number): void {
    this.ended.push(pid, code)
  }
}

const parent: Program = { name: 'parent', create: (system) => new Parent(system) }

const start = (settings: { ram?: number; overcommit?: 0 | 1 | 2 } = {}) => {
  const world = new World({ seed: 's', epoch: EPOCH, programs: { parent } })
  world.host('h')
  world.input({ kind: 'machine', host: 'h', settings })
  const record = world.spawn({ host: 'h', program: 'parent', name: 'p' })
  world.runUntil(world.now + 5000)
  return { world, record, process: record.process as Parent }
}

describe('a disk', () => {
  it('keeps what was synced, and the part an fsync had begun with', () => {
    const world = new World({ seed: 's', epoch: EPOCH, programs: {} })
    const { disk } = world.host('h')
    disk.append('a', 'one')
    disk.append('b', 'lost')
    disk.append('a', 'two')
    disk.syncTo('a', 3)
    disk.append('a', 'three')
    disk.append('c', 'too late')
    world.input({ kind: 'power', host: 'h' })
    expect(disk.read('a')).toBe('one')
    // Its name went to the device with the sync of the other file, its contents did not.
    expect(disk.read('b')).toBe('')
    expect(disk.read('c')).toBeUndefined()
  })

  it('is written back by the kernel after half a minute', () => {
    const world = new World({ seed: 's', epoch: EPOCH, programs: {} })
    const { disk } = world.host('h')
    disk.append('a', 'x')
    world.runUntil(world.now + 29_000_000)
    expect(disk.syncedSize('a')).toBe(0)
    world.runUntil(world.now + 6_000_001)
    expect(disk.syncedSize('a')).toBe(1)
    expect(world.nextDue).toBeUndefined()
  })

  it('tells how long an fsync takes', () => {
    const world = new World({ seed: 's', epoch: EPOCH, programs: {} })
    const { disk } = world.host('h')
    world.input({ kind: 'disk', host: 'h', timing: { fsync: 1000, bytesPerMicrosecond: 2 } })
    disk.append('a', '1234')
    expect(disk.syncTime('a')).toBe(1002)
  })
})

describe('fork', () => {
  it('makes a child that is seen, killed and heard of', () => {
    const { world, process } = start()
    expect(processesOf(world, 'h').map(({ name }) => name)).toEqual(['p', 'child'])
    world.signal(process.child!, 'KILL')
    world.runUntil(world.now + 1000)
    expect(process.ended).toEqual([process.child, 137])
  })

  it('leaves the child to itself when the parent is killed', () => {
    const { world, record } = start()
    world.signal(record.pid, 'KILL')
    world.runUntil(world.now + 5000)
    expect(processesOf(world, 'h')).toEqual([])
  })

  it('is refused when the kernel has not as much memory again, unless it always says yes', () => {
    expect(start({ ram: 1000, overcommit: 0 }).process.child).toBeUndefined()
    expect(start({ ram: 1000, overcommit: 1 }).process.child).toBeDefined()
    expect(start({ ram: 1500, overcommit: 0 }).process.child).toBeDefined()
  })

  it('and too little RAM kills who holds most', () => {
    const { world, record } = start({ ram: 1000 })
    holdMemory(world, record, 1001)
    expect(record.alive).toBe(false)
  })
})
