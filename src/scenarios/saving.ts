/**
 * The worlds of the lessons on persistence: a server with save points, one whose redis.conf is broken, one whose
 * child takes its time while somebody writes, and one with an append-only file.
 */
import type { WorkloadPlan } from '../programs/workload.ts'
import { RedisServer } from '../redis/server/server.ts'
import { ORDINARY_DISK, SLOW_DISK } from '../world/disk/timing.ts'
import type { Input } from '../world/inputs.ts'
import type { World } from '../world/world.ts'
import { CONF } from './configured.ts'
import { programs } from './programs.ts'
import type { Act, Scenario } from './scenario.ts'
import { LESSON_EPOCH } from './scenario.ts'
import { cli, clients, HOST, PORT, SERVER } from './standalone.ts'

type DiskInput = Extract<Input, { kind: 'disk' }>

/** Starts the server with a redis.conf of these lines. */
const configured = (world: World, conf: string): RedisServer | undefined => {
  const { disk } = world.host(HOST)
  disk.write(CONF, conf)
  disk.fsync(CONF)
  const { process } = world.spawn({ host: HOST, program: 'redis-server', name: SERVER, argv: [CONF] })
  return process instanceof RedisServer ? process : undefined
}

const base = {
  epoch: LESSON_EPOCH,
  programs,
  terminals: [cli],
  servers: [{ name: SERVER, host: HOST, port: PORT }],
}

// ---- save points ------------------------------------------------------------------------------

/** Keys of the server with save points: with the delay of its redis.conf a child needs two seconds. */
export const ARTICLES = 200

const SAVE_POINTS = `# A snapshot after 10 seconds and 50 changes, or after 60 seconds and 5 changes.
save 10 50 60 5
dbfilename dump.rdb

# 10,000 microseconds a key, so that a child can be watched. 0 unless you test something.
rdb-key-save-delay 10000
`

/** So many changes, one after the other, virtual ms apart. */
export const changes = (count: number, every: number): Input =>
  clients(`visits-${count}`, { turns: count, every, steps: [{ send: ['INCR', 'visits'] }] })

const visits = (count: number, every: number): Act => ({
  label: { en: `${count} visits`, ko: `방문 ${count}번` },
  mark: 'fork',
  inputs: [changes(count, every)],
})

const disk = (label: Act['label'], mark: string, how: Omit<DiskInput, 'kind' | 'host'>): Act => ({
  label,
  mark,
  inputs: [{ kind: 'disk', host: HOST, ...how }],
})

export const snapshots: Scenario = {
  ...base,
  id: 'snapshots',
  acts: {
    'visits-7': visits(7, 200),
    'visits-60': visits(60, 100),
    'disk-full': disk({ en: 'Fill the disk', ko: '디스크 채우기' }, 'file', { fault: 'ENOSPC' }),
    'disk-room': disk({ en: 'Make room on the disk', ko: '디스크 비우기' }, 'reset', {}),
  },
  build(world) {
    const server = configured(world, SAVE_POINTS)
    const db = server?.databases[0]
    for (let i = 0; i < ARTICLES; i++) db?.add(`article:${i}`, `text ${i}`)
  },
}

/** A server that ended at once, since it cannot read a line of its redis.conf. */
export const comma: Scenario = {
  ...base,
  id: 'comma',
  build(world) {
    configured(world, '# One change in 15 minutes is enough.\nsave 900, 1\ndbfilename dump.rdb\n')
  },
}

// ---- a child at work --------------------------------------------------------------------------

/** Keys of the server that forks, and bytes of each value: about 24 MB. */
export const ITEMS = 10_000
const ITEM_BYTES = 2000
/** Writes a virtual second, and keys of the few that some writers stick to. */
export const WRITES = 1000
const FEW = 500

const FORK_CONF = `# No save points: a snapshot is made when you ask.
save ""

# 300 microseconds a key, so that a child can be watched. 0 unless you test something.
rdb-key-save-delay 300

# yes unless you test something: Redis then asks the kernel for ordinary pages, whatever the machine has.
disable-thp no
`

/** The process that writes; there is one at a time. */
export const WRITERS = 'writers'

const writers = (keys: number, rate: number, gets = 0): Input => {
  const plan: Omit<WorkloadPlan, 'host' | 'port'> = {
    writes: true,
    rate,
    keys,
    gets,
    skew: 0,
    value: ITEM_BYTES,
    prefix: 'item:',
  }
  return {
    kind: 'spawn',
    host: HOST,
    name: WRITERS,
    program: 'workload',
    argv: [JSON.stringify({ host: '127.0.0.1', port: PORT, ...plan })],
  }
}

export const stopWriters: Input = { kind: 'signal', process: WRITERS, signal: 'KILL' }
/** 10,000 changes in five seconds. */
export const tenThousand = writers(ITEMS, 2 * WRITES, ITEMS)

const forkActs: Readonly<Record<string, Act>> = {
  everywhere: {
    label: { en: `Write ${WRITES} a second, any key`, ko: `1초에 ${WRITES}번, 아무 키나 쓰기` },
    mark: 'fork',
    inputs: [stopWriters, writers(ITEMS, WRITES)],
  },
  'few-keys': {
    label: {
      en: `Write ${WRITES} a second, the same ${FEW} keys`,
      ko: `1초에 ${WRITES}번, 같은 키 ${FEW}개에 쓰기`,
    },
    mark: 'key',
    inputs: [stopWriters, writers(FEW, WRITES)],
  },
  slowly: {
    label: { en: 'Write 50 a second, any key', ko: '1초에 50번, 아무 키나 쓰기' },
    mark: 'clock',
    inputs: [stopWriters, writers(ITEMS, WRITES / 20)],
  },
  'ten-thousand': {
    label: { en: 'Write 10,000 times', ko: '10,000번 쓰기' },
    mark: 'next',
    inputs: [stopWriters, tenThousand],
  },
  stop: { label: { en: 'Stop the writers', ko: '쓰기 멈추기' }, mark: 'switch', inputs: [stopWriters] },
  'huge-on': {
    label: { en: 'Huge pages on', ko: '큰 페이지 켜기' },
    mark: 'switch',
    inputs: [{ kind: 'machine', host: HOST, settings: { hugePages: true } }],
  },
  'huge-off': {
    label: { en: 'Huge pages off', ko: '큰 페이지 끄기' },
    mark: 'switch',
    inputs: [{ kind: 'machine', host: HOST, settings: { hugePages: false } }],
  },
}

/** RAM of the machine that has little, bytes. */
export const SMALL_RAM = 52 * 1024 * 1024

export const forks: Scenario = {
  ...base,
  id: 'forks',
  acts: forkActs,
  build(world) {
    const server = configured(world, FORK_CONF)
    if (server === undefined) return
    const db = server.databases[0]!
    // The server tells of each when it starts; that they came one by one is nobody's concern.
    const { tracing } = world
    world.tracing = false
    for (let i = 0; i < ITEMS; i++) db.add(`item:${i}`, 'v'.repeat(ITEM_BYTES))
    world.tracing = tracing
    server.memory.settle()
  },
}

// ---- the append-only file ---------------------------------------------------------------------

/** Virtual ms between two orders. */
export const ORDER_GAP = 20

/** A client that adds one to `orders` again and again, and stops when it gets no answer. */
export const orders: Input = clients('shop', {
  turns: 0,
  every: ORDER_GAP,
  steps: [{ send: ['INCR', 'orders'] }],
})

export const logged: Scenario = {
  ...base,
  id: 'logged',
  acts: {
    orders: { label: { en: 'Orders, 50 a second', ko: '1초에 주문 50개' }, mark: 'fork', inputs: [orders] },
    'disk-slow': disk({ en: 'A slow disk', ko: '느린 디스크' }, 'clock', { timing: SLOW_DISK }),
    'disk-quick': disk({ en: 'A quick disk again', ko: '다시 빠른 디스크' }, 'reset', {
      timing: ORDINARY_DISK,
    }),
  },
  build(world) {
    configured(world, 'save ""\nappendonly yes\nappendfsync everysec\n')
  },
}
