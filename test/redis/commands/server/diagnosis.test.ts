import { describe, expect, it } from 'vitest'
import { cumulative, latencyBucket } from '../../../../src/redis/introspection/latency.ts'
import { sparkline } from '../../../../src/redis/introspection/sparkline.ts'
import { startRedis } from '../../harness.ts'

const withDebug = (config: Readonly<Record<string, string>> = {}) =>
  startRedis({ charging: true, config: { 'enable-debug-command': 'yes', ...config } })

describe('the latency monitor', () => {
  it('notes commands that took as long as the threshold, the worst of each second', () => {
    const redis = withDebug({ 'latency-monitor-threshold': '20' })
    redis.command('DEBUG SLEEP 0.019')
    expect(redis.command('LATENCY LATEST')).toBe('*0\r\n')
    redis.command('DEBUG SLEEP 0.02')
    redis.command('DEBUG SLEEP 0.04')
    redis.command('DEBUG SLEEP 0.03')
    expect(redis.server.latency.series.get('command')!.samples.map((s) => s.latency)).toEqual([40])
    redis.advance(2000)
    redis.command('DEBUG SLEEP 0.025')
    const { samples, max } = redis.server.latency.series.get('command')!
    expect(samples.map((s) => s.latency)).toEqual([40, 25])
    expect(samples[1]!.time - samples[0]!.time).toBe(2)
    expect(max).toBe(40)
  })

  it('is off at threshold 0 and keeps 160 samples of an event', () => {
    const redis = withDebug()
    redis.command('DEBUG SLEEP 1')
    expect(redis.server.latency.series.size).toBe(0)
    redis.command('CONFIG SET latency-monitor-threshold 1')
    for (let i = 0; i < 170; i++) {
      redis.command('DEBUG SLEEP 0.002')
      redis.advance(1000)
    }
    expect(redis.server.latency.series.get('command')!.samples).toHaveLength(160)
  })

  it('tells fast commands from others by their flag', () => {
    const redis = startRedis({ charging: true, config: { 'latency-monitor-threshold': '1' } })
    redis.client().send(['SADD', 's', ...Array.from({ length: 200_000 }, (_, i) => `m${i}`)])
    redis.advance(2000)
    redis.command('KEYS *')
    redis.command('SMEMBERS s')
    redis.advance(200)
    const events = [...redis.server.latency.series.keys()]
    expect(events).toContain('command')
    expect(redis.command('LATENCY DOCTOR')).toContain('1. ')
  })

  it('explains itself before and after spikes', () => {
    const redis = withDebug()
    expect(redis.command('LATENCY DOCTOR')).toContain('latency-monitor-threshold')
    redis.command('CONFIG SET latency-monitor-threshold 5')
    expect(redis.command('LATENCY DOCTOR')).toContain('No latency spike')
    redis.command('DEBUG SLEEP 0.03')
    expect(redis.command('LATENCY DOCTOR')).toContain('1. command: 1 spikes (average 30 ms')
  })

  it('draws its samples with their age', () => {
    const redis = withDebug({ 'latency-monitor-threshold': '1' })
    for (const ms of [5, 30, 10]) {
      redis.command(`DEBUG SLEEP ${ms / 1000}`)
      redis.advance(1000)
    }
    const graph = redis.command('LATENCY GRAPH command')
    expect(graph).toContain('command - high 30 ms, low 5 ms (all time high 30 ms)\n')
    expect(graph).toContain('321')
    expect(graph).toContain('sss')
  })
})

describe('histograms', () => {
  it('add up at each doubling that has more', () => {
    const histogram = new Map([1, 3, 10_000, 20_000].map((us) => [latencyBucket(us), 1]))
    expect(cumulative(histogram)).toEqual([
      { microseconds: 1, calls: 1 },
      { microseconds: 4, calls: 2 },
      { microseconds: 16_908, calls: 3 },
      { microseconds: 33_816, calls: 4 },
    ])
    expect(cumulative(new Map())).toEqual([])
  })

  it('are shown of a command or all subcommands of a container', () => {
    const redis = startRedis()
    redis.command('SET a 1')
    redis.command('CONFIG GET port')
    redis.command('CONFIG RESETSTAT')
    redis.command('CONFIG GET port')
    redis.command('SET a 1')
    expect(redis.command('LATENCY HISTOGRAM config')).toMatch(/^\*4\r\n.*config\|get.*config\|resetstat/s)
    expect(redis.command('LATENCY HISTOGRAM SET nosuch')).toMatch(
      /^\*2\r\n\$3\r\nset\r\n\*4\r\n\$5\r\ncalls\r\n:1/,
    )
  })
})

describe('sparkline', () => {
  it('fills what is below the curve, writes labels downwards and breaks after the columns', () => {
    const sparks = [0, 6, 11].map((value) => ({ value, label: `${value}s` }))
    const rows = ['  #', ' _|', ' ||', '_||', '   ', '061', 'ss1', '  s']
    expect(sparkline(sparks, 80, 4)).toBe(rows.map((row) => `${row}\n`).join(''))
    expect(sparkline(sparks, 2, 1).split('\n\n')).toHaveLength(2)
  })
})

describe('DEBUG', () => {
  it('stops active expiry and the cron', () => {
    const redis = withDebug()
    redis.command('DEBUG SET-ACTIVE-EXPIRE 0')
    redis.command('SET k v PX 10')
    redis.advance(1000)
    expect(redis.server.databases[0]!.dict.size).toBe(1)
    redis.command('DEBUG SET-ACTIVE-EXPIRE 1')
    redis.advance(1000)
    expect(redis.server.databases[0]!.dict.size).toBe(0)
    redis.command('DEBUG PAUSE-CRON 1')
    const loops = redis.server.cronLoops
    redis.advance(1000)
    expect(redis.server.cronLoops).toBe(loops)
    redis.command('DEBUG PAUSE-CRON 0')
    redis.advance(1000)
    expect(redis.server.cronLoops).toBeGreaterThan(loops)
  })

  it('changes the replication id', () => {
    const redis = withDebug()
    const { replicationId } = redis.server
    redis.command('DEBUG CHANGE-REPL-ID')
    expect(redis.server.replicationId).toMatch(/^[0-9a-f]{40}$/)
    expect(redis.server.replicationId).not.toBe(replicationId)
  })

  it('is for local connections only where it says so', () => {
    expect(startRedis().command('DEBUG SLEEP 0')).toMatch(/^-ERR DEBUG command not allowed/)
    expect(startRedis({ config: { 'enable-debug-command': 'local' } }).command('DEBUG SLEEP 0')).toBe(
      '+OK\r\n',
    )
  })

  it('counts a value as the same whatever the order it was filled in', () => {
    const redis = withDebug()
    redis.command('HSET a x 1 y 2')
    redis.command('HSET b y 2 x 1')
    const [, one, other] = redis.command('DEBUG DIGEST-VALUE a b').split('\r\n')
    expect(one).toMatch(/^\+[0-9a-f]{40}$/)
    expect(other).toBe(one)
  })
})

describe('SHUTDOWN', () => {
  it('ends the process and says nothing', () => {
    const redis = startRedis()
    const other = redis.client()
    expect(redis.command('SHUTDOWN NOSAVE')).toBe('')
    expect(other.closed).toBe(true)
    expect(redis.server.shuttingDown).toBe(true)
  })
})

describe('LOLWUT', () => {
  it('draws for two versions and always tells the version', () => {
    const redis = startRedis()
    expect(redis.command('LOLWUT')).toBe('$18\r\nRedis ver. 7.0.15\n\r\n')
    for (const version of [5, 6]) {
      const art = redis.command(`LOLWUT VERSION ${version}`)
      expect(art.split('\n').length).toBeGreaterThan(10)
      expect(art).toContain('Redis ver. 7.0.15\n')
    }
  })
})

describe('MEMORY', () => {
  it('tells the same figures as INFO', () => {
    const redis = startRedis()
    redis.command('SET a 1')
    // The histograms of both commands come with their first call.
    redis.command('MEMORY STATS')
    redis.command('INFO memory')
    const stats = redis.command('MEMORY STATS').split('\r\n')
    const figure = (name: string) => Number(stats[stats.indexOf(name) + 1]!.slice(1))
    const inInfo = Number(/allocator_allocated:(\d+)/.exec(redis.command('INFO memory'))![1])
    // The buffers of the client that asks are part of both.
    expect(Math.abs(inInfo - figure('allocator.allocated'))).toBeLessThan(1000)
    expect(figure('keys.count')).toBe(1)
  })

  it('looks for problems once there is data', () => {
    const redis = withDebug()
    expect(redis.command('MEMORY DOCTOR')).toContain('too small')
    redis.command('DEBUG POPULATE 100000 key 100')
    expect(redis.command('MEMORY DOCTOR')).not.toContain('too small')
  })
})
