/**
 * `node test/redis/persistence/record-aof.ts`: makes the homes with a real redis-server, starts it on what the cases
 * make of them, and notes what it logs, holds and leaves: `recorded-aof.json`.
 */
import { spawn, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as delay } from 'node:timers/promises'
import type { Files } from './aof-homes.ts'
import { homes, starts } from './aof-homes.ts'
import type { RecordedStart } from './aof-recorded.ts'
import { shownLines } from './aof-recorded.ts'

const PORT = '17941'

const makeDirectory = (files: Files): string => {
  const directory = fs.mkdtempSync(join(tmpdir(), 'aof-'))
  for (const [path, text] of Object.entries(files)) {
    fs.mkdirSync(dirname(join(directory, path)), { recursive: true })
    fs.writeFileSync(join(directory, path), Buffer.from(text, 'latin1'))
  }
  return directory
}

const readDirectory = (directory: string): Files => {
  const files: Record<string, string> = {}
  for (const entry of fs.readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files[path.slice(directory.length + 1)] = fs.readFileSync(path, 'latin1')
  }
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)))
}

class Server {
  log = ''
  status: number | null = null
  private readonly child
  private readonly gone: Promise<void>

  constructor(directory: string, options: readonly string[]) {
    const base = ['--port', PORT, '--save', '', '--dir', directory, '--appendonly', 'yes']
    const more = ['--enable-debug-command', 'yes', '--loglevel', 'debug']
    this.child = spawn('redis-server', [...base, ...more, ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    })
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.on('data', (chunk: Buffer) => (this.log += chunk.toString('latin1')))
    }
    this.gone = new Promise((resolve) =>
      this.child.on('exit', (code) => {
        this.status = code
        resolve()
      }),
    )
  }

  /** True once it is ready, false when it ended. */
  async ready(): Promise<boolean> {
    while (this.status === null && !this.log.includes('Ready to accept')) await delay(10)
    return this.status === null
  }

  cli(lines: readonly string[]): string {
    return spawnSync('redis-cli', ['-p', PORT], { input: lines.join('\n') + '\n', encoding: 'latin1' }).stdout
  }

  async end(): Promise<void> {
    this.cli(['SHUTDOWN NOSAVE'])
    await this.gone
  }
}

const makeHome = async ({ options, before, after }: (typeof homes)[number]): Promise<Files> => {
  const directory = makeDirectory({})
  const server = new Server(directory, options)
  await server.ready()
  server.cli(before)
  if (after !== undefined) {
    server.cli(['BGREWRITEAOF'])
    while (!server.log.includes('rewrite finished successfully')) await delay(20)
    server.cli(after)
  }
  await server.end()
  const files = readDirectory(directory)
  fs.rmSync(directory, { recursive: true })
  return files
}

const start = async (files: Files, options: readonly string[]): Promise<Omit<RecordedStart, 'name'>> => {
  const directory = makeDirectory(files)
  const server = new Server(directory, options)
  const runs = await server.ready()
  const digest = runs ? server.cli(['DEBUG DIGEST']).trim() : undefined
  const lines = shownLines(server.log)
  if (runs) await server.end()
  const left = readDirectory(directory)
  fs.rmSync(directory, { recursive: true })
  return { lines, digest, status: runs ? null : server.status, left }
}

const recorded: { homes: Record<string, Files>; starts: RecordedStart[] } = { homes: {}, starts: [] }
for (const home of homes) recorded.homes[home.name] = await makeHome(home)
for (const { name, home, edit, options = [] } of starts) {
  const files = recorded.homes[home]!
  recorded.starts.push({ name, ...(await start(edit === undefined ? files : edit(files), options)) })
}
const target = fileURLToPath(new URL('recorded-aof.json', import.meta.url))
fs.writeFileSync(target, JSON.stringify(recorded, null, 1) + '\n')
