/**
 * What an append-only file costs: CPU time of SET at pipeline 16 with `appendonly yes` against `no`, ours and
 * redis-server's, in one run; needs redis-server and redis-benchmark.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cpu, freePort, has, median, OURS, REAL, startServer, stopServer } from './servers.ts'

const ROUNDS = 3
const REQUESTS = 600_000
/** More than this over a server without a file, and the goal is missed. */
const GOAL = 1.25

const load = (port: number, requests: number): void => {
  const options = ['-p', String(port), '-q', '-t', 'set', '-r', '100000', '-P', '16', '-n', String(requests)]
  spawnSync('redis-benchmark', options)
}

/** CPU µs a SET takes. */
const measure = async (command: readonly string[], appendonly: 'yes' | 'no'): Promise<number> => {
  const directory = mkdtempSync(join(tmpdir(), 'bench-log-'))
  const port = await freePort()
  const options = ['--save', '', '--dir', directory, '--appendonly', appendonly]
  const child = await startServer(command, port, options)
  load(port, REQUESTS / 3)
  const before = cpu(child.pid!)
  load(port, REQUESTS)
  const spent = cpu(child.pid!) - before
  await stopServer(child)
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
  return median(ratios)
}

/** Prints what appending costs; false when the goal is missed. */
export const benchLog = async (): Promise<boolean> => {
  if (!has('redis-benchmark')) {
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
