import { describe, expect, it } from 'vitest'
import { helpersOf, lane } from '../../../src/lab/scenes/lane.ts'
import type { LaneState } from '../../../src/lab/scenes/lane.ts'
import { LessonSession } from '../../content/session.ts'

const fold = (session: LessonSession, state: LaneState = lane.initial): LaneState =>
  session.world.takeTrace().reduce(lane.fold, state)

const after = (session: LessonSession, ms: number): void =>
  session.world.runUntil(session.world.now + ms * 1000)

describe('what works beside the one thread', () => {
  it('is nobody at first', () => {
    const session = new LessonSession('standalone')
    session.run('>', 'SET a 1')
    expect(helpersOf(fold(session))).toEqual([])
  })

  it('is a child from BGSAVE until it has ended', () => {
    const session = new LessonSession('keys')
    session.run('>', 'BGSAVE')
    after(session, 2000)
    const state = fold(session)
    expect(helpersOf(state)).toEqual(['child'])
    const [save] = state.beside
    expect(save).toMatchObject({ helper: 'child', name: 'BGSAVE' })
    expect(save!.to).toBeGreaterThan(save!.from)
  })

  it('is a background thread while it frees what UNLINK leaves', () => {
    const session = new LessonSession('standalone')
    session.run('>', `SADD big ${Array.from({ length: 300 }, (_, i) => `member-${i}`).join(' ')}`)
    session.run('>', 'UNLINK big')
    after(session, 500)
    const state = fold(session)
    expect(helpersOf(state)).toEqual(['background'])
    expect(state.beside.every(({ to }) => to !== undefined)).toBe(true)
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
