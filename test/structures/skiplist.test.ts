import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RandomStream } from '../../src/bytes/random.ts'
import { Dict } from '../../src/structures/dict.ts'
import type { LexRange, ScoreRange } from '../../src/structures/ranges.ts'
import { atLeastLexMin, atLeastMin, atMostLexMax, atMostMax } from '../../src/structures/ranges.ts'
import { SkipList, forwardOf, levelOf, spanOf } from '../../src/structures/skiplist.ts'
import type { SkipNode } from '../../src/structures/skiplist.ts'

type Element = [score: number, key: string]

const compare = ([a, x]: Element, [b, y]: Element): number => a - b || (x < y ? -1 : x > y ? 1 : 0)

const elementsOf = (list: SkipList): Element[] => {
  const out: Element[] = []
  for (let node = list.first; node !== null; node = node.forward) out.push([node.score, node.key])
  return out
}

/** Order, backward links, levels and every span agree. */
const check = (list: SkipList, model: readonly Element[]): void => {
  expect(elementsOf(list)).toEqual(model)
  expect(list.length).toBe(model.length)
  const places = new Map<SkipNode | null, number>([[list.header, 0]])
  let last: SkipNode | null = null
  let highest = 1
  for (let node = list.first; node !== null; node = node.forward) {
    places.set(node, places.size)
    expect(node.backward).toBe(last)
    highest = Math.max(highest, levelOf(node))
    last = node
  }
  expect(list.tail).toBe(last)
  expect(list.level).toBe(highest)
  for (let level = 0; level < list.level; level++) {
    for (let node: SkipNode | null = list.header; node !== null; node = forwardOf(node, level)) {
      const to = forwardOf(node, level)
      const end = to === null ? model.length : (places.get(to) as number)
      expect(spanOf(node, level)).toBe(end - (places.get(node) as number))
      if (to !== null) expect(levelOf(to)).toBeGreaterThan(level)
    }
  }
}

const score = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(Infinity, -Infinity, 0.5, 1e300))
const member = fc.constantFrom(
  '',
  'a',
  'b',
  'ab',
  'B',
  '\xff',
  '\x00',
  'c',
  'd',
  'e',
  'f',
  'g',
  'h',
  'i',
  'j',
)
const elements = fc.uniqueArray(fc.tuple(score, member), { selector: ([, key]) => key, maxLength: 15 })

const build = (values: readonly Element[], seed = 'skiplist'): SkipList => {
  const list = new SkipList()
  const random = new RandomStream(seed)
  for (const [score, key] of values) list.insert(score, key, random)
  return list
}

const name = fc.nat(150).map((i) => `m${i}`)
const step = fc.tuple(fc.constantFrom('set', 'set', 'set', 'delete', 'rank'), name, score)

test('is a sorted set, in which its nodes are the entries of a dict', () => {
  const run = (seed: string, steps: [string, string, number][]): void => {
    const random = new RandomStream(seed)
    const list = new SkipList()
    const dict = new Dict<SkipNode>(3)
    const model = new Map<string, number>()
    for (const [kind, key, score] of steps) {
      const node = dict.find(key)
      expect(node?.score).toBe(model.get(key))
      if (kind === 'delete') {
        dict.remove(key)
        expect(node === undefined ? undefined : list.delete(node.score, key)).toBe(node)
        model.delete(key)
      } else if (kind === 'rank') {
        const sorted = [...model].map(([key, score]): Element => [score, key]).sort(compare)
        const at = sorted.findIndex(([, other]) => other === key)
        expect(list.rank(model.get(key) ?? 0, key)).toBe(at + 1)
      } else {
        if (node === undefined) dict.insert(list.insert(score, key, random))
        else list.updateScore(node, score, random)
        model.set(key, score)
      }
    }
    check(list, [...model].map(([key, score]): Element => [score, key]).sort(compare))
  }
  const many = fc.array(step, { maxLength: 400, size: 'max' })
  fc.assert(fc.property(fc.string(), many, run), { numRuns: 60 })
})

test('an element absent, or there with another score, is neither found nor deleted', () => {
  const list = build([
    [1, 'a'],
    [2, 'b'],
  ])
  expect(list.rank(1, 'b')).toBe(0)
  expect(list.rank(3, 'z')).toBe(0)
  expect(list.delete(2, 'a')).toBeUndefined()
  expect(list.delete(1, 'b')).toBeUndefined()
  expect(new SkipList().rank(0, '')).toBe(0)
  check(list, [
    [1, 'a'],
    [2, 'b'],
  ])
})

test('a new score keeps the node, and its links where it keeps its place', () => {
  const random = new RandomStream('scores')
  const list = new SkipList()
  const nodes = Array.from({ length: 50 }, (_, i) => list.insert(i, `m${i}`, random))
  const levels = nodes.map(levelOf)
  list.updateScore(nodes[7] as SkipNode, 7.5, random)
  expect(nodes.map(levelOf)).toEqual(levels)
  list.updateScore(nodes[7] as SkipNode, 100, random)
  expect(list.tail).toBe(nodes[7])
  list.updateScore(nodes[8] as SkipNode, 9, random)
  expect(list.rank(9, 'm8')).toBe(8)
  expect(list.rank(9, 'm9')).toBe(9)
})

test('every rank finds its element', () => {
  fc.assert(
    fc.property(elements, (values) => {
      const list = build(values)
      const sorted = values.toSorted(compare)
      for (let rank = -1; rank <= values.length + 1; rank++) {
        const node = list.byRank(rank)
        expect(node === undefined ? undefined : [node.score, node.key]).toEqual(sorted[rank - 1])
      }
    }),
  )
})

const scoreRange: fc.Arbitrary<ScoreRange> = fc.record({
  min: score,
  max: score,
  minExclusive: fc.boolean(),
  maxExclusive: fc.boolean(),
})
const bound = fc.record({
  infinite: fc.constantFrom<-1 | 0 | 1>(-1, 0, 0, 0, 1),
  value: member,
  exclusive: fc.boolean(),
})
const lexRange: fc.Arbitrary<LexRange> = fc.record({ min: bound, max: bound })

describe('ranges', () => {
  const within = ([score]: Element, range: ScoreRange): boolean =>
    atLeastMin(score, range) && atMostMax(score, range)
  const between = ([, key]: Element, range: LexRange): boolean =>
    atLeastLexMin(key, range) && atMostLexMax(key, range)

  test('of scores', () => {
    const run = (values: Element[], range: ScoreRange): void => {
      const inside = values.filter((element) => within(element, range)).sort(compare)
      const list = build(values)
      expect(list.firstInRange(range)?.key).toBe(inside.at(0)?.[1])
      expect(list.lastInRange(range)?.key).toBe(inside.at(-1)?.[1])
      const removed: Element[] = []
      const count = list.deleteRangeByScore(range, ({ score, key }) => void removed.push([score, key]))
      expect(removed).toEqual(inside)
      expect(count).toBe(inside.length)
      check(list, values.filter((element) => !within(element, range)).sort(compare))
    }
    fc.assert(fc.property(elements, scoreRange, run), { numRuns: 500 })
  })

  test('of members', () => {
    const run = (values: Element[], range: LexRange): void => {
      const equal = values.map(([, key]): Element => [0, key])
      const inside = equal.filter((element) => between(element, range)).sort(compare)
      const list = build(equal)
      expect(list.firstInLexRange(range)?.key).toBe(inside.at(0)?.[1])
      expect(list.lastInLexRange(range)?.key).toBe(inside.at(-1)?.[1])
      const removed: string[] = []
      expect(list.deleteRangeByLex(range, ({ key }) => void removed.push(key))).toBe(inside.length)
      expect(removed).toEqual(inside.map(([, key]) => key))
      check(list, equal.filter((element) => !between(element, range)).sort(compare))
    }
    fc.assert(fc.property(elements, lexRange, run), { numRuns: 500 })
  })

  test('of ranks', () => {
    const rank = fc.integer({ min: 1, max: 17 })
    const run = (values: Element[], start: number, end: number): void => {
      const sorted = values.toSorted(compare)
      const list = build(values)
      const removed: string[] = []
      list.deleteRangeByRank(start, end, ({ key }) => void removed.push(key))
      const inside = end < start ? [] : sorted.slice(start - 1, end)
      expect(removed).toEqual(inside.map(([, key]) => key))
      check(
        list,
        sorted.filter((element) => !inside.includes(element)),
      )
    }
    fc.assert(fc.property(elements, rank, rank, run))
  })
})

test('three of four nodes are on one level, three of sixteen on two', () => {
  const list = build(
    Array.from({ length: 8000 }, (_, i): Element => [i, '']),
    'levels',
  )
  const counts: number[] = []
  for (let node = list.first; node !== null; node = node.forward) {
    counts[levelOf(node)] = (counts[levelOf(node)] ?? 0) + 1
  }
  expect(Math.abs((counts[1] as number) - 6000)).toBeLessThan(200)
  expect(Math.abs((counts[2] as number) - 1500)).toBeLessThan(150)
})

test('zeros of either sign are one score', () => {
  const list = build([
    [-0, 'b'],
    [0, 'a'],
  ])
  expect(list.rank(0, 'b')).toBe(2)
  expect(list.delete(-0, 'a')?.key).toBe('a')
})
