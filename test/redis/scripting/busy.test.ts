import { describe, expect, test } from 'vitest'
import { startRedis } from '../harness.ts'
import type { Harness, HarnessClient } from '../harness.ts'

const LOOP = ['EVAL', 'while true do end', '0']
const busy = '-BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.\r\n'

/** Time passes in small steps, as a script is a row of events. */
const pass = (redis: Harness, ms: number): void => redis.advance(ms)

/** What a client hears in the next 20 ms. */
const after = (redis: Harness, client: HarnessClient, line: string): string => {
  const now = client.command(line)
  pass(redis, 20)
  return now + client.read()
}

describe('a script that does not end', () => {
  const start = (script = LOOP) => {
    const redis = startRedis({ config: { 'busy-reply-threshold': '30' }, charging: true })
    const runner = redis.client()
    const other = redis.client()
    runner.send(script)
    return { redis, runner, other }
  }

  test('keeps others waiting until the threshold, then tells them BUSY', () => {
    const { redis, other } = start()
    expect(other.command('PING')).toBe('')
    pass(redis, 10)
    expect(other.read()).toBe('')
    pass(redis, 40)
    expect(other.read()).toBe(busy)
    expect(after(redis, other, 'GET a')).toBe(busy)
  })

  test('is ended by SCRIPT KILL, also inside pcall', () => {
    const { redis, runner, other } = start([
      'EVAL',
      'while true do pcall(function() while true do end end) end',
      '0',
    ])
    pass(redis, 50)
    expect(after(redis, other, 'SCRIPT KILL')).toBe('+OK\r\n')
    expect(runner.read()).toMatch(
      /^-ERR Script killed by user with SCRIPT KILL\. script: [0-9a-f]{40}, on @user_script:1\.\r\n$/,
    )
    expect(after(redis, other, 'PING')).toBe('+PONG\r\n')
  })

  test('is not ended once it has written', () => {
    const { redis, other } = start(['EVAL', "redis.call('set','a',1) while true do end", '0'])
    pass(redis, 50)
    expect(after(redis, other, 'SCRIPT KILL')).toMatch(/^-UNKILLABLE /)
  })

  test('is not ended by FUNCTION KILL', () => {
    const { redis, other } = start()
    pass(redis, 50)
    expect(after(redis, other, 'FUNCTION KILL')).toBe(busy)
  })

  test('a world copied in its middle goes on alike', () => {
    const { redis, runner, other } = start(['EVAL', 'local n=0 for i=1,2e7 do n=n+i%7 end return n', '0'])
    pass(redis, 20)
    const copy = redis.world.copy()
    copy.outside = { data: (connection, data) => received.push(`${connection}:${data}`), closed: () => {} }
    const received: string[] = []
    copy.runUntil(copy.now + 1_000_000)
    pass(redis, 1000)
    const reply = runner.read()
    expect(reply).toMatch(/^:\d{8}\r\n$/)
    expect(received).toEqual([`${runner.connection}:${reply}`])
    expect(after(redis, other, 'PING')).toBe('+PONG\r\n')
  })
})

test('effects of a script leave as one transaction, set_repl silences', () => {
  const redis = startRedis()
  const fed: string[] = []
  redis.server.propagation.sinks.push({ feed: (_db, argv) => void fed.push(argv.join(' ')) })
  redis.send(['EVAL', "redis.call('set','a',1) redis.call('incr','a')", '0'])
  redis.send([
    'EVAL',
    "redis.set_repl(redis.REPL_NONE) redis.call('set','b',1) redis.set_repl(redis.REPL_ALL) redis.call('set','c',1)",
    '0',
  ])
  expect(fed).toEqual(['MULTI', 'set a 1', 'incr a', 'EXEC', 'set c 1'])
})

test('MONITOR shows what scripts call', () => {
  const redis = startRedis()
  const watcher = redis.client()
  watcher.command('MONITOR')
  redis.send(['EVAL', "return redis.call('set','a',1)", '0'])
  expect(watcher.read()).toMatch(/\[0 lua\] "set" "a" "1"\r\n/)
})

test('calls of scripts count in commandstats', () => {
  const redis = startRedis()
  redis.send(['EVAL', "redis.call('set','a',1) return redis.pcall('lpush','a',1)", '0'])
  const info = redis.command('INFO commandstats')
  expect(info).toMatch(/cmdstat_set:calls=1,/)
  expect(info).toMatch(/cmdstat_lpush:calls=1,.*failed_calls=1/)
  expect(info).toMatch(/cmdstat_eval:calls=1,.*failed_calls=1/)
})

test('a long script within a transaction suspends it, the rest follows', () => {
  const redis = startRedis({ charging: true })
  const client = redis.client()
  const other = redis.client()
  client.command('MULTI')
  client.command('SET a 1')
  client.send(['EVAL', 'for i=1,3e6 do end return 7', '0'])
  client.command('INCR a')
  pass(redis, 10)
  client.read()
  client.command('EXEC')
  other.command('INCR a')
  pass(redis, 100)
  expect(client.read()).toBe('*3\r\n+OK\r\n:7\r\n:2\r\n')
  expect(other.read()).toBe(':3\r\n')
  expect(client.command('PING') + (pass(redis, 10), client.read())).toBe('+PONG\r\n')
})

test('errors a script returns count as its failures, those of commands it called once in errorstats', () => {
  const redis = startRedis()
  redis.command('HSET h a b')
  redis.send(['EVAL', "return {{err='X y'}, redis.pcall('incr','h'), {err='Z z'}}", '0'])
  expect(redis.command('INFO commandstats')).toMatch(/cmdstat_eval:calls=1,.*failed_calls=2/)
  expect(redis.command('INFO errorstats')).toContain(
    'errorstat_WRONGTYPE:count=1\r\nerrorstat_X:count=1\r\nerrorstat_Z:count=1\r\n',
  )
  expect(redis.command('INFO stats')).toContain('total_error_replies:3\r\n')
})

test('what a first line declares stands in for the flags of EVAL when it is admitted', () => {
  const redis = startRedis({ config: { maxmemory: '1' } })
  const script = "return redis.call('set','x','y')"
  expect(redis.send(['EVAL', `#!lua\n${script}`, '0'])).toContain('-OOM command not allowed')
  expect(redis.send(['EVAL', '#!lua flags=no-writes\nreturn 1', '0'])).toBe(':1\r\n')
  expect(redis.command('INFO commandstats')).toMatch(/cmdstat_eval:calls=1,.*rejected_calls=1,failed_calls=0/)
})
