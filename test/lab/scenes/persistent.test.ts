import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Chunked } from '../../../src/lab/scenes/chunked.ts'
import { VersionedMap } from '../../../src/lab/scenes/versioned-map.ts'

describe('VersionedMap', () => {
  it('is what it was, whichever version is asked next', () => {
    const change = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.option(fc.nat(9), { nil: undefined }))
    const plan = fc.record({
      changes: fc.array(fc.tuple(fc.nat(30), change), { maxLength: 40 }),
      asked: fc.array(fc.nat(60), { maxLength: 60 }),
    })
    fc.assert(
      fc.property(plan, ({ changes, asked }) => {
        const versions = [new VersionedMap<number>()]
        const models = [new Map<string, number>()]
        for (const [from, [key, value]] of changes) {
          const at = from % versions.length
          const model = new Map(models[at])
          if (value === undefined) model.delete(key)
          else model.set(key, value)
          models.push(model)
          versions.push(value === undefined ? versions[at]!.without(key) : versions[at]!.with(key, value))
        }
        for (const each of asked) {
          const [version, model] = [versions[each % versions.length]!, models[each % versions.length]!]
          expect(version.size).toBe(model.size)
          expect(version.values().sort()).toEqual([...model.values()].sort())
          for (const key of ['a', 'b', 'c', 'd']) expect(version.get(key)).toBe(model.get(key))
        }
      }),
      { numRuns: 200, seed: 7 },
    )
  })
})

describe('Chunked', () => {
  const upTo = (count: number, most?: number): Chunked<number> => {
    let list = new Chunked<number>()
    for (let i = 0; i < count; i++) list = list.push(i, most)
    return list
  }

  it('holds its items in order, newest at 0', () => {
    const list = upTo(200)
    expect([list.length, list.at(0), list.at(199), list.at(200)]).toEqual([200, 199, 0, undefined])
    expect(list.last(3)).toEqual([197, 198, 199])
    expect(list.last(999)).toHaveLength(200)
  })

  it('replaces an item and leaves the old list alone', () => {
    const list = upTo(130)
    const changed = list.replace(0, -1).replace(100, -2)
    expect([changed.at(0), changed.at(100), changed.length]).toEqual([-1, -2, 130])
    expect([list.at(0), list.at(100)]).toEqual([129, 29])
  })

  it('lets the oldest go and keeps at least as many as asked', () => {
    for (const count of [500, 501, 575, 640]) {
      const list = upTo(count, 256)
      expect(list.length).toBeGreaterThanOrEqual(256)
      expect(list.length).toBeLessThan(256 + 128)
      expect(list.at(0)).toBe(count - 1)
    }
  })

  it('visits backwards until it is told to stop', () => {
    const seen: number[] = []
    upTo(100).backwards((item) => {
      seen.push(item)
      return item > 60
    })
    expect(seen).toEqual(Array.from({ length: 40 }, (_, i) => 99 - i))
  })
})
