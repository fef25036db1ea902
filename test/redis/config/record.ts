/**
 * Asks a real redis-server 7.0.15 what the cases ask and writes its answers to the recorded-*.json files here.
 * Run with `node test/redis/config/record.ts` where redis-server is installed.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Redis } from 'ioredis'
import { commandLineCases, fileCases, getCases, rewriteCases, setCases } from './cases.ts'
import type { RewriteCase, SetCase, StartCase } from './cases.ts'

const here = import.meta.dirname
/** The directory the cases and recordings speak of instead of the temporary one. */
const DATA = '/data'

type Values = Record<string, string>

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
const bytes = (text: string): Buffer => Buffer.from(text, 'latin1')

interface Running {
  readonly dir: string
  readonly process: ChildProcess
  stdout: string
  stderr: string
  status: number | null
  readonly ended: Promise<void>
}

const real = (text: string, dir: string): string => text.replaceAll(DATA, dir)
const neutral = (text: string, dir: string): string => text.replaceAll(dir, DATA)

const start = (given: StartCase): Running => {
  const dir = mkdtempSync(join(tmpdir(), 'config-'))
  mkdirSync(join(dir, 'sub'))
  for (const [name, text] of Object.entries(given.files ?? {})) {
    mkdirSync(dirname(join(dir, name)), { recursive: true })
    writeFileSync(join(dir, name), bytes(real(text, dir)))
  }
  const process = spawn(
    'redis-server',
    given.args.map((arg) => real(arg, dir)),
    { cwd: dir },
  )
  process.stdin?.on('error', () => undefined)
  process.stdin?.end(bytes(given.stdin ?? ''))
  const ended = new Promise<void>((done) => process.on('close', () => done()))
  const running: Running = { dir, process, stdout: '', stderr: '', status: null, ended }
  process.stdout?.on('data', (part: Buffer) => (running.stdout += part.toString('latin1')))
  process.stderr?.on('data', (part: Buffer) => (running.stderr += part.toString('latin1')))
  process.on('exit', (code, signal) => (running.status = signal === 'SIGSEGV' ? 139 : code))
  return running
}

const stop = async (running: Running): Promise<void> => {
  if (running.status === null) running.process.kill('SIGKILL')
  await running.ended
  rmSync(running.dir, { recursive: true })
}

/** A client, once the server listens; undefined if it ended instead. */
const connect = async (running: Running): Promise<Redis | undefined> => {
  const path = join(running.dir, 'redis.sock')
  for (let i = 0; i < 300; i++) {
    if (existsSync(path)) return new Redis({ path, lazyConnect: true, enableReadyCheck: false })
    if (running.status !== null) return undefined
    await pause(10)
  }
  await stop(running)
  throw new Error(`neither started nor ended: ${running.stdout}${running.stderr}`)
}

const ask = async (client: Redis, ...args: string[]): Promise<unknown> => {
  try {
    const reply = await client.callBuffer(args[0]!, ...args.slice(1).map(bytes))
    return decode(reply)
  } catch (error) {
    return (error as Error).message
  }
}

const decode = (reply: unknown): unknown => {
  if (Buffer.isBuffer(reply)) return reply.toString('latin1')
  return Array.isArray(reply) ? reply.map(decode) : reply
}

const pairs = (list: readonly string[]): Values => {
  const values: Values = {}
  for (let i = 0; i < list.length; i += 2) values[list[i]!] = list[i + 1]!
  return values
}

const allValues = async (client: Redis, dir: string): Promise<Values> => {
  const list = (await ask(client, 'config', 'get', '*')) as string[]
  return pairs(list.map((item) => neutral(item, dir)))
}

const sorted = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))

const different = (values: Values, base: Values): Values =>
  sorted(Object.fromEntries(Object.entries(values).filter(([name, value]) => base[name] !== value)))

const LISTEN = ['--port', '0', '--unixsocket', 'redis.sock']

const recordDefaults = async (): Promise<Values> => {
  const running = start({ args: LISTEN })
  const client = (await connect(running))!
  const values = await allValues(client, running.dir)
  client.disconnect()
  await stop(running)
  return sorted({ ...values, port: '6379', unixsocket: '' })
}

const recordSets = async ({ start: args, steps }: SetCase): Promise<unknown[]> => {
  const running = start({ args: [...LISTEN, ...args] })
  const client = (await connect(running))!
  const results: unknown[] = []
  for (const step of steps) {
    const sent = step.map((arg) => real(arg, running.dir))
    const reply = neutral(String(await ask(client, 'config', 'set', ...sent)), running.dir)
    const names = step.filter((_, i) => i % 2 === 0)
    const got = names.length ? ((await ask(client, 'config', 'get', ...names)) as string[]) : []
    results.push({ set: step, reply, values: pairs(got.map((item) => neutral(item, running.dir))) })
  }
  client.disconnect()
  await stop(running)
  return results
}

const recordGets = async (): Promise<unknown[]> => {
  const running = start({ args: LISTEN })
  const client = (await connect(running))!
  const results: unknown[] = []
  for (const patterns of getCases) {
    const list = (await ask(client, 'config', 'get', ...patterns)) as string[]
    results.push({ get: patterns, values: sorted(pairs(list)) })
  }
  client.disconnect()
  await stop(running)
  return results
}

/** The messages of log lines of level warning, without those of the start itself. */
const warnings = (log: string): string[] =>
  log
    .split('\n')
    .map((text) => /^[0-9]+:[A-Z] .*? # (.*)$/.exec(text)?.[1] ?? '')
    .filter((text) => /^(Fatal error|Reading config)/.test(text))

const recordStart = async (given: StartCase, base: Values): Promise<unknown> => {
  const running = start(given)
  const client = await connect(running)
  let result: Record<string, unknown>
  if (client) {
    const pass = given.args.indexOf('--requirepass')
    const inFile = /^requirepass (.*)$/m.exec(given.files?.['redis.conf'] ?? '')?.[1]
    const password = pass >= 0 ? given.args[pass + 1]! : inFile && 'a"b c'
    if (password) await ask(client, 'auth', password)
    result = { changed: different(await allValues(client, running.dir), base) }
    client.disconnect()
  } else {
    await running.ended
    const { status, stderr } = running
    const stdout = /^[0-9]+:[A-Z]/.test(running.stdout) ? '' : running.stdout
    result = { status, stdout, stderr: neutral(stderr, running.dir) }
  }
  const log = warnings(neutral(running.stdout, running.dir))
  if (log.length) result.log = log
  await stop(running)
  return { ...given, ...result }
}

const recordRewrite = async (given: RewriteCase): Promise<unknown> => {
  const files = { 'redis.conf': given.text, ...given.files }
  const running = start({ args: ['redis.conf'], files })
  const client = (await connect(running))!
  await ask(client, 'auth', 'a"b')
  const setReplies: unknown[] = []
  for (const set of given.sets ?? []) setReplies.push(await ask(client, 'config', 'set', ...set))
  const users = (await ask(client, 'acl', 'list')) as string[]
  const reply = await ask(client, 'config', 'rewrite')
  if (given.twice) await ask(client, 'config', 'rewrite')
  const text = neutral(readFileSync(join(running.dir, 'redis.conf'), 'latin1'), running.dir)
  client.disconnect()
  await stop(running)
  return {
    ...given,
    setReplies,
    users: users.map((user) => user.slice('user '.length)),
    reply,
    rewritten: text,
  }
}

const write = (name: string, content: unknown): void =>
  writeFileSync(join(here, `recorded-${name}.json`), `${JSON.stringify(content, null, 2)}\n`)

const defaults = await recordDefaults()
write('defaults', defaults)
write('sets', await Promise.all(setCases.map(recordSets)))
write('gets', await recordGets())
const files: unknown[] = []
for (const given of fileCases) files.push(await recordStart(given, defaults))
write('files', files)
const commandLines: unknown[] = []
for (const given of commandLineCases) commandLines.push(await recordStart(given, defaults))
write('commandlines', commandLines)
const rewrites: unknown[] = []
for (const given of rewriteCases) rewrites.push(await recordRewrite(given))
write('rewrites', rewrites)
