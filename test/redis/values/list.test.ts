import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ListEnd } from '../../../src/redis/values/list.ts'
import { ListValue } from '../../../src/redis/values/list.ts'
import { startRedis } from '../harness.ts'
import { PACKED_THRESHOLD } from '../../../src/structures/packed-threshold.ts'

const limits = { listMaxListpackSize: 3, listCompressDepth: 0 }

const listWith = (elements: readonly string[]): ListValue => {
  const value = ListValue.create({ config: { values: limits }, debug: { packedThreshold: PACKED_THRESHOLD } })
  for (const element of elements) value.push(element, 'right')
  return value
}

const end = fc.constantFrom<ListEnd>('left', 'right')

it('pops a range from an end, the outermost first', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 })), end, fc.nat(12), (elements, from, count) => {
      const value = listWith(elements)
      const model = from === 'left' ? [...elements] : [...elements].reverse()
      expect(value.popRange(from, count)).toEqual(model.splice(0, count))
      expect(value.list.toArray()).toEqual(from === 'left' ? model : model.reverse())
    }),
  )
})

it('copies node by node into a list of its own', () => {
  const value = listWith(['a', 'b', 'c', 'd', 'e'])
  value.list.packedThreshold = 4
  value.push('plain', 'left')
  const copy = value.copy()
  expect([copy.list.toArray(), copy.list.nodeCount]).toEqual([value.list.toArray(), value.list.nodeCount])
  expect(copy.list.head!.listpack).toBe(null)
  copy.pop('left')
  copy.push('z', 'right')
  expect(value.list.toArray()).toEqual(['plain', 'a', 'b', 'c', 'd', 'e'])
})

it('previews the first elements and changes nothing', () => {
  const value = listWith(['a', 'b', 'c', 'd'])
  expect([value.preview(2), value.preview(9), value.preview(0)]).toEqual([
    ['a', 'b'],
    ['a', 'b', 'c', 'd'],
    [],
  ])
  expect([value.size, value.encoding]).toEqual([4, 'quicklist'])
})

describe('list-max-listpack-size', () => {
  it('is asked for when a list is made, not later', () => {
    const redis = startRedis({ config: { 'list-max-listpack-size': '2' } })
    redis.command('RPUSH l 1 2 3 4 5')
    const { list } = redis.server.databases[0]!.peek('l')!.value as ListValue
    expect([list.fill, list.nodeCount]).toEqual([2, 3])
  })
})

/** LRANGE and LTRIM against the slice of an array. */
it('spans mean the same in LRANGE and LTRIM', () => {
  const redis = startRedis()
  const position = fc.integer({ min: -8, max: 8 })
  fc.assert(
    fc.property(fc.nat(6), position, position, (length, start, stop) => {
      const elements = Array.from({ length }, (_, i) => `e${i}`)
      redis.command('DEL l')
      if (length > 0) redis.send(['RPUSH', 'l', ...elements])
      const from = Math.max(0, start < 0 ? start + length : start)
      const expected = elements.slice(from, stop < 0 ? Math.max(0, stop + length + 1) : stop + 1)
      const reply = `*${expected.length}\r\n${expected.map((e) => `$2\r\n${e}\r\n`).join('')}`
      expect(redis.command(`LRANGE l ${start} ${stop}`)).toBe(reply)
      expect(redis.command(`LTRIM l ${start} ${stop}`)).toBe('+OK\r\n')
      expect(redis.command('LRANGE l 0 -1')).toBe(reply)
      expect(redis.command('EXISTS l')).toBe(expected.length > 0 ? ':1\r\n' : ':0\r\n')
    }),
  )
})
