/*
 * Asks a real redis-server how it lays out the cases of cases.ts, and writes recorded.json:
 *   node test/structures/record.ts
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { intsetCases, listCases, listpackCases } from './cases.ts'
import type { ListCase } from './cases.ts'

const PORT = 7399

const fingerprint = (bytes: Buffer): string =>
  bytes.length <= 200
    ? bytes.toString('hex')
    : `${bytes.length}:${createHash('sha256').update(bytes).digest('hex')}`

/** Reads the length before a string or list of an RDB payload. */
const readLength = (bytes: Buffer, at: number): [length: number, next: number] => {
  const first = bytes[at] as number
  if (first < 0x40) return [first, at + 1]
  if (first < 0x80) return [((first & 63) << 8) | (bytes[at + 1] as number), at + 2]
  if (first === 0x80) return [bytes.readUInt32BE(at + 1), at + 5]
  throw new Error(`unexpected length byte ${first}`)
}

const readString = (bytes: Buffer, at: number): [value: Buffer, next: number] => {
  const [length, start] = readLength(bytes, at)
  return [bytes.subarray(start, start + length), start + length]
}

const dump = async (redis: Redis, key: string, type: number): Promise<Buffer> => {
  const bytes = (await redis.dumpBuffer(key)) as Buffer
  if (bytes[0] !== type) throw new Error(`${key} is of RDB type ${bytes[0]}`)
  return bytes
}

const latin1 = (values: readonly string[]): Buffer[] => values.map((value) => Buffer.from(value, 'latin1'))

const recordBlobs = async (
  redis: Redis,
  cases: Record<string, string[]>,
  command: string,
  type: number,
): Promise<Record<string, string>> => {
  const recorded: Record<string, string> = {}
  for (const [name, values] of Object.entries(cases)) {
    await redis.flushall()
    await redis.call(command, 'key', ...latin1(values))
    recorded[name] = fingerprint(readString(await dump(redis, 'key', type), 1)[0])
  }
  return recorded
}

/** The nodes of a list: `p` for a plain one, elements (but for plain ones) and bytes. */
const recordList = async (redis: Redis, { fill, threshold, ops }: ListCase): Promise<string> => {
  await redis.flushall()
  await redis.config('SET', 'list-max-listpack-size', fill)
  await redis.call('DEBUG', 'QUICKLIST-PACKED-THRESHOLD', threshold)
  for (const [command, ...args] of ops) {
    const bytes = args.map((arg) => Buffer.from(String(arg), 'latin1'))
    await redis.call(command, 'key', ...bytes).catch((error: Error) => {
      if (!/no such key|index out of range/.test(error.message)) throw error
    })
  }
  const bytes = await dump(redis, 'key', 18)
  const nodes: string[] = []
  let [count, at] = readLength(bytes, 1)
  for (; count > 0; count--) {
    const [container, start] = readLength(bytes, at)
    const [node, next] = readString(bytes, start)
    nodes.push(container === 1 ? `p${node.length}` : `${node.readUInt16LE(4)}/${node.length}`)
    at = next
  }
  return nodes.join(' ')
}

const directory = mkdtempSync(join(tmpdir(), 'structures-'))
const args = [
  '--port',
  PORT,
  '--save',
  '',
  '--enable-debug-command',
  'yes',
  '--rdbcompression',
  'no',
  '--dir',
  directory,
]
const server = spawn('redis-server', args.map(String), { stdio: 'ignore' })
const redis = new Redis(PORT)
redis.on('error', () => {})
try {
  for (const type of ['hash-max-listpack-entries', 'hash-max-listpack-value', 'set-max-intset-entries']) {
    await redis.config('SET', type, 100_000_000)
  }
  const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1]
  const lists: Record<string, string> = {}
  for (const listCase of listCases) lists[listCase.name] = await recordList(redis, listCase)
  const recorded = {
    version,
    listpacks: await recordBlobs(redis, listpackCases, 'HSET', 16),
    intsets: await recordBlobs(redis, intsetCases, 'SADD', 11),
    lists,
  }
  writeFileSync(new URL('recorded.json', import.meta.url), `${JSON.stringify(recorded, null, 2)}\n`)
} finally {
  redis.disconnect()
  server.kill()
  rmSync(directory, { recursive: true, force: true })
}
