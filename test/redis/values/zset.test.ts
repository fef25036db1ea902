import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDouble } from '../../../src/bytes/doubles.ts'
import { RandomStream } from '../../../src/bytes/random.ts'
import type { LexRange, ScoreRange } from '../../../src/structures/ranges.ts'
import { atLeastLexMin, atLeastMin, atMostLexMax, atMostMax } from '../../../src/structures/ranges.ts'
import type { ScoredMembers, ZElements } from '../../../src/redis/values/zset-elements.ts'
import { PackedElements, packedScore } from '../../../src/redis/values/zset-listpack.ts'
import { SkipElements } from '../../../src/redis/values/zset-skiplist.ts'
import { ScoredMembers as Elements, When, ZSetValue } from '../../../src/redis/values/zset.ts'

const surroundings = (entries = 128, value = 64) => ({
  config: { values: { zsetMaxListpackEntries: entries, zsetMaxListpackValue: value } },
  hashSeed: 1,
  system: { random: new RandomStream('levels') },
})

type Pair = readonly [member: string, score: number]
const pairs = ({ members, scores }: ScoredMembers): Pair[] => members.map((m, i) => [m, scores[i]!])
const inOrder = (model: Map<string, number>): Pair[] =>
  [...model].sort(([m, a], [n, b]) => (a === b ? (m < n ? -1 : 1) : a < b ? -1 : 1))

const members = fc.constantFrom('', 'a', 'aa', 'b', 'c', 'd', 'é', '1', '10', '2')
const scores = fc.constantFrom(-Infinity, -1, 0, 1, 1.5, 2, 3, Infinity)
const scoreRange: fc.Arbitrary<ScoreRange> = fc.record({
  min: scores,
  max: scores,
  minExclusive: fc.boolean(),
  maxExclusive: fc.boolean(),
})
const lexBound = fc.record({
  infinite: fc.constantFrom(-1 as const, 0 as const, 0 as const, 1 as const),
  value: members,
  exclusive: fc.boolean(),
})
const lexRange: fc.Arbitrary<LexRange> = fc.record({ min: lexBound, max: lexBound })

const elementKinds = [
  ['listpack', () => new PackedElements()],
  ['skiplist', () => new SkipElements(7)],
] as const

/** What LIMIT leaves of a range. */
const limited = (found: Pair[], offset: number, limit: number): Pair[] => {
  if (offset < 0) return []
  return found.slice(offset, limit < 0 ? undefined : offset + limit)
}

describe.each(elementKinds)('elements in a %s', (_, create) => {
  const fill = (model: ReadonlyMap<string, number>): ZElements => {
    const random = new RandomStream('levels')
    const elements = create()
    for (const [member, score] of model) elements.insert(score, member, random)
    return elements
  }
  const content = fc.array(fc.tuple(members, scores)).map((list) => new Map(list))

  test('are in order whatever is added, moved and removed', () => {
    const step = fc.tuple(fc.constantFrom('put', 'put', 'remove'), members, scores)
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const random = new RandomStream('levels')
        const elements = create()
        const model = new Map<string, number>()
        for (const [what, member, score] of steps) {
          if (what === 'remove') {
            expect(elements.remove(member)).toBe(model.delete(member))
          } else {
            if (model.has(member)) elements.move(member, score, random)
            else elements.insert(score, member, random)
            model.set(member, score)
          }
        }
        const expected = inOrder(model)
        expect(pairs(elements.slice(0, elements.length, false))).toEqual(expected)
        expect(pairs(elements.slice(0, elements.length, true))).toEqual(expected.toReversed())
        expected.forEach(([member, score], rank) => {
          expect(elements.rank(member)).toBe(rank)
          expect(elements.score(member)).toBe(score)
        })
        expect(elements.rank('absent')).toBe(-1)
        expect(pairs(elements.copy().slice(0, elements.length, false))).toEqual(expected)
      }),
    )
  })

  test('are found by score', () => {
    const limits = fc.integer({ min: -1, max: 5 })
    fc.assert(
      fc.property(content, scoreRange, limits, limits, (model, range, offset, limit) => {
        const elements = fill(model)
        const inside = inOrder(model).filter(([, s]) => atLeastMin(s, range) && atMostMax(s, range))
        expect(pairs(elements.byScore(range, offset, limit, false))).toEqual(limited(inside, offset, limit))
        const backwards = limited(inside.toReversed(), offset, limit)
        expect(pairs(elements.byScore(range, offset, limit, true))).toEqual(backwards)
        expect(elements.countByScore(range)).toBe(inside.length)
        expect(elements.removeByScore(range)).toBe(inside.length)
        expect(elements.length).toBe(model.size - inside.length)
      }),
    )
  })

  test('are found by member when all scores are equal', () => {
    const limits = fc.integer({ min: -1, max: 5 })
    const equal = fc.array(members).map((list) => new Map(list.map((member) => [member, 1] as const)))
    fc.assert(
      fc.property(equal, lexRange, limits, limits, (model, range, offset, limit) => {
        const elements = fill(model)
        const inside = inOrder(model).filter(([m]) => atLeastLexMin(m, range) && atMostLexMax(m, range))
        expect(pairs(elements.byLex(range, offset, limit, false))).toEqual(limited(inside, offset, limit))
        const backwards = limited(inside.toReversed(), offset, limit)
        expect(pairs(elements.byLex(range, offset, limit, true))).toEqual(backwards)
        expect(elements.countByLex(range)).toBe(inside.length)
        expect(elements.removeByLex(range)).toBe(inside.length)
        expect(elements.length).toBe(model.size - inside.length)
      }),
    )
  })

  test('are removed by rank', () => {
    const elements = fill(new Map(['a', 'b', 'c', 'd', 'e'].map((member, i) => [member, i])))
    expect(elements.removeByRank(1, 3)).toBe(3)
    expect(elements.slice(0, 2, false).members).toEqual(['a', 'e'])
  })

  test('are picked at random, each of them at times', () => {
    const model = new Map(['a', 'b', 'c', 'd'].map((member, i) => [member, i]))
    const random = new RandomStream('picks')
    const elements = fill(model)
    const seen = new Set(Array.from({ length: 200 }, () => elements.randomMember(random)))
    expect([...seen].sort()).toEqual([...model.keys()])
  })
})

describe('a sorted set', () => {
  test('is a listpack until it has too many elements or too long a member, and stays a skiplist', () => {
    const server = surroundings(2, 3)
    const many = new ZSetValue()
    many.put(1, 'a', When.always, server)
    many.put(2, 'b', When.always, server)
    expect(many.encoding).toBe('listpack')
    many.put(3, 'c', When.always, server)
    expect(many.encoding).toBe('skiplist')
    many.remove('c')
    many.remove('b')
    expect(many.encoding).toBe('skiplist')
    expect(many.copy().encoding).toBe('skiplist')
    const long = new ZSetValue()
    long.put(1, 'abc', When.always, server)
    expect(long.encoding).toBe('listpack')
    long.put(1, 'abcd', When.always, server)
    expect(long.encoding).toBe('skiplist')
    expect(long.preview(3)).toEqual(['abc', '1', 'abcd'])
  })

  test('made at once is encoded by the outcome', () => {
    const server = surroundings(2, 3)
    expect(ZSetValue.of(new Elements(['b', 'a'], [1, 1]), server).encoding).toBe('listpack')
    expect(ZSetValue.of(new Elements(['b', 'a', 'c'], [1, 1, 1]), server).encoding).toBe('skiplist')
    expect(ZSetValue.of(new Elements(['long'], [1]), server).encoding).toBe('skiplist')
  })

  test('loses the sign of zero in a listpack only', () => {
    const packed = new ZSetValue()
    packed.put(-0, 'a', When.always, surroundings())
    expect(Object.is(packed.score('a'), 0)).toBe(true)
    const skips = new ZSetValue()
    skips.put(-0, 'a', When.always, surroundings(0))
    expect(Object.is(skips.score('a'), -0)).toBe(true)
  })

  test('takes the conditions of ZADD', () => {
    const server = surroundings()
    const zset = new ZSetValue()
    expect(zset.put(1, 'a', When.present, server)).toBe('nothing')
    expect(zset.put(1, 'a', When.absent, server)).toBe('added')
    expect(zset.put(2, 'a', When.absent, server)).toBe('nothing')
    expect(zset.put(1, 'a', When.greater, server)).toBe('nothing')
    expect(zset.put(1, 'a', When.present, server)).toBe('same')
    expect(zset.put(2, 'a', When.greater, server)).toBe('updated')
    expect(zset.put(3, 'a', When.less, server)).toBe('nothing')
    expect(zset.put(0, 'a', When.less, server)).toBe('updated')
    expect(zset.put(5, 'b', When.less, server)).toBe('added')
  })
})

test('a listpack holds integral scores as integers', () => {
  expect(packedScore(1e17)).toBe('100000000000000000')
  expect(packedScore(-3)).toBe('-3')
  expect(packedScore(1e19)).toBe('1e+19')
  expect(packedScore(0.1)).toBe('0.10000000000000001')
  expect(packedScore(-Infinity)).toBe(formatDouble(-Infinity))
  const elements = new PackedElements()
  elements.insert(2, 'b', new RandomStream('x'))
  elements.insert(1, 'a', new RandomStream('x'))
  expect(elements.toListpack().toArray()).toEqual(['a', '1', 'b', '2'])
})
