/** What the machine's kernel makes of a server's memory: a refused fork, a server that takes too much. */
import { describe, expect, it } from 'vitest'
import { startRedis } from '../harness.ts'

const filled = (settings: { ram: number; overcommit?: 0 | 1 }) => {
  const redis = startRedis({ charging: true })
  const writer = redis.client()
  for (let i = 0; i < 40; i++) writer.send(['SET', `key:${i}`, 'x'.repeat(1_000_000)])
  redis.advance(2000)
  redis.world.input({ kind: 'machine', host: 'server', settings })
  return redis
}

describe('a machine with little memory', () => {
  it('refuses the fork of BGSAVE, unless overcommit says yes', () => {
    const redis = filled({ ram: 60_000_000, overcommit: 0 })
    expect(redis.command('BGSAVE')).toBe('-ERR\r\n')
    expect(redis.server.persistence.status).toBe('err')
    redis.world.input({ kind: 'machine', host: 'server', settings: { overcommit: 1 } })
    redis.advance(10)
    expect(redis.command('BGSAVE')).toBe('+Background saving started\r\n')
  })

  it('kills a server that grows beyond it', () => {
    const redis = filled({ ram: 60_000_000 })
    for (let i = 40; i < 60; i++) redis.send(['SET', `key:${i}`, 'x'.repeat(1_000_000)])
    redis.advance(500)
    expect(redis.world.byName.get('server')!.alive).toBe(false)
  })

  it('counts the pages that writes copy while a child saves', () => {
    const redis = startRedis({ charging: true, config: { 'rdb-key-save-delay': '10000' } })
    for (let i = 0; i < 1000; i++) redis.send(['SET', `key:${i}`, 'x'.repeat(1000)])
    redis.command('BGSAVE')
    redis.advance(50)
    const idle = redis.server.child!.pages.bytes
    for (let i = 0; i < 1000; i++) redis.send(['SET', `key:${i}`, 'y'.repeat(1000)])
    expect(redis.server.child!.pages.copied).toBeGreaterThan(200)
    expect(redis.server.child!.pages.bytes).toBeGreaterThan(idle)
    redis.advance(20_000)
    expect(redis.server.persistence.lastCow.rdb).toBeGreaterThan(1_000_000)
  })
})
