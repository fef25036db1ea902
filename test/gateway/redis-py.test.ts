/** redis-py, as Debian has it, against the gateway. */
import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Started } from './process.ts'
import { Running, start } from './process.ts'

const PYTHON = '/usr/bin/python3'
const PROGRAM = fileURLToPath(new URL('redis_py.py', import.meta.url))

const isMissing = spawnSync(PYTHON, ['-c', 'import redis']).status !== 0

let server: Started
beforeAll(async () => {
  if (!isMissing) server = await start()
})
afterAll(() => server?.stop())

it.skipIf(isMissing)('redis-py does all it can', async () => {
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }
  const running = new Running(
    spawn(PYTHON, [PROGRAM, String(server.port)], { env, stdio: ['ignore', 'pipe', 'pipe'] }),
  )
  const status = await running.ended
  expect(running.stderr).toBe('')
  expect(status).toBe(0)
  expect(JSON.parse(running.stdout)).toEqual({
    string: [true, 'väl ue', 100, null],
    hash: [2, { a: '1', b: '2' }],
    list: [3, ['a', 'b', 'c'], 1],
    set: [2, ['x', 'y']],
    zset: [
      2,
      [
        ['a', 1.5],
        ['b', 2],
      ],
    ],
    stream: ['1-1', [['1-1', { f: 'v' }]]],
    geo: [1, ['wydm9qy89z0']],
    bits: [0, 1],
    hll: [1, 2],
    error: 'WRONGTYPE Operation against a key holding the wrong kind of value',
    bytes: true,
    restored: [true, 1.5],
    transaction: [true, 2, '2'],
    watch: '9',
    pipeline: 1000,
    blocking: [['q2', 'job']],
    pubsub: [
      ['subscribe', 'news', 1],
      ['psubscribe', 'n*', 2],
      ['message', 'news', 'hello'],
      ['pmessage', 'news', 'hello'],
    ],
    script: [5, 7],
    scan: 300,
    lock: true,
    info: ['7.0.15', 240, true],
    config: { maxmemory: '0' },
    acl: ['default', 21],
  })
})
