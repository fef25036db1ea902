import { expect, it } from 'vitest'
import { World } from '../../src/world/world.ts'
import type { ConnectionId, Process, Program, System } from '../../src/world/process.ts'

const SIZE = 4

/** Writes down what it reads, which takes it 100 µs a time, and that it was closed. */
class Reader implements Process {
  readonly readSize = SIZE
  private readonly system: System

  constructor(system: System) {
    this.system = system
  }

  start(): void {
    this.system.listen(7000)
  }

  onData(connection: ConnectionId, data: string): void {
    this.system.work(100)
    this.system.emit({ type: 'read', connection, data })
  }

  onClose(): void {
    this.system.emit({ type: 'read', data: 'end' })
  }
}

/** Sends each of its words at once and leaves. */
class Writer implements Process {
  private readonly system: System
  private readonly words: readonly string[]

  constructor(system: System, words: readonly string[]) {
    this.system = system
    this.words = words
  }

  start(): void {
    this.system.connect('host', 7000)
  }

  onConnected(connection: ConnectionId): void {
    for (const word of this.words) this.system.send(connection, word)
    this.system.close(connection)
  }
}

const programs: Readonly<Record<string, Program>> = {
  reader: { name: 'reader', create: (system) => new Reader(system) },
  writer: { name: 'writer', create: (system, argv) => new Writer(system, argv) },
}

const readBy = (...writers: string[][]): string[] => {
  const world = new World({ seed: '1', epoch: 0, programs })
  world.tracing = true
  world.spawn({ host: 'host', name: 'reader', program: 'reader', argv: [] })
  world.runUntil(1000)
  for (const argv of writers) world.spawn({ host: 'host', name: 'writer', program: 'writer', argv })
  world.runUntil(100_000)
  return world
    .takeTrace()
    .filter(({ type }) => type === 'read')
    .map(({ data }) => data as string)
}

it('is read a part at a time, in order, before the end', () => {
  const read = readBy(['abcdefghij', 'klm'])
  expect(read.at(-1)).toBe('end')
  const parts = read.slice(0, -1)
  expect(parts.join('')).toBe('abcdefghijklm')
  expect(parts.every((part) => part.length <= SIZE)).toBe(true)
})

it('lets others have their turn between two parts', () => {
  const read = readBy(['aaaaaaaaaaaaaaaa'], ['b'])
  const others = read.indexOf('b')
  expect(others).toBeGreaterThan(0)
  expect(read.slice(others + 1).some((part) => part.startsWith('a'))).toBe(true)
})
