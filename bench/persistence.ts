/**
 * Snapshots of a million small keys: CPU time of SAVE and of loading at the start, ours over redis-server's, in one
 * run; the fork (ours is a model's) and the child of BGSAVE beside them. Both load the file that redis-server saved. Needs redis-server.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask, cpu, freePort, has, median, OURS, pause, REAL, startServer, stopServer } from './servers.ts'

const KEYS = 1_000_000
const ROUNDS = 3
/** More than this many times redis-server's CPU time, and the goal is missed. */
const GOAL = 4

const options = (directory: string): string[] => [
  ...['--dir', directory, '--save', '', '--appendonly', 'no', '--enable-debug-command', 'yes'],
]

interface Figures {
  /** CPU seconds. */
  readonly save: number
  readonly load: number
  /** µs. */
  readonly fork: number
  /** Seconds from BGSAVE to its end. */
  readonly child: number
}

const info = async (port: number, section: string, field: string): Promise<string> => {
  const text = (await ask(port, `INFO ${section}`)) ?? ''
  return new RegExp(`^${field}:(.*?)\r$`, 'm').exec(text)?.[1] ?? ''
}

/** CPU seconds from the start of a server to its first answer. */
const startTime = async (command: readonly string[], directory: string): Promise<number> => {
  const child = await startServer(command, await freePort(), options(directory))
  const spent = cpu(child.pid!)
  await stopServer(child)
  return spent
}

const withDirectory = async <T>(work: (directory: string) => Promise<T>): Promise<T> => {
  const directory = mkdtempSync(join(tmpdir(), 'bench-rdb-'))
  try {
    return await work(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Seconds that BGSAVE takes, as a client sees them. */
const background = async (port: number): Promise<number> => {
  const began = performance.now()
  await ask(port, 'BGSAVE')
  while ((await info(port, 'persistence', 'rdb_bgsave_in_progress')) !== '0') await pause(10)
  return (performance.now() - began) / 1000
}

/** `snapshot`: a directory with the file that is loaded. */
const measure = async (command: readonly string[], snapshot: string): Promise<Figures> => {
  const bare = await withDirectory((empty) => startTime(command, empty))
  const load = (await startTime(command, snapshot)) - bare
  return withDirectory(async (directory) => {
    const port = await freePort()
    const child = await startServer(command, port, options(directory))
    await ask(port, `DEBUG POPULATE ${KEYS}`)
    await ask(port, 'SAVE')
    const before = cpu(child.pid!)
    await ask(port, 'SAVE')
    const save = cpu(child.pid!) - before
    const took = await background(port)
    const fork = Number(await info(port, 'stats', 'latest_fork_usec'))
    await stopServer(child)
    return { save, load, fork, child: took }
  })
}

const makeSnapshot = async (directory: string): Promise<void> => {
  const port = await freePort()
  const child = await startServer(REAL, port, options(directory))
  await ask(port, `DEBUG POPULATE ${KEYS}`)
  await ask(port, 'SAVE')
  await stopServer(child)
}

const line = (name: string, { save, load, fork, child }: Figures): string =>
  `  ${name.padEnd(13)} SAVE ${save.toFixed(2)} s, load ${load.toFixed(2)} s; ` +
  `BGSAVE: fork ${(fork / 1000).toFixed(2)} ms, done after ${child.toFixed(2)} s`

/** Prints what saving and loading cost; false when a goal is missed. */
export const benchPersistence = async (): Promise<boolean> => {
  if (!has('redis-server')) {
    console.log('snapshots: redis-server is not here')
    return true
  }
  console.log(`snapshots of ${KEYS} small keys (CPU seconds):`)
  const save: number[] = []
  const load: number[] = []
  await withDirectory(async (snapshot) => {
    await makeSnapshot(snapshot)
    for (let round = 0; round < ROUNDS; round++) {
      const ours = await measure(OURS, snapshot)
      const real = await measure(REAL, snapshot)
      console.log(`${line('ours', ours)}\n${line('redis-server', real)}`)
      save.push(ours.save / real.save)
      load.push(ours.load / real.load)
    }
  })
  const ratios = { save: median(save), load: median(load) }
  console.log(
    `  ours over redis-server: SAVE ${ratios.save.toFixed(2)}×, load ${ratios.load.toFixed(2)}× (goal ${GOAL}×)`,
  )
  return ratios.save <= GOAL && ratios.load <= GOAL
}
