/** What transcripts can't show of ACL: time that passes, what others see, state that is copied. */
import { describe, expect, it } from 'vitest'
import { startRedis } from '../harness.ts'
import type { Harness } from '../harness.ts'

const entries = (redis: Harness) =>
  redis.server.acl.log.entries.map(({ count, reason, object, username }) => [count, reason, object, username])

describe('ACL LOG', () => {
  it('counts alike refusals as one for a minute', () => {
    const redis = startRedis()
    redis.command('AUTH bob x')
    redis.advance(60_000)
    redis.command('AUTH bob x')
    expect(entries(redis)).toEqual([[2, 'auth', 'AUTH', 'bob']])
    redis.advance(60_001)
    redis.command('AUTH bob x')
    expect(entries(redis)).toEqual([
      [1, 'auth', 'AUTH', 'bob'],
      [2, 'auth', 'AUTH', 'bob'],
    ])
  })

  it('looks no further back than ten entries', () => {
    const redis = startRedis()
    for (let i = 0; i < 11; i++) redis.command(`AUTH user${i} x`)
    redis.command('AUTH user1 x')
    redis.command('AUTH user0 x')
    expect(entries(redis)[0]).toEqual([1, 'auth', 'AUTH', 'user0'])
    expect(entries(redis)[1]).toEqual([2, 'auth', 'AUTH', 'user1'])
    expect(entries(redis)).toHaveLength(12)
  })

  it('tells the age in seconds', () => {
    const redis = startRedis()
    redis.command('AUTH bob x')
    redis.advance(1500)
    expect(redis.command('ACL LOG')).toContain('$11\r\nage-seconds\r\n$3\r\n1.5\r\n')
  })
})

describe('passwords', () => {
  it('are not shown by MONITOR nor by the slow log', () => {
    const redis = startRedis({ config: { 'slowlog-log-slower-than': '0' } })
    const monitor = redis.client()
    monitor.command('MONITOR')
    redis.command('ACL SETUSER bob on >secret +@all')
    redis.command('AUTH bob secret')
    redis.command('AUTH default x')
    expect(monitor.read()).not.toContain('secret')
    const slow = redis.command('SLOWLOG GET')
    expect(slow).not.toContain('secret')
    expect(slow).toContain('$3\r\nACL\r\n$7\r\nSETUSER\r\n$10\r\n(redacted)\r\n$10\r\n(redacted)\r\n')
  })

  it('are kept as SHA-256 only', () => {
    const redis = startRedis()
    redis.command('ACL SETUSER bob >secret')
    const user = redis.server.acl.users.get('bob')!
    expect(JSON.stringify(user)).not.toContain('secret')
    expect(user.passwords[0]).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('the user of a connection', () => {
  it('keeps its rights up to date with its rules, and keeps its connections when switched off', () => {
    const redis = startRedis()
    redis.command('ACL SETUSER bob on nopass allcommands allkeys')
    const bob = redis.client()
    bob.command('AUTH bob x')
    expect(bob.command('SET a 1')).toBe('+OK\r\n')
    redis.command('ACL SETUSER bob off -set')
    expect(bob.command('SET a 2')).toContain('-NOPERM')
    expect(bob.command('GET a')).toBe('$1\r\n1\r\n')
    redis.command('ACL SETUSER bob +@all allchannels')
    expect(bob.command('SET a 2')).toBe('+OK\r\n')
  })

  it('is a user made anew under an old name only after logging in again', () => {
    const redis = startRedis()
    redis.command('ACL SETUSER bob on nopass +@all')
    const bob = redis.client()
    bob.command('AUTH bob x')
    redis.command('ACL DELUSER bob')
    expect(bob.closed).toBe(true)
    redis.command('ACL SETUSER bob on nopass')
    expect(redis.command('CLIENT LIST')).not.toContain('user=bob')
  })

  it('is shown, and can be told by, CLIENT LIST and CLIENT KILL USER', () => {
    const redis = startRedis()
    redis.command('ACL SETUSER bob on nopass +@all')
    const [one, two] = [redis.client(), redis.client()]
    one.command('AUTH bob x')
    two.command('AUTH bob x')
    expect(redis.command('CLIENT LIST').match(/user=bob/g)).toHaveLength(2)
    expect(redis.command('CLIENT KILL USER bob')).toBe(':2\r\n')
    expect([one.closed, two.closed]).toEqual([true, true])
  })

  it('counts what it is refused as rejected calls', () => {
    const redis = startRedis()
    redis.command('ACL SETUSER bob on nopass +info')
    redis.command('AUTH bob x')
    redis.command('GET a')
    expect(redis.command('INFO commandstats')).toContain(
      'cmdstat_get:calls=0,usec=0,usec_per_call=0.00,rejected_calls=1,',
    )
    expect(redis.command('INFO errorstats')).toContain('errorstat_NOPERM:count=1')
  })
})

describe('a world with users', () => {
  it('goes on alike from a snapshot', () => {
    const redis = startRedis()
    redis.command('ACL SETUSER bob on nopass ~a* +@all (+get ~b)')
    const bob = redis.client()
    bob.command('AUTH bob x')
    const { server } = redis
    const copy = structuredClone({ users: server.acl.users, user: bob.harness.server.clients.get(4)?.user })
    // No closures: a plain clone is a copy, and the connection's user is still the one in the table.
    expect(copy.users.get('bob')).toEqual(server.acl.users.get('bob'))
    expect(copy.user).toBe(copy.users.get('bob'))
  })

  it('warns in the log of a first argument that is allowed', () => {
    const redis = startRedis()
    redis.world.tracing = true
    redis.command('ACL SETUSER bob +select|0')
    const lines = redis.world.takeTrace().flatMap((e) => (e.type === 'server.log' ? [String(e['line'])] : []))
    expect(lines[0]).toMatch(
      /# Deprecation warning: Allowing a first arg of an otherwise blocked command is a misuse of ACL and may get disabled in the future \(offender: \+select\|0\)$/,
    )
  })
})
