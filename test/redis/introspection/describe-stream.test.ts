import { describe, expect, it } from 'vitest'
import type { KeyState, ServerEvent, StreamState } from '../../../src/redis/server/events.ts'
import type { Harness } from '../harness.ts'
import { startRedis } from '../harness.ts'

/** What the trace said last of the key `s`. */
const told = (redis: Harness): KeyState | null => {
  const events = redis.world.trace.map((event) => event as unknown as ServerEvent)
  const last = events.findLast((event) => event.type === 'key' && event.key === 's')
  return last?.type === 'key' ? last.value : null
}

const streamTold = (redis: Harness): StreamState => told(redis)!.stream!

const traced = (): Harness => {
  const redis = startRedis({ config: { 'stream-node-max-entries': '4' } })
  redis.world.tracing = true
  return redis
}

describe('what the trace says of a stream', () => {
  it('is its newest entries, and the nodes with what is deleted in them', () => {
    const redis = traced()
    for (let i = 1; i <= 14; i++) redis.command(`XADD s 1-${i} f ${i} g x`)
    redis.command('XDEL s 1-13')
    const { newest, nodes, lastId, groups, radixNodes } = streamTold(redis)
    expect(newest).toHaveLength(12)
    expect([newest[0], newest.at(-1)]).toEqual([
      ['1-2', 'f', '2', 'g', 'x'],
      ['1-14', 'f', '14', 'g', 'x'],
    ])
    expect(nodes.map(({ id, entries, deleted }) => [id, entries, deleted])).toEqual([
      ['1-1', 4, 0],
      ['1-5', 4, 0],
      ['1-9', 4, 0],
      ['1-13', 1, 1],
    ])
    expect(nodes.every(({ bytes }) => bytes > 30 && bytes < 100)).toBe(true)
    expect([lastId, groups, radixNodes]).toEqual(['1-14', [], 6])
    expect(told(redis)!.size).toBe(13)
  })

  it('is also told when only a group changed: who was given what, when, how often', () => {
    const redis = traced()
    redis.command('XADD s 1-1 f v')
    redis.command('XADD s 1-2 f v')
    redis.command('XGROUP CREATE s g 0')
    redis.advance(1000)
    const now = redis.server.milliseconds
    redis.command('XREADGROUP GROUP g ann COUNT 1 STREAMS s >')
    redis.command('XREADGROUP GROUP g bob STREAMS s >')
    const at = streamTold(redis).groups[0]!.pendingEntries[0]!.deliveredAt
    expect(at).toBeGreaterThanOrEqual(now)
    expect(streamTold(redis).groups).toEqual([
      {
        name: 'g',
        lastId: '1-2',
        pending: 2,
        pendingEntries: [
          { id: '1-1', consumer: 'ann', deliveredAt: at, deliveries: 1 },
          { id: '1-2', consumer: 'bob', deliveredAt: at, deliveries: 1 },
        ],
        consumers: [
          { name: 'ann', pending: 1, seenAt: at },
          { name: 'bob', pending: 1, seenAt: at },
        ],
      },
    ])
    redis.command('XCLAIM s g bob 0 1-1')
    expect(streamTold(redis).groups[0]!.pendingEntries[0]).toMatchObject({ consumer: 'bob', deliveries: 2 })
    redis.command('XACK s g 1-1 1-2')
    expect(streamTold(redis).groups[0]).toMatchObject({ pending: 0, pendingEntries: [] })
    redis.command('XGROUP DESTROY s g')
    expect(streamTold(redis).groups).toEqual([])
  })

  it('is plain data', () => {
    const redis = traced()
    redis.command('XADD s 1-1 f v')
    redis.command('XGROUP CREATE s g 0')
    redis.command('XREADGROUP GROUP g ann STREAMS s >')
    expect(structuredClone(told(redis))).toEqual(told(redis))
    expect(JSON.parse(JSON.stringify(told(redis)))).toEqual(told(redis))
  })
})
