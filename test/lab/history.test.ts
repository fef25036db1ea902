import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Line } from '../../src/lab/components/history.ts'
import type { Scene } from '../../src/lab/scenes/scene.ts'
import type { TraceEvent } from '../../src/world/trace.ts'

/** A scene whose state tells exactly which events it was folded from. */
const sum: Scene<{ count: number; sum: number }> = {
  id: 'sum',
  initial: { count: 0, sum: 0 },
  fold: (state, event) => ({ count: state.count + 1, sum: state.sum + event.seq }),
  caption: (event) => (event.seq % 3 === 0 ? { event: 'third', say: String(event.seq) } : undefined),
  mark: (event) => (event.seq % 3 === 0 ? { mark: 'command', tone: 'plain' } : undefined),
  describe: () => [],
}

const event = (seq: number): TraceEvent => ({
  at: 1000 + Math.floor(seq / 2) * 10,
  seq,
  process: '',
  type: 'x',
})

const lineOf = (count: number): Line => {
  const line = new Line({ id: 'a', name: 'A', language: 'en', scene: sum as Scene<unknown>, epoch: 1000 })
  line.add(Array.from({ length: count }, (_, i) => event(i + 1)))
  return line
}

const folded = (count: number) => ({ count, sum: (count * (count + 1)) / 2 })

describe('a line of history', () => {
  it('shows the state at any place, in any order of looking', () => {
    const line = lineOf(1500)
    fc.assert(
      fc.property(fc.array(fc.nat(1500), { minLength: 1 }), (places) => {
        for (const place of places) expect(line.stateAt(sum, place)).toEqual(folded(place))
      }),
      { numRuns: 50 },
    )
  })

  it('finds how many events had happened at an instant', () => {
    const line = lineOf(100)
    expect(line.indexAt(-1)).toBe(0)
    expect(line.indexAt(0)).toBe(1)
    expect(line.indexAt(10)).toBe(3)
    expect(line.indexAt(14)).toBe(3)
    expect(line.indexAt(10_000)).toBe(100)
  })

  it('stops at what is worth a caption, forth and back', () => {
    const line = lineOf(10)
    expect([line.nextStop(0), line.nextStop(3), line.nextStop(9)]).toEqual([3, 6, undefined])
    expect([line.previousStop(10), line.previousStop(9), line.previousStop(3)]).toEqual([9, 6, 0])
  })

  it('leaves another at a place, and both go on by themselves', () => {
    const line = lineOf(700)
    line.stateAt(sum, 650)
    const fork = line.fork({ ...line.parts, id: 'b', name: 'B' }, 500)
    fork.add([event(501)])
    expect([line.count, fork.count]).toEqual([700, 501])
    expect(fork.stateAt(sum, 501)).toEqual(folded(501))
    expect(fork.stateAt(sum, 450)).toEqual(folded(450))
    expect(line.stateAt(sum, 700)).toEqual(folded(700))
    expect(fork.marks.at(-1)!.seq).toBe(501)
  })

  it('lets its oldest events go and still shows the present, and the past by its kept states', () => {
    const line = lineOf(0)
    for (let from = 0; from < 320_000; from += 4000)
      line.add(Array.from({ length: 4000 }, (_, i) => event(from + i + 1)))
    expect(line.count).toBe(320_000)
    expect(line.stateAt(sum, 320_000)).toEqual(folded(320_000))
    expect(line.stateAt(sum, 250_123)).toEqual(folded(250_123))
    expect(line.stateAt(sum, 50_000)).toEqual(folded(50_000))
    expect(line.event(10)).toBeUndefined()
    expect(line.marks.length).toBeLessThanOrEqual(20_000)
  })
})
