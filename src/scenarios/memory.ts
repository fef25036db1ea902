/**
 * Worlds of the lessons on memory: one where a thousand keys that nobody asks for any more lie beside a thousand others,
 * and one whose machine has little RAM to spare.
 */
import type { WorkloadPlan } from '../programs/workload.ts'
import { RedisServer } from '../redis/server/server.ts'
import type { World } from '../world/world.ts'
import { CONF } from './configured.ts'
import { programs } from './programs.ts'
import type { Act, Scenario } from './scenario.ts'
import { LESSON_EPOCH } from './scenario.ts'
import { cli, clients, HOST, PORT, SERVER } from './standalone.ts'

const base = {
  epoch: LESSON_EPOCH,
  programs,
  terminals: [cli],
  servers: [{ name: SERVER, host: HOST, port: PORT }],
}

/** Starts the server with a redis.conf of these lines. */
const configured = (world: World, conf: string): RedisServer | undefined => {
  const { disk } = world.host(HOST)
  disk.write(CONF, conf)
  disk.fsync(CONF)
  const { process } = world.spawn({ host: HOST, program: 'redis-server', name: SERVER, argv: [CONF] })
  return process instanceof RedisServer ? process : undefined
}

// ---- keys that nobody asks for ----------------------------------------------------------------

/** Keys nobody asks for any more, as many others, and how many come. */
export const OLD = 1000
export const COME = 3300
/** Seconds since the old ones and the others were last asked for. */
const OLD_IDLE = 600
const YOUNG_IDLE = 20
/** One that nobody asked for in an hour. */
export const ANCIENT = 'ancient'
const ANCIENT_IDLE = 3600
const TEXT = 'v'.repeat(200)

const OLD_CONF = `# Just enough for the 2,000 keys that are here.
maxmemory 1560kb
maxmemory-policy allkeys-lru
maxmemory-samples 1
save ""
`

/** Somebody writes one new key after the other: for each of them another must go. */
export const newcomers: Act = {
  label: { en: 'Write 3,300 new keys', ko: '새 키 3,300개 쓰기' },
  mark: 'fork',
  inputs: [clients('newcomers', { turns: COME, every: 2, steps: [{ send: ['SET', 'new:$turn', TEXT] }] })],
}

export const cacheOld: Scenario = {
  ...base,
  id: 'cache-old',
  acts: { newcomers },
  build(world) {
    const server = configured(world, OLD_CONF)
    if (server === undefined) return
    const db = server.databases[0]!
    db.add(ANCIENT, TEXT).lru = server.lruClock - ANCIENT_IDLE
    for (let i = 0; i < OLD; i++) {
      db.add(`old:${i}`, TEXT).lru = server.lruClock - OLD_IDLE
      db.add(`page:${i}`, TEXT).lru = server.lruClock - YOUNG_IDLE
    }
    server.memory.settle()
  },
}

// ---- a machine with little to spare -----------------------------------------------------------

/** Bytes of RAM, keys of the server and bytes of a value: a page each. */
export const RAM = 64 * 1024 * 1024
const BLOCKS = 8000
const BLOCK_BYTES = 3500
/** Sets a virtual second. */
const WRITES = 4000

const TIGHT_CONF = `save ""
maxmemory 0
maxmemory-policy allkeys-lru

# 300 microseconds a key, so that a child can be watched. 0 unless you test something.
rdb-key-save-delay 300
`

const overcommit = (value: 0 | 1 | 2): Act => ({
  label: { en: `vm.overcommit_memory = ${value}`, ko: `vm.overcommit_memory = ${value}` },
  mark: 'settings',
  inputs: [{ kind: 'machine', host: HOST, settings: { overcommit: value } }],
})

const WRITERS = 'writers'
const plan: WorkloadPlan = {
  host: '127.0.0.1',
  port: PORT,
  writes: true,
  rate: WRITES,
  keys: BLOCKS,
  skew: 0,
  value: BLOCK_BYTES,
  prefix: 'block:',
}

/** What the machine of these worlds can be told, and somebody who changes every key. */
export const machineActs: Readonly<Record<string, Act>> = {
  'overcommit-0': overcommit(0),
  'overcommit-1': overcommit(1),
  writers: {
    label: { en: '4,000 writes a second', ko: '1초에 쓰기 4,000번' },
    mark: 'fork',
    inputs: [
      { kind: 'signal', process: WRITERS, signal: 'KILL' },
      { kind: 'spawn', host: HOST, name: WRITERS, program: 'workload', argv: [JSON.stringify(plan)] },
    ],
  },
  'stop-writers': {
    label: { en: 'Stop the writes', ko: '쓰기 멈추기' },
    mark: 'pause',
    inputs: [{ kind: 'signal', process: WRITERS, signal: 'KILL' }],
  },
}

/** A server that takes two thirds of its machine's RAM; the kernel is careful. */
export const tightMemory: Scenario = {
  ...base,
  id: 'tight-memory',
  // By then the server has told what it uses, the kernel too.
  opening: ['DBSIZE'],
  acts: machineActs,
  build(world) {
    world.input({ kind: 'machine', host: HOST, settings: { ram: RAM, overcommit: 0 } })
    const server = configured(world, TIGHT_CONF)
    if (server === undefined) return
    const db = server.databases[0]!
    const text = 'v'.repeat(BLOCK_BYTES)
    for (let i = 0; i < BLOCKS; i++) db.add(`block:${i}`, text)
    server.memory.settle()
  },
}
