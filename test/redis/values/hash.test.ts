import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RandomStream } from '../../../src/bytes/random.ts'
import { HashValue } from '../../../src/redis/values/hash.ts'
import { startRedis } from '../harness.ts'

const limits = { hashMaxListpackEntries: 4, hashMaxListpackValue: 6 }

const fill = (count: number): HashValue => {
  const hash = new HashValue(7)
  for (let i = 0; i < count; i++) hash.set(`f${i}`, `v${i}`, limits)
  return hash
}

describe('the encoding', () => {
  it('changes with one field more than allowed and never back', () => {
    const hash = fill(4)
    expect(hash.encoding).toBe('listpack')
    hash.set('f0', 'again', limits)
    expect(hash.encoding).toBe('listpack')
    hash.set('f4', 'v4', limits)
    expect(hash.encoding).toBe('hashtable')
    for (let i = 0; i < 4; i++) hash.remove(`f${i}`)
    expect([hash.encoding, hash.flat()]).toEqual(['hashtable', ['f4', 'v4']])
  })

  it.each([
    ['field77', 'v'],
    ['f', 'value77'],
  ])('changes with a long word: %s %s', (field, value) => {
    const hash = fill(2)
    expect(hash.set(field, value, limits)).toBe(true)
    expect([hash.encoding, hash.size, hash.get(field)]).toEqual(['hashtable', 3, value])
  })

  it('changes before a field is set when one of several words is too long', () => {
    const hash = fill(1)
    hash.makeRoom(['HSET', 'key', 'a', 'short', 'b', 'v77'], 2, 5, limits)
    expect(hash.encoding).toBe('listpack')
    hash.makeRoom(['HSET', 'key', 'a', 'short', 'b', 'value77'], 2, 5, limits)
    expect([hash.encoding, hash.flat()]).toEqual(['hashtable', ['f0', 'v0']])
  })
})

const field = fc.constantFrom('', 'a', 'b', '1', '01', '\x00', 'field77')
const value = fc.constantFrom('', 'x', '12', 'value77')
const step = fc.oneof(
  fc.record({ op: fc.constant('set' as const), field, value }),
  fc.record({ op: fc.constant('remove' as const), field, value }),
)

it('holds what a map holds, whatever the encoding', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const hash = new HashValue(1)
      const model = new Map<string, string>()
      for (const { op, field, value } of steps) {
        const known = model.has(field)
        if (op === 'set') expect(hash.set(field, value, limits)).toBe(!known)
        else expect(hash.remove(field)).toBe(known)
        if (op === 'set') model.set(field, value)
        else model.delete(field)
      }
      const held = new Map<string, string>()
      hash.forEach((f, v) => held.set(f, v))
      expect([...held].sort()).toEqual([...model].sort())
      expect([hash.size, hash.preview(1000).length]).toEqual([model.size, 2 * model.size])
      for (const f of ['', 'a', '1', '01', 'none']) {
        expect([hash.get(f), hash.has(f)]).toEqual([model.get(f), model.has(f)])
      }
    }),
  )
})

it.each([3, 9])('copies %i fields into a hash of its own', (count) => {
  const hash = fill(count)
  const copy = hash.copy()
  expect([copy.encoding, copy.flat().sort()]).toEqual([hash.encoding, hash.flat().sort()])
  copy.set('f0', 'other', limits)
  copy.remove('f1')
  expect([hash.get('f0'), hash.get('f1')]).toEqual(['v0', 'v1'])
})

it.each([4, 50])('draws every one of %i fields, with its value', (count) => {
  const hash = fill(count)
  const random = new RandomStream('draw')
  const drawn = new Set<string>()
  for (let i = 0; i < 100 * count; i++) {
    const [f, v] = hash.randomPair(random)
    expect(v).toBe(hash.get(f))
    drawn.add(f)
  }
  expect(drawn.size).toBe(count)
})

describe('HRANDFIELD', () => {
  const lines = (reply: string): string[] => reply.split('\r\n').filter((_, i) => i > 0 && i % 2 === 0)

  it.each([
    [10, 3],
    [10, 9],
    [600, 5],
    [600, 500],
  ])('of %i fields answers %i different ones', (size, count) => {
    const redis = startRedis()
    for (let i = 0; i < size; i++) redis.command(`HSET h f${i} v${i}`)
    const pairs = lines(redis.command(`HRANDFIELD h ${count} WITHVALUES`))
    const fields = pairs.filter((_, i) => i % 2 === 0)
    expect([fields.length, new Set(fields).size]).toEqual([count, count])
    expect(pairs.filter((_, i) => i % 2 === 1)).toEqual(fields.map((f) => f.replace('f', 'v')))
    expect(redis.command('HLEN h')).toBe(`:${size}\r\n`)
  })

  it.each([10, 600])('gives each of %i fields its chance', (size) => {
    const redis = startRedis()
    for (let i = 0; i < size; i++) redis.command(`HSET h f${i} v`)
    const seen = new Set<string>()
    for (let i = 0; i < 60; i++) for (const f of lines(redis.command(`HRANDFIELD h ${size / 2}`))) seen.add(f)
    expect(seen.size).toBe(size)
  })
})

it('HSCAN shows every field once while the table stands still, and all of a listpack at once', () => {
  const redis = startRedis()
  const fields = Array.from({ length: 700 }, (_, i) => `f${i}`)
  redis.send(['HSET', 'h', ...fields.flatMap((f) => [f, 'v'])])
  const seen: string[] = []
  let cursor = '0'
  let calls = 0
  do {
    const words = redis.command(`HSCAN h ${cursor} COUNT 20`).split('\r\n')
    cursor = words[2]!
    for (let i = 5; i < words.length; i += 4) seen.push(words[i]!)
    calls++
  } while (cursor !== '0')
  expect([new Set(seen).size, seen.length]).toEqual([700, 700])
  expect(calls).toBeGreaterThan(10)
  redis.send(['HSET', 'small', ...fields.slice(0, 100).flatMap((f) => [f, 'v'])])
  expect(redis.command('HSCAN small 5 COUNT 1')).toMatch(/^\*2\r\n\$1\r\n0\r\n\*200\r\n/)
})
