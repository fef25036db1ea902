/*
 * Asks a real redis-server what it appends to its file for the steps of propagation-cases.ts, and writes
 * propagation.json:
 *   node test/redis/commands/stream/record-propagation.ts
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { Decoder } from '../../../conformance/reply.ts'
import type { Reply } from '../../../conformance/reply.ts'
import { propagationCases, withoutTimes } from './propagation-cases.ts'
import type { Step } from './propagation-cases.ts'

const PORT = 7397

const lineOf = (reply: Reply): string =>
  'items' in reply ? reply.items.map((item) => ('text' in item ? item.text : '')).join(' ') : ''

/** The commands in the append-only file of a server's directory; which database they are for does not count. */
const appended = (directory: string): string[] => {
  const folder = join(directory, 'appendonlydir')
  const file = readdirSync(folder).find((name) => name.endsWith('.incr.aof'))!
  const replies = new Decoder().push(readFileSync(join(folder, file), 'latin1'))
  return replies
    .map(lineOf)
    .filter((line) => !line.startsWith('SELECT'))
    .map(withoutTimes)
}

const record = async (steps: readonly Step[]): Promise<string[]> => {
  const directory = mkdtempSync(join(tmpdir(), 'propagation-'))
  const options = ['--port', `${PORT}`, '--save', '', '--appendonly', 'yes', '--appendfsync', 'always']
  const server = spawn('redis-server', [...options, '--dir', directory], { stdio: 'ignore' })
  const clients = new Map<string, Redis>()
  try {
    for (const [name, line] of steps) {
      let client = clients.get(name)
      if (client === undefined) {
        client = new Redis(PORT, { maxRetriesPerRequest: null, retryStrategy: () => 20 })
        client.on('error', () => {})
        clients.set(name, client)
        await client.ping()
      }
      const [command, ...args] = line.split(' ')
      const reply = client.call(command!, ...args).catch(() => undefined)
      await (args.includes('BLOCK') ? sleep(50) : reply)
    }
    return appended(directory)
  } finally {
    for (const client of clients.values()) client.disconnect()
    const ended = new Promise((resolve) => {
      server.on('exit', resolve)
    })
    server.kill('SIGKILL')
    await ended
    rmSync(directory, { recursive: true, force: true })
  }
}

const recorded: Record<string, string[]> = {}
for (const [name, steps] of Object.entries(propagationCases)) recorded[name] = await record(steps)
writeFileSync(new URL('propagation.json', import.meta.url), `${JSON.stringify(recorded, null, 2)}\n`)
