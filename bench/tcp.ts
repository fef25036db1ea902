/** CPU time a request over TCP, against redis-server in the same run; needs redis-server and redis-benchmark. */
import { spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { cpu, freePort, has, median, OURS, REAL, startServer } from './servers.ts'

const ROUNDS = 3
const REQUESTS = 300_000
const NOTHING_KEPT = ['--save', '', '--appendonly', 'no']

interface Workload {
  readonly name: string
  readonly requests: number
  readonly pipeline: number
  /** What redis-benchmark is told to send. */
  readonly send: readonly string[]
  /** Sent before, not measured. */
  readonly before?: readonly (readonly string[])[]
}

const benchmark = (port: number, pipeline: number, requests: number, send: readonly string[]): void => {
  const options = ['-p', String(port), '-q', '-n', String(requests), '-P', String(pipeline)]
  spawnSync('redis-benchmark', [...options, ...send])
}

const test = (name: string, pipeline: number, requests: number): Workload => ({
  name: `${name.toUpperCase()} pipeline ${pipeline}`,
  requests,
  pipeline,
  send: ['-r', '100000', '-t', name],
})

const SMALL = ['set', 'get', 'incr', 'lpush', 'hset', 'zadd']

const large = (name: string, send: readonly string[], before?: Workload['before']): Workload => ({
  name,
  requests: REQUESTS / 3,
  pipeline: 16,
  send,
  before,
})

const MILLION = ['-r', '1000000']
const MEMBERS = ['-r', '10000']

/** Large structures: lists of a million elements, 10,000 members, 100,000 entries, a million keys. */
const LARGE: readonly Workload[] = [
  large('LPUSH, 1 M', ['lpush', 'mylist', 'x'], [['-n', '1000000', '-t', 'lpush']]),
  large('RPUSH, 1 M', ['rpush', 'mylist', 'x']),
  large('LPOP, 1 M', ['lpop', 'mylist']),
  large('RPOP, 1 M', ['rpop', 'mylist']),
  large(
    'ZADD, 10,000',
    [...MEMBERS, 'zadd', 'z', '__rand_int__', 'member:__rand_int__'],
    [['-n', '100000', ...MEMBERS, 'zadd', 'z', '__rand_int__', 'member:__rand_int__']],
  ),
  large('ZRANGE 0 9, 10,000', ['zrange', 'z', '0', '9']),
  large('ZRANGE 5000 5009', ['zrange', 'z', '5000', '5009']),
  large('ZRANK, 10,000', [...MEMBERS, 'zrank', 'z', 'member:__rand_int__']),
  large(
    'XADD, 100,000',
    ['xadd', 's', '*', 'field', 'value'],
    [['-n', '100000', 'xadd', 's', '*', 'f', 'v']],
  ),
  large('XRANGE 10, 100,000', ['xrange', 's', '-', '+', 'COUNT', '10']),
  large('SET, 1 M keys', [...MILLION, '-t', 'set'], [['-n', '3000000', ...MILLION, '-t', 'set']]),
  large('GET, 1 M keys', [...MILLION, '-t', 'get']),
]

/** CPU µs a request for one workload. */
const load = (child: ChildProcess, port: number, { requests, pipeline, send }: Workload): number => {
  const before = cpu(child.pid!)
  benchmark(port, pipeline, requests, send)
  return ((cpu(child.pid!) - before) * 1e6) / requests
}

export const benchTcp = async (): Promise<void> => {
  if (process.platform !== 'linux' || !has('redis-server') || !has('redis-benchmark')) {
    console.log('\nOver TCP: skipped (needs Linux, redis-server and redis-benchmark on PATH)')
    return
  }
  const [ourPort, realPort] = [await freePort(), await freePort()]
  const ours = await startServer(OURS, ourPort, NOTHING_KEPT)
  const real = await startServer(REAL, realPort, NOTHING_KEPT)
  const compare = (workload: Workload): void => {
    for (const each of workload.before ?? []) {
      for (const port of [ourPort, realPort])
        spawnSync('redis-benchmark', ['-p', String(port), '-q', '-P', '64', ...each])
    }
    const [a, b]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round++) {
      a.push(load(ours, ourPort, workload))
      b.push(load(real, realPort, workload))
    }
    const [o, r] = [median(a), median(b)]
    const ratio = `${(o / r).toFixed(2)}×`.padStart(8)
    console.log(workload.name.padEnd(20), o.toFixed(2).padStart(7), r.toFixed(2).padStart(14), ratio)
  }
  try {
    for (const name of SMALL) load(ours, ourPort, test(name, 16, REQUESTS))
    console.log(
      '\nOver TCP: CPU µs a request, redis-benchmark in turn (goals: SET and GET at pipeline 16 ≤ 1.6×, large ≤ 3×)',
    )
    console.log('workload'.padEnd(20), '   ours', '  redis-server', '  ratio')
    for (const name of SMALL) compare(test(name, 16, REQUESTS))
    for (const name of SMALL) compare(test(name, 1, REQUESTS / 4))
    for (const workload of LARGE) compare(workload)
  } finally {
    ours.kill('SIGKILL')
    real.kill('SIGKILL')
  }
}
