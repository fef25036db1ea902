/**
 * What an append-only file costs: CPU time of SET at pipeline 16 with `appendonly yes` against `no`, ours and
 * redis-server's, in one run; needs redis-server and redis-benchmark.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import * as net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROUNDS = 3
const REQUESTS = 600_000
const TICKS_PER_SECOND = 100
/** More than this over a server without a file, and the goal is missed. */
const GOAL = 1.25

const OURS = [process.execPath, 'src/gateway/redis.ts']
const REAL = ['redis-server']

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

const load = (port: number, requests: number): void => {
  const options = ['-p', String(port), '-q', '-t', 'set', '-r', '100000', '-P', '16', '-n', String(requests)]
  spawnSync('redis-benchmark', options)
}

/** CPU µs a SET takes. */
const measure = async (command: readonly string[], appendonly: 'yes' | 'no'): Promise<number> => {
  const directory = mkdtempSync(join(tmpdir(), 'bench-log-'))
  const port = await freePort()
  const options = ['--port', String(port), '--save', '', '--dir', directory, '--appendonly', appendonly]
  const child = spawn(command[0]!, [...command.slice(1), ...options], { stdio: 'ignore' })
  while (!(await answers(port))) await new Promise((done) => setTimeout(done, 20))
  load(port, REQUESTS / 3)
  const before = cpu(child.pid!)
  load(port, REQUESTS)
  const spent = cpu(child.pid!) - before
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGKILL')
  await gone
  rmSync(directory, { recursive: true, force: true })
  return (spent / REQUESTS) * 1e6
}

/** The middle of three ratios, each of two runs right after each other. */
const overhead = async (name: string, command: readonly string[]): Promise<number> => {
  const ratios: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const without = await measure(command, 'no')
    const withLog = await measure(command, 'yes')
    ratios.push(withLog / without)
    console.log(`  ${name}: ${without.toFixed(2)} µs without a file, ${withLog.toFixed(2)} µs with one`)
  }
  return ratios.sort((a, b) => a - b)[ROUNDS >> 1]!
}

/** Prints what appending costs; false when the goal is missed. */
export const benchLog = async (): Promise<boolean> => {
  if (spawnSync('redis-benchmark', ['--version']).status !== 0) {
    console.log('append-only file: redis-benchmark is not here')
    return true
  }
  console.log('append-only file, SET at pipeline 16:')
  const ours = await overhead('ours', OURS)
  const real = await overhead('redis-server', REAL)
  console.log(
    `  CPU with a file over CPU without: ours ${ours.toFixed(2)} (goal ${GOAL}), redis-server ${real.toFixed(2)}`,
  )
  return ours <= GOAL
}
