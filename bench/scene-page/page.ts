import type { SceneRun } from '../scene-run.ts'
import { batch, signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import { h, render } from 'preact'
import { benchStore } from '../../src/lab/components/bench-store.ts'
import type { BenchController } from '../../src/lab/components/bench-store.ts'
import type { Part } from '../../src/lab/components/parts.ts'
import { loadScene } from '../../src/lab/components/scene-parts.tsx'
import type { Scene } from '../../src/lab/scenes/scene.ts'
import { en } from '../../src/site/i18n/en.ts'
import '../../src/site/styles/tokens.css'
import '../../src/site/styles/base.css'
import '../../src/site/styles/bench.css'
import '../../src/site/styles/scenes.css'
import '../../src/site/styles/keyspace.css'
import '../../src/site/styles/scenes-of-time.css'
import type { TraceEvent } from '../../src/world/trace.ts'

/*
 * A scene alone on a page, fed with events of its own making: what one frame costs the main thread, from the fold of
 * the frame's events to the end of its painting.
 */

const EPOCH = 1_795_165_200_000_000
const FRAME_US = 16_667
const TYPES = [
  ['string', 'embstr'],
  ['list', 'quicklist'],
  ['set', 'hashtable'],
  ['zset', 'listpack'],
  ['hash', 'listpack'],
] as const

let seq = 0
let now = 0

/** A small generator: the same frames in every run. */
let seed = 1
const random = (below: number): number => {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
  return Math.floor((seed / 2 ** 32) * below)
}

const event = (type: string, fields: Record<string, unknown>): TraceEvent => ({
  at: EPOCH + now,
  seq: ++seq,
  process: 'redis-6379',
  type,
  ...fields,
})

const keyChanged = (i: number): TraceEvent => {
  const [type, encoding] = TYPES[random(TYPES.length)]!
  const preview = ['alpha', 'beta', 'gamma', 'delta']
  const expireAt = (EPOCH + now) / 1000 + random(60_000)
  return event('key', { db: 0, key: `key:${i}`, value: { type, encoding, size: 4, preview, expireAt } })
}

const command = (keys: readonly string[]): TraceEvent =>
  event('command', {
    client: 1,
    db: 0,
    name: 'set',
    argv: ['SET', ...keys, 'value'],
    argc: 3,
    keys,
    reply: '+OK\r\n',
    cost: 12,
  })

interface Place {
  key: string
  idle: number
  db: number
}

let pool: Place[] = []

/** Five keys are drawn, those that are good enough go into the pool, the best of it goes. */
const evicted = (size: number): TraceEvent[] => {
  const policy = 'allkeys-lru'
  const keys = Array.from({ length: 5 }, () => ({ key: `key:${random(size)}`, idle: random(400_000) }))
  pool = [...pool, ...keys.map((each) => ({ ...each, db: 0 }))].sort((a, b) => a.idle - b.idle).slice(-16)
  const told = pool
  const { key, idle } = pool.at(-1)!
  pool = pool.slice(0, -1)
  return [
    event('eviction.sample', { db: 0, from: 'main', policy, keys }),
    event('eviction.pool', { policy, pool: told }),
    event('eviction.victim', { db: 0, key, policy, from: 'pool', idle, used: 1e6, freed: 200, limit: 1e6 }),
    event('key.removed', { db: 0, key, why: 'evicted', size: size - 1 }),
    event('eviction.done', { result: 'ok', evicted: 1, freed: 200, used: 1e6, limit: 1e6 }),
    keyChanged(random(size)),
  ]
}

/** Reads, and for every fourth of them a key that goes so that another may come. */
const evictions = (size: number, reads: number): TraceEvent[] =>
  Array.from({ length: reads }, (_, i) =>
    i % 4 === 0 ? evicted(size) : [command([`key:${random(size)}`])],
  ).flat()

/** What happens in one frame, by scene. */
const FRAMES: Readonly<Record<string, (size: number, changes: number) => TraceEvent[]>> = {
  keyspace: (size, changes) =>
    Array.from({ length: changes }, () => keyChanged(random(size))).concat(command([`key:${random(size)}`])),
  eviction: (size, changes) => evictions(size, changes),
  expiry: (size, changes) => Array.from({ length: changes }, () => keyChanged(random(size))),
  lane: (size) =>
    Array.from({ length: size }, (_, client) => [
      event('script.sent', { client, argv: ['GET', `item:${client}`] }),
      command([`item:${client}`]),
      event('script.reply', { client, command: 'GET', reply: '', latency: 40 + random(2000) }),
    ]).flat(),
}

const controllerOf = (fold: <S>(scene: Scene<S>) => ReadonlySignal<S>): BenchController =>
  ({ fold, epoch: () => EPOCH, servers: () => [], typeInto: () => {} }) as unknown as BenchController

const nextFrame = (): Promise<number> =>
  new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())))

/** Resolves in the first task after the frame has been painted. */
const afterPaint = (): Promise<number> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve(performance.now())
    port2.postMessage(0)
  })

/** Main-thread ms of each frame. */
const measure = async ({ scene: id, size, changes, frames, width, height }: SceneRun): Promise<number[]> => {
  const { scene, draw } = await loadScene(id)
  const host = document.querySelector<HTMLElement>('#host')!
  host.innerHTML = `<div class="glass" style="width:${width}px;height:${height}px"><div class="scene"></div></div>`
  seq = now = 0
  let state = scene.initial
  for (let i = 0; i < size && id !== 'lane'; i++) state = scene.fold(state, keyChanged(i))
  const shown = signal(state)
  const store = benchStore({
    speed: '1s/s',
    window: { from: 0, to: 60_000_000 },
    world: { name: '', mark: 'primary' },
    caption: { event: '', say: '' },
    facts: [],
    faults: [],
    controls: [],
    tools: [],
  } as unknown as Parameters<typeof benchStore>[0])
  store.playing.value = true
  const fold = <S>(): ReadonlySignal<S> => shown as unknown as ReadonlySignal<S>
  const part = h(draw as Part, { store, controller: controllerOf(fold), t: en.bench })
  render(part, host.querySelector('.scene')!)
  const times: number[] = []
  for (let frame = -30; frame < frames; frame++) {
    const start = await nextFrame()
    now += FRAME_US
    for (const each of FRAMES[id]!(size, changes)) state = scene.fold(state, each)
    batch(() => {
      store.now.value = now
      shown.value = state
    })
    const end = await afterPaint()
    if (frame >= 0) times.push(end - start)
  }
  return times
}

declare global {
  interface Window {
    measure: typeof measure
  }
}

window.measure = measure
