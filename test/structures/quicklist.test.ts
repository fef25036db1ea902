import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Quicklist } from '../../src/structures/quicklist.ts'
import { Listpack } from '../../src/structures/listpack.ts'
import { listCases } from './cases.ts'
import type { ListCase, ListOp } from './cases.ts'
import { recorded } from './recorded.ts'

/** The nodes as record.ts writes them down. */
const nodesOf = (list: Quicklist): string => {
  const nodes: string[] = []
  for (let node = list.head; node !== null; node = node.next) {
    nodes.push(node.listpack === null ? `p${node.bytes}` : `${node.count}/${node.bytes}`)
  }
  return nodes.join(' ')
}

/** Links, counts and sizes agree with the elements. */
const check = (list: Quicklist, model: readonly string[]): void => {
  expect(list.toArray()).toEqual(model)
  expect(list.length).toBe(model.length)
  let count = 0
  let previous = null
  for (let node = list.head; node !== null; node = node.next) {
    expect(node.previous).toBe(previous)
    expect(node.count).toBeGreaterThan(0)
    if (node.listpack !== null) expect(node.bytes).toBe(Listpack.of(node.listpack.toArray()).bytes)
    previous = node
    count++
  }
  expect(list.tail).toBe(previous)
  expect(list.nodeCount).toBe(count)
}

/** LREM as t_list.c does it: a walk that removes. */
const removeEqual = (list: Quicklist, count: number, value: string): void => {
  const cursor = count < 0 ? list.cursor(-1, -1) : list.cursor(0, 1)
  let left = count === 0 ? Infinity : Math.abs(count)
  for (let found = cursor.next(); found !== undefined && left > 0; found = cursor.next()) {
    if (found !== value) continue
    cursor.remove()
    left--
  }
}

const insertNextTo = (list: Quicklist, where: string, pivot: string, value: string): void => {
  const cursor = list.cursor()
  for (let found = cursor.next(); found !== undefined; found = cursor.next()) {
    if (found !== pivot) continue
    if (where === 'AFTER') cursor.insertAfter(value)
    else cursor.insertBefore(value)
    return
  }
}

/** What the list commands do with a quicklist (t_list.c). */
const run = (list: Quicklist, op: ListOp): void => {
  switch (op[0]) {
    case 'RPUSH':
      return op.slice(1).forEach((value) => list.pushTail(String(value)))
    case 'LPUSH':
      return op.slice(1).forEach((value) => list.pushHead(String(value)))
    case 'LPOP':
      return void list.popHead()
    case 'RPOP':
      return void list.popTail()
    case 'LINSERT':
      return insertNextTo(list, op[1], op[2], op[3])
    case 'LSET':
      return void list.replaceAt(op[1], op[2])
    case 'LREM':
      return removeEqual(list, op[1], op[2])
    case 'LTRIM': {
      const drop = -1 - op[2]
      list.delRange(0, op[1])
      list.delRange(-drop, drop)
    }
  }
}

const play = ({ fill, threshold, ops }: ListCase): Quicklist => {
  const list = new Quicklist(fill, 0, threshold === 0 ? undefined : threshold)
  for (const op of ops) run(list, op)
  return list
}

describe('the nodes a real server makes', () => {
  test.each(listCases.map((listCase) => [listCase.name, listCase] as const))('%s', (name, listCase) => {
    const list = play(listCase)
    expect(nodesOf(list)).toBe(recorded.lists[name])
    check(list, list.toArray())
  })
})

const value = fc.oneof(
  fc.constantFrom('a', 'b', '1', '-300', ''),
  fc.integer().map(String),
  fc.nat(40).map((length) => 'x'.repeat(length)),
)
const step = fc.tuple(fc.nat(13), value, fc.integer({ min: -70, max: 70 }))

/** Makes one of fourteen changes to a list and to an array. */
const change = (list: Quicklist, model: string[], kind: number, text: string, at: number): void => {
  const place = at < 0 ? model.length + at : at
  const exists = place >= 0 && place < model.length
  if (kind <= 2) {
    list.pushTail(text)
    model.push(text)
  } else if (kind <= 5) {
    list.pushHead(text)
    model.unshift(text)
  } else if (kind === 6) expect(list.popHead()).toBe(model.shift())
  else if (kind === 7) expect(list.popTail()).toBe(model.pop())
  else if (kind === 8) {
    expect(list.insertBefore(at, text)).toBe(exists)
    if (exists) model.splice(place, 0, text)
  } else if (kind === 9) {
    expect(list.insertAfter(at, text)).toBe(exists)
    if (exists) model.splice(place + 1, 0, text)
  } else if (kind === 10) {
    expect(list.replaceAt(at, text)).toBe(exists)
    if (exists) model[place] = text
  } else if (kind === 11) {
    const removed = exists ? model.splice(place, text.length).length : 0
    expect(list.delRange(at, text.length)).toBe(removed)
  } else if (kind === 12) {
    removeEqual(list, 2, text)
    for (let left = 2; left > 0 && model.includes(text); left--) model.splice(model.indexOf(text), 1)
  } else {
    removeEqual(list, -2, text)
    for (let left = 2; left > 0 && model.includes(text); left--) model.splice(model.lastIndexOf(text), 1)
  }
}

test.each([
  [-1, undefined],
  [1, undefined],
  [3, undefined],
  [16, 20],
  [4, 8],
])('is an array of byte strings, whatever its nodes (fill %s, threshold %s)', (fill, threshold) => {
  const property = (steps: [number, string, number][]): void => {
    const list = new Quicklist(fill, 0, threshold)
    const model: string[] = []
    for (const [kind, text, at] of steps) {
      change(list, model, kind, text, at)
      expect(list.index(at)).toBe(model.at(at))
    }
    check(list, model)
  }
  fc.assert(fc.property(fc.array(step, { maxLength: 120, size: 'max' }), property), { numRuns: 60 })
})

test('walks and slices from any place, both ways', () => {
  const model = Array.from({ length: 50 }, (_, i) => `v${i}`)
  const list = new Quicklist(7)
  for (const text of model) list.pushTail(text)
  for (const from of [0, 1, 6, 7, 24, 25, 49, -1, -50]) {
    const at = from < 0 ? 50 + from : from
    const forward: [string, number][] = []
    list.forEach((text, index) => void forward.push([text, index]), from)
    expect(forward).toEqual(model.map((text, i) => [text, i]).slice(at))
    const backward: string[] = []
    list.forEach((text) => backward.push(text) < 10, from, -1)
    expect(backward).toEqual(
      model
        .slice(0, at + 1)
        .reverse()
        .slice(0, 10),
    )
    expect(list.slice(at, 9)).toEqual(model.slice(at, at + 9))
  }
  expect(list.cursor(50).next()).toBeUndefined()
  expect(list.slice(50, 5)).toEqual([])
})

test('a walk may remove whatever it passes', () => {
  const property = (keep: boolean[], fill: number, direction: 1 | -1): void => {
    const model = keep.map((_, i) => String(i))
    const list = new Quicklist(fill)
    for (const text of model) list.pushTail(text)
    const cursor = list.cursor(direction === 1 ? 0 : -1, direction)
    const passed: string[] = []
    for (let text = cursor.next(); text !== undefined; text = cursor.next()) {
      expect(list.index(cursor.index)).toBe(text)
      passed.push(text)
      if (!keep[Number(text)]) cursor.remove()
    }
    expect(passed).toEqual(direction === 1 ? model : model.toReversed())
    check(
      list,
      model.filter((_, i) => keep[i]),
    )
  }
  const direction = fc.constantFrom<1 | -1>(1, -1)
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { maxLength: 40 }),
      fc.integer({ min: 1, max: 9 }),
      direction,
      property,
    ),
  )
})

test('the limits of fill and compress depth', () => {
  expect(new Quicklist(-9).fill).toBe(-5)
  expect(new Quicklist(100000).fill).toBe(32767)
  expect(new Quicklist(-2, -1).compress).toBe(0)
  expect(new Quicklist(-2, 100000).compress).toBe(65535)
})

test('takes over listpacks and plain elements when loading', () => {
  const list = new Quicklist()
  list.appendListpack(Listpack.of(['a', 'b']))
  list.appendListpack(new Listpack())
  list.appendPlain('c')
  list.pushTail('d')
  check(list, ['a', 'b', 'c', 'd'])
  expect(nodesOf(list)).toBe('2/13 p1 1/10')
})
