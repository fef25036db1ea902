/** CPU time a request over TCP, against redis-server in the same run; needs redis-server and redis-benchmark. */
import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import * as net from 'node:net'

const ROUNDS = 3
const REQUESTS = 300_000
const TICKS_PER_SECOND = 100

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0

/** CPU seconds a process has used so far (Linux). */
const cpu = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => done(port))
    })
  })

const answers = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
    socket.once('data', () => (socket.destroy(), done(true)))
    socket.once('error', () => done(false))
  })

const start = async (command: readonly string[], port: number): Promise<ChildProcess> => {
  const child = spawn(
    command[0]!,
    [...command.slice(1), '--port', String(port), '--save', '', '--appendonly', 'no'],
    { stdio: 'ignore' },
  )
  while (!(await answers(port))) await new Promise((done) => setTimeout(done, 20))
  return child
}

/** CPU µs a request for one workload. */
const load = (child: ChildProcess, port: number, test: string, pipeline: number): number => {
  const n = pipeline === 1 ? REQUESTS / 4 : REQUESTS
  const before = cpu(child.pid!)
  spawnSync('redis-benchmark', [
    '-p',
    String(port),
    '-q',
    '-t',
    test,
    '-n',
    String(n),
    '-P',
    String(pipeline),
    '-r',
    '100000',
  ])
  return ((cpu(child.pid!) - before) * 1e6) / n
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!

export const benchTcp = async (): Promise<void> => {
  if (process.platform !== 'linux' || !has('redis-server') || !has('redis-benchmark')) {
    console.log('\nOver TCP: skipped (needs Linux, redis-server and redis-benchmark on PATH)')
    return
  }
  const [ourPort, realPort] = [await freePort(), await freePort()]
  const ours = await start([process.execPath, 'src/gateway/redis.ts'], ourPort)
  const real = await start(['redis-server'], realPort)
  try {
    for (const test of ['set', 'get', 'lpush', 'hset', 'zadd']) load(ours, ourPort, test, 16)
    console.log(
      '\nOver TCP: CPU µs a request, redis-benchmark in turn (goal: SET and GET at pipeline 16 ≤ 1.6×)',
    )
    console.log('workload'.padEnd(20), '   ours', '  redis-server', '  ratio')
    for (const pipeline of [16, 1]) {
      for (const test of ['set', 'get', 'incr', 'lpush', 'hset', 'zadd']) {
        const [a, b]: [number[], number[]] = [[], []]
        for (let round = 0; round < ROUNDS; round++) {
          a.push(load(ours, ourPort, test, pipeline))
          b.push(load(real, realPort, test, pipeline))
        }
        const [o, r] = [median(a), median(b)]
        console.log(
          `${test.toUpperCase()} pipeline ${pipeline}`.padEnd(20),
          o.toFixed(2).padStart(7),
          r.toFixed(2).padStart(14),
          `${(o / r).toFixed(2)}×`.padStart(8),
        )
      }
    }
  } finally {
    ours.kill('SIGKILL')
    real.kill('SIGKILL')
  }
}
