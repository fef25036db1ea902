/**
 * Worlds whose memory is full: a cache with a limit and users who ask for some keys far more often than for others
 * (`programs/workload.ts`). One small enough to see every key, one with 20,000 keys, one with a server for each of the
 * eight policies under the same users, and one whose keys can be deleted so that holes remain.
 */
import { RandomStream } from '../bytes/random.ts'
import { drawRank, keyOfRank } from '../bytes/zipf.ts'
import type { WorkloadPlan } from '../programs/workload.ts'
import type { EvictionPolicy } from '../redis/eviction/events.ts'
import { RedisServer } from '../redis/server/server.ts'
import type { Input } from '../world/inputs.ts'
import type { World } from '../world/world.ts'
import { machineActs, newcomers } from './memory.ts'
import { programs } from './programs.ts'
import type { Act, Scenario } from './scenario.ts'
import { LESSON_EPOCH } from './scenario.ts'
import { cli, HOST, PORT, users } from './standalone.ts'

/** The policies in the order of the ports they are served on, from 6379 on. */
export const POLICIES: readonly EvictionPolicy[] = [
  'noeviction',
  'allkeys-lru',
  'allkeys-lfu',
  'allkeys-random',
  'volatile-lru',
  'volatile-lfu',
  'volatile-random',
  'volatile-ttl',
]

/** A cache: what its users do, and its server's limit (bytes) and policy. */
interface Cache {
  readonly users: Omit<WorkloadPlan, 'host' | 'port'>
  readonly maxmemory: number
  readonly policy: EvictionPolicy
  /** Keys without an expiry that nobody asks for again: sessions. */
  readonly sessions?: number
}

/** Bytes left free when a world begins: its users' connections need some. */
const MARGIN = 100 * 1024
/** Gets that the users are taken to have made before the world begins. */
const PAST = 20

const serverName = (port: number): string => `redis-${port}`

const usersOf = (plan: Cache['users'], port: number): Input => ({
  kind: 'spawn',
  host: HOST,
  name: `users-${port}`,
  program: 'workload',
  argv: [JSON.stringify({ host: '127.0.0.1', port, ...plan })],
})

const start = (world: World, { maxmemory, policy }: Cache, port: number): RedisServer | undefined => {
  const { process } = world.spawn({
    host: HOST,
    program: 'redis-server',
    name: serverName(port),
    argv: [
      ...['--save', '', '--port', String(port), '--dbfilename', `dump-${port}.rdb`],
      ...['--maxmemory', String(maxmemory), '--maxmemory-policy', policy],
    ],
  })
  return process instanceof RedisServer ? process : undefined
}

/** Fills a server that was not started yet as its users would have: keys they asked for, up to the limit. */
const fill = (server: RedisServer, { users: plan, maxmemory, sessions = 0 }: Cache): void => {
  const db = server.databases[0]!
  const random = new RandomStream('the past')
  const now = Math.floor(server.now / 1000)
  const { keys, skew = 0.99, value = 100, ttl, ttlShare = 1, prefix = 'key:', rate } = plan
  for (let i = 0; i < sessions; i++) db.add(`session:${i}`, `user ${i}`)
  const text = 'v'.repeat(value)
  const last = PAST * keys
  for (let get = 0; get < last; get++) {
    const key = keyOfRank(drawRank(random, keys, skew), keys)
    const name = prefix + String(key)
    const seconds = Math.floor((last - get) / rate)
    const known = db.peek(name)
    if (known !== undefined) {
      if (server.lfuPolicy) server.touchLfu(known)
      else known.lru = server.lruClock - Math.min(seconds, 3600)
      continue
    }
    if (server.memory.usedQuickly >= maxmemory - MARGIN) return
    const entry = db.add(name, text)
    if (!server.lfuPolicy) entry.lru = server.lruClock - Math.min(seconds, 3600)
    if (ttl !== undefined && ((key * 61) % 100) / 100 < ttlShare) {
      db.expire(entry, now + 1000 * (ttl[0] + random.below(ttl[1] - ttl[0] + 1)))
    }
  }
}

const open = (world: World, cache: Cache, port = PORT): void => {
  const server = start(world, cache, port)
  if (server !== undefined) fill(server, cache)
}

// ---- one server -------------------------------------------------------------------------------

/** About 540 of 2,000 keys fit. */
const small: Cache = {
  users: { rate: 100, keys: 2000, value: 1000, ttl: [60, 600], ttlShare: 0.5, prefix: 'cache:' },
  maxmemory: 1536 * 1024,
  policy: 'allkeys-lru',
  sessions: 20,
}

const traffic = (cache: Cache, ports: readonly number[] = [PORT]): Act => ({
  label: { en: 'Let the users come', ko: '사용자 보내기' },
  mark: 'fork',
  inputs: ports.map((port) => usersOf(cache.users, port)),
})

/** Somebody reads many keys once that nobody asks for: what LRU takes for popular and LFU does not. */
const SCANNED = 400
const scan = (cache: Cache, label: Act['label'], ports: readonly number[] = [PORT]): Act => ({
  label,
  mark: 'switch',
  inputs: ports.map((port) => ({
    ...usersOf(
      { ...cache.users, rate: 400, skew: 0, gets: SCANNED, prefix: 'report:', seed: 'report' },
      port,
    ),
    name: `report-${port}`,
  })),
})
const reads: Act['label'] = {
  en: `A report reads ${SCANNED} keys once`,
  ko: `보고서가 키 ${SCANNED}개를 한 번씩 읽기`,
}

/** Taste changes: other keys become popular. */
const drift = (cache: Cache, ports: readonly number[] = [PORT]): Act => ({
  label: { en: 'Users whose taste changes', ko: '관심이 바뀌는 사용자 보내기' },
  mark: 'fork',
  inputs: ports.map((port) => ({
    ...usersOf({ ...cache.users, drift: { every: 10, by: 40 }, seed: 'fickle' }, port),
    name: `fickle-${port}`,
  })),
})

const one = (id: string, cache: Cache): Scenario => ({
  id,
  epoch: LESSON_EPOCH,
  programs,
  terminals: [cli],
  servers: [{ name: serverName(PORT), host: HOST, port: PORT }],
  acts: { traffic: traffic(cache), scan: scan(cache, reads), drift: drift(cache), newcomers },
  build: (world) => open(world, cache),
})

/** One small cache, full, its keys few enough to see each. */
export const cacheFull = one('cache-full', small)

/** The same with an LFU policy. */
export const cacheLfu = one('cache-lfu', { ...small, policy: 'allkeys-lfu' })

/** Every key has an expiry, and the one that runs out first goes first. */
export const cacheTtl = one('cache-ttl', {
  ...small,
  users: { ...small.users, ttl: [30, 900], ttlShare: 1 },
  policy: 'volatile-ttl',
})

/** About 20,000 of 60,000 keys fit. */
export const cacheLarge = one('cache-large', {
  users: { rate: 500, keys: 60_000, value: 100, prefix: 'cache:' },
  maxmemory: 5 * 1024 * 1024 + 128 * 1024,
  policy: 'allkeys-lru',
})

// ---- eight policies side by side --------------------------------------------------------------

const PORTS = POLICIES.map((_, i) => PORT + i)
const eight: Cache = { ...small, users: { ...small.users, rate: 50 } }

/** Eight servers, a policy each, and the same users before all of them. */
export const cachePolicies: Scenario = {
  id: 'cache-policies',
  epoch: LESSON_EPOCH,
  programs,
  terminals: [cli],
  servers: PORTS.map((port) => ({ name: serverName(port), host: HOST, port })),
  acts: {
    traffic: {
      ...traffic(eight),
      inputs: PORTS.map((port, i) => usersOf({ ...eight.users, name: POLICIES[i]! }, port)),
    },
    scan: scan(eight, reads, PORTS),
    drift: drift(eight, PORTS),
  },
  build(world) {
    POLICIES.forEach((policy, i) => open(world, { ...eight, policy }, PORT + i))
  },
}

// ---- holes ------------------------------------------------------------------------------------

/** Keys of the world of holes, and which of them survive. */
export const PIECES = 10_000
const KEPT = 10

const evaluate = (label: Act['label'], body: string): Act =>
  users(label, { steps: [{ send: ['EVAL', body, '0'] }] })

/** 10,000 keys of like size: nine tenths can be deleted here and there, or all in a row. */
export const memoryHoles: Scenario = {
  id: 'memory-holes',
  epoch: LESSON_EPOCH,
  programs,
  terminals: [cli],
  servers: [{ name: serverName(PORT), host: HOST, port: PORT }],
  // By then the server has told what it uses.
  opening: ['DBSIZE'],
  acts: {
    scattered: evaluate(
      { en: 'Delete nine of ten keys, here and there', ko: '키 열 개 중 아홉 개씩 띄엄띄엄 지우기' },
      `for i = 0, ${PIECES - 1} do if i % ${KEPT} ~= 0 then redis.call('DEL', 'item:' .. i) end end`,
    ),
    row: evaluate(
      { en: 'Delete the first nine tenths', ko: '앞에서부터 열에 아홉 지우기' },
      `for i = 0, ${(PIECES / KEPT) * (KEPT - 1) - 1} do redis.call('DEL', 'item:' .. i) end`,
    ),
    refill: evaluate(
      { en: 'Add 9,000 larger keys', ko: '더 큰 키 9,000개 넣기' },
      `local v = string.rep('w', 300) for i = 1, ${(PIECES / KEPT) * (KEPT - 1)} do redis.call('SET', 'new:' .. i, v) end`,
    ),
    ...machineActs,
  },
  build(world) {
    const { process } = world.spawn({
      host: HOST,
      program: 'redis-server',
      name: serverName(PORT),
      argv: ['--save', ''],
    })
    if (!(process instanceof RedisServer)) return
    const db = process.databases[0]!
    for (let i = 0; i < PIECES; i++) db.add(`item:${i}`, 'v'.repeat(200))
    process.memory.settle()
    // The redis-server of the Docker image: it can defragment.
    process.config.build = { defragments: true }
  },
}
