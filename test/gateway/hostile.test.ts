/** Clients that are slow, gone or talk nonsense: they get Redis's errors, and the others notice nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Started } from './process.ts'
import { start } from './process.ts'
import { connect, encode } from './wire.ts'

let server: Started
beforeAll(async () => {
  server = await start()
})
afterAll(() => server.stop())

const alive = async (): Promise<void> => {
  const other = await connect(server.port)
  expect(await other.ask('PING')).toBe('PONG')
  other.socket.destroy()
}

describe('nonsense', () => {
  it.each([
    ['a count that is none', '*x\r\n', 'ERR Protocol error: invalid multibulk length'],
    ['an argument without a length', '*1\r\nPING\r\n', "ERR Protocol error: expected '$', got 'P'"],
    [
      'a bulk above the limit',
      '*2\r\n$3\r\nGET\r\n$536870913\r\n',
      'ERR Protocol error: invalid bulk length',
    ],
    ['unbalanced quotes', 'SET a "x\r\n', 'ERR Protocol error: unbalanced quotes in request'],
    ['a line without an end', 'x'.repeat(100_000), 'ERR Protocol error: too big inline request'],
  ])('%s', async (_name, bytes, error) => {
    const client = await connect(server.port)
    client.send(bytes)
    await expect(client.reply()).rejects.toThrow(error)
    await client.closed
    await alive()
  })

  it('of a web page ends the connection without a word', async () => {
    const client = await connect(server.port)
    client.send('POST / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await client.closed
    expect(client.unasked).toEqual([])
    await alive()
  })

  it('of random bytes ends nothing else', async () => {
    for (let i = 0; i < 50; i++) {
      const client = await connect(server.port)
      client.send(
        Array.from({ length: 300 }, (_, j) => String.fromCharCode((i * 131 + j * j * 7) % 256)).join(''),
      )
      await new Promise((done) => setImmediate(done))
      client.socket.destroy()
    }
    await alive()
  })
})

describe('size', () => {
  it('a claim of 512 MB that never comes', async () => {
    const client = await connect(server.port)
    client.send('*2\r\n$3\r\nGET\r\n$536870000\r\nabc')
    await alive()
    client.socket.resetAndDestroy()
    await alive()
  })

  it('a command of 200,000 arguments', async () => {
    const client = await connect(server.port)
    const pairs = Array.from({ length: 100_000 }, (_, i) => [`arg:${i}`, 'v']).flat()
    expect(await client.ask(['MSET', ...pairs])).toBe('OK')
    expect(await client.ask('EXISTS arg:0 arg:99999')).toBe(2)
  })

  it('values of many megabytes come back whole', async () => {
    const client = await connect(server.port)
    const size = 40 * 1024 * 1024
    const text = 'x'.repeat(size)
    expect(await client.ask(['SET', 'text', text])).toBe('OK')
    expect(await client.ask('STRLEN text')).toBe(size)
    expect((await client.ask('GET text')) === text).toBe(true)
    expect(await client.ask(`SETRANGE bytes ${size - 1} end`)).toBe(size + 2)
    const bytes = (await client.ask('GET bytes')) as string
    expect([bytes.length, bytes.slice(-3), bytes.charCodeAt(0)]).toEqual([size + 2, 'end', 0])
    expect(await client.ask('DEL text bytes')).toBe(2)
  })
})

describe('silence', () => {
  it('of a client that asks and never reads', async () => {
    const client = await connect(server.port)
    expect(await client.ask(['SET', 'megabytes', 'x'.repeat(4 << 20)])).toBe('OK')
    client.socket.pause()
    client.send(encode(['GET', 'megabytes']).repeat(60))
    await alive()
    const other = await connect(server.port)
    expect(await other.ask('CLIENT LIST')).toMatch(/ oll=\d{2,} omem=\d{8,} /)
    client.socket.destroy()
    await alive()
  })

  it('ends for who is over client-output-buffer-limit', async () => {
    const client = await connect(server.port)
    const other = await connect(server.port)
    await other.ask(['SET', 'megabytes', 'x'.repeat(4 << 20)])
    await other.ask(['CONFIG', 'SET', 'client-output-buffer-limit', 'normal 20mb 0 0'])
    client.socket.pause()
    client.send(encode(['GET', 'megabytes']).repeat(20))
    await server.said('scheduled to be closed ASAP for overcoming of output buffer limits.')
    client.socket.resume()
    await client.closed
    await other.ask(['CONFIG', 'SET', 'client-output-buffer-limit', 'normal 0 0 0'])
  })

  it('of clients that vanish while they wait', async () => {
    for (let i = 0; i < 40; i++) {
      const client = await connect(server.port)
      client.send(encode(['BLPOP', 'nothing', '0']) + encode(['PING']))
      if (i % 2 === 0) client.socket.resetAndDestroy()
      else client.socket.destroy()
    }
    const other = await connect(server.port)
    let clients = ''
    while (!clients.includes('blocked_clients:0')) clients = (await other.ask('INFO clients')) as string
    expect(await other.ask('RPUSH nothing a')).toBe(1)
    expect(await other.ask('LRANGE nothing 0 -1')).toEqual(['a'])
  })

  it('of those too many', async () => {
    const first = await connect(server.port)
    const [, before] = (await first.ask('CONFIG GET maxclients')) as string[]
    const connected = /connected_clients:(\d+)/.exec((await first.ask('INFO clients')) as string)![1]!
    await first.ask(`CONFIG SET maxclients ${connected}`)
    const late = await connect(server.port)
    await expect(late.reply()).rejects.toThrow('ERR max number of clients reached')
    await late.closed
    await first.ask(`CONFIG SET maxclients ${before!}`)
    await alive()
  })
})
