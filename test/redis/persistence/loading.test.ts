/** A server that reads its files: what it answers meanwhile, beside the real one, and what an end in the middle leaves. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { datasetDigest } from '../../../src/redis/introspection/digest.ts'
import { redisServer } from '../../../src/programs/redis-server.ts'
import { RedisServer } from '../../../src/redis/server/server.ts'
import type { Process, Program, System } from '../../../src/world/process.ts'
import { World } from '../../../src/world/world.ts'
import { splitArgs } from '../../../src/bytes/quote.ts'
import { encodeCommand } from '../../conformance/words.ts'
import { LOADING_CONFIG, loadingCases, LOGGED, SNAPSHOT_KEYS, withoutFigures } from './loading-cases.ts'

interface Recorded {
  readonly files: Record<string, string>
  readonly replies: Record<string, string>
}
const recorded = JSON.parse(
  readFileSync(new URL('recorded-loading.json', import.meta.url), 'utf8'),
) as Recorded

const LOADING = '-LOADING Redis is loading the dataset in memory\r\n'

/** A client in the world, which waits while the server is at work: asks again and again. */
class Asker implements Process {
  private readonly system: System
  /** Virtual µs since the server's start, and what came. */
  readonly replies: (readonly [at: number, reply: string])[] = []
  private readonly began: number
  private connection = 0

  constructor(system: System) {
    this.system = system
    this.began = system.now()
  }

  start(): void {
    this.connection = this.system.connect('server', 6379)
  }

  onConnected(): void {
    this.system.send(this.connection, 'PING\r\n')
  }

  onData(_connection: number, data: string): void {
    this.replies.push([this.system.now() - this.began, data])
    if (data === LOADING) this.system.send(this.connection, 'PING\r\n')
  }
}

type Config = Readonly<Record<string, string>>

/** With save points, so that an orderly end would save. */
const DEFAULTS: Config = { save: '3600 1', 'protected-mode': 'no' }

class Machine {
  readonly world: World
  output = ''
  status: number | undefined
  private readonly argv: readonly string[]
  private received = ''
  private connection: number | undefined

  constructor(appendonly: 'yes' | 'no', config: Config = LOADING_CONFIG, files = recorded.files) {
    this.argv = Object.entries({ ...DEFAULTS, appendonly, ...config }).flatMap(([name, value]) => [
      `--${name}`,
      ...(name === 'save' ? value.split(' ') : [value]),
    ])
    const asker: Program = { name: 'asker', create: (system) => new Asker(system) }
    this.world = new World({
      seed: 'loading',
      epoch: 1_795_000_000_000_000,
      programs: { 'redis-server': redisServer, asker },
    })
    this.world.outside = {
      data: (_connection, data) => (this.received += data),
      closed: () => {},
      output: (_process, data) => (this.output += data),
      ended: (_process, code) => (this.status = code),
    }
    const { disk } = this.world.host('server')
    for (const [path, text] of Object.entries(files)) {
      if (path.includes('/')) disk.mkdir(path.slice(0, path.lastIndexOf('/')))
      disk.write(path, text)
      disk.fsync(path)
    }
    this.start()
  }

  start(): void {
    this.world.spawn({ host: 'server', program: 'redis-server', name: 'server', argv: this.argv })
    this.world.runUntil(this.world.now)
  }

  get server(): RedisServer {
    const { process } = this.world.byName.get('server')!
    if (!(process instanceof RedisServer)) throw new Error('no server')
    return process
  }

  get digest(): string {
    return datasetDigest(this.server.databases)
  }

  get files(): Record<string, string> {
    const { disk } = this.world.host('server')
    return Object.fromEntries(disk.paths().map((path) => [path, disk.read(path)!]))
  }

  /** Lines of the log without process id and date. */
  get lines(): string[] {
    return this.output
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.replace(/^\d+:(signal-handler \(\d+\)|[MC] \d\d \w{3} \d{4} [\d:.]+ .) /, ''))
  }

  advance(ms: number): void {
    this.world.runUntil(this.world.now + ms * 1000)
  }

  /** Commands of a client outside the world, whom the server hears between two events. */
  ask(...commands: readonly string[]): string {
    const { connections } = this.world
    this.received = ''
    this.connection ??= connections.connectOutside('server', 6379, '127.0.0.1:50000')!
    const bytes = commands.map((line) => encodeCommand(splitArgs(line)!)).join('')
    connections.deliver(this.connection, bytes)
    return this.received
  }

  signal(signal: 'TERM' | 'KILL'): void {
    this.world.signal(this.world.byName.get('server')!.pid, signal)
  }

  /** What a client in the world hears until it is answered. */
  get replies(): Asker['replies'] {
    const { pid } = this.world.spawn({ host: 'app', program: 'asker', name: 'asker' })
    this.advance(10_000)
    return (this.world.processes.get(pid)!.process as Asker).replies
  }
}

describe('while a real server loads', () => {
  it.each(loadingCases)('it answers as ours: $name', ({ name, appendonly, commands }) => {
    expect(withoutFigures(new Machine(appendonly).ask(...commands))).toBe(recorded.replies[name])
  })
})

describe('a load', () => {
  it.each(['yes', 'no'] as const)('takes its time and ends (appendonly %s)', (appendonly) => {
    const machine = new Machine(appendonly)
    const keys = appendonly === 'yes' ? SNAPSHOT_KEYS + LOGGED : SNAPSHOT_KEYS
    machine.advance(keys * 5)
    expect(machine.ask('PING')).toBe(LOADING)
    expect(machine.output).not.toContain('Ready to accept')
    machine.advance(keys * 5 + 500)
    expect(machine.ask('DBSIZE')).toBe(`:${keys}\r\n`)
    expect(machine.lines.at(-1)).toBe('Ready to accept connections')
    expect(machine.ask('INFO persistence')).toContain('loading:0\r\n')
  })

  it('without a pause answers nobody before its end', () => {
    const { replies } = new Machine('no', { 'key-load-delay': '1000' })
    expect(replies.map(([, reply]) => reply)).toEqual(['+PONG\r\n'])
    expect(replies[0]![0]).toBeGreaterThan(SNAPSHOT_KEYS * 1000)
  })

  it('pauses after every so many bytes of a snapshot', () => {
    const pauses = Math.floor(recorded.files['dump.rdb']!.length / 1024)
    const replies = new Machine('no').replies.map(([, reply]) => reply)
    expect(replies).toEqual([...Array.from({ length: pauses }, () => LOADING), '+PONG\r\n'])
  })

  it('pauses after every 1024 commands of a log', () => {
    const log = Array.from({ length: 5000 }, (_, i) => encodeCommand(['SET', `k${i}`, 'v'])).join('')
    const { replies } = new Machine('yes', { 'key-load-delay': '100' }, { 'appendonly.aof': log })
    expect(replies.map(([, reply]) => reply)).toEqual([LOADING, LOADING, LOADING, LOADING, '+PONG\r\n'])
    expect(replies[0]![0]).toBeGreaterThan(1024 * 100)
  })

  it('goes on alike in a copy of the world', () => {
    const machine = new Machine('yes')
    const copies = [700, 1700, 300].map((ms) => {
      machine.advance(ms)
      expect(machine.server.loading).toBeDefined()
      return machine.world.copy()
    })
    machine.advance(10_000)
    for (const copy of copies) {
      copy.runUntil(machine.world.now)
      const server = copy.byName.get('server')!.process as RedisServer
      expect(server.keyCount).toBe(SNAPSHOT_KEYS + LOGGED)
      expect(datasetDigest(server.databases)).toBe(machine.digest)
      expect(server.aof).toMatchObject({ state: 'on', currentSize: machine.server.aof.currentSize })
    }
  })
})

describe('an end in the middle', () => {
  const finished = (appendonly: 'yes' | 'no'): string => {
    const machine = new Machine(appendonly)
    machine.advance(10_000)
    return machine.digest
  }

  it.each([
    ['kill', 'yes'],
    ['kill', 'no'],
    ['power', 'yes'],
    ['power', 'no'],
  ] as const)('by %s leaves the files as they were (appendonly %s)', (how, appendonly) => {
    const machine = new Machine(appendonly)
    const before = machine.files
    machine.advance(2000)
    expect(machine.server.keyCount).toBeGreaterThan(0)
    if (how === 'kill') machine.signal('KILL')
    else machine.world.input({ kind: 'power', host: 'server' })
    machine.advance(10)
    expect(machine.files).toEqual(before)
    machine.start()
    machine.advance(10_000)
    expect(machine.digest).toBe(finished(appendonly))
  })

  it.each(['SHUTDOWN', 'SHUTDOWN SAVE'])('by %s saves nothing', (line) => {
    const machine = new Machine('no')
    const before = machine.files
    expect(machine.ask(line)).toBe('')
    expect(machine.status).toBe(0)
    expect(machine.files).toEqual(before)
    expect(machine.lines.slice(-2)).toEqual([
      'User requested shutdown...',
      'Redis is now ready to exit, bye bye...',
    ])
  })

  it('by a signal comes at the next pause', () => {
    const machine = new Machine('yes')
    const before = machine.files
    machine.signal('TERM')
    machine.advance(1000)
    expect(machine.status).toBe(0)
    expect(machine.files).toEqual(before)
    expect(machine.lines.slice(-3)).toEqual([
      'Received shutdown signal during loading, scheduling shutdown.',
      'User requested shutdown...',
      'Redis is now ready to exit, bye bye...',
    ])
  })
})
