/*
 * Asks a real redis-server for the nodes of the streams of stream-cases.ts, and writes streams.json:
 *   node test/redis/values/record-streams.ts
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { streamCases } from './stream-cases.ts'
import type { StreamCase } from './stream-cases.ts'

const PORT = 7398
const RDB_TYPE_STREAM_LISTPACKS_2 = 19

const fingerprint = (bytes: Buffer): string =>
  bytes.length <= 120
    ? bytes.toString('hex')
    : `${bytes.length}:${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}`

/** Reads the length before a string or list of an RDB payload. */
const readLength = (bytes: Buffer, at: number): [length: number, next: number] => {
  const first = bytes[at]!
  if (first < 0x40) return [first, at + 1]
  if (first < 0x80) return [((first & 63) << 8) | bytes[at + 1]!, at + 2]
  if (first === 0x80) return [bytes.readUInt32BE(at + 1), at + 5]
  throw new Error(`unexpected length byte ${first}`)
}

const readString = (bytes: Buffer, at: number): [value: Buffer, next: number] => {
  const [length, start] = readLength(bytes, at)
  return [bytes.subarray(start, start + length), start + length]
}

/** `id of the node`:`its listpack` for each node. */
const record = async (redis: Redis, { maxBytes, maxEntries, commands }: StreamCase): Promise<string[]> => {
  await redis.flushall()
  await redis.config('SET', 'stream-node-max-bytes', maxBytes)
  await redis.config('SET', 'stream-node-max-entries', maxEntries)
  for (const [name, ...args] of commands) await redis.call(name!, ...args)
  const bytes = (await redis.dumpBuffer('s')) as Buffer
  if (bytes[0] !== RDB_TYPE_STREAM_LISTPACKS_2) throw new Error(`RDB type ${bytes[0]}`)
  const nodes: string[] = []
  let [count, at] = readLength(bytes, 1)
  for (; count > 0; count--) {
    const [id, afterId] = readString(bytes, at)
    const [listpack, next] = readString(bytes, afterId)
    nodes.push(`${id.toString('hex')} ${fingerprint(listpack)}`)
    at = next
  }
  return nodes
}

const directory = mkdtempSync(join(tmpdir(), 'streams-'))
const args = ['--port', `${PORT}`, '--save', '', '--rdbcompression', 'no', '--dir', directory]
const server = spawn('redis-server', args, { stdio: 'ignore' })
const redis = new Redis(PORT)
redis.on('error', () => {})
try {
  const nodes: Record<string, string[]> = {}
  for (const one of streamCases) nodes[one.name] = await record(redis, one)
  const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1]
  writeFileSync(new URL('streams.json', import.meta.url), `${JSON.stringify({ version, nodes }, null, 2)}\n`)
} finally {
  redis.disconnect()
  server.kill()
  rmSync(directory, { recursive: true, force: true })
}
