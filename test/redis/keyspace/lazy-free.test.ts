/** Values that another thread frees: the key goes at once, its memory a little later. */
import { describe, expect, it } from 'vitest'
import { startRedis } from '../harness.ts'

const members = Array.from({ length: 50_000 }, (_, i) => `member ${i}`)

const big = (config: Record<string, string> = {}) => {
  const redis = startRedis({ charging: true, config })
  redis.send(['SADD', 'big', ...members])
  redis.advance(1000)
  const field = (name: string): number =>
    Number(new RegExp(`${name}:(\\d+)`).exec(redis.command('INFO memory'))![1])
  return { redis, field }
}

describe('lazy freeing', () => {
  it('gives memory back after a while', () => {
    const { redis, field } = big()
    const before = field('used_memory')
    expect(redis.command('UNLINK big')).toBe(':1\r\n')
    expect(field('lazyfree_pending_objects')).toBe(1)
    expect(field('used_memory')).toBeGreaterThan(before - 100_000)
    redis.advance(1000)
    expect(field('lazyfree_pending_objects')).toBe(0)
    expect(field('lazyfreed_objects')).toBe(1)
    expect(field('used_memory')).toBeLessThan(before - 2_000_000)
  })

  it.each([
    ['lazyfree-lazy-user-del', 'DEL big'],
    ['lazyfree-lazy-server-del', 'SET big x'],
    ['lazyfree-lazy-expire', 'PEXPIRE big -1'],
    ['lazyfree-lazy-user-flush', 'FLUSHALL'],
  ])('%s decides about %s', (parameter, command) => {
    const freed = (value: string): number => {
      const { redis, field } = big({ [parameter]: value })
      redis.command(command)
      redis.advance(1000)
      redis.command('GET big')
      redis.advance(1000)
      return field('lazyfreed_objects')
    }
    expect(freed('no')).toBe(0)
    expect(freed('yes')).toBe(1)
  })

  it('is not worth it for few parts', () => {
    const redis = startRedis({ charging: true })
    redis.command('SADD small a b c')
    redis.command('UNLINK small')
    redis.advance(1000)
    expect(redis.command('INFO memory')).toContain('lazyfreed_objects:0\r\n')
  })
})
