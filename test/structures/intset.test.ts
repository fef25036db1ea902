import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseInteger } from '../../src/bytes/integers.ts'
import { RandomStream } from '../../src/bytes/random.ts'
import { IntSet } from '../../src/structures/intset.ts'
import type { IntSetValue } from '../../src/structures/intset.ts'
import { intsetCases } from './cases.ts'
import { fingerprint, recorded } from './recorded.ts'

const parse = (text: string): IntSetValue => parseInteger(text) as IntSetValue

describe('the bytes a real server dumps', () => {
  test.each(Object.entries(intsetCases))('%s', (name, members) => {
    const set = new IntSet()
    for (const member of members) expect(set.add(parse(member))).toBe(true)
    const bytes = set.encode()
    expect(fingerprint(bytes)).toBe(recorded.intsets[name])
    expect(set.byteLength).toBe(bytes.length)
    expect(IntSet.decode(bytes)).toEqual(set)
  })
})

const edges = [0n, 2n ** 15n, 2n ** 31n, 2n ** 53n, 2n ** 63n - 2n].flatMap((edge) =>
  [-2n, -1n, 0n, 1n].flatMap((off) => [edge + off, -edge - off]),
)
const integer = fc
  .oneof(
    fc.constantFrom(...edges),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.bigInt(-20n, 20n),
  )
  .map(String)

test('is a sorted set of integers', () => {
  const run = (steps: [boolean, string][]): void => {
    const set = new IntSet()
    const model = new Set<string>()
    for (const [adds, text] of steps) {
      expect(set.has(parse(text))).toBe(model.has(text))
      if (adds) expect(set.add(parse(text))).toBe(!model.has(text))
      else expect(set.remove(parse(text))).toBe(model.has(text))
      if (adds) model.add(text)
      else model.delete(text)
    }
    const sorted = [...model].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))
    expect(set.values.map(String)).toEqual(sorted)
    expect(set.length).toBe(model.size)
    expect(set.get(0)).toBe(sorted[0] === undefined ? undefined : parse(sorted[0]))
    if (set.length > 0) expect(IntSet.decode(set.encode())).toEqual(set)
  }
  fc.assert(fc.property(fc.array(fc.tuple(fc.boolean(), integer), { maxLength: 80 }), run))
})

test('widens for the widest element and never narrows', () => {
  const set = new IntSet()
  expect([set.encoding, set.byteLength]).toEqual([2, 8])
  set.add(32767)
  expect([set.encoding, set.byteLength]).toEqual([2, 10])
  set.add(-32769)
  expect([set.encoding, set.byteLength]).toEqual([4, 16])
  set.add(2 ** 31)
  expect([set.encoding, set.byteLength]).toEqual([8, 32])
  set.remove(2 ** 31)
  set.remove(-32769)
  expect([set.encoding, set.byteLength]).toEqual([8, 16])
})

test('every element is drawn about as often', () => {
  const set = new IntSet()
  for (let i = 0; i < 8; i++) set.add(i)
  const random = new RandomStream('intset')
  const drawn = new Array<number>(8).fill(0)
  for (let i = 0; i < 8000; i++) drawn[Number(set.random(random))]!++
  for (const times of drawn) expect(Math.abs(times - 1000)).toBeLessThan(150)
})

test('malformed bytes are no set', () => {
  const good = new IntSet()
  for (const value of [1, 2, 3]) good.add(value)
  const bytes = good.encode()
  const code = String.fromCharCode
  expect(IntSet.decode('')).toBeUndefined()
  expect(IntSet.decode(bytes.slice(0, -1))).toBeUndefined()
  expect(IntSet.decode(`${bytes}\0`)).toBeUndefined()
  expect(IntSet.decode(code(3) + bytes.slice(1))).toBeUndefined()
  expect(IntSet.decode(bytes.slice(0, 8) + bytes.slice(12) + bytes.slice(8, 12))).toBeUndefined()
  expect(IntSet.decode(bytes.slice(0, 8) + bytes.slice(8, 10).repeat(3))).toBeUndefined()
  expect(IntSet.decode(new IntSet().encode())).toBeUndefined()
})
