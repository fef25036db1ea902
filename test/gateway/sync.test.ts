/**
 * What a client hears that sends SYNC or PSYNC: a payload a server loads, then the same stream of commands, byte for
 * byte, from the gateway and from redis-server, where that is installed.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import * as net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Started } from './process.ts'
import { freePort, Running, start } from './process.ts'
import { connect } from './wire.ts'

const isMissing = !(
  spawnSync('redis-server', ['--version'], { encoding: 'utf8' }).stdout?.includes('v=7.0.15') ?? false
)

/** A connection whose bytes are kept as they come. */
class Ear {
  bytes = ''
  private readonly socket: net.Socket
  private listeners: (() => void)[] = []

  constructor(port: number) {
    this.socket = net.connect(port, '127.0.0.1')
    this.socket.on('error', () => {})
    this.socket.on('data', (data) => {
      this.bytes += data.toString('latin1')
      for (const listener of this.listeners) listener()
    })
  }

  send(line: string): void {
    this.socket.write(`${line}\r\n`, 'latin1')
  }

  /** Waits until what came so far is as wanted. */
  until(isEnough: (bytes: string) => boolean): Promise<void> {
    return new Promise((done) => {
      const look = () => isEnough(this.bytes) && done()
      this.listeners.push(look)
      look()
    })
  }

  close(): void {
    this.socket.destroy()
  }
}

/** Commands whose propagation differs from what was sent. Nothing random is among them, nor is the time of day. */
const COMMANDS = [
  'SET a 1',
  'GET a',
  'SET b 2 PXAT 99999999999999',
  'INCRBYFLOAT a 0.5',
  'HINCRBYFLOAT h f 1.5',
  'SADD one x',
  'SPOP one',
  'SPOP one',
  'DEL missing',
  'RPUSH l a b c',
  'LMOVE l m LEFT RIGHT',
  'BLPOP l 1',
  'BLMOVE l m LEFT LEFT 1',
  'GETEX b PERSIST',
  'GETDEL b',
  'MULTI',
  'SET t 1',
  'INCR t',
  'EXEC',
  'MULTI',
  'GET t',
  'EXEC',
  'SELECT 3',
  'SET other 1',
  'SELECT 0',
  "EVAL \"redis.call('SET', 'e', 1) redis.call('INCR', 'e')\" 0",
  "EVAL \"return redis.call('SET', 'e', 1)\" 0",
  'PUBLISH channel message',
  'ZADD z 1 a 2 b',
  'ZPOPMIN z',
  'XADD s 1-1 f v',
  'XGROUP CREATE s g 0',
  'XREADGROUP GROUP g c STREAMS s >',
  'XACK s g 1-1',
  'SETRANGE a 0 x',
  'PFADD hll a b',
  'SORT m ALPHA STORE sorted',
  'COPY a copy',
  'EXPIRE a -1',
  'SCRIPT LOAD "return 1"',
  'FUNCTION LOAD "#!lua name=l\\nredis.register_function(\'f\', function() return 1 end)"',
  'FLUSHDB',
  'SET last 1',
]

/** The time of day in milliseconds, as in the XCLAIM that a delivery becomes. */
const timeless = (stream: string): string[] => stream.replaceAll(/\b1\d{12}\b/g, '<now>').split('\r\n*')

/** The payload of a bare SYNC and what follows it. */
const split = (bytes: string): { payload: string; stream: string } => {
  const [, length, rest] = /^\n*\$(\d+)\r\n([^]*)$/.exec(bytes)!
  return { payload: rest!.slice(0, Number(length)), stream: rest!.slice(Number(length)) }
}

const isComplete = (bytes: string): boolean => {
  const found = /^\n*\$(\d+)\r\n([^]*)$/.exec(bytes)
  return found !== null && found[2]!.length >= Number(found[1])
}

const streamOf = async (port: number): Promise<string> => {
  const writer = await connect(port)
  const ear = new Ear(port)
  ear.send('SYNC')
  await ear.until(isComplete)
  for (const command of COMMANDS) await writer.ask(command).catch(() => {})
  await ear.until((bytes) => bytes.includes('last\r\n$1\r\n1\r\n'))
  const { stream } = split(ear.bytes)
  ear.close()
  writer.socket.destroy()
  return stream
}

describe('a client that sends SYNC', () => {
  let server: Started
  let directory: string
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'sync-'))
    server = await start([
      '--dir',
      directory,
      '--repl-diskless-sync-delay',
      '0',
      '--repl-ping-replica-period',
      '3600',
    ])
  })
  afterAll(async () => {
    await server.stop()
    rmSync(directory, { recursive: true })
  })

  it('gets a payload that holds the data set', async () => {
    const writer = await connect(server.port)
    for (const line of ['FLUSHALL', 'SET k v', 'RPUSH l a b', 'SELECT 2', 'SADD set 1 2 3'])
      await writer.ask(line)
    const ear = new Ear(server.port)
    ear.send('SYNC')
    await ear.until(isComplete)
    const { payload } = split(ear.bytes)
    expect(payload.startsWith('REDIS0010')).toBe(true)
    writeFileSync(join(directory, 'payload.rdb'), payload, 'latin1')
    const second = await start(['--dir', directory, '--dbfilename', 'payload.rdb'])
    const reader = await connect(second.port)
    expect(await reader.ask('LRANGE l 0 -1')).toEqual(['a', 'b'])
    expect(await reader.ask('GET k')).toBe('v')
    expect(await reader.ask('DBSIZE')).toBe(2)
    await reader.ask('SELECT 2')
    expect(await reader.ask('SMEMBERS set')).toEqual(['1', '2', '3'])
    reader.socket.destroy()
    await second.stop()
    expect(await writer.ask('ROLE')).toEqual(['master', expect.any(Number), [['127.0.0.1', '0', '0']]])
    ear.close()
    writer.socket.destroy()
  })

  it('that speaks of itself first gets a payload with a mark, and the stream once it has acknowledged', async () => {
    const writer = await connect(server.port)
    const ear = new Ear(server.port)
    ear.send('REPLCONF listening-port 7000 capa eof capa psync2')
    await ear.until((bytes) => bytes === '+OK\r\n')
    ear.send('PSYNC ? -1')
    await ear.until((bytes) => /\$EOF:(.{40})\r\n[^]*\1$/.test(bytes))
    expect(ear.bytes).toMatch(/^\+OK\r\n\n*\+FULLRESYNC [0-9a-f]{40} \d+\r\n\$EOF:/)
    await writer.ask('SET during 1')
    expect(ear.bytes).not.toContain('during')
    ear.send('REPLCONF ACK 1')
    await ear.until((bytes) => bytes.endsWith('$6\r\nduring\r\n$1\r\n1\r\n'))
    const waited = writer.ask('WAIT 1 0')
    await ear.until((bytes) => bytes.endsWith('REPLCONF\r\n$6\r\nGETACK\r\n$1\r\n*\r\n'))
    ear.send('REPLCONF ACK 1000000')
    expect(await waited).toBe(1)
    ear.close()
    writer.socket.destroy()
  })

  it('may continue where it was', async () => {
    const writer = await connect(server.port)
    const field = (info: unknown, name: string): string =>
      new RegExp(`${name}:(\\S+)`).exec(String(info))![1]!
    const before = await writer.ask('INFO replication')
    await writer.ask('SET missed 1')
    const ear = new Ear(server.port)
    ear.send(`PSYNC ${field(before, 'master_replid')} ${Number(field(before, 'master_repl_offset')) + 1}`)
    await ear.until((bytes) => bytes.endsWith('missed\r\n$1\r\n1\r\n'))
    expect(ear.bytes).toMatch(/^\+CONTINUE\r\n\*/)
    ear.close()
    writer.socket.destroy()
  })

  it.skipIf(isMissing)('hears what redis-server tells its replicas, byte for byte', async () => {
    const home = mkdtempSync(join(tmpdir(), 'sync-real-'))
    const port = await freePort()
    const args = [
      '--port',
      String(port),
      '--save',
      '',
      '--dir',
      home,
      '--repl-diskless-sync-delay',
      '0',
      '--repl-ping-replica-period',
      '3600',
    ]
    const real = new Running(spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'pipe'] }))
    await real.said('Ready to accept connections')
    const theirs = await streamOf(port)
    await real.stop()
    rmSync(home, { recursive: true })
    expect(timeless(await streamOf(server.port))).toEqual(timeless(theirs))
  })

  it.skipIf(isMissing)('is redis-cli --rdb: redis-check-rdb accepts the file', async () => {
    const writer = await connect(server.port)
    for (const line of ['FLUSHALL', 'SET k v', 'ZADD z 1 a', 'XADD s * f v']) await writer.ask(line)
    const file = join(directory, 'copy.rdb')
    const cli = new Running(
      spawn('redis-cli', ['-p', String(server.port), '--rdb', file], { stdio: ['ignore', 'pipe', 'pipe'] }),
    )
    expect(await cli.ended).toBe(0)
    expect(cli.stdout + cli.stderr).toContain('Transfer finished with success')
    const check = spawnSync('redis-check-rdb', [file], { encoding: 'utf8' })
    expect(check.stdout).toContain('3 keys read')
    expect(check.status).toBe(0)
    writer.socket.destroy()
  })
})
