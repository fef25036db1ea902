/**
 * Append-only directories that go to and fro between the gateway and a real redis-server, in the middle of their life:
 * killed, rewritten, cut off. Where no redis-server is installed there is nothing to hold ours against here; what a
 * real one left was recorded (`test/redis/persistence`).
 */
import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { realServerVersion } from '../conformance/real-server.ts'
import { homes } from '../redis/persistence/aof-homes.ts'
import { freePort, Running, run } from './process.ts'

const DIRECTORY = 'appendonlydir'
const everything = homes.find(({ name }) => name === 'everything')!.before

let directory = ''
let port = 0
let running: Running | undefined

beforeAll(async () => {
  directory = fs.mkdtempSync(join(tmpdir(), 'append-only-'))
  port = await freePort()
})
afterEach(async () => {
  await crash()
  fs.rmSync(join(directory, DIRECTORY), { recursive: true, force: true })
})
afterAll(() => fs.rmSync(directory, { recursive: true, force: true }))

const options = (more: readonly string[]): string[] => [
  ...['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', directory],
  ...['--appendonly', 'yes', '--enable-debug-command', 'yes', ...more],
]

type Who = 'ours' | 'real'

const start = async (who: Who, more: readonly string[] = []): Promise<void> => {
  running =
    who === 'ours'
      ? run(options(more))
      : new Running(
          spawn('redis-server', options(more), { stdio: ['ignore', 'pipe', 'pipe'] }) as ChildProcess,
        )
  await running.said('Ready to accept connections')
}

const crash = async (): Promise<void> => {
  running?.child.kill('SIGKILL')
  await running?.ended
  running = undefined
}

const cli = (...lines: readonly string[]): string =>
  spawnSync('redis-cli', ['-p', String(port)], { input: lines.join('\n') + '\n', encoding: 'latin1' }).stdout

const digest = (): string => cli('DEBUG DIGEST').trim()

const rewrite = async (): Promise<void> => {
  expect(cli('BGREWRITEAOF')).toContain('started')
  await running!.said('Background AOF rewrite finished successfully')
}

const other = (who: Who): Who => (who === 'ours' ? 'real' : 'ours')
const modes = ['yes', 'no'].flatMap((preamble) =>
  (['ours', 'real'] as const).map((first) => ({ preamble, first })),
)

describe.skipIf(realServerVersion() === undefined)('an append-only directory', () => {
  it.each(modes)(
    'begun by $first, preamble $preamble: killed, rewritten, killed again',
    async ({ preamble, first }) => {
      const more = ['--aof-use-rdb-preamble', preamble]
      await start(first, more)
      cli(...everything)
      const begun = digest()
      await crash()
      await start(other(first), more)
      expect(digest()).toBe(begun)
      cli('SET more 1', 'INCR number', 'DEL words')
      await rewrite()
      cli('SET after 1', 'SELECT 7', 'RPUSH seven 7')
      const rewritten = digest()
      await crash()
      await start(first, more)
      expect(digest()).toBe(rewritten)
      await rewrite()
      await crash()
      await start(other(first), more)
      expect(digest()).toBe(rewritten)
      expect(fs.readdirSync(join(directory, DIRECTORY))).toHaveLength(3)
    },
  )

  it.each(['ours', 'real'] as const)('begun by %s and cut off is cut alike by both', async (first) => {
    await start(first)
    cli('SET x1 1', 'SET x2 2', 'SET x3 3')
    await crash()
    const file = join(directory, DIRECTORY, 'appendonly.aof.1.incr.aof')
    fs.truncateSync(file, fs.statSync(file).size - 5)
    const torn = fs.readFileSync(file)
    await start('real')
    const whole = fs.readFileSync(file)
    const kept = digest()
    await crash()
    fs.writeFileSync(file, torn)
    await start('ours')
    expect(digest()).toBe(kept)
    expect(fs.readFileSync(file)).toEqual(whole)
    expect(running!.stdout).toContain('loaded anyway because aof-load-truncated is enabled')
  })

  it('switched on while the server runs holds what was there before', async () => {
    await start('ours', ['--appendonly', 'no'])
    cli(...everything)
    cli('CONFIG SET appendonly yes', 'SET meanwhile 1')
    await running!.said('Background AOF rewrite finished successfully')
    cli('SET after 1')
    const before = digest()
    await crash()
    await start('real')
    expect(digest()).toBe(before)
  })

  it('written with fsync always is on the disk before the answer', async () => {
    await start('ours', ['--appendfsync', 'always'])
    cli('SET a 1')
    const text = fs.readFileSync(join(directory, DIRECTORY, 'appendonly.aof.1.incr.aof'), 'latin1')
    expect(text).toBe('*2\r\n$6\r\nSELECT\r\n$1\r\n0\r\n*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1\r\n1\r\n')
  })
})
