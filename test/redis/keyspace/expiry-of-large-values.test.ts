/** Freeing a large value that ran out takes time, which the cycle that found it tells the latency monitor. */
import { expect, it } from 'vitest'
import { startRedis } from '../harness.ts'

const expireBig = (config: Readonly<Record<string, string>>): string => {
  const redis = startRedis({ config: { 'latency-monitor-threshold': '20', ...config } })
  redis.send(['SADD', 'big', ...Array.from({ length: 100_000 }, (_, i) => `m${i}`)])
  redis.command('PEXPIRE big 50')
  redis.advance(200)
  expect(redis.command('DBSIZE')).toBe(':0\r\n')
  return redis.command('LATENCY LATEST')
}

it('a set of 100,000 members that runs out is an event of the latency monitor', () => {
  expect(expireBig({})).toContain('expire-cycle')
})

it('with lazyfree-lazy-expire it is left to the background thread', () => {
  expect(expireBig({ 'lazyfree-lazy-expire': 'yes' })).not.toContain('expire-cycle')
})
