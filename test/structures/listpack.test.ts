import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LISTPACK_HEADER, Listpack, decodeListpack, entrySize } from '../../src/structures/listpack.ts'
import { listpackCases } from './cases.ts'
import { fingerprint, recorded } from './recorded.ts'

const sizeOf = (values: readonly string[]): number =>
  values.reduce((sum, value) => sum + entrySize(value), LISTPACK_HEADER)

describe('the bytes a real server dumps', () => {
  test.each(Object.entries(listpackCases))('%s', (name, values) => {
    const listpack = Listpack.of(values)
    const bytes = listpack.encode()
    expect(fingerprint(bytes)).toBe(recorded.listpacks[name])
    expect(listpack.bytes).toBe(bytes.length)
    expect(decodeListpack(bytes)).toEqual(values)
  })
})

const byteString = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((c) => String.fromCharCode(c)) })
const value = fc.oneof(
  byteString,
  fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }).map(String),
  fc.integer().map(String),
  fc.constantFrom('a', 'b', '0', '-1', '127'),
)

type Change = ['push' | 'unshift' | 'insert' | 'replace' | 'remove' | 'split', string, number]
const change: fc.Arbitrary<Change> = fc.tuple(
  fc.constantFrom('push', 'unshift', 'insert', 'replace', 'remove', 'split'),
  value,
  fc.nat(1000),
)

/** Makes one change to a listpack and to an array. */
const apply = (listpack: Listpack, model: string[], [kind, text, at]: Change): void => {
  const place = at % (model.length + 1)
  if (kind === 'push') {
    listpack.push(text)
    model.push(text)
  } else if (kind === 'unshift') {
    listpack.unshift(text)
    model.unshift(text)
  } else if (kind === 'insert') {
    listpack.insertAt(place, text)
    model.splice(place, 0, text)
  } else if (kind === 'replace' && place < model.length) {
    listpack.replace(place, text)
    model[place] = text
  } else if (kind === 'remove') {
    listpack.removeAt(place, text.length)
    model.splice(place, text.length)
  } else if (kind === 'split') {
    const tail = listpack.splitAt(place)
    expect(tail.toArray()).toEqual(model.slice(place))
    expect(tail.bytes).toBe(sizeOf(model.slice(place)))
    expect(listpack.bytes).toBe(sizeOf(model.slice(0, place)))
    listpack.append(tail)
  }
}

test('is an array of byte strings that knows its encoded size', () => {
  const run = (changes: Change[]): void => {
    const listpack = new Listpack()
    const model: string[] = []
    for (const step of changes) {
      apply(listpack, model, step)
      expect(listpack.toArray()).toEqual(model)
      expect(listpack.length).toBe(model.length)
      expect(listpack.bytes).toBe(sizeOf(model))
    }
    expect(listpack.encode()).toHaveLength(listpack.bytes)
    expect(Listpack.decode(listpack.encode())?.toArray()).toEqual(model)
    for (const index of [0, 1, -1, -2, model.length, -model.length - 1]) {
      expect(listpack.get(index)).toBe(model.at(index))
    }
  }
  fc.assert(fc.property(fc.array(change, { maxLength: 60 }), run))
})

test('both ends give back what they took', () => {
  const ends = fc.array(fc.tuple(fc.constantFrom('push', 'unshift', 'pop', 'shift'), value), {
    maxLength: 300,
  })
  const run = (steps: [string, string][]): void => {
    const listpack = new Listpack()
    const model: string[] = []
    for (const [end, text] of steps) {
      if (end === 'pop') expect(listpack.pop()).toBe(model.pop())
      else if (end === 'shift') expect(listpack.shift()).toBe(model.shift())
      else if (end === 'push') {
        model.push(text)
        listpack.push(text)
      } else {
        model.unshift(text)
        listpack.unshift(text)
      }
    }
    expect(listpack.toArray()).toEqual(model)
    expect(listpack.bytes).toBe(sizeOf(model))
  }
  fc.assert(fc.property(ends, run))
})

test('a long queue does not keep the room of what left it', () => {
  const listpack = new Listpack()
  for (let i = 0; i < 1000; i++) listpack.push(String(i))
  for (let i = 0; i < 990; i++) expect(listpack.shift()).toBe(String(i))
  expect(listpack.toArray()).toEqual(Array.from({ length: 10 }, (_, i) => String(990 + i)))
  const places = Object.values(listpack).find(Array.isArray) as unknown[]
  expect(places.length).toBeLessThan(100)
})

test('finds fields but not values with a step of two', () => {
  const listpack = Listpack.of(['x', 'y', 'y', 'x'])
  listpack.unshift('v')
  listpack.unshift('f')
  expect(listpack.indexOf('y', 0, 2)).toBe(4)
  expect(listpack.indexOf('y')).toBe(3)
  expect(listpack.indexOf('v', 0, 2)).toBe(-1)
})

test('a count of 65535 means: count them', () => {
  const listpack = Listpack.of(new Array<string>(65536).fill('1'))
  const bytes = listpack.encode()
  expect([bytes.charCodeAt(4), bytes.charCodeAt(5)]).toEqual([255, 255])
  expect(decodeListpack(bytes)).toHaveLength(65536)
})

describe('malformed bytes', () => {
  const good = Listpack.of(['abc', '300', 'x'.repeat(100), '-70000', String(2n ** 60n)]).encode()

  test('a cut, or a byte too many', () => {
    for (let end = 0; end < good.length; end++) expect(decodeListpack(good.slice(0, end))).toBeUndefined()
    expect(decodeListpack(`${good}\xff`)).toBeUndefined()
  })

  test('a wrong count, an unknown encoding, a wrong backlen', () => {
    const change = (at: number, byte: number): string =>
      good.slice(0, at) + String.fromCharCode(byte) + good.slice(at + 1)
    expect(decodeListpack(change(4, 4))).toBeUndefined()
    expect(decodeListpack(change(6, 0xf7))).toBeUndefined()
    expect(decodeListpack(change(10, 5))).toBeUndefined()
  })

  test('never anything worse than undefined', () => {
    const flip = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
    const run = (flips: [number, number][]): void => {
      const bytes = [...good]
      for (const [at, byte] of flips) bytes[at] = String.fromCharCode(byte)
      const values = decodeListpack(bytes.join(''))
      if (values !== undefined) expect(values.length).toBeGreaterThan(0)
    }
    fc.assert(fc.property(flip, run), { numRuns: 500 })
  })
})
