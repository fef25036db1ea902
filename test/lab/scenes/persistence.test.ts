/** The way to the disk, snapshots, the rewrite, recovery: what their scenes know, held against the server itself. */
import { describe, expect, it } from 'vitest'
import { buildWorld } from '../../../src/exercises/run.ts'
import { aof, atRisk, stationOf } from '../../../src/lab/scenes/aof.ts'
import { discarded, recovery } from '../../../src/lab/scenes/recovery.ts'
import { grownBy, rewrite, sheets, whereIs } from '../../../src/lab/scenes/rewrite.ts'
import type { Scene } from '../../../src/lab/scenes/scene.ts'
import { nearness, snapshot } from '../../../src/lab/scenes/snapshot.ts'
import { scenarios } from '../../../src/scenarios/index.ts'
import type { Input } from '../../../src/world/inputs.ts'
import type { Harness, HarnessClient } from '../../redis/harness.ts'
import { startRedis } from '../../redis/harness.ts'

const LOG = '/appendonlydir/appendonly.aof.1.incr.aof'

const power: Input = { kind: 'power', host: 'server' }
const kill: Input = { kind: 'signal', process: 'server', signal: 'KILL' }
const restart: Input = { kind: 'restart', process: 'server' }

/** A world with costs whose trace is folded as it goes. */
class Watched<S> {
  readonly redis: Harness
  readonly captions: string[] = []
  state: S
  private client: HarnessClient | undefined
  private readonly scene: Scene<S>

  constructor(scene: Scene<S>, config: Readonly<Record<string, string>>) {
    this.scene = scene
    this.state = scene.initial
    this.redis = startRedis({ config, charging: true, traced: true })
    this.follow()
  }

  private follow(): void {
    for (const event of this.redis.world.takeTrace()) {
      this.state = this.scene.fold(this.state, event)
      const caption = this.scene.caption(event, this.state, 'en')
      expect(Boolean(this.scene.caption(event, this.state, 'ko'))).toBe(Boolean(caption))
      if (caption !== undefined) this.captions.push(`${caption.event}: ${caption.say}`)
    }
    for (const language of ['en', 'ko'] as const) {
      const [header = [], ...rows] = this.scene.describe(this.state, language)
      for (const row of rows) expect(row.length).toBeLessThanOrEqual(Math.max(header.length, 4))
    }
  }

  say(line: string): this {
    this.client ??= this.redis.client()
    this.client.command(line)
    return this.wait(2)
  }

  wait(ms: number): this {
    this.redis.advance(ms)
    this.follow()
    return this
  }

  input(input: Input): this {
    this.redis.world.input(input)
    // A new server has not heard of the old one's clients.
    if (input === restart) this.client = undefined
    this.follow()
    return this
  }

  get disk() {
    return this.redis.world.host('server').disk
  }
}

describe('the way to the disk', () => {
  it('knows what is in the page cache and what is on the disk', () => {
    const watched = new Watched(aof, { appendonly: 'yes', appendfsync: 'everysec' })
    watched.wait(2500).say('SET a 1').say('SET b 2')
    const { state, disk } = watched
    expect(state.runs.map(({ argv }) => argv.join(' '))).toEqual(['SET a 1', 'SET b 2'])
    expect(state.fileSize).toBe(disk.size(LOG))
    expect(state.written).toBe(state.appended)
    const safe = disk.syncedSize(LOG)
    expect(state.fileSize - (state.written - state.durable)).toBe(safe)
    watched.wait(3000)
    expect(watched.state.durable).toBe(watched.state.written)
    expect(watched.disk.syncedSize(LOG)).toBe(watched.disk.size(LOG))
  })

  it('names what a power cut takes, and that a killed process loses nothing', () => {
    const watched = new Watched(aof, { appendonly: 'yes', appendfsync: 'no' })
    watched.say('SET a 1').say('SET b 2').input(kill)
    expect(watched.state.crashes.at(-1)).toMatchObject({ how: 'killed', lostCount: 0, told: 2 })
    watched.input(restart).wait(200).say('SET c 3')
    expect(watched.state.runs).toHaveLength(1)
    expect(atRisk(watched.state, 'power')).toHaveLength(1)
    watched.input(power)
    expect(watched.state.crashes.at(-1)).toMatchObject({ how: 'power', lostCount: 1 })
    expect(watched.captions.at(-1)).toContain('1 of 1 answered write')
    expect(watched.disk.read(LOG)).not.toContain('SET')
  })

  it('has nothing at risk under always', () => {
    const watched = new Watched(aof, { appendonly: 'yes', appendfsync: 'always' })
    watched.say('SET a 1').say('INCR n')
    expect(atRisk(watched.state, 'power')).toEqual([])
    expect(watched.state.runs.every((run) => stationOf(watched.state, run) === 'disk')).toBe(true)
    expect(watched.state.policy).toBe('always')
  })

  it('tells that a write waits while the disk is slow, and what that puts at risk', () => {
    const watched = new Watched(aof, { appendonly: 'yes', appendfsync: 'everysec' })
    watched.input({ kind: 'disk', host: 'server', timing: { fsync: 1_500_000 } })
    watched.wait(1200).say('SET a 1').wait(1100).say('SET b 1').wait(50).say('SET c 1')
    expect(watched.state.postponed).toBeDefined()
    watched.say('SET d 1')
    // Everyone has been answered, whoever came while it waited too.
    const waiting = watched.state.runs.filter((run) => stationOf(watched.state, run) === 'buffer')
    expect(waiting.length).toBeGreaterThan(1)
    expect(atRisk(watched.state, 'killed')).toEqual(waiting)
    expect(watched.state.told).toBe(4)
    watched.input(kill)
    expect(watched.state.crashes.at(-1)!.lostCount).toBe(waiting.length)
  })
})

describe('snapshots', () => {
  it('is told what holds as soon as the server is ready', () => {
    expect(new Watched(snapshot, {}).state.ram).toBeGreaterThan(0)
  })

  it('counts changes towards the save points and sees one fire', () => {
    const watched = new Watched(snapshot, {})
    watched.say('CONFIG SET save "2 3"')
    watched.wait(300).say('SET a 1').say('SET b 1')
    expect(watched.state.changes).toBe(2)
    const [point] = watched.state.points
    const now = watched.redis.world.now
    expect(nearness(watched.state, point!, now).changes).toBeCloseTo(2 / 3)
    watched.say('SET c 1').wait(4000)
    expect(watched.state.changes).toBe(0)
    expect(watched.state.saves.at(-1)).toMatchObject({ how: 'bgsave', keys: 3 })
    expect(watched.state.files.get('dump.rdb')?.size).toBe(watched.disk.size('/dump.rdb'))
    expect(watched.captions.some((text) => text.includes('3 changes and 2 seconds are over'))).toBe(true)
  })

  it('counts copied pages as the server does, and what a crash costs', () => {
    const watched = new Watched(snapshot, { 'rdb-key-save-delay': '20000' })
    watched.say('CONFIG SET save "3600 100000"')
    for (let i = 0; i < 60; i++) watched.say(`SET key:${i} ${'x'.repeat(3000)}`)
    watched.say('BGSAVE').wait(100)
    expect(watched.state.child).toMatchObject({ kind: 'rdb', keys: 60, holds: 60 })
    for (let i = 0; i < 30; i++) watched.say(`SET key:${i} ${'y'.repeat(3000)}`)
    watched.wait(200)
    const { pages } = watched.redis.server.child!
    expect(watched.state.pages!.copied).toBe(pages.copied)
    expect(watched.state.pages!.cells.reduce((sum, n) => sum + n, 0)).toBe(pages.copied)
    watched.wait(3000)
    expect(watched.state.child).toBeUndefined()
    for (let i = 0; i < 7; i++) watched.say(`SET late:${i} 1`)
    expect(watched.state.changes).toBe(37)
    watched.input(power)
    expect(watched.state.crashes.at(-1)!.lost).toBe(37)
  })

  it('sees a child that is killed leave the old file as it was', () => {
    const watched = new Watched(snapshot, { save: '', 'rdb-key-save-delay': '20000' })
    watched.say('SET a 1').say('SAVE').say('SET b 1').say('BGSAVE').wait(10)
    const before = watched.disk.read('/dump.rdb')
    watched.redis.world.signal(watched.redis.server.child!.pid, 'KILL')
    watched.wait(300)
    expect(watched.state.saves.map(({ how }) => how)).toEqual(['save', 'failed'])
    expect(watched.disk.read('/dump.rdb')).toBe(before)
    expect([...watched.state.files.keys()]).toEqual(['dump.rdb'])
  })
})

describe('the rewrite', () => {
  it('shows files in load order while it goes on and after', () => {
    const watched = new Watched(rewrite, { appendonly: 'yes', 'rdb-key-save-delay': '100000' })
    for (let i = 0; i < 50; i++) watched.say('INCR n')
    expect(sheets(watched.state).map(({ type, order }) => [type, order])).toEqual([
      ['b', 1],
      ['i', 2],
    ])
    watched.say('INCR m').say('BGREWRITEAOF').wait(120)
    const going = sheets(watched.state)
    expect(going.filter(({ order }) => order !== undefined)).toHaveLength(3)
    expect(going.some(({ type }) => type === 'temp')).toBe(true)
    expect(watched.state.stage).toBe('write')
    watched.wait(3000)
    expect(sheets(watched.state).map(({ name }) => name)).toEqual([
      'appendonly.aof.2.base.rdb',
      'appendonly.aof.2.incr.aof',
    ])
    expect(watched.state.outcome).toBe('ok')
    for (const { name, size } of sheets(watched.state))
      expect(size).toBe(watched.disk.size(`/appendonlydir/${name}`))
    expect(grownBy(watched.state)).toBe(0)
  })
})

describe('the pages and the live file of a rewrite', () => {
  it('shows what was copied, and which records of the new file are on the disk', () => {
    const watched = new Watched(rewrite, { appendonly: 'yes', 'rdb-key-save-delay': '5000000' })
    watched.say('SET a 1').say('BGREWRITEAOF')
    expect(watched.state.child).toMatchObject({ written: 0, keys: 1 })
    expect(watched.state.stage).toBe('write')
    expect(watched.state.tail).toEqual([])
    watched.say('SET a 2').wait(150)
    expect(watched.state.live).toBe('appendonly.aof.2.incr.aof')
    expect(watched.state.tail.map(({ argv }) => argv.join(' '))).toEqual(['SET a 2'])
    expect(watched.state.pages!.copied).toBe(watched.redis.server.child!.pages.copied)
    expect(whereIs(watched.state, watched.state.tail[0]!)).toBe('cache')
    watched.wait(2000)
    expect(whereIs(watched.state, watched.state.tail[0]!)).toBe('disk')
    watched.redis.world.signal(watched.redis.server.child!.pid, 'KILL')
    watched.wait(300)
    expect(watched.state.outcome).toBe('err')
    expect(sheets(watched.state).map(({ type }) => type)).toEqual(['b', 'i', 'i'])
  })
})

describe('a world that begins with files', () => {
  const folded = <S>(scene: Scene<S>, id: string): S => {
    const world = buildWorld(scenarios[id]!, 'scene')
    return world.takeTrace().reduce((state, event) => scene.fold(state, event), scene.initial)
  }

  it('has them in the drawing of the rewrite before anything happens', () => {
    const state = folded(rewrite, 'rewriting')
    expect(state.on).toBe(true)
    expect(sheets(state).map(({ type, order, size }) => [type, order, size])).toEqual([
      ['b', 1, 89],
      ['i', 2, 28_023],
    ])
    expect(state.live).toBe('appendonly.aof.1.incr.aof')
  })

  it('has its first start in the drawing of recovery, whatever came of it', () => {
    expect(folded(recovery, 'recovering').starts).toMatchObject([{ outcome: 'ready' }])
    expect(folded(recovery, 'turned-bit').starts).toMatchObject([{ outcome: 'refused' }])
    expect(folded(recovery, 'backups').starts).toMatchObject([{ outcome: 'refused' }])
    expect(folded(recovery, 'only-snapshots').starts).toMatchObject([{ files: [{ kind: 'rdb', count: 4 }] }])
  })
})

describe('recovery', () => {
  it('tells of the first start too, and of each file once', () => {
    const watched = new Watched(recovery, { appendonly: 'yes' })
    watched.say('SET a 1').input(kill).input(restart).wait(200)
    const last = watched.state.starts.at(-1)!
    expect(last.files.map(({ kind }) => kind)).toEqual(['rdb', 'aof'])
    expect(last.outcome).toBe('ready')
    const reloaded = new Watched(recovery, { save: '', 'enable-debug-command': 'yes' })
    reloaded.say('SET a 1').say('DEBUG RELOAD')
    expect(reloaded.state.starts).toEqual([])
  })

  it('tells what a start cut off, and what it refused', () => {
    const watched = new Watched(recovery, { appendonly: 'yes' })
    watched.say('SET a 1').say('SET b 2').input(kill)
    const whole = watched.disk.read(LOG)!
    watched
      .input({ kind: 'save', host: 'server', path: LOG, data: whole.slice(0, -4) })
      .input(restart)
      .wait(200)
    const cut = watched.state.starts.at(-1)!
    expect(cut.outcome).toBe('ready')
    const log = cut.files.at(-1)
    expect(log!.count).toBe(2)
    expect(discarded(log!)).toBe(whole.length - 4 - log!.cutAt!)
    expect(watched.disk.size(LOG)).toBe(log!.cutAt)
    watched.input(kill)
    const text = watched.disk.read(LOG)!
    watched
      .input({ kind: 'save', host: 'server', path: LOG, data: text.replace('*2', '*x') })
      .input(restart)
      .wait(200)
    expect(watched.state.starts.at(-1)).toMatchObject({ outcome: 'refused' })
    expect(watched.state.starts.at(-1)!.files.at(-1)!.refused).toBeDefined()
  })
})
