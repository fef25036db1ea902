import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  digitsFor,
  groupMarks,
  growRange,
  instantAt,
  latestMark,
  ratio,
  ticks,
  tickStep,
  timeText,
} from '../../src/lab/components/timeline-model.ts'
import { fakeMarks } from './fake-controller.ts'

const SECOND = 1_000_000
const range = { from: 0, to: 60 * SECOND }

describe('timeText', () => {
  it.each([
    [0, 1, '0.0\u2009s'],
    [19_000_000, 1, '19.0\u2009s'],
    [13_330_000, 3, '13.330\u2009s'],
    [59_999_999, 3, '59.999\u2009s'],
    [60_000_000, 0, '1:00'],
    [120_011_000, 3, '2:00.011'],
    [3_600_000_000, 0, '1:00:00'],
    [3_723_000_042, 6, '1:02:03.000042'],
  ])('%i µs with %i digits is %s', (us, digits, text) => {
    expect(timeText(us, digits)).toBe(text)
  })

  it('never shows a time before the start', () => {
    expect(timeText(-5, 1)).toBe('0.0\u2009s')
  })
})

describe('ticks', () => {
  it('labels whole seconds in full and parts of a second as fractions', () => {
    const labels = ticks({ from: 120 * SECOND, to: 120 * SECOND + 20_000 }, 500)
      .map((tick) => tick.label)
      .filter(Boolean)
    expect(labels[0]).toBe('2:00')
    expect(labels.slice(1).every((label) => /^\.\d{3}$/.test(label))).toBe(true)
  })

  it('stay inside the ruler, evenly apart, and labels have room', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        fc.integer({ min: 1000, max: 1e11 }),
        fc.integer({ min: 120, max: 2000 }),
        (from, span, width) => {
          const shown = { from, to: from + span }
          const all = ticks(shown, width)
          expect(all.every((tick) => tick.at >= shown.from && tick.at <= shown.to)).toBe(true)
          const step = tickStep(span, width)
          expect(all.every((tick, index) => index === 0 || tick.at - all[index - 1]!.at === step)).toBe(true)
          const labelled = all.filter((tick) => tick.label)
          for (let index = 1; index < labelled.length; index++)
            expect(((labelled[index]!.at - labelled[index - 1]!.at) / span) * width).toBeGreaterThanOrEqual(
              75.9,
            )
        },
      ),
    )
  })

  it('show more digits the closer one looks', () => {
    expect([digitsFor(10_000), digitsFor(5 * SECOND), digitsFor(60 * SECOND)]).toEqual([6, 3, 1])
  })
})

describe('groupMarks', () => {
  it('leaves marks alone that have room and merges those that do not', () => {
    const apart = groupMarks(fakeMarks(3, 10 * SECOND), range, 600)
    expect(apart.map((group) => group.marks.length)).toEqual([1, 1, 1])
    const close = groupMarks(fakeMarks(10, SECOND), range, 600)
    expect(close.reduce((sum, group) => sum + group.marks.length, 0)).toBe(10)
    expect(close.length).toBeLessThan(10)
  })

  it('never draws two groups over each other, and loses no mark of the window', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5, max: 70 * SECOND }), { maxLength: 200 }),
        fc.integer({ min: 100, max: 1500 }),
        (times, width) => {
          const marks = times.sort((a, b) => a - b).map((at, seq) => ({ ...fakeMarks(1, 1)[0]!, at, seq }))
          const groups = groupMarks(marks, range, width)
          const inside = marks.filter((mark) => mark.at >= range.from && mark.at <= range.to)
          expect(groups.flatMap((group) => group.marks)).toEqual(inside)
          for (let index = 1; index < groups.length; index++) {
            const room = groups[index - 1]!.marks.length > 1 ? 21 : 14
            const apart = ((groups[index]!.at - groups[index - 1]!.at) / range.to) * width
            expect(apart).toBeGreaterThanOrEqual(room - 1e-6)
          }
        },
      ),
    )
  })
})

describe('the window', () => {
  it('keeps its size until something lies outside, then doubles', () => {
    expect(growRange(range, 30 * SECOND, 40 * SECOND)).toEqual(range)
    expect(growRange(range, 70 * SECOND, 0)).toEqual({ from: 0, to: 120 * SECOND })
    expect(growRange(range, 0, 500 * SECOND)).toEqual({ from: 0, to: 960 * SECOND })
  })

  it('turns positions into instants and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * SECOND }), (at) => {
        expect(instantAt(range, ratio(range, at))).toBe(at)
      }),
    )
    expect(instantAt(range, -3)).toBe(0)
    expect(instantAt(range, 7)).toBe(range.to)
  })

  it('finds the mark a moment stands after', () => {
    const marks = fakeMarks(3, SECOND)
    expect(latestMark(marks, 2.5 * SECOND)?.say).toBe('Event 2')
    expect(latestMark(marks, 10)).toBeUndefined()
  })
})
