/*
 * Starts a real redis-server on each file of cases.ts, runs redis-check-rdb on it, and has a server write a file with
 * every type and encoding. Writes recorded.json:
 *   node test/formats/rdb/record.ts
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { damaged, loadable } from './cases.ts'
import { everything } from './everything.ts'

const PORT = 7397
const READY = 'Ready to accept connections'

interface Started {
  readonly redis: Redis | undefined
  readonly lines: string[]
  readonly status: number | null
  readonly stop: () => Promise<void>
}

/** The lines after the server was initialised, without pids and times. */
const clean = (output: string): string[] => {
  const lines = output.split('\n').map((line) => line.replace(/^\d+:[A-Z] \d+ \w+ \d{4} [\d:.]+ /, ''))
  const from = lines.indexOf('# Server initialized') + 1
  const to = lines.findIndex((line) => line.includes(READY))
  const shown = lines.slice(from, to === -1 ? undefined : to)
  const report = shown.findIndex((line) => line.startsWith('------ STACK TRACE'))
  return (report === -1 ? shown : shown.slice(0, report)).filter(
    (line) => line !== '' && !line.includes('overcommit'),
  )
}

const start = (directory: string): Promise<Started> =>
  new Promise((resolve) => {
    const options = [
      '--port',
      String(PORT),
      '--save',
      '',
      '--dir',
      directory,
      '--enable-debug-command',
      'yes',
    ]
    const child = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] })
    let output = ''
    let ready = false
    const ended = new Promise<void>((done) => child.once('exit', () => done()))
    const stop = async (): Promise<void> => {
      child.kill('SIGKILL')
      await ended
    }
    child.stdout.setEncoding('latin1')
    child.stdout.on('data', (chunk: string) => {
      output += chunk
      if (ready || !output.includes(READY)) return
      ready = true
      const redis = new Redis(PORT, { retryStrategy: null })
      redis.on('error', () => {})
      resolve({ redis, lines: clean(output), status: null, stop })
    })
    child.once('close', (status) => resolve({ redis: undefined, lines: clean(output), status, stop }))
  })

const check = (directory: string): { output: string; status: number } => {
  const run = spawnSync('redis-check-rdb', ['dump.rdb'], { cwd: directory, encoding: 'latin1' })
  const output = run.stdout.replace(/^\d+:C \d+ \w+ \d{4} [\d:.]+ /m, '')
  return { output, status: run.status! }
}

const dataset = async (redis: Redis): Promise<Record<string, unknown>> => {
  const keys = (await redis.keys('*')).sort()
  const encodings: Record<string, unknown> = {}
  for (const key of keys) encodings[key] = await redis.object('ENCODING', key)
  return { digest: await redis.call('DEBUG', 'DIGEST'), encodings }
}

const recordFile = async (bytes: string): Promise<Record<string, unknown>> => {
  const directory = mkdtempSync(join(tmpdir(), 'rdb-'))
  writeFileSync(join(directory, 'dump.rdb'), bytes, 'latin1')
  const checked = check(directory)
  const { redis, lines, status, stop } = await start(directory)
  const data = redis === undefined ? {} : await dataset(redis)
  redis?.disconnect()
  await stop()
  rmSync(directory, { recursive: true })
  return { lines, status, ...data, check: checked }
}

const latin1 = (argv: readonly string[]): Buffer[] => argv.map((word) => Buffer.from(word, 'latin1'))

/** A file that the real server wrote. */
const recordEverything = async (): Promise<Record<string, unknown>> => {
  const directory = mkdtempSync(join(tmpdir(), 'rdb-'))
  const { redis, stop } = await start(directory)
  for (const [name, ...rest] of everything()) await redis!.call(name!, ...latin1(rest))
  await redis!.save()
  // Encodings as they are after a file was loaded.
  await redis!.call('DEBUG', 'RELOAD')
  const data = await dataset(redis!)
  redis!.disconnect()
  await stop()
  const file = readFileSync(join(directory, 'dump.rdb')).toString('base64')
  rmSync(directory, { recursive: true })
  return { ...data, file }
}

const recorded = { version: '', loadable: {}, damaged: {}, everything: {} } as Record<string, unknown>
recorded['version'] = /v=(\S+)/.exec(
  spawnSync('redis-server', ['--version'], { encoding: 'utf8' }).stdout,
)![1]
for (const [kind, cases] of Object.entries({ loadable, damaged })) {
  for (const [name, bytes] of Object.entries(cases)) {
    ;(recorded[kind] as Record<string, unknown>)[name] = await recordFile(bytes)
  }
}
recorded['everything'] = await recordEverything()
writeFileSync(new URL('recorded.json', import.meta.url), JSON.stringify(recorded, null, 1) + '\n')
