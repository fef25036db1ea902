/** A client library of the real world against the gateway. */
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Started } from './process.ts'
import { start } from './process.ts'

let server: Started
let redis: Redis
const open: Redis[] = []

const client = (): Redis => {
  const one = new Redis(server.port, '127.0.0.1', { retryStrategy: null, maxRetriesPerRequest: 0 })
  open.push(one)
  return one
}

beforeAll(async () => {
  server = await start()
  redis = client()
})

afterAll(async () => {
  for (const one of open) one.disconnect()
  await server.stop()
})

describe('ioredis', () => {
  it('sends commands of every type', async () => {
    await redis.flushall()
    expect(await redis.set('s', 'väl ue', 'EX', 100)).toBe('OK')
    expect(await redis.get('s')).toBe('väl ue')
    expect(await redis.ttl('s')).toBe(100)
    expect(await redis.incrby('n', 41)).toBe(41)
    expect(await redis.incrbyfloat('f', 0.1)).toBe('0.1')
    expect(await redis.rpush('l', 'a', 'b', 'c')).toBe(3)
    expect(await redis.lrange('l', 0, -1)).toEqual(['a', 'b', 'c'])
    expect(await redis.hset('h', { a: '1', b: '2' })).toBe(2)
    expect(await redis.hgetall('h')).toEqual({ a: '1', b: '2' })
    expect(await redis.sadd('set', 1, 2, 2)).toBe(2)
    expect((await redis.smembers('set')).sort()).toEqual(['1', '2'])
    expect(await redis.zadd('z', 2, 'b', 1, 'a')).toBe(2)
    expect(await redis.zrange('z', 0, -1, 'WITHSCORES')).toEqual(['a', '1', 'b', '2'])
    expect(await redis.dbsize()).toBe(7)
  })

  it('keeps binary values as they are', async () => {
    const value = Buffer.from(Array.from({ length: 256 }, (_, i) => i))
    await redis.set(value, value)
    expect(await redis.getBuffer(value)).toEqual(value)
  })

  it('hears errors as errors', async () => {
    await redis.set('text', 'x')
    await expect(redis.incr('text')).rejects.toThrow('ERR value is not an integer or out of range')
    await expect(redis.lpush('text', 'x')).rejects.toThrow(
      'WRONGTYPE Operation against a key holding the wrong kind of value',
    )
    await expect(redis.call('NOSUCH', 'a')).rejects.toThrow("ERR unknown command 'NOSUCH'")
  })

  it('subscribes to channels and patterns while another publishes', async () => {
    const subscriber = client()
    const heard: string[] = []
    subscriber.on('message', (channel, message) => heard.push(`${channel}: ${message}`))
    subscriber.on('pmessage', (pattern, channel, message) => heard.push(`${pattern} ${channel}: ${message}`))
    expect(await subscriber.subscribe('news', 'weather')).toBe(2)
    expect(await subscriber.psubscribe('w*')).toBe(3)
    await expect(subscriber.get('news')).rejects.toThrow('subscriber mode')
    expect(await redis.publish('news', 'one')).toBe(1)
    expect(await redis.publish('weather', 'two')).toBe(2)
    expect(await redis.pubsub('NUMSUB', 'news')).toEqual(['news', 1])
    expect(await subscriber.unsubscribe('news', 'weather')).toBe(1)
    expect(await subscriber.punsubscribe('w*')).toBe(0)
    expect(heard).toEqual(['news: one', 'weather: two', 'w* weather: two'])
    expect(await subscriber.get('nothing')).toBeNull()
  })

  it('hears of keys, and of those its cache has to forget', async () => {
    const [subscriber, cached] = [client(), client()]
    const heard: string[] = []
    subscriber.on('message', (channel, message) => heard.push(`${channel}: ${message}`))
    await redis.config('SET', 'notify-keyspace-events', 'Eg')
    const id = await subscriber.client('ID')
    await subscriber.subscribe('__redis__:invalidate', '__keyevent@0__:del')
    expect(await cached.call('CLIENT', 'TRACKING', 'ON', 'REDIRECT', id)).toBe('OK')
    await cached.get('kept')
    await redis.set('kept', 1)
    await redis.del('kept')
    await subscriber.ping()
    await redis.config('SET', 'notify-keyspace-events', '')
    expect(heard).toEqual(['__redis__:invalidate: kept', '__keyevent@0__:del: kept'])
  })

  it('pipelines thousands of commands', async () => {
    const pipeline = redis.pipeline()
    for (let i = 0; i < 5000; i++) pipeline.set(`p:${i}`, i).get(`p:${i}`)
    const replies = (await pipeline.exec())!
    expect(replies).toHaveLength(10_000)
    expect(replies.every(([error]) => error === null)).toBe(true)
    expect(replies[9999]).toEqual([null, '4999'])
  })

  it('runs transactions; a watched key that changes stops one', async () => {
    expect(await redis.multi().set('m', 1).incr('m').get('m').exec()).toEqual([
      [null, 'OK'],
      [null, 2],
      [null, '2'],
    ])
    const watcher = client()
    await watcher.watch('m')
    await redis.set('m', 9)
    expect(await watcher.multi().set('m', 0).exec()).toBeNull()
    expect(await redis.get('m')).toBe('9')
  })

  it('waits in blocking commands until another client pushes, or the time is over', async () => {
    const waiting = client()
    const popped = waiting.blpop('queue', 'queue2', 0)
    await redis.rpush('queue2', 'job')
    expect(await popped).toEqual(['queue2', 'job'])
    expect(await waiting.blpop('queue', 0.01)).toBeNull()
    const moved = waiting.blmove('from', 'to', 'LEFT', 'RIGHT', 0)
    await redis.rpush('from', 'x')
    expect(await moved).toBe('x')
    const scored = waiting.bzpopmin('zq', 0)
    await redis.zadd('zq', 3, 'm')
    expect(await scored).toEqual(['zq', 'm', '3'])
  })

  it('calls scripts by their digest, and defines commands of them', async () => {
    const lua = 'return redis.call("INCRBY", KEYS[1], ARGV[1])'
    redis.defineCommand('addTo', { numberOfKeys: 1, lua })
    const own = redis as unknown as { addTo: (key: string, n: number) => Promise<number> }
    await redis.script('FLUSH')
    expect(await own.addTo('lua', 5)).toBe(5)
    expect(await own.addTo('lua', 2)).toBe(7)
    const sha = (await redis.script('LOAD', 'return {KEYS[1], ARGV[1]}')) as string
    expect(await redis.evalsha(sha, 1, 'k', 'v')).toEqual(['k', 'v'])
    await expect(redis.evalsha('0'.repeat(40), 0)).rejects.toThrow('NOSCRIPT')
    await expect(redis.eval("return redis.call('LPUSH', 'lua', 1)", 0)).rejects.toThrow('WRONGTYPE')
  })

  it('keeps bytes, and restores what it dumped', async () => {
    const value = Buffer.from(Array.from({ length: 256 }, (_, i) => i))
    await redis.set('bytes', value)
    expect(await redis.getBuffer('bytes')).toEqual(value)
    const dump = await redis.dumpBuffer('bytes')
    expect(await redis.restore('again', 0, dump)).toBe('OK')
    expect(await redis.getBuffer('again')).toEqual(value)
  })

  it('reads streams as a group', async () => {
    await redis.del('jobs')
    await redis.xgroup('CREATE', 'jobs', 'g', '$', 'MKSTREAM')
    const reader = client()
    const read = reader.xreadgroup('GROUP', 'g', 'c', 'BLOCK', 0, 'STREAMS', 'jobs', '>')
    await redis.xadd('jobs', '1-1', 'f', 'v')
    expect(await read).toEqual([['jobs', [['1-1', ['f', 'v']]]]])
    expect(await redis.xack('jobs', 'g', '1-1')).toBe(1)
  })

  it('iterates with SCAN', async () => {
    await redis.flushall()
    await redis.mset(Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, 'v'])))
    const seen = new Set<string>()
    for await (const keys of redis.scanStream({ match: 'k*', count: 50 })) {
      for (const key of keys as string[]) seen.add(key)
    }
    expect(seen.size).toBe(500)
  })

  it('watches with MONITOR', async () => {
    const monitor = await redis.monitor()
    const heard = new Promise<string[]>((done) =>
      monitor.on('monitor', (_time: string, args: string[]) => args[0] === 'set' && done(args)),
    )
    await redis.set('seen', 'by all')
    expect(await heard).toEqual(['set', 'seen', 'by all'])
    monitor.disconnect()
  })

  it('logs in, by an option too', async () => {
    await redis.config('SET', 'requirepass', 'secret')
    const late = new Redis(server.port, '127.0.0.1', { password: 'secret', retryStrategy: null })
    open.push(late)
    expect(await late.ping()).toBe('PONG')
    await late.config('SET', 'requirepass', '')
  })

  it('expires keys by the wall clock', async () => {
    await redis.psetex('soon', 1, 'x')
    await new Promise((done) => setTimeout(done, 20))
    expect(await redis.get('soon')).toBeNull()
  })
})
