/** The engine in-process, argv to reply through the whole command pipeline, beside its peers in one run. */
import RedisMock from 'ioredis-mock'
import { createServer } from '../src/programs/redis-server.ts'
import { RedisServer } from '../src/redis/server/server.ts'
import { processCommand } from '../src/redis/server/call.ts'
import { World } from '../src/world/world.ts'
import { limitEngine } from './limit-engine.ts'

const KEYS = 10_000
const MEMBERS = 10_000
const ROUNDS = 5
const SLICE_MS = 200

type Call = (argv: readonly string[]) => unknown
type Mock = Record<string, (...args: readonly string[]) => Promise<unknown>>

interface Workload {
  readonly name: string
  readonly setup?: readonly (readonly string[])[]
  readonly argv: (i: number) => readonly string[]
}

const names = Array.from({ length: KEYS }, (_, i) => `key:${String(i).padStart(12, '0')}`)
const members = Array.from({ length: MEMBERS }, (_, i) => `member:${i}`)
const scores = members.map((_, i) => String((i * 7919) % MEMBERS))
const zset = members.map((m, i) => ['ZADD', 'zset', scores[i]!, m])

const workloads: readonly Workload[] = [
  { name: 'SET', argv: (i) => ['SET', names[i % KEYS]!, 'value'] },
  { name: 'GET', setup: names.map((n) => ['SET', n, 'value']), argv: (i) => ['GET', names[i % KEYS]!] },
  { name: 'INCR', argv: (i) => ['INCR', names[i % KEYS]!] },
  { name: 'LPUSH/LPOP', argv: (i) => ((i >> 9) & 1 ? ['LPOP', 'list'] : ['LPUSH', 'list', 'value']) },
  { name: 'HSET', argv: (i) => ['HSET', 'hash', members[i % MEMBERS]!, 'value'] },
  { name: 'SADD', argv: (i) => ['SADD', 'set', members[i % MEMBERS]!] },
  {
    name: 'ZADD',
    setup: zset,
    argv: (i) => ['ZADD', 'zset', scores[(i * 31) % MEMBERS]!, members[i % MEMBERS]!],
  },
  { name: 'ZRANGE 0 9', setup: zset, argv: () => ['ZRANGE', 'zset', '0', '9'] },
]

const engine = (): Call => {
  const world = new World({
    seed: 'bench',
    epoch: 1_700_000_000_000_000,
    programs: {
      'redis-server': {
        name: 'redis-server',
        create: (system) => createServer(system, { save: '' }, { charging: false }),
      },
    },
  })
  world.spawn({ host: 'server', program: 'redis-server', name: 'server' })
  world.runUntil(world.now)
  const server = world.byName.get('server')!.process
  if (!(server instanceof RedisServer)) throw new Error('the server did not start')
  const client = server.createClient({ address: 'bench', localAddress: 'bench' })
  return (argv) => {
    processCommand(client, argv)
    return client.reply.take()
  }
}

/** ioredis-mock answers asynchronously: its calls are awaited in batches, as its users do. */
const mock = (): ((argvs: readonly (readonly string[])[]) => Promise<void>) => {
  const redis = new RedisMock({ keyPrefix: `bench${Math.floor(performance.now() * 1000)}:` })
  return async (argvs) => {
    for (const [name, ...args] of argvs) await (redis as unknown as Mock)[name!.toLowerCase()]!(...args)
  }
}

/** CPU seconds this process has used: other work on the machine doesn't count. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Calls a CPU second over one slice of time. */
const measure = (call: Call, workload: Workload): number => {
  let done = 0
  const start = cpu()
  const until = start + SLICE_MS / 1000
  let now = start
  for (; now < until; now = cpu()) {
    for (let i = 0; i < 4096; i++) call(workload.argv(done + i))
    done += 4096
  }
  return done / (now - start)
}

const measureMock = async (workload: Workload): Promise<number> => {
  const call = mock()
  await call((workload.setup ?? []).slice(0, 1000))
  let done = 0
  const start = cpu()
  const until = start + SLICE_MS / 1000
  let now = start
  for (; now < until; now = cpu()) {
    await call(Array.from({ length: 16 }, (_, i) => workload.argv(done + i)))
    done += 16
  }
  return done / (now - start)
}

const measureMap = (workload: Workload): number => {
  const map = new Map<string, string>()
  const call: Call = (argv) => (argv[0] === 'GET' ? map.get(argv[1]!) : map.set(argv[1]!, argv[2]!))
  return measure(call, workload)
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!

const cell = (n: number): string => `${(n / 1000).toFixed(0)}k`.padStart(9)

interface Row {
  readonly name: string
  readonly ours: number
  readonly limit: number
  readonly map: number | undefined
}

/** Engine and limit (and for SET and GET a bare Map) in turn, so that a noisy machine meets them alike. */
const measureRow = (workload: Workload): Row => {
  const [ours, limit] = [engine(), limitEngine()]
  for (const argv of workload.setup ?? []) {
    ours(argv)
    limit(argv)
  }
  const results = { ours: [] as number[], limit: [] as number[], map: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    results.ours.push(measure(ours, workload))
    results.limit.push(measure(limit, workload))
    if (workload.name === 'SET' || workload.name === 'GET') results.map.push(measureMap(workload))
  }
  return {
    name: workload.name,
    ours: median(results.ours),
    limit: median(results.limit),
    map: results.map.length === 0 ? undefined : median(results.map),
  }
}

/** Prints calls a CPU second and the ratios that matter. ioredis-mock runs last: its garbage is not ours. */
export const benchEngine = async (): Promise<void> => {
  console.log(
    'In-process: argv to reply through the whole pipeline, calls per CPU second (medians of slices)',
  )
  console.log('workload       engine     limit  mock 8.13      Map  engine/limit  engine/mock')
  const rows = workloads.map(measureRow)
  for (const [i, { name, ours, limit, map }] of rows.entries()) {
    const mocked = Math.max(await measureMock(workloads[i]!), await measureMock(workloads[i]!))
    const ratios = (ours / limit).toFixed(2).padStart(13) + `${(ours / mocked).toFixed(1)}×`.padStart(12)
    console.log(
      name.padEnd(12),
      cell(ours),
      cell(limit),
      cell(mocked),
      map === undefined ? '        –' : cell(map),
      ratios,
    )
  }
}
