/** A primary and raw clients that ask for its stream; the bytes are held against redis-server in test/gateway. */
import { describe, expect, it } from 'vitest'
import { encodeCommand } from '../../../src/formats/aof/encode.ts'
import type { Harness, HarnessClient } from '../harness.ts'
import { startRedis } from '../harness.ts'

/** A client that has its payload; what it was sent of the stream. */
const attach = (redis: Harness): HarnessClient => {
  // Not at the instant of the start, when the first ping is due.
  redis.advance(1000)
  const replica = redis.client()
  replica.sendRaw('SYNC\r\n')
  redis.advance(2000)
  return replica
}

const field = (redis: Harness, name: string): string =>
  new RegExp(`${name}:([^\r]*)`).exec(redis.command('INFO replication'))![1]!

/** What a bare SYNC brings: newlines while it waits, then length and payload. */
const afterPayload = (bytes: string): string => {
  const [whole, length] = /^\n*\$(\d+)\r\n/.exec(bytes)!
  return bytes.slice(whole.length + Number(length))
}

const ping = encodeCommand(['ping'])
const select = encodeCommand(['SELECT', '0'])

describe('the stream', () => {
  it('begins after the payload with the database, and has what changed only', () => {
    const redis = startRedis()
    redis.command('SET a 1')
    const replica = attach(redis)
    expect(afterPayload(replica.read())).toBe('')
    redis.command('GET a')
    redis.command('DEL missing')
    redis.command('SET b 2')
    redis.command('SET c 3')
    redis.command('SELECT 1')
    redis.command('SET d 4')
    const set = (key: string, value: string) => encodeCommand(['SET', key, value])
    expect(replica.read()).toBe(
      select + set('b', '2') + set('c', '3') + encodeCommand(['SELECT', '1']) + set('d', '4'),
    )
    const offset = Number(field(redis, 'master_repl_offset'))
    expect(field(redis, 'repl_backlog_histlen')).toBe(String(offset))
    expect(redis.command('CLIENT LIST TYPE replica')).toContain(' flags=S ')
    expect(redis.command('INFO clients')).toContain('connected_clients:1')
  })

  it('has a ping every repl-ping-replica-period', () => {
    const redis = startRedis({ config: { 'repl-ping-replica-period': '3' } })
    const replica = attach(redis)
    replica.read()
    redis.advance(9000)
    expect(replica.read()).toBe(ping.repeat(3))
  })

  it('is kept for those that wait for their payload', () => {
    const redis = startRedis()
    redis.advance(1000)
    redis.command('SET a 1')
    const replica = redis.client()
    replica.sendRaw('SYNC\r\n')
    redis.command('SET during 1')
    redis.advance(1000)
    expect(afterPayload(replica.read())).toBe(select + encodeCommand(['SET', 'during', '1']))
  })

  it('is continued for who was away', () => {
    const redis = startRedis()
    attach(redis).close()
    const [id, offset] = [field(redis, 'master_replid'), Number(field(redis, 'master_repl_offset'))]
    redis.command('SET missed 1')
    const back = redis.client()
    expect(back.command(`PSYNC ${id} ${offset + 1}`)).toBe(
      `+CONTINUE\r\n${select}${encodeCommand(['SET', 'missed', '1'])}`,
    )
    expect(redis.command('INFO stats')).toContain('sync_partial_ok:1')
    expect(redis.client().command(`PSYNC ${id} 99999`)).toMatch(/^\+FULLRESYNC/)
  })

  it('forgets its beginning when the backlog is full, and all of it when nobody listens', () => {
    const redis = startRedis({ config: { 'repl-backlog-size': '16384', 'repl-backlog-ttl': '10' } })
    const replica = attach(redis)
    const id = field(redis, 'master_replid')
    for (let i = 0; i < 20; i++) redis.send(['SET', 'k', 'x'.repeat(1000)])
    expect(Number(field(redis, 'repl_backlog_first_byte_offset'))).toBeGreaterThan(1)
    expect(Number(field(redis, 'repl_backlog_histlen'))).toBe(16384)
    expect(redis.client().command(`PSYNC ${id} 1`)).toMatch(/^\+FULLRESYNC/)
    for (const client of redis.clients.values()) if (client !== replica) client.close()
    replica.close()
    redis.advance(15_000)
    const asking = redis.client()
    expect(asking.command('INFO replication')).toContain('repl_backlog_active:0')
    expect(asking.command('INFO replication')).not.toContain(id)
  })
})

describe('a replica', () => {
  it('is cut off when a command of its has an answer', () => {
    const redis = startRedis()
    const replica = attach(redis)
    replica.command('PING')
    expect(replica.closed).toBe(true)
    expect(field(redis, 'connected_slaves')).toBe('0')
  })

  it('is cut off when it leaves too much of the stream unread', () => {
    const redis = startRedis({ config: { 'repl-backlog-size': '16384' } })
    redis.send(['CONFIG', 'SET', 'client-output-buffer-limit', 'replica 1mb 0 0'])
    redis.world.outside!.unsent = () => 2 * 1024 * 1024
    const replica = attach(redis)
    redis.command('SET a 1')
    expect(replica.closed).toBe(true)
  })

  it('that acknowledges is cut off when it is silent for repl-timeout', () => {
    const redis = startRedis({ config: { 'repl-timeout': '5', 'repl-diskless-sync': 'no' } })
    const replica = redis.client()
    replica.command('PSYNC ? -1')
    redis.advance(3000)
    replica.command('REPLCONF ACK 1')
    redis.advance(4000)
    expect(replica.closed).toBe(false)
    redis.advance(4000)
    expect(replica.closed).toBe(true)
  })

  it('is waited for by WAIT, and counts for min-replicas-to-write', () => {
    const redis = startRedis({ config: { 'repl-diskless-sync': 'no' } })
    redis.command('CONFIG SET min-replicas-to-write 1')
    expect(redis.command('SET a 1')).toBe('-NOREPLICAS Not enough good replicas to write.\r\n')
    const replica = redis.client()
    replica.command('PSYNC ? -1')
    redis.advance(1000)
    expect(redis.command('SET a 1')).toBe('+OK\r\n')
    replica.read()
    const waiting = redis.client()
    waiting.command('SET b 2')
    expect(waiting.command('WAIT 1 0')).toBe('')
    expect(replica.read()).toContain(encodeCommand(['REPLCONF', 'GETACK', '*']))
    replica.command(`REPLCONF ACK ${field(redis, 'master_repl_offset')}`)
    expect(waiting.read()).toBe(':1\r\n')
    redis.advance(20_000)
    expect(redis.command('SET a 1')).toContain('-NOREPLICAS')
  })

  it('lives on in a copy of the world', () => {
    const redis = startRedis()
    attach(redis)
    redis.command('SET a 1')
    const copy = redis.world.copy()
    const stream: string[] = []
    copy.outside = { data: (_connection, data) => stream.push(data), closed: () => {} }
    copy.runUntil(copy.now + 30_000_000)
    expect(stream.join('')).toContain(ping)
  })
})

describe('REPLICAOF', () => {
  it('ends the waits of blocked clients and hides what has expired', () => {
    const redis = startRedis()
    const blocked = redis.client()
    blocked.command('BLPOP list 0')
    redis.command('PSETEX soon 10 x')
    redis.command('REPLICAOF nowhere 6379')
    expect(blocked.read()).toBe(
      '-UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?)\r\n',
    )
    expect(blocked.closed).toBe(true)
    redis.advance(1000)
    expect(redis.command('GET soon')).toBe('$-1\r\n')
    expect(redis.command('DBSIZE')).toBe(':1\r\n')
    redis.command('REPLICAOF NO ONE')
    redis.advance(1000)
    expect(redis.command('DBSIZE')).toBe(':0\r\n')
  })

  it('keeps its history as the second one when the server becomes a primary of its own', () => {
    const redis = startRedis()
    attach(redis)
    redis.command('REPLICAOF 127.0.0.1 7000')
    expect(redis.command('ROLE')).toContain('slave')
    const first = field(redis, 'master_replid')
    redis.command('REPLICAOF NO ONE')
    expect(field(redis, 'master_replid2')).toBe(first)
    expect(field(redis, 'role')).toBe('master')
  })
})

describe('a snapshot', () => {
  it('tells a server that starts with it where its history was', () => {
    const redis = startRedis()
    attach(redis)
    redis.command('SET a 1')
    redis.command('SAVE')
    const [id, offset] = [field(redis, 'master_replid'), Number(field(redis, 'master_repl_offset'))]
    redis.command('SHUTDOWN NOSAVE')
    const { world } = redis
    const again = { ...world.byName.get('server')!, name: 'again' }
    world.spawn({ host: again.host, program: again.program, name: 'again' })
    redis.advance(100)
    const connection = world.connections.connectOutside('server', 6379, '127.0.0.1:50001')!
    let said = ''
    world.outside!.data = (to, data) => {
      if (to === connection) said += data
    }
    world.connections.deliver(connection, `PSYNC ${id} ${offset + 1}\r\n`)
    world.connections.deliver(connection, 'REPLCONF ACK 1\r\n')
    expect(said).toBe('+CONTINUE\r\n')
    const other = world.connections.connectOutside('server', 6379, '127.0.0.1:50002')!
    world.connections.deliver(other, 'SET b 2\r\n')
    expect(said).toBe(`+CONTINUE\r\n${select}${encodeCommand(['SET', 'b', '2'])}`)
  })
})
