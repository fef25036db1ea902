/** The model of copied pages against what a real server copied (curriculum: 56 MB, 1.2 / 9.3 / 56.5 MB). */
import { describe, expect, it } from 'vitest'
import { startRedis } from '../harness.ts'

const KEYS = 20_000
const MEGABYTE = 1024 * 1024

/** Megabytes copied when the first `changed` keys are written anew while a child saves. */
const copied = (changed: number, every = 1, hugePages = false): { cow: number; data: number } => {
  const redis = startRedis({ charging: true, config: { 'rdb-key-save-delay': '1000', 'disable-thp': 'no' } })
  redis.world.input({ kind: 'machine', host: 'server', settings: { hugePages } })
  for (let i = 0; i < KEYS; i++) redis.send(['SET', `key:${i}`, 'x'.repeat(400)])
  redis.command('BGSAVE')
  for (let i = 0; i < changed; i++) redis.send(['SET', `key:${i * every}`, 'y'.repeat(400)])
  return { cow: redis.server.child!.pages.bytes / MEGABYTE, data: redis.server.memory.used / MEGABYTE }
}

describe('pages copied on write', () => {
  it('are few when nothing is written', () => {
    expect(copied(0).cow).toBeLessThan(1.3)
  })

  it('are about all when every key is written', () => {
    const { cow, data } = copied(KEYS)
    expect(cow / data).toBeGreaterThan(0.8)
    expect(cow / data).toBeLessThan(1.3)
  })

  it('are fewer when neighbours are written than when the same number of keys all over is', () => {
    expect(copied(1000).cow).toBeLessThan(copied(1000, 20).cow * 0.7)
  })

  it('are many more when pages are huge', () => {
    expect(copied(200, 100, true).cow).toBeGreaterThan(copied(200, 100).cow * 3)
  })
})
