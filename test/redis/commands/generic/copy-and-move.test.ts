import { describe, expect, it } from 'vitest'
import { startRedis } from '../../harness.ts'

const FILL: Readonly<Record<string, readonly string[]>> = {
  string: ['SET {} text'],
  'string modified in place': ['SET {} 12', 'APPEND {} 3'],
  'large string': [`SET {} ${'x'.repeat(5000)}`, 'APPEND {} y'],
  list: ['RPUSH {} a b c'],
  'set of integers': ['SADD {} 1 2 3'],
  set: ['SADD {} a b c'],
  'small hash': ['HSET {} f v g w'],
  'large hash': [`HSET {} f ${'v'.repeat(100)}`],
  'small sorted set': ['ZADD {} 1 a 2 b'],
  'large sorted set': [`ZADD {} 1 ${'m'.repeat(100)}`],
}

const CHANGE: Readonly<Record<string, string>> = {
  string: 'APPEND {} !',
  list: 'RPUSH {} d',
  set: 'SADD {} 9',
  hash: 'HSET {} f other',
  zset: 'ZADD {} 9 z',
}

const READ: Readonly<Record<string, string>> = {
  string: 'GET {}',
  list: 'LRANGE {} 0 -1',
  set: 'SORT {} ALPHA',
  hash: 'HGET {} f',
  zset: 'ZRANGE {} 0 -1 WITHSCORES',
}

describe.each(Object.entries(FILL))('COPY of a %s', (_, fill) => {
  const prepare = () => {
    const redis = startRedis()
    const on = (line: string, key: string) => redis.command(line.replace('{}', key))
    for (const line of fill) on(line, 'from')
    const type = redis.command('TYPE from').slice(1, -2)
    return { redis, on, type }
  }

  it('keeps contents, encoding and expiry', () => {
    const { redis, on, type } = prepare()
    redis.command('EXPIREAT from 99999999999')
    expect(redis.command('COPY from to DB 3')).toBe(':1\r\n')
    const [read, encoding] = [on(READ[type]!, 'from'), redis.command('OBJECT ENCODING from')]
    redis.command('SELECT 3')
    expect(on(READ[type]!, 'to')).toBe(read)
    expect(redis.command('OBJECT ENCODING to')).toBe(encoding)
    expect(redis.command('EXPIRETIME to')).toBe(':99999999999\r\n')
  })

  it('is independent of what it was copied from', () => {
    const { redis, on, type } = prepare()
    redis.command('COPY from to')
    const before = on(READ[type]!, 'to')
    on(CHANGE[type]!, 'from')
    expect(on(READ[type]!, 'to')).toBe(before)
    expect(on(READ[type]!, 'from')).not.toBe(before)
  })

  it('goes along with RENAME and MOVE unchanged', () => {
    const { redis, on, type } = prepare()
    redis.command('EXPIREAT from 99999999999')
    const [read, encoding] = [on(READ[type]!, 'from'), redis.command('OBJECT ENCODING from')]
    expect(redis.command('RENAME from name')).toBe('+OK\r\n')
    expect(redis.command('MOVE name 1')).toBe(':1\r\n')
    expect(redis.command('EXISTS from name')).toBe(':0\r\n')
    redis.command('SELECT 1')
    expect(on(READ[type]!, 'name')).toBe(read)
    expect(redis.command('OBJECT ENCODING name')).toBe(encoding)
    expect(redis.command('EXPIRETIME name')).toBe(':99999999999\r\n')
  })
})

describe('expiries no double can hold', () => {
  it('stay exact through COPY, RENAME and MOVE', () => {
    const redis = startRedis()
    redis.command('SET k v PXAT 9223372036854775807')
    redis.command('COPY k copy')
    redis.command('RENAME k name')
    redis.command('MOVE name 2')
    expect(redis.command('PEXPIRETIME copy')).toBe(':9223372036854775807\r\n')
    redis.command('SELECT 2')
    expect(redis.command('PEXPIRETIME name')).toBe(':9223372036854775807\r\n')
    expect(redis.command('EXPIRETIME name')).toBe(':9223372036854776\r\n')
    redis.command('PEXPIREAT name 9007199254740991')
    expect(redis.command('PEXPIRETIME name')).toBe(':9007199254740991\r\n')
  })
})
