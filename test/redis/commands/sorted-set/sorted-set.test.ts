import { expect, test } from 'vitest'
import { startRedis } from '../../harness.ts'

/** Runs the commands; answers what the append-only file and replicas would hear. */
const propagated = (lines: readonly string[]) => {
  const redis = startRedis()
  const heard: string[] = []
  redis.server.propagation.sinks.push({ feed: (_db, argv) => heard.push(argv.join(' ')) })
  for (const line of lines) redis.command(line)
  return { redis, heard }
}

test('ZMPOP and BZPOPMIN are propagated as what they did', () => {
  const { heard } = propagated([
    'ZADD z 1 a 2 b 3 c 4 d',
    'ZMPOP 2 missing z MAX',
    'BZPOPMIN missing z 0',
    'BZMPOP 0 1 z MIN COUNT 10',
    'ZMPOP 1 z MIN',
  ])
  expect(heard).toEqual(['ZADD z 1 a 2 b 3 c 4 d', 'ZPOPMAX z 1', 'ZPOPMIN z', 'ZPOPMIN z 2'])
})

test('a client that waits is served as if it had come later, and so it is propagated', () => {
  const { redis, heard } = propagated([])
  const waiting = [redis.client(), redis.client(), redis.client()] as const
  expect(waiting[0].command('BZPOPMAX z 0')).toBe('')
  expect(waiting[1].command('BZMPOP 0 2 other z MIN COUNT 2')).toBe('')
  expect(waiting[2].command('BZPOPMIN z 1')).toBe('')
  expect(redis.command('ZADD z 1 a 2 b 3 c')).toBe(':3\r\n')
  expect(waiting[0].read()).toBe('*3\r\n$1\r\nz\r\n$1\r\nc\r\n$1\r\n3\r\n')
  expect(waiting[1].read()).toBe(
    '*2\r\n$1\r\nz\r\n*2\r\n*2\r\n$1\r\na\r\n$1\r\n1\r\n*2\r\n$1\r\nb\r\n$1\r\n2\r\n',
  )
  expect(waiting[2].read()).toBe('')
  redis.advance(1200)
  expect(waiting[2].read()).toBe('*-1\r\n')
  expect(heard).toEqual(['ZADD z 1 a 2 b 3 c', 'ZPOPMAX z', 'ZPOPMIN z 2'])
})

test('a waiting client is served by the key that became ready first, not by the one it named first', () => {
  const { redis } = propagated([])
  const waiting = redis.client()
  waiting.command('BZPOPMIN a b 0')
  for (const line of ['MULTI', 'ZADD b 1 x', 'ZADD a 1 y', 'EXEC']) redis.command(line)
  expect(waiting.read()).toBe('*3\r\n$1\r\nb\r\n$1\r\nx\r\n$1\r\n1\r\n')
  expect(redis.command('ZCARD a')).toBe(':1\r\n')
})

test('a value of another type does not wake a client that waits for a sorted set', () => {
  const { redis } = propagated([])
  const waiting = redis.client()
  waiting.command('BZPOPMIN k 0')
  redis.command('RPUSH k x')
  expect(waiting.read()).toBe('')
  redis.command('DEL k')
  redis.command('ZADD k 1 x')
  expect(waiting.read()).toBe('*3\r\n$1\r\nk\r\n$1\r\nx\r\n$1\r\n1\r\n')
})

test('results of …STORE commands wake waiting clients', () => {
  for (const store of ['ZUNIONSTORE k 1 z', 'ZRANGESTORE k z 0 -1']) {
    const { redis } = propagated(['ZADD z 1 x'])
    const waiting = redis.client()
    waiting.command('BZPOPMIN k 0')
    redis.command(store)
    expect(waiting.read()).toBe('*3\r\n$1\r\nk\r\n$1\r\nx\r\n$1\r\n1\r\n')
  }
})

test('within a transaction nothing waits', () => {
  const { redis } = propagated(['MULTI', 'BZPOPMIN k 0', 'BZMPOP 0 1 k MIN'])
  expect(redis.command('EXEC')).toBe('*2\r\n*-1\r\n*-1\r\n')
})

test('different picks of ZRANDMEMBER are different, whatever the encoding', () => {
  for (const entries of ['0', '128']) {
    const redis = startRedis({ config: { 'zset-max-listpack-entries': entries } })
    const pairs = Array.from({ length: 40 }, (_, i) => `${i} m${i}`).join(' ')
    redis.command(`ZADD z ${pairs}`)
    for (const count of [2, 10, 20, 39, 40, 50]) {
      const lines = redis.command(`ZRANDMEMBER z ${count} WITHSCORES`).split('\r\n')
      const words = lines.filter((_, i) => i > 0 && i % 2 === 0)
      const members = words.filter((_, i) => i % 2 === 0)
      expect(new Set(members).size).toBe(Math.min(count, 40))
      members.forEach((member, i) => expect(`m${words[2 * i + 1]}`).toBe(member))
    }
  }
})
