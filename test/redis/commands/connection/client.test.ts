/** What transcripts can't hold still: figures of connections, time that passes, clients that wait. */
import { describe, expect, it } from 'vitest'
import { startRedis } from '../../harness.ts'

/** The text of a bulk or verbatim reply. */
const textOf = (reply: string): string => reply.slice(reply.indexOf('\r\n') + 2, -2)

/** A line of CLIENT LIST by field. */
const fieldsOf = (line: string): Record<string, string> =>
  Object.fromEntries(
    line
      .trim()
      .split(' ')
      .map((field) => field.split(/=(.*)/s).slice(0, 2)),
  )

const FIELDS =
  'id addr laddr fd name age idle flags db sub psub ssub multi qbuf qbuf-free argv-mem multi-mem rbs rbp obl oll omem tot-mem events cmd user redir resp'

describe('a line of CLIENT LIST', () => {
  it('has the fields of 7.0.15 in their order', () => {
    const line = textOf(startRedis().command('CLIENT LIST'))
    expect(Object.keys(fieldsOf(line)).join(' ')).toBe(FIELDS)
    expect(line).toMatch(
      /^id=3 addr=127\.0\.0\.1:50000 laddr=127\.0\.0\.1:6379 fd=8 name= age=0 idle=0 flags=N db=0 sub=0 psub=0 ssub=0 multi=-1 qbuf=26 qbuf-free=20448 argv-mem=10 multi-mem=0 rbs=16384 rbp=16384 obl=0 oll=0 omem=0 tot-mem=37658 events=r cmd=client\|list user=default redir=-1 resp=2\n$/,
    )
  })

  it('tells age and silence in seconds, and a query buffer that was given back', () => {
    const redis = startRedis()
    const other = redis.client()
    other.command('PING')
    redis.advance(4000)
    const fields = fieldsOf(textOf(redis.command('CLIENT LIST')).split('\n')[0]!)
    expect(fields).toMatchObject({ age: '4', idle: '4', cmd: 'ping', qbuf: '0', 'qbuf-free': '0' })
  })

  it('tells the room of the query buffer: that of a long argument, until little of it is needed', () => {
    const redis = startRedis()
    const other = redis.client()
    const room = () => Number(fieldsOf(textOf(redis.command('CLIENT LIST')).split('\n')[0]!)['qbuf-free'])
    expect(room()).toBe(4)
    other.command('PING')
    expect(room()).toBe(20474)
    for (const [length, shown] of [
      [20000, 20474],
      [32768, 40954],
      [100000, 114678],
      [400000, 458742],
    ] as const) {
      other.send(['SET', 'x', 'A'.repeat(length)])
      expect(room()).toBe(shown)
    }
    redis.advance(300)
    expect(room()).toBe(0)
    other.command('PING')
    expect(room()).toBe(20474)
  })

  it('shows the reply buffer shrink when little is written, and grow again', () => {
    const redis = startRedis()
    const info = () => fieldsOf(textOf(redis.command('CLIENT INFO')))
    expect(info()).toMatchObject({ rbs: '16384', rbp: '16384' })
    redis.advance(300)
    expect(info()).toMatchObject({ rbs: '1024' })
    redis.send(['ECHO', 'x'.repeat(5000)])
    redis.advance(100)
    expect(info()).toMatchObject({ rbs: '2048' })
    expect(textOf(redis.command('INFO stats'))).toContain(
      'reply_buffer_shrinks:1\r\nreply_buffer_expands:1\r\n',
    )
  })

  it('counts queued commands and their bytes', () => {
    const redis = startRedis()
    const other = redis.client()
    other.command('MULTI')
    other.command('SET a v')
    other.command('SET b v')
    const line = textOf(redis.command('CLIENT LIST')).split('\n')[0]!
    expect(fieldsOf(line)).toMatchObject({ flags: 'x', multi: '2', 'multi-mem': '58', 'tot-mem': '37738' })
  })

  it('shows who waits, is paused, monitors or will not be evicted', () => {
    const redis = startRedis()
    const waiting = redis.client()
    waiting.command('BLPOP l 0')
    const watching = redis.client()
    watching.command('MONITOR')
    const kept = redis.client()
    kept.command('CLIENT NO-EVICT ON')
    redis.command('CLIENT PAUSE 1000 WRITE')
    const paused = redis.client()
    paused.command('SET a 1')
    const lines = textOf(redis.command('CLIENT LIST')).trim().split('\n')
    expect(lines.map((line) => fieldsOf(line).flags)).toEqual(['b', 'O', 'e', 'N', 'b'])
    expect(lines.map((line) => fieldsOf(line).id)).toEqual(['3', '4', '5', '6', '7'])
  })

  it('gives the lowest free descriptor to who connects next', () => {
    const redis = startRedis()
    const clients = [redis.client(), redis.client(), redis.client()]
    clients[1]!.close()
    const descriptor = () => fieldsOf(textOf(redis.client().command('CLIENT INFO'))).fd
    expect([descriptor(), descriptor()]).toEqual(['9', '11'])
  })
})

describe('CLIENT UNBLOCK', () => {
  it('ends a wait as its timeout would, or with an error', () => {
    const redis = startRedis()
    const waiting = redis.client()
    waiting.command('BLPOP l 0')
    expect(redis.command('CLIENT UNBLOCK 3')).toBe(':1\r\n')
    expect(waiting.read()).toBe('*-1\r\n')
    waiting.command('BZPOPMIN z 0')
    expect(redis.command('CLIENT UNBLOCK 3 error')).toBe(':1\r\n')
    expect(waiting.read()).toBe('-UNBLOCKED client unblocked via CLIENT UNBLOCK\r\n')
    expect(redis.command('CLIENT UNBLOCK 3')).toBe(':0\r\n')
    expect(redis.command('RPUSH l a')).toBe(':1\r\n')
  })

  it('leaves alone who is held by CLIENT PAUSE', () => {
    const redis = startRedis()
    redis.command('CLIENT PAUSE 1000 WRITE')
    const held = redis.client()
    held.command('SET a 1')
    expect(redis.command('CLIENT UNBLOCK 4')).toBe(':0\r\n')
    redis.advance(1001)
    expect(held.read()).toBe('+OK\r\n')
  })
})

describe('CLIENT PAUSE', () => {
  it('ends by itself; what came meanwhile runs client by client', () => {
    const redis = startRedis()
    redis.command('CLIENT PAUSE 100')
    const first = redis.client()
    const second = redis.client()
    first.send(['APPEND', 's', 'a'])
    second.send(['APPEND', 's', 'b'])
    first.send(['APPEND', 's', 'c'])
    redis.advance(99)
    expect(first.read() + second.read()).toBe('')
    redis.advance(2)
    expect(first.read()).toBe(':1\r\n:2\r\n')
    expect(second.read()).toBe(':3\r\n')
    expect(redis.command('GET s')).toBe('$3\r\nacb\r\n')
  })

  it('takes the stricter mode and the later end', () => {
    const redis = startRedis()
    redis.command('CLIENT PAUSE 300 WRITE')
    const other = redis.client()
    expect(other.command('GET a')).toBe('$-1\r\n')
    redis.command('CLIENT PAUSE 100 ALL')
    expect(other.command('GET a')).toBe('')
    redis.advance(200)
    expect(other.read()).toBe('')
    redis.advance(101)
    expect(other.read()).toBe('$-1\r\n')
  })

  it('keeps keys that run out until it is over; nobody sees them', () => {
    const redis = startRedis()
    redis.command('SET a 1 PX 50')
    redis.command('CLIENT PAUSE 1000 WRITE')
    redis.advance(500)
    expect(redis.command('GET a')).toBe('$-1\r\n')
    expect(redis.command('DBSIZE')).toBe(':1\r\n')
    redis.advance(700)
    expect(redis.command('DBSIZE')).toBe(':0\r\n')
  })

  it('forgets who hangs up', () => {
    const redis = startRedis()
    redis.command('CLIENT PAUSE 100')
    const gone = redis.client()
    gone.command('SET a 1')
    gone.close()
    redis.advance(200)
    expect(redis.command('EXISTS a')).toBe(':0\r\n')
  })
})

describe('CLIENT REPLY', () => {
  it('SKIP covers a command that waits', () => {
    const redis = startRedis()
    const quiet = redis.client()
    quiet.command('CLIENT REPLY SKIP')
    quiet.command('BLPOP l 0')
    redis.command('RPUSH l a')
    expect(quiet.read()).toBe('')
    expect(quiet.command('PING')).toBe('+PONG\r\n')
  })
})

describe('CLIENT KILL', () => {
  it('of oneself within a transaction cuts the reply off', () => {
    const redis = startRedis()
    const client = redis.client()
    client.command('MULTI')
    client.command('CLIENT KILL SKIPME no TYPE normal')
    client.command('PING')
    expect(client.command('EXEC')).toBe('*2\r\n:1\r\n')
    expect(client.closed).toBe(true)
  })

  it('by address, by id and by user', () => {
    const redis = startRedis()
    const victim = redis.client()
    expect(redis.command('CLIENT KILL ID 3')).toBe(':1\r\n')
    expect(victim.closed).toBe(true)
    redis.client()
    expect(redis.command('CLIENT KILL LADDR 127.0.0.1:6379')).toBe(':1\r\n')
    redis.client()
    expect(redis.command('CLIENT KILL USER default ADDR 127.0.0.1:50000')).toBe(':1\r\n')
    expect(redis.command('CLIENT KILL 127.0.0.1:50000')).toBe('+OK\r\n')
  })
})

describe('a silent client', () => {
  it('is closed after `timeout` seconds, but not one that waits or monitors', () => {
    const redis = startRedis({ config: { timeout: '2' } })
    const idle = redis.client()
    const waiting = redis.client()
    waiting.command('BLPOP l 0')
    const monitor = redis.client()
    monitor.command('MONITOR')
    redis.advance(5000)
    expect([idle.closed, waiting.closed, monitor.closed]).toEqual([true, false, false])
  })
})
