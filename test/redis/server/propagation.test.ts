import { describe, expect, it } from 'vitest'
import type { Harness } from '../harness.ts'
import { startRedis } from '../harness.ts'

/** What AOF and replicas hear from here on, `db: words`. */
const listen = (redis: Harness): string[] => {
  const heard: string[] = []
  redis.server.propagation.sinks.push({ feed: (db, argv) => heard.push(`${db}: ${argv.join(' ')}`) })
  return heard
}

/** Commands at the harness's epoch, 1 700 000 000 000 ms, and what they become; recorded from an AOF of 7.0.15. */
const REWRITTEN: readonly (readonly [typed: string, ...heard: string[]])[] = [
  ['SET a 1', '0: SET a 1'],
  ['SET a 1 EX 10', '0: SET a 1 PXAT 1700000010000'],
  ['SET a 1 PX 10 GET', '0: SET a 1 PXAT 1700000000010'],
  ['SET a 1 NX', '0: SET a 1 NX'],
  ['SET a 1 KEEPTTL GET', '0: SET a 1 KEEPTTL'],
  ['SETEX a 10 v', '0: SET a v PXAT 1700000010000'],
  ['GETSET a v', '0: SET a v'],
  ['INCRBYFLOAT a 1.5', '0: SET a 1.5 KEEPTTL'],
  ['EXPIRE t 10 GT', '0: PEXPIREAT t 1700000010000 GT'],
  ['EXPIRE t -1', '0: DEL t'],
  ['GETEX t EX 5', '0: PEXPIREAT t 1700000005000'],
  ['GETEX t PERSIST', '0: PERSIST t'],
  ['GETEX t EXAT 1', '0: DEL t'],
  ['GETDEL t', '0: DEL t'],
  ['GET t'],
  ['DEL missing'],
  ['MULTI'],
]

describe('a change as AOF and replicas hear of it', () => {
  it.each(REWRITTEN)('%s', (typed, ...expected) => {
    const redis = startRedis()
    if (/^(GETEX|GETDEL|EXPIRE|GET) t/.test(typed)) redis.command('SET t 1 PX 1000')
    const heard = listen(redis)
    redis.command(typed)
    expect(heard).toEqual(expected)
  })

  it('is EXEC’s commands within MULTI and EXEC, or the only one alone', () => {
    const redis = startRedis()
    const heard = listen(redis)
    for (const line of ['MULTI', 'SET a 1', 'GET a', 'INCR a', 'EXEC']) redis.command(line)
    expect(heard).toEqual(['0: MULTI', '0: SET a 1', '0: INCR a', '0: EXEC'])
    heard.length = 0
    for (const line of ['MULTI', 'GET a', 'INCR a', 'EXEC']) redis.command(line)
    expect(heard).toEqual(['0: INCR a'])
    heard.length = 0
    for (const line of ['MULTI', 'GET a', 'EXEC']) redis.command(line)
    expect(heard).toEqual([])
  })

  it('puts the DEL of an expired key before the command that found it, and alone after a read', () => {
    const redis = startRedis()
    redis.server.expiry.active = false
    const heard = listen(redis)
    redis.command('SET a 1 PX 1')
    redis.command('SET b 1 PX 1')
    redis.advance(5)
    heard.length = 0
    redis.command('SET a 2')
    redis.command('GET b')
    expect(heard).toEqual(['0: MULTI', '0: DEL a', '0: SET a 2', '0: EXEC', '0: DEL b'])
  })

  it('hears of keys the active cycle deletes, one by one', () => {
    const redis = startRedis()
    const heard = listen(redis)
    redis.command('SET a 1 PX 1')
    redis.command('SET b 1 PX 1')
    heard.length = 0
    redis.advance(300)
    expect(heard.toSorted()).toEqual(['0: DEL a', '0: DEL b'])
  })

  it('hears of SWAPDB before the DEL of an expired key it brought to a waiting client', () => {
    const redis = startRedis()
    redis.server.expiry.active = false
    const waiting = redis.client()
    waiting.command('BRPOP k 0')
    for (const line of ['SELECT 1', 'RPUSH k a', 'PEXPIRE k 100']) redis.command(line)
    redis.advance(101)
    const heard = listen(redis)
    expect(redis.command('SWAPDB 0 1')).toBe('+OK\r\n')
    expect(heard).toEqual(['1: SWAPDB 0 1', '0: DEL k'])
    expect(waiting.read()).toBe('')
  })
})
