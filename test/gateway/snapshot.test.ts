/** Snapshots on the real disk: what redis-server wrote is loaded, and redis-server loads what is written here. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { realServerVersion } from '../conformance/real-server.ts'
import { everything } from '../formats/rdb/everything.ts'
import { recorded } from '../formats/rdb/recorded.ts'
import { freePort, Running, start } from './process.ts'

const DEBUG = ['--enable-debug-command', 'yes']
const noServer = realServerVersion() !== recorded.version

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'snapshot-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

/** Runs `work` with a client of the server on this port. */
const using = async <T>(port: number, work: (redis: Redis) => Promise<T>): Promise<T> => {
  const redis = new Redis(port, '127.0.0.1')
  try {
    return await work(redis)
  } finally {
    redis.disconnect()
  }
}

const digest = (redis: Redis): Promise<unknown> => redis.call('DEBUG', 'DIGEST')

const fill = async (redis: Redis): Promise<void> => {
  for (const [name, ...rest] of everything()) {
    await redis.call(name!, ...rest.map((word) => Buffer.from(word, 'latin1')))
  }
}

/** A file with every type and encoding, written by the gateway. */
const written = async (...options: string[]): Promise<void> => {
  const server = await start(['--dir', directory, ...DEBUG, ...options])
  await using(server.port, async (redis) => {
    await fill(redis)
    expect(await digest(redis)).toBe(recorded.everything.digest)
    expect(await redis.save()).toBe('OK')
  })
  await server.stop()
  expect(readdirSync(directory)).toEqual(['dump.rdb'])
}

const startReal = async (...options: string[]): Promise<{ port: number; running: Running }> => {
  const port = await freePort()
  const argv = ['--port', String(port), '--save', '', '--dir', directory, ...DEBUG, ...options]
  const running = new Running(spawn('redis-server', argv, { stdio: ['ignore', 'pipe', 'pipe'] }))
  await running.said('Ready to accept connections')
  return { port, running }
}

describe('a snapshot on the real disk', () => {
  it('is loaded as redis-server wrote it', async () => {
    writeFileSync(join(directory, 'dump.rdb'), Buffer.from(recorded.everything.file, 'base64'))
    const server = await start(['--dir', directory, ...DEBUG])
    expect(await using(server.port, digest)).toBe(recorded.everything.digest)
    await server.stop()
    expect(server.stdout).toContain('Loading RDB produced by version 7.0.15')
  })

  it('is written and loaded again', async () => {
    await written()
    const server = await start(['--dir', directory, ...DEBUG])
    expect(await using(server.port, digest)).toBe(recorded.everything.digest)
    await server.stop()
  })

  it.skipIf(noServer)('passes redis-check-rdb', async () => {
    await written()
    const { stdout, status } = spawnSync('redis-check-rdb', [join(directory, 'dump.rdb')], {
      encoding: 'utf8',
    })
    expect(status).toBe(0)
    expect(stdout).toContain('Checksum OK')
  })

  const settings = [
    [],
    ['--rdbcompression', 'no'],
    ['--rdbchecksum', 'no'],
    ['--maxmemory-policy', 'allkeys-lru'],
    ['--maxmemory-policy', 'allkeys-lfu'],
    ['--list-compress-depth', '1', '--list-max-listpack-size', '4'],
  ]
  it.skipIf(noServer).each(settings)('is loaded by redis-server: %s %s', async (...options) => {
    await written(...options)
    const { port, running } = await startReal()
    expect(await using(port, digest)).toBe(recorded.everything.digest)
    expect(await using(port, (redis) => redis.call('FCALL', 'f', '0'))).toBe('f')
    await running.stop()
  })

  it.skipIf(noServer)(
    'is the same to the byte from both, but for what chance and the clock decide',
    async () => {
      const commands = [
        ['SET', 'only', 'one'],
        ['RPUSH', 'only', 'a'],
      ]
      const bytesOf = (): Buffer => {
        const bytes = readFileSync(join(directory, 'dump.rdb'))
        const ctime = bytes.indexOf('ctime')
        const memory = bytes.indexOf('used-mem')
        // The fields' values, and the checksum they change.
        bytes.fill(0, ctime + 6, ctime + 10)
        bytes.fill(0, memory + 9, memory + 13)
        return bytes.subarray(0, -8)
      }
      const run = async (port: number): Promise<Buffer> => {
        await using(port, async (redis) => {
          for (const [name, ...rest] of commands) await redis.call(name!, ...rest).catch(() => {})
          await redis.save()
        })
        return bytesOf()
      }
      const real = await startReal()
      const expected = await run(real.port)
      await real.running.stop()
      rmSync(join(directory, 'dump.rdb'))
      const server = await start(['--dir', directory])
      const came = await run(server.port)
      await server.stop()
      expect(came.toString('hex')).toBe(expected.toString('hex'))
    },
  )
})
