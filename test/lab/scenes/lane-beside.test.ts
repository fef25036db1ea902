import { describe, expect, it } from 'vitest'
import { helpersOf, lane } from '../../../src/lab/scenes/lane.ts'
import type { LaneState } from '../../../src/lab/scenes/lane.ts'
import type { Harness } from '../../redis/harness.ts'
import { play } from './play.ts'

/** The state after virtual ms more. */
const later = (redis: Harness, state: LaneState, ms: number): LaneState => {
  redis.world.takeTrace()
  redis.world.runUntil(redis.world.now + ms * 1000)
  return redis.world.takeTrace().reduce(lane.fold, state)
}

describe('what works beside the one thread', () => {
  it('is nobody at first', () => {
    expect(helpersOf(play(lane, ['SET a 1']).state)).toEqual([])
  })

  it('is a child from BGSAVE until it has ended', () => {
    const { redis, state, captions } = play(lane, ['SET a 1', 'BGSAVE'])
    expect(captions.join()).toContain('A child process saves')
    expect(state.beside).toMatchObject([{ helper: 'child', name: 'BGSAVE', to: undefined }])
    const [save] = later(redis, state, 2000).beside
    expect(save!.to).toBeGreaterThan(save!.from)
  })

  it('is a background thread while there is memory to free', () => {
    const told = (at: number, pending: number) =>
      ({ type: 'lazyfree', at, seq: at, process: 'redis-6379', pending, freed: 0 }) as never
    const freed = [told(10, 1), told(20, 2), told(30, 0)].reduce(lane.fold, lane.initial)
    expect(freed.beside).toEqual([{ helper: 'background', name: 'free', from: 10, to: 30 }])
    expect(helpersOf(freed)).toEqual(['background'])
  })

  it('goes on while its end has not come', () => {
    const began = lane.fold(lane.initial, {
      type: 'fork',
      at: 5,
      seq: 1,
      process: 'redis-6379',
      kind: 'aof',
      took: 300,
    } as never)
    expect(began.beside).toEqual([{ helper: 'child', name: 'BGREWRITEAOF', from: 5, to: undefined }])
    expect(lane.caption({ type: 'fork', took: 300 } as never, began, 'en')?.say).toContain('300 µs')
  })
})
