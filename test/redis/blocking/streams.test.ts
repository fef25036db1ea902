import { describe, expect, it } from 'vitest'
import type { Harness } from '../harness.ts'
import { startRedis } from '../harness.ts'

const entry = (id: string, ...words: string[]): string =>
  `*2\r\n$${id.length}\r\n${id}\r\n*${words.length}\r\n` +
  words.map((w) => `$${w.length}\r\n${w}\r\n`).join('')

/** What a reader that waited for one key gets. */
const served = (key: string, ...entries: string[]): string =>
  `*1\r\n*2\r\n$${key.length}\r\n${key}\r\n*${entries.length}\r\n${entries.join('')}`

const withGroup = (): Harness => {
  const redis = startRedis()
  redis.command('XGROUP CREATE s g $ MKSTREAM')
  return redis
}

describe('readers that wait', () => {
  it('are all served by one entry without a group, one by each with a group', () => {
    const redis = withGroup()
    const readers = [redis.client(), redis.client()]
    const members = [redis.client(), redis.client()]
    for (const reader of readers) reader.command('XREAD BLOCK 0 STREAMS s $')
    members.forEach((member, i) => member.command(`XREADGROUP GROUP g c${i} BLOCK 0 STREAMS s >`))
    redis.command('XADD s 1-1 f v')
    const one = served('s', entry('1-1', 'f', 'v'))
    expect([...readers, ...members].map((client) => client.read())).toEqual([one, one, one, ''])
    redis.command('XADD s 1-2 f w')
    expect(members[1]!.read()).toBe(served('s', entry('1-2', 'f', 'w')))
  })

  it('get at most a thousand entries, or as many as they asked for', () => {
    const redis = startRedis()
    const [all, some] = [redis.client(), redis.client()]
    all.command('XREAD BLOCK 0 STREAMS s 0')
    some.command('XREAD COUNT 2 BLOCK 0 STREAMS s 0')
    redis.command('MULTI')
    for (let i = 1; i <= 1200; i++) redis.command(`XADD s 1-${i} f v`)
    redis.command('EXEC')
    const ids = (text: string) => text.match(/1-\d+/g)!
    expect(ids(all.read())).toHaveLength(1000)
    expect(ids(some.read())).toEqual(['1-1', '1-2'])
  })

  it('wait from the last id there was when they came, whatever happens before they are served', () => {
    const redis = startRedis()
    redis.command('XADD s 5-5 f v')
    const reader = redis.client()
    reader.command('XREAD BLOCK 0 STREAMS s $')
    redis.command('DEL s')
    redis.command('XADD s 1-1 f v')
    expect(reader.read()).toBe('')
    redis.command('XADD s 5-6 f w')
    expect(reader.read()).toBe(served('s', entry('5-6', 'f', 'w')))
  })

  it('give up after their milliseconds', () => {
    const redis = withGroup()
    const [reader, member] = [redis.client(), redis.client()]
    reader.command('XREAD BLOCK 300 STREAMS s $')
    member.command('XREADGROUP GROUP g c BLOCK 700 STREAMS s >')
    redis.advance(299)
    expect(reader.read()).toBe('')
    redis.advance(2)
    expect([reader.read(), member.read()]).toEqual(['*-1\r\n', ''])
    redis.advance(400)
    expect(member.read()).toBe('*-1\r\n')
    redis.command('XADD s 1-1 f v')
    expect([reader.read(), member.read()]).toEqual(['', ''])
    expect(redis.server.blocking.count).toBe(0)
  })

  it('can be unblocked by another client', () => {
    const redis = withGroup()
    const member = redis.client()
    const id = /:(\d+)/.exec(member.command('CLIENT ID'))![1]!
    member.command('XREADGROUP GROUP g c BLOCK 0 STREAMS s >')
    expect(redis.command(`CLIENT UNBLOCK ${id} ERROR`)).toBe(':1\r\n')
    expect(member.read()).toBe('-UNBLOCKED client unblocked via CLIENT UNBLOCK\r\n')
    member.command('XREAD BLOCK 0 STREAMS s $')
    redis.command(`CLIENT UNBLOCK ${id}`)
    expect(member.read()).toBe('*-1\r\n')
  })

  it('may not wait from a script', () => {
    const redis = startRedis()
    redis.command('PING')
    const [client] = redis.server.clients.values()
    client!.script = true
    expect(redis.command('xRead BLOCK 0 STREAMS s $')).toBe(
      '-ERR xRead command is not allowed with BLOCK option from scripts\r\n',
    )
    expect(redis.command('XREAD STREAMS s $')).toBe('*-1\r\n')
  })

  it('go on waiting in a copy of their world', () => {
    const redis = withGroup()
    const [reader, member] = [redis.client(), redis.client()]
    reader.command('XREAD BLOCK 0 STREAMS s $')
    member.command('XREADGROUP GROUP g c BLOCK 0 STREAMS s >')
    const copy = redis.world.copy()
    const heard = new Map<number, string>()
    copy.outside = { data: (connection, bytes) => heard.set(connection, bytes), closed: () => {} }
    redis.command('XADD s 1-1 f v')
    const one = served('s', entry('1-1', 'f', 'v'))
    expect([reader.read(), member.read(), heard.size]).toEqual([one, one, 0])
    copy.connections.deliver(
      copy.connections.connectOutside('server', 6379, '127.0.0.1:50009')!,
      'XADD s 2-2 f w\r\n',
    )
    const other = served('s', entry('2-2', 'f', 'w'))
    expect([heard.get(reader.connection), heard.get(member.connection)]).toEqual([other, other])
    expect([reader.read(), member.read()]).toEqual(['', ''])
  })
})

describe('consumers of a group that goes', () => {
  it('hear of the first of their streams that is deleted', () => {
    const redis = withGroup()
    redis.command('XGROUP CREATE t g $ MKSTREAM')
    const [member, reader] = [redis.client(), redis.client()]
    member.command('XREADGROUP GROUP g c BLOCK 0 STREAMS s t > >')
    reader.command('XREAD BLOCK 0 STREAMS s t $ $')
    redis.command('DEL t')
    expect([member.read(), reader.read()]).toEqual(['-UNBLOCKED the stream key no longer exists\r\n', ''])
    expect(redis.server.stats.of(redis.server.commands.get('xreadgroup')!).failed).toBe(1)
    expect(redis.server.blocking.count).toBe(1)
  })

  it('hear of expiry when it is noticed', () => {
    const redis = withGroup()
    const member = redis.client()
    member.command('XREADGROUP GROUP g c BLOCK 0 STREAMS s >')
    redis.command('PEXPIRE s 50')
    redis.advance(49)
    expect(member.read()).toBe('')
    redis.advance(400)
    expect(member.read()).toBe('-UNBLOCKED the stream key no longer exists\r\n')
  })

  it('hear that their group was destroyed, in the order they came', () => {
    const redis = withGroup()
    const members = [redis.client(), redis.client()]
    const other = redis.client()
    redis.command('XGROUP CREATE s h $')
    members.forEach((member, i) => member.command(`XREADGROUP GROUP g c${i} BLOCK 0 STREAMS s >`))
    other.command('XREADGROUP GROUP h c BLOCK 0 STREAMS s >')
    redis.command('XGROUP DESTROY s g')
    const gone = '-NOGROUP the consumer group this client was blocked on no longer exists\r\n'
    expect([...members, other].map((client) => client.read())).toEqual([gone, gone, ''])
  })
})
