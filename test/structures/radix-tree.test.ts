import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RadixNode } from '../../src/structures/radix-tree.ts'
import { RadixTree } from '../../src/structures/radix-tree.ts'

const byOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Counts nodes and checks what rax.c holds to be true of each. */
const check = (tree: RadixTree<string>): void => {
  let nodes = 0
  let keys = 0
  const visit = (node: RadixNode<string>): void => {
    nodes++
    if (node.isKey) keys++
    else expect(node.value).toBe(undefined)
    expect(node.children.length).toBe(node.compressed ? 1 : node.chars.length)
    if (node.compressed) expect(node.chars.length).toBeGreaterThan(1)
    else expect([...node.chars]).toEqual([...new Set(node.chars)].sort(byOrder))
    if (node.children.length === 0 && node !== tree.root) expect(node.isKey).toBe(true)
    for (const child of node.children) visit(child)
  }
  visit(tree.root)
  expect([tree.nodes, tree.size]).toEqual([nodes, keys])
}

/** Nodes of a tree whose keys are all of one length: one for each place where ways part, begin or end. */
const leastNodes = (keys: readonly string[]): number => {
  const starts = new Set<string>([''])
  const nexts = new Map<string, Set<string>>()
  for (const key of keys) {
    starts.add(key)
    for (let i = 0; i < key.length; i++) {
      const prefix = key.slice(0, i)
      nexts.set(prefix, (nexts.get(prefix) ?? new Set<string>()).add(key[i]!))
    }
  }
  for (const [prefix, chars] of nexts) {
    if (chars.size === 1) continue
    starts.add(prefix)
    for (const char of chars) starts.add(prefix + char)
  }
  return starts.size
}

const letters = fc.constantFrom('a', 'b', '\0', '\xff')
const anyKey = fc.string({ unit: letters, maxLength: 5 })
const fixedKey = fc.string({ unit: letters, minLength: 6, maxLength: 6 })
const changes = (key: fc.Arbitrary<string>) => fc.array(fc.tuple(fc.boolean(), key), { maxLength: 60 })

const play = (
  tree: RadixTree<string>,
  model: Map<string, string>,
  steps: readonly (readonly [boolean, string])[],
): void =>
  steps.forEach(([insert, key], i) => {
    if (insert) {
      expect(tree.set(key, `v${i}`)).toBe(!model.has(key))
      model.set(key, `v${i}`)
    } else {
      expect(tree.delete(key)).toBe(model.delete(key))
    }
  })

const treeOf = (...keys: string[]): RadixTree<string> => {
  const tree = new RadixTree<string>()
  for (const key of keys) tree.set(key, key)
  return tree
}

describe('keys and values', () => {
  it('are those of an ordered map, whatever is inserted and deleted', () => {
    fc.assert(
      fc.property(changes(anyKey), (steps) => {
        const tree = new RadixTree<string>()
        const model = new Map<string, string>()
        play(tree, model, steps)
        check(tree)
        const sorted = [...model].sort(([a], [b]) => byOrder(a, b))
        const found: [string, string][] = []
        tree.forEach((value, key) => found.push([key, value]))
        expect(found).toEqual(sorted)
        for (const [, key] of steps) {
          expect(tree.get(key)).toBe(model.get(key))
          expect(tree.has(key)).toBe(model.has(key))
        }
        expect([tree.first(), tree.last()]).toEqual([sorted[0]?.[1], sorted.at(-1)?.[1]])
      }),
    )
  })
})

describe('nodes', () => {
  it('are as few as the keys allow when none is the beginning of another', () => {
    fc.assert(
      fc.property(changes(fixedKey), (steps) => {
        const tree = new RadixTree<string>()
        const model = new Map<string, string>()
        play(tree, model, steps)
        check(tree)
        expect(tree.nodes).toBe(model.size === 0 ? 1 : leastNodes([...model.keys()]))
      }),
    )
  })

  it('are those that rax.c draws', () => {
    expect(treeOf().nodes).toBe(1)
    expect(treeOf('foobar').nodes).toBe(2)
    // "foo" is a key in the midst of "foobar".
    expect(treeOf('foobar', 'foo').nodes).toBe(3)
    // "foo" -> [b, t] -> "ar", "er", two ends and the root's "foo".
    expect(treeOf('foobar', 'footer').nodes).toBe(6)
    expect(treeOf('annibale', 'annientare').nodes).toBe(6)
    // A way parts at its first byte, and at its last.
    expect(treeOf('abc', 'xbc').nodes).toBe(5)
    expect(treeOf('abc', 'abx').nodes).toBe(4)
  })

  it('are not joined with a key above, as in rax.c', () => {
    const tree = treeOf('a', 'abXyz', 'abYyz')
    tree.delete('abYyz')
    expect(tree.nodes).toBe(4)
    expect(tree.nodes).toBe(treeOf('a', 'abXyz').nodes + 1)
    check(tree)
  })

  it('are gone with the last key', () => {
    const tree = treeOf('romane', 'romanus', 'romulus', 'rubens', 'ruber', '')
    for (const key of ['rubens', '', 'romane', 'ruber', 'romulus', 'romanus']) tree.delete(key)
    expect([tree.size, tree.nodes, tree.root.chars]).toEqual([0, 1, ''])
  })
})

describe('a cursor', () => {
  const compares = {
    '=': (a: string, b: string) => a === b,
    '>=': (a: string, b: string) => a >= b,
    '>': (a: string, b: string) => a > b,
    '<=': (a: string, b: string) => a <= b,
    '<': (a: string, b: string) => a < b,
  } as const
  const operator = fc.constantFrom(...(Object.keys(compares) as (keyof typeof compares)[]))

  it('finds the neighbour of any key and walks on from it both ways', () => {
    fc.assert(
      fc.property(changes(anyKey), operator, anyKey, (steps, how, key) => {
        const tree = new RadixTree<string>()
        const model = new Map<string, string>()
        play(tree, model, steps)
        const sorted = [...model.keys()].sort(byOrder)
        const fit = sorted.filter((one) => compares[how](one, key))
        const at = sorted.indexOf((how.startsWith('<') ? fit.at(-1) : fit[0])!)
        const cursor = tree.cursor()
        expect(cursor.seek(how, key)).toBe(at !== -1)
        expect(cursor.atEnd).toBe(at === -1)
        const forward: string[] = []
        while (cursor.next()) forward.push(cursor.key)
        expect(forward).toEqual(at === -1 ? [] : sorted.slice(at))
        cursor.seek(how, key)
        const backward: string[] = []
        while (cursor.previous()) backward.push(cursor.key)
        expect(backward).toEqual(at === -1 ? [] : sorted.slice(0, at + 1).reverse())
      }),
    )
  })

  it('can turn round', () => {
    const cursor = treeOf('a', 'b', 'c').cursor()
    cursor.seek('$')
    expect([cursor.next(), cursor.key]).toEqual([true, 'c'])
    expect([cursor.previous(), cursor.key]).toEqual([true, 'b'])
    expect([cursor.next(), cursor.key]).toEqual([true, 'c'])
    expect([cursor.next(), cursor.next(), cursor.previous()]).toEqual([false, false, false])
  })
})
