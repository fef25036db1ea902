import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partialSort } from '../../../../src/redis/commands/generic/shared/partial-sort.ts'

const byNumber = (a: number, b: number): number => a - b

describe('a partial sort', () => {
  it('puts into the range what a full sort would, and loses nothing', () => {
    const cases = fc
      .array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 300 })
      .chain((items) => fc.tuple(fc.constant(items), fc.nat(items.length - 1), fc.nat(items.length - 1)))
    fc.assert(
      fc.property(cases, ([items, a, b]) => {
        const [first, last] = a < b ? [a, b] : [b, a]
        const sorted = [...items]
        partialSort(sorted, byNumber, first, last)
        const full = items.toSorted(byNumber)
        expect(sorted.slice(first, last + 1)).toEqual(full.slice(first, last + 1))
        expect(sorted.toSorted(byNumber)).toEqual(full)
      }),
    )
  })

  it('looks at less than a full sort does', () => {
    const items = Array.from({ length: 4096 }, (_, i) => (i * 2654435761) % 4099)
    let compared = 0
    const count = (a: number, b: number): number => {
      compared++
      return a - b
    }
    partialSort([...items], count, 0, 9)
    const partly = compared
    compared = 0
    partialSort([...items], count, 0, items.length - 1)
    expect(partly).toBeLessThan(compared / 2)
  })
})
