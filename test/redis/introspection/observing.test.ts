/** MONITOR, the slow log and INFO's counters: what they show, and what they must not. */
import { describe, expect, it } from 'vitest'
import { latencyBucket } from '../../../src/redis/introspection/latency.ts'
import { startRedis } from '../harness.ts'

/** Lines of MONITOR without time and address. */
const shown = (text: string): string[] =>
  text
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/^\+\d+\.\d{6} \[(\d+) [^\]]*\] /, '$1: '))

const info = (text: string, field: string): string | undefined =>
  new RegExp(`\\b${field}:([^\\r]*)`).exec(text)?.[1]

describe('MONITOR', () => {
  it('blots out passwords', () => {
    const redis = startRedis()
    const monitor = redis.client()
    monitor.command('MONITOR')
    redis.command('AUTH default secret')
    redis.command('HELLO 2 AUTH default secret SETNAME me')
    redis.command('CONFIG SET requirepass secret')
    redis.command('AUTH secret')
    expect(shown(monitor.read())).toEqual([
      '0: "AUTH" "(redacted)" "(redacted)"',
      '0: "HELLO" "2" "AUTH" "(redacted)" "(redacted)" "SETNAME" "me"',
      '0: "AUTH" "(redacted)"',
    ])
  })

  it('shows a blocking command once, when it is sent', () => {
    const redis = startRedis()
    const monitor = redis.client()
    monitor.command('MONITOR')
    const waiting = redis.client()
    waiting.command('BLPOP l 0')
    expect(shown(monitor.read())).toEqual(['0: "BLPOP" "l" "0"'])
    redis.command('RPUSH l a')
    expect(shown(monitor.read())).toEqual(['0: "RPUSH" "l" "a"'])
  })

  it('is over after RESET', () => {
    const redis = startRedis()
    const monitor = redis.client()
    monitor.command('MONITOR')
    expect(monitor.command('RESET')).toContain('+RESET\r\n')
    monitor.read()
    redis.command('PING')
    expect(monitor.read()).toBe('')
    expect(redis.server.monitors).toEqual([])
  })

  it('is not for transactions', () => {
    const redis = startRedis()
    redis.command('MULTI')
    redis.command('MONITOR')
    expect(redis.command('EXEC')).toBe("*1\r\n-ERR MONITOR isn't allowed for DENY BLOCKING client\r\n")
  })

  it('cuts an argument that quoted would not fit', () => {
    const redis = startRedis()
    const monitor = redis.client()
    monitor.command('MONITOR')
    redis.send(['MSET', 'a', 'x'.repeat(9 * 1024 * 1024), 'b', 'y'])
    const [line] = shown(monitor.read())
    expect(line!.length).toBeGreaterThan(8 * 1024 * 1024)
    expect(line!.slice(-10)).toBe('xxx" "" ""')
  })
})

describe('the slow log', () => {
  it('blots out passwords, however the command ended', () => {
    const redis = startRedis({ config: { 'slowlog-log-slower-than': '0' } })
    redis.command('CONFIG SET requirepass secret nosuch x')
    redis.command('AUTH secret')
    const entries = redis.server.slowlog.entries.map(({ argv }) => argv)
    expect(entries).toEqual([
      ['AUTH', '(redacted)'],
      ['CONFIG', 'SET', 'requirepass', '(redacted)', 'nosuch', 'x'],
    ])
  })

  it('takes what was slow in virtual time', () => {
    const redis = startRedis({ charging: true, config: { 'slowlog-log-slower-than': '1000' } })
    const client = redis.client()
    const run = (argv: string[]) => {
      client.send(argv)
      redis.advance(1000)
    }
    run(['MSET', ...Array.from({ length: 20_000 }, (_, i) => [`k${i}`, 'v']).flat()])
    run(['GET', 'k1'])
    run(['KEYS', '*'])
    const log = redis.server.slowlog.entries
    expect(log.map(({ argv }) => argv[0])).toEqual(['KEYS', 'MSET'])
    expect(log[0]!.duration).toBeGreaterThanOrEqual(1000)
  })
})

describe('INFO', () => {
  it('counts an error once, by its code, for the command that failed', () => {
    const redis = startRedis()
    redis.command('SET a v')
    redis.command('LPUSH a x')
    redis.command('MULTI')
    redis.command('LPUSH a x')
    redis.command('INCR a')
    redis.command('EXEC')
    redis.command('NOSUCH')
    const text = redis.command('INFO errorstats commandstats')
    expect(text).toContain('errorstat_ERR:count=2\r\nerrorstat_WRONGTYPE:count=2\r\n')
    expect(text).toMatch(/cmdstat_lpush:calls=2,.*failed_calls=2\r\n/)
    expect(text).toMatch(/cmdstat_incr:calls=1,.*failed_calls=1\r\n/)
    expect(text).toMatch(/cmdstat_exec:calls=1,.*failed_calls=0\r\n/)
  })

  it('tells how fast commands came in the last 1.6 s', () => {
    const redis = startRedis()
    for (let tick = 0; tick < 16; tick++) {
      for (let i = 0; i < 10; i++) redis.command('PING')
      redis.advance(100)
    }
    expect(info(redis.command('INFO stats'), 'instantaneous_ops_per_sec')).toBe('100')
    redis.command('CONFIG RESETSTAT')
    expect(info(redis.command('INFO stats'), 'instantaneous_ops_per_sec')).toBe('0')
  })

  it('tells percentiles of virtual time as an HDR histogram of two digits rounds them', () => {
    const redis = startRedis({ charging: true })
    redis.command('GET a')
    redis.advance(100)
    const [bucket] = [...redis.server.stats.of(redis.server.commands.get('get')!).histogram.keys()]
    expect(bucket).toBe(latencyBucket(redis.server.stats.of(redis.server.commands.get('get')!).microseconds))
    expect([0, 2, 5, 9, 15, 140].map(latencyBucket)).toEqual([1, 2007, 5023, 9023, 15039, 140287])
  })

  it('names sections in any case and order, each once', () => {
    const redis = startRedis()
    const titles = (line: string) =>
      [...redis.command(line).matchAll(/# (\w+)\r\n/g)].map(([, title]) => title)
    expect(titles('INFO keyspace CPU keyspace nosuch')).toEqual(['CPU', 'Keyspace'])
    expect(titles('INFO module_list')).toEqual(['Modules'])
    expect(titles('INFO')).toEqual(titles('INFO default'))
    expect(titles('INFO all')).toEqual([
      'Server',
      'Clients',
      'Memory',
      'Persistence',
      'Stats',
      'Replication',
      'CPU',
      'Modules',
      'Commandstats',
      'Errorstats',
      'Latencystats',
      'Cluster',
      'Keyspace',
    ])
  })

  it('counts connections, and those turned away', () => {
    const redis = startRedis({ config: { maxclients: '2' } })
    redis.command('PING')
    redis.client()
    const late = redis.client()
    expect(late.read()).toBe('-ERR max number of clients reached\r\n')
    expect(late.closed).toBe(true)
    const text = redis.command('INFO')
    expect(info(text, 'connected_clients')).toBe('2')
    expect(info(text, 'rejected_connections')).toBe('1')
    expect(info(text, 'total_connections_received')).toBe('2')
  })
})
