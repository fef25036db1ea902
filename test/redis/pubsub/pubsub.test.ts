/** What transcripts can't show of pub/sub: the trace, replicas, idle clients, copies of a world. */
import { describe, expect, it } from 'vitest'
import type { RedisServer } from '../../../src/redis/server/server.ts'
import { startRedis } from '../harness.ts'

describe('pub/sub', () => {
  it('tells the trace who got a message, by which pattern, and who joins and leaves', () => {
    const redis = startRedis()
    const [a, b] = [redis.client(), redis.client()]
    redis.world.tracing = true
    a.command('SUBSCRIBE news')
    b.command('PSUBSCRIBE n*')
    redis.command(`PUBLISH news ${'x'.repeat(300)}`)
    redis.command('SPUBLISH news nobody')
    a.command('UNSUBSCRIBE news')
    b.close()
    const told = redis.world.trace.filter(({ type }) => type.startsWith('pubsub.'))
    const ids = [...redis.server.clients.keys()]
    expect(told).toMatchObject([
      { type: 'pubsub.subscribed', client: ids[0], kind: 'channel', name: 'news' },
      { type: 'pubsub.subscribed', client: ids[0]! + 1, kind: 'pattern', name: 'n*' },
      {
        type: 'pubsub.message',
        kind: 'channel',
        channel: 'news',
        message: 'x'.repeat(256),
        receivers: [
          { client: ids[0], pattern: null },
          { client: ids[0]! + 1, pattern: 'n*' },
        ],
        count: 2,
      },
      { type: 'pubsub.message', kind: 'shard', channel: 'news', message: 'nobody', receivers: [], count: 0 },
      { type: 'pubsub.unsubscribed', client: ids[0], kind: 'channel', name: 'news' },
      { type: 'pubsub.unsubscribed', client: ids[0]! + 1, kind: 'pattern', name: 'n*' },
    ])
  })

  it('passes messages on to replicas, not to the append-only file', () => {
    const redis = startRedis()
    const heard: Record<'file' | 'replicas', string[]> = { file: [], replicas: [] }
    const { sinks } = redis.server.propagation
    sinks.push({ feed: (_, argv) => heard.file.push(argv.join(' ')) })
    redis.command('PUBLISH a 0')
    sinks.push({ passesMessages: true, feed: (_, argv) => heard.replicas.push(argv.join(' ')) })
    redis.command('PUBLISH a 1')
    redis.command('SPUBLISH a 2')
    redis.command('SET k 1')
    expect(heard.file).toEqual(['SET k 1'])
    expect(heard.replicas).toEqual(['PUBLISH a 1', 'SPUBLISH a 2', 'SET k 1'])
  })

  it('never closes a subscribed client for its silence', () => {
    const redis = startRedis({ config: { timeout: '1' } })
    const [idle, subscribed] = [redis.client(), redis.client()]
    subscribed.command('SUBSCRIBE a')
    redis.advance(5000)
    expect([idle.closed, subscribed.closed]).toEqual([true, false])
  })

  it('leaves nothing behind when subscribers go', () => {
    const redis = startRedis()
    for (let i = 0; i < 20; i++) {
      const client = redis.client()
      client.command(`SUBSCRIBE all own${i}`)
      client.command(`PSUBSCRIBE p${i} q*`)
      client.command('SSUBSCRIBE shard')
      if (i % 2 === 0) client.close()
      else client.command('RESET')
    }
    const { channel, pattern, shard } = redis.server.pubsub.listeners
    expect([channel.size, pattern.size, shard.size]).toEqual([0, 0, 0])
    expect(redis.command('PUBLISH all x')).toBe(':0\r\n')
  })

  it('is part of a copy of the world', () => {
    const redis = startRedis()
    const client = redis.client()
    client.command('SUBSCRIBE a')
    const copy = redis.world.copy()
    const server = copy.byName.get('server')!.process as RedisServer
    client.command('UNSUBSCRIBE')
    expect(server.pubsub.publish('a', 'x')).toBe(1)
    expect(redis.server.pubsub.publish('a', 'x')).toBe(0)
  })

  it('sends a message of any size, to a client that reads', () => {
    const redis = startRedis()
    const client = redis.client()
    client.command('SUBSCRIBE a')
    const message = 'y'.repeat(300_000)
    redis.send(['PUBLISH', 'a', message])
    expect(client.read()).toBe(`*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$300000\r\n${message}\r\n`)
  })
})

describe('CLIENT REPLY SKIP within a transaction', () => {
  it('covers the command after EXEC, whatever CLIENT REPLY ON says in between (recorded)', () => {
    const redis = startRedis()
    for (const line of ['MULTI', 'CLIENT REPLY SKIP', 'CLIENT REPLY ON']) redis.command(line)
    expect(redis.command('EXEC')).toBe('*2\r\n+OK\r\n')
    expect(redis.command('PING')).toBe('')
    expect(redis.command('PING')).toBe('+PONG\r\n')
  })
})
