/** MIGRATE from the gateway to a real redis-server and back, and a replica of nobody. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Started } from './process.ts'
import { freePort, Running, start } from './process.ts'
import type { Wire } from './wire.ts'
import { connect } from './wire.ts'

const isMissing = !(
  spawnSync('redis-server', ['--version'], { encoding: 'utf8' }).stdout?.includes('v=7.0.15') ?? false
)

/** A value of every type, in its small and in its large encoding. */
const VALUES = [
  'SET int 12345',
  `SET text ${'x'.repeat(200)}`,
  'RPUSH list a b c',
  `RPUSH long-list ${Array.from({ length: 3000 }, (_, i) => `element-${i}`).join(' ')}`,
  'HSET hash f v',
  `HSET large-hash ${Array.from({ length: 600 }, (_, i) => `f${i} v${i}`).join(' ')}`,
  'SADD ints 1 2 3',
  `SADD set ${Array.from({ length: 600 }, (_, i) => `m${i}`).join(' ')}`,
  'ZADD zset 1 a 2.5 b',
  `ZADD large-zset ${Array.from({ length: 600 }, (_, i) => `${i / 8} m${i}`).join(' ')}`,
  'XADD stream 1-1 f v',
  'PFADD hll a b c',
]
const NAMES = VALUES.map((line) => line.split(' ')[1]!)

describe.skipIf(isMissing)('MIGRATE and redis-server 7.0.15', () => {
  let ours: Started
  let real: Running
  let port: number
  let home: string
  let here: Wire
  let there: Wire

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'migrate-'))
    port = await freePort()
    const args = ['--port', String(port), '--save', '', '--dir', home, '--enable-debug-command', 'yes']
    real = new Running(spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'pipe'] }))
    await real.said('Ready to accept connections')
    ours = await start(['--enable-debug-command', 'yes'])
    here = await connect(ours.port)
    there = await connect(port)
  })
  afterAll(async () => {
    here.socket.destroy()
    there.socket.destroy()
    await ours.stop()
    await real.stop()
    rmSync(home, { recursive: true })
  })

  it('moves values of every type there and back', async () => {
    for (const line of VALUES) await here.ask(line)
    const digest = await here.ask('DEBUG DIGEST')
    const keys = ['127.0.0.1', String(port), '', '0', '5000', 'KEYS', ...NAMES]
    expect(await here.ask(['MIGRATE', ...keys])).toBe('OK')
    expect(await here.ask('DBSIZE')).toBe(0)
    expect(await there.ask('DEBUG DIGEST')).toBe(digest)
    for (const name of NAMES) {
      const back = ['127.0.0.1', String(ours.port), name, '0', '5000']
      expect(await there.ask(['MIGRATE', ...back]), name).toBe('OK')
    }
    expect(await here.ask('DEBUG DIGEST')).toBe(digest)
  })

  it('logs in, and says what the other one refuses', async () => {
    await there.ask('CONFIG SET requirepass secret')
    // The connection that was kept is logged in already.
    await there.ask('CLIENT KILL TYPE normal SKIPME yes')
    await here.ask('SET k v')
    const to = ['127.0.0.1', String(port), 'k', '2', '5000']
    await expect(here.ask(['MIGRATE', ...to])).rejects.toThrow(
      'ERR Target instance replied with error: NOAUTH Authentication required.',
    )
    expect(await here.ask(['MIGRATE', ...to, 'COPY', 'AUTH', 'secret'])).toBe('OK')
    await expect(here.ask(['MIGRATE', ...to, 'AUTH2', 'default', 'secret'])).rejects.toThrow('BUSYKEY')
    expect(await here.ask(['MIGRATE', ...to, 'REPLACE', 'AUTH2', 'default', 'secret'])).toBe('OK')
    expect(await here.ask('EXISTS k')).toBe(0)
    await there.ask('AUTH secret')
    await there.ask('SELECT 2')
    expect(await there.ask('GET k')).toBe('v')
  })

  it('is a replica of nobody: it tries, and takes no writes', async () => {
    await here.ask(['REPLICAOF', '127.0.0.1', String(await freePort())])
    await ours.said('Error condition on socket for SYNC: Connection refused')
    await expect(here.ask('SET a 1')).rejects.toThrow('READONLY')
    expect(await here.ask('INFO replication')).toContain('master_link_status:down')
    await here.ask('REPLICAOF NO ONE')
    expect(await here.ask('SET a 1')).toBe('OK')
  })
})
