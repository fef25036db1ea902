/** `node test/redis/persistence/record-loading.ts`: what a real redis-server answers while it loads, `recorded-loading.json`. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { splitArgs } from '../../../src/bytes/quote.ts'
import { encodeCommand } from '../../conformance/words.ts'
import { LOADING_CONFIG, loadingCases, LOGGED, SNAPSHOT_KEYS, withoutFigures } from './loading-cases.ts'

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => done(port))
    })
  })

/** Sends commands as soon as somebody listens; what has come once nothing comes any more. */
const ask = async (port: number, commands: readonly string[]): Promise<string> => {
  for (;;) {
    const answer = await new Promise<string | undefined>((done) => {
      let text = ''
      let timer: NodeJS.Timeout | undefined
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(commands.map((line) => encodeCommand(splitArgs(line)!)).join(''), 'latin1'),
      )
      socket.setEncoding('latin1')
      socket.on('data', (data: string) => {
        text += data
        clearTimeout(timer)
        timer = setTimeout(() => (socket.destroy(), done(text)), 500)
      })
      socket.on('error', () => done(undefined))
    })
    if (answer !== undefined) return answer
    await delay(5)
  }
}

const start = (port: number, directory: string, options: readonly string[]): ChildProcess =>
  spawn('redis-server', ['--port', String(port), '--dir', directory, ...options], { stdio: 'ignore' })

const stop = async (server: ChildProcess): Promise<void> => {
  const gone = new Promise((done) => server.once('exit', done))
  server.kill('SIGKILL')
  await gone
}

const sets = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `SET key:${from + i} 'value of the key ${from + i}'`)

/** A log with a base, and beside it a snapshot. */
const makeFiles = async (directory: string): Promise<void> => {
  const port = await freePort()
  const server = start(port, directory, ['--save', '', '--appendonly', 'yes'])
  await ask(port, [...sets(0, SNAPSHOT_KEYS), 'SAVE', 'BGREWRITEAOF'])
  await delay(1000)
  await ask(port, sets(SNAPSHOT_KEYS, LOGGED))
  await delay(1500)
  await stop(server)
}

const readFiles = (directory: string, under = ''): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(directory, under), { withFileTypes: true }).flatMap((entry) => {
      const path = under === '' ? entry.name : `${under}/${entry.name}`
      if (entry.isDirectory()) return Object.entries(readFiles(directory, path))
      return [[path, readFileSync(join(directory, path), 'latin1')]]
    }),
  )

const options = Object.entries(LOADING_CONFIG).flatMap(([name, value]) => [`--${name}`, value])
const home = mkdtempSync(join(tmpdir(), 'loading-'))
await makeFiles(home)
const recorded = { files: readFiles(home), replies: {} as Record<string, string> }
for (const { name, appendonly, commands } of loadingCases) {
  const directory = mkdtempSync(join(tmpdir(), 'loading-'))
  cpSync(home, directory, { recursive: true })
  const port = await freePort()
  const server = start(port, directory, [...options, '--appendonly', appendonly])
  recorded.replies[name] = withoutFigures(await ask(port, commands))
  await stop(server)
  rmSync(directory, { recursive: true })
}
rmSync(home, { recursive: true })
const target = fileURLToPath(new URL('recorded-loading.json', import.meta.url))
writeFileSync(target, JSON.stringify(recorded, null, 1) + '\n')
