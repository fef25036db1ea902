import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RandomStream } from '../../../src/bytes/random.ts'
import { SetValue } from '../../../src/redis/values/set.ts'

const limits = (setMaxIntsetEntries: number) => ({ setMaxIntsetEntries })
const members = fc.constantFrom(
  '0',
  '1',
  '-1',
  '2',
  '300',
  '70000',
  '9223372036854775807',
  '01',
  '-0',
  'a',
  '',
)

test('a set holds what a JavaScript set holds', () => {
  const step = fc.tuple(fc.boolean(), members)
  fc.assert(
    fc.property(fc.array(step), fc.nat(6), (steps, entries) => {
      const set = SetValue.ofIntegers(1)
      const model = new Set<string>()
      for (const [adds, member] of steps) {
        if (adds) expect(set.add(member, limits(entries))).toBe(!model.has(member))
        else expect(set.remove(member)).toBe(model.has(member))
        if (adds) model.add(member)
        else model.delete(member)
        expect(set.has(member)).toBe(adds)
      }
      expect(set.size).toBe(model.size)
      expect(set.members().sort()).toEqual([...model].sort())
      expect(set.copy().members().sort()).toEqual([...model].sort())
      expect(set.copy().encoding).toBe(set.encoding)
      expect(set.preview(3)).toEqual(set.members().slice(0, 3))
    }),
  )
})

test('a set is an intset while its members are integers and few', () => {
  const set = SetValue.suiting('1', 1)
  for (const member of ['3', '1', '2']) set.add(member, limits(3))
  expect(set.encoding).toBe('intset')
  expect(set.members()).toEqual(['1', '2', '3'])
  set.add('4', limits(3))
  expect(set.encoding).toBe('hashtable')
  set.remove('4')
  expect(set.encoding).toBe('hashtable')
  const words = SetValue.ofIntegers(1)
  words.add('1', limits(3))
  words.add('01', limits(3))
  expect(words.encoding).toBe('hashtable')
  expect(SetValue.suiting('a', 1).encoding).toBe('hashtable')
})

test('a copy is independent', () => {
  for (const first of ['1', 'a']) {
    const set = SetValue.suiting(first, 1)
    set.add(first, limits(9))
    const copy = set.copy()
    copy.add('2', limits(9))
    expect(set.members()).toEqual([first])
  }
})

test('every member is picked at random at times', () => {
  for (const names of [
    ['1', '2', '3'],
    ['a', 'b', 'c'],
  ]) {
    const set = SetValue.suiting(names[0]!, 1)
    for (const name of names) set.add(name, limits(9))
    const random = new RandomStream('picks')
    const seen = new Set(Array.from({ length: 100 }, () => set.randomMember(random)))
    expect([...seen].sort()).toEqual(names)
  }
})
