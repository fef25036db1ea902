/** maxmemory-clients: the clients with the most memory are closed. */
import { describe, expect, it } from 'vitest'
import { startRedis } from '../harness.ts'

const half = (bytes: number): string => `*2\r\n$4\r\nECHO\r\n$${bytes + 10}\r\n${'x'.repeat(bytes)}`

describe('too much memory of clients', () => {
  it('closes the largest and leaves the others', () => {
    const redis = startRedis({ config: { 'maxmemory-clients': '1mb' } })
    const [small, large, larger] = [redis.client(), redis.client(), redis.client()]
    small.command('PING')
    large.sendRaw(half(300_000))
    redis.advance(10)
    expect(redis.server.stats.evictedClients).toBe(0)
    larger.sendRaw(half(900_000))
    redis.advance(10)
    redis.command('PING')
    expect(larger.closed).toBe(true)
    expect(large.closed).toBe(false)
    expect(small.command('PING')).toBe('+PONG\r\n')
    expect(redis.command('INFO stats')).toContain('evicted_clients:1\r\n')
    expect(redis.output).toMatch(/\* Evicting client: id=\d+ addr=.* qbuf=\d+ qbuf-free=\d{6} /)
  })

  it('spares those that CLIENT NO-EVICT protects', () => {
    const redis = startRedis({ config: { 'maxmemory-clients': '1mb' } })
    const [large, other] = [redis.client(), redis.client()]
    large.command('CLIENT NO-EVICT on')
    other.command('PING')
    large.sendRaw(half(1_100_000))
    redis.advance(10)
    other.command('PING')
    expect(large.closed).toBe(false)
    expect(other.closed).toBe(true)
    expect(redis.output).toContain('# Over client maxmemory after evicting all evictable clients')
  })

  it('may be a share of maxmemory, but never less than 128 KB', () => {
    const redis = startRedis({ config: { maxmemory: '100mb', 'maxmemory-clients': '1%' } })
    const large = redis.client()
    large.sendRaw(half(600_000))
    redis.advance(10)
    redis.command('PING')
    expect(large.closed).toBe(false)
    redis.command('CONFIG SET maxmemory 10mb')
    redis.command('PING')
    expect(large.closed).toBe(true)
    redis.command('CONFIG SET maxmemory-clients 1')
    expect(redis.command('PING')).toBe('+PONG\r\n')
  })
})
