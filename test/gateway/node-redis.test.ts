/** node-redis against the gateway, over RESP2 and RESP3. */
import { BasicClientSideCache, createClient, WatchError } from 'redis'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Started } from './process.ts'
import { start } from './process.ts'

let server: Started
const open: { destroy: () => void; isOpen: boolean }[] = []

beforeAll(async () => {
  server = await start()
})

afterAll(async () => {
  for (const one of open) if (one.isOpen) one.destroy()
  await server.stop()
})

const options = (RESP: 2 | 3) => ({
  socket: { host: '127.0.0.1', port: server.port, reconnectStrategy: false as const },
  RESP,
})

const connected = async (RESP: 2 | 3) => {
  const client = createClient(options(RESP))
  client.on('error', () => {})
  open.push(client)
  return client.connect()
}

describe.each([2, 3] as const)('node-redis over RESP%i', (RESP) => {
  let redis: Awaited<ReturnType<typeof connected>>
  beforeAll(async () => {
    redis = await connected(RESP)
  })
  beforeEach(async () => {
    await redis.flushAll()
  })

  it('sends commands of every type', async () => {
    expect(await redis.set('s', 'väl ue', { EX: 100 })).toBe('OK')
    expect(await redis.get('s')).toBe('väl ue')
    expect(await redis.getRange('s', 0, 0)).toBe('v')
    expect(await redis.hSet('h', { a: '1', b: '2' })).toBe(2)
    expect({ ...(await redis.hGetAll('h')) }).toEqual({ a: '1', b: '2' })
    expect(await redis.rPush('l', ['a', 'b', 'c'])).toBe(3)
    expect(await redis.lRange('l', 0, -1)).toEqual(['a', 'b', 'c'])
    expect(await redis.sAdd('set', ['x', 'y'])).toBe(2)
    expect([...(await redis.sMembers('set'))].sort()).toEqual(['x', 'y'])
    await redis.zAdd('z', [
      { value: 'a', score: 1.5 },
      { value: 'b', score: Infinity },
    ])
    expect(await redis.zRangeWithScores('z', 0, -1)).toEqual([
      { value: 'a', score: 1.5 },
      { value: 'b', score: Infinity },
    ])
    expect(await redis.zScore('z', 'a')).toBe(1.5)
    const id = await redis.xAdd('st', '*', { f: 'v' })
    expect(await redis.xRange('st', '-', '+')).toMatchObject([{ id, message: { f: 'v' } }])
    await redis.geoAdd('geo', { member: 'Seoul', longitude: 126.978, latitude: 37.5665 })
    expect(await redis.geoDist('geo', 'Seoul', 'Seoul')).toBe(0)
    expect(await redis.pfAdd('hll', ['a', 'b'])).toBe(1)
    expect(await redis.pfCount('hll')).toBe(2)
    expect(await redis.setBit('bits', 7, 1)).toBe(0)
    expect(await redis.type('bits')).toBe('string')
    await expect(redis.lPush('s', 'x')).rejects.toThrow('WRONGTYPE')
    expect(await redis.dbSize()).toBe(9)
  })

  it('keeps bytes', async () => {
    const value = Buffer.from(Array.from({ length: 256 }, (_, i) => i))
    await redis.set('bytes', value)
    expect(await redis.strLen('bytes')).toBe(256)
    expect(await redis.sendCommand(['GETRANGE', 'bytes', '65', '67'])).toBe('ABC')
  })

  it('runs transactions; a watched key that changes stops one', async () => {
    expect(await redis.multi().set('m', '1').incr('m').get('m').exec()).toEqual(['OK', 2, '2'])
    const watcher = await connected(RESP)
    await watcher.watch('m')
    await redis.set('m', '9')
    await expect(watcher.multi().set('m', '0').exec()).rejects.toBeInstanceOf(WatchError)
    expect(await redis.get('m')).toBe('9')
    await watcher.watch('m')
    expect(await watcher.multi().incr('m').exec()).toEqual([10])
  })

  it('pipelines', async () => {
    const replies = await Promise.all(Array.from({ length: 2000 }, () => redis.incr('n')))
    expect(replies).toEqual(Array.from({ length: 2000 }, (_, i) => i + 1))
  })

  it('hears messages of channels, patterns and shards', async () => {
    const subscriber = await connected(RESP)
    const heard: string[] = []
    let all: () => void
    const done = new Promise<void>((resolve) => (all = resolve))
    const hear = (message: string, channel: string): void => {
      if (heard.push(`${channel}: ${message}`) === 4) all()
    }
    await subscriber.subscribe('news', hear)
    await subscriber.pSubscribe('n*', hear)
    await subscriber.sSubscribe('shard', hear)
    expect(await redis.publish('news', 'one')).toBe(2)
    expect(await redis.publish('nothing', 'two')).toBe(1)
    expect(await redis.sPublish('shard', 'three')).toBe(1)
    await done
    expect(heard.sort()).toEqual(['news: one', 'news: one', 'nothing: two', 'shard: three'])
    await subscriber.unsubscribe('news')
    await subscriber.pUnsubscribe()
    await subscriber.sUnsubscribe()
    expect(await redis.publish('news', 'again')).toBe(0)
    expect(String(await subscriber.ping())).toBe('PONG')
  })

  it('waits in blocking commands', async () => {
    const waiting = await connected(RESP)
    const popped = waiting.blPop(['q1', 'q2'], 0)
    await redis.rPush('q2', 'job')
    expect(await popped).toEqual({ key: 'q2', element: 'job' })
    expect(await waiting.blPop('q1', 0.01)).toBeNull()
    const scored = waiting.bzPopMin('zq', 0)
    await redis.zAdd('zq', { value: 'm', score: 3 })
    expect(await scored).toEqual({ key: 'zq', value: 'm', score: 3 })
    await redis.xGroupCreate('jobs', 'g', '$', { MKSTREAM: true })
    const read = waiting.xReadGroup('g', 'c', { key: 'jobs', id: '>' }, { BLOCK: 0 })
    await redis.xAdd('jobs', '1-1', { f: 'v' })
    expect(await read).toMatchObject([{ name: 'jobs', messages: [{ id: '1-1', message: { f: 'v' } }] }])
  })

  it('calls scripts and functions', async () => {
    expect(await redis.eval('return {KEYS[1], ARGV[1]}', { keys: ['k'], arguments: ['v'] })).toEqual([
      'k',
      'v',
    ])
    const sha = await redis.scriptLoad('return redis.call("INCRBY", KEYS[1], ARGV[1])')
    expect(await redis.evalSha(sha, { keys: ['n'], arguments: ['5'] })).toBe(5)
    await expect(redis.evalSha('0'.repeat(40))).rejects.toThrow('NOSCRIPT')
    const code =
      "#!lua name=lib\nredis.register_function('twice', function(keys, args) return args[1] * 2 end)"
    expect(await redis.functionLoad(code, { REPLACE: true })).toBe('lib')
    expect(await redis.fCall('twice', { keys: [], arguments: ['21'] })).toBe(42)
    expect(await redis.functionList()).toMatchObject([{ library_name: 'lib', engine: 'LUA' }])
  })

  it('iterates', async () => {
    const keys = Array.from({ length: 300 }, (_, i) => `k${i}`)
    await redis.mSet(keys.map((key): [string, string] => [key, key]))
    const seen = new Set<string>()
    for await (const batch of redis.scanIterator({ MATCH: 'k*', COUNT: 20 })) {
      for (const key of batch) seen.add(key)
    }
    expect(seen).toEqual(new Set(keys))
    await redis.hSet('h', Object.fromEntries(keys.map((key) => [key, '1'])))
    let fields = 0
    for await (const batch of redis.hScanIterator('h')) fields += batch.length
    expect(fields).toBe(300)
  })

  it('asks the server about itself', async () => {
    expect(await redis.info('server')).toContain('redis_version:7.0.15')
    expect(await redis.commandCount()).toBe(240)
    expect((await redis.configGet('maxmemory'))['maxmemory']).toBe('0')
    expect(await redis.clientId()).toBeGreaterThan(0)
    await redis.set('old', '1')
    expect(await redis.objectEncoding('old')).toBe('int')
    const dump = await redis.sendCommand<string>(['OBJECT', 'HELP'])
    expect(dump.length).toBeGreaterThan(3)
  })
})

describe('client-side caching', () => {
  it('forgets what another client changes', async () => {
    const clientSideCache = new BasicClientSideCache()
    const cached = createClient({ ...options(3), RESP: 3 as const, clientSideCache })
    cached.on('error', () => {})
    open.push(cached)
    await cached.connect()
    const other = await connected(3)
    await other.set('kept', '1')
    const forgotten = new Promise<void>((done) => {
      clientSideCache.on('invalidate', (key) => {
        if (key !== null) done()
      })
    })
    expect(await cached.get('kept')).toBe('1')
    expect(await cached.get('kept')).toBe('1')
    expect(clientSideCache.stats()).toMatchObject({ hitCount: 1, missCount: 1 })
    await other.set('kept', '2')
    await forgotten
    expect(await cached.get('kept')).toBe('2')
    expect(clientSideCache.stats()).toMatchObject({ hitCount: 1, missCount: 2 })
  })
})

it('logs in and selects a database by its address', async () => {
  const admin = await connected(3)
  await admin.aclSetUser('reader', ['on', '>secret', '~*', '+@read', '+select', '+client', '+hello'])
  const client = createClient({ url: `redis://reader:secret@127.0.0.1:${server.port}/3` })
  client.on('error', () => {})
  open.push(client)
  await client.connect()
  expect(await client.get('nothing')).toBeNull()
  await expect(client.set('a', 'b')).rejects.toThrow('NOPERM')
})
