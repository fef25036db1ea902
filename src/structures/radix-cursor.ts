import type { RadixNode } from './radix-node.ts'

/** What a cursor can be put to: the first key, the last one, or the one that compares so to a given key. */
export type Seek = '^' | '$' | '=' | '>=' | '>' | '<=' | '<'

/**
 * A place in a radix tree (raxIterator). After `seek` the first `next` or `previous` gives the key sought itself,
 * as in rax.c; a fresh cursor stands before the first key. When the tree was changed, the cursor must seek again.
 */
export class RadixCursor<V> {
  private readonly root: RadixNode<V>
  /** The nodes from the root to the current one, and the child taken in each. */
  private readonly way: RadixNode<V>[] = []
  private readonly turns: number[] = []
  /** True while the current key was sought but not yet given. */
  private fresh = false
  private ended = false
  private node: RadixNode<V>
  /** The current key; right after `seek`, the one found. */
  key = ''

  constructor(root: RadixNode<V>) {
    this.root = root
    this.node = root
    this.seek('^')
  }

  /** No key was found, or the walk is over (raxEOF). */
  get atEnd(): boolean {
    return this.ended
  }

  /** What is stored under the current key. */
  get value(): V {
    return this.node.value as V
  }

  /** Puts the cursor to the key that is first, last, or compares so to `key`; false when there is none. */
  seek(how: Seek, key = ''): boolean {
    this.reset()
    if (how === '^') this.ended = !this.toFirst()
    else if (how === '$') this.ended = !this.toLast()
    else this.ended = !this.toward(how, key)
    this.fresh = true
    return !this.ended
  }

  /** Goes to the next key; false at the end. */
  next(): boolean {
    if (this.ended) return false
    if (this.fresh) this.fresh = false
    else this.ended = !this.forward()
    return !this.ended
  }

  /** Goes to the previous key; false at the beginning. */
  previous(): boolean {
    if (this.ended) return false
    if (this.fresh) this.fresh = false
    else this.ended = !this.backward()
    return !this.ended
  }

  private reset(): void {
    this.node = this.root
    this.way.length = 0
    this.turns.length = 0
    this.key = ''
  }

  private descend(at: number): void {
    const { node } = this
    this.way.push(node)
    this.turns.push(at)
    this.key += node.compressed ? node.chars : node.chars[at]!
    this.node = node.children[at]!
  }

  /** Goes to the parent and returns which child this was; -1 at the root. */
  private ascend(): number {
    const parent = this.way.pop()
    if (parent === undefined) return -1
    this.key = this.key.slice(0, this.key.length - (parent.compressed ? parent.chars.length : 1))
    this.node = parent
    return this.turns.pop()!
  }

  /** To the first key at or below the current node; false only in an empty tree. */
  private toFirst(): boolean {
    while (!this.node.isKey) {
      if (this.node.children.length === 0) return false
      this.descend(0)
    }
    return true
  }

  private toLast(): boolean {
    while (this.node.children.length > 0) this.descend(this.node.children.length - 1)
    return this.node.isKey
  }

  private forward(): boolean {
    if (this.node.children.length > 0) {
      this.descend(0)
      return this.toFirst()
    }
    return this.afterNode()
  }

  /** To the first key that is greater than all at and below the current node. */
  private afterNode(): boolean {
    for (let at = this.ascend(); at !== -1; at = this.ascend()) {
      if (at + 1 < this.node.children.length) {
        this.descend(at + 1)
        return this.toFirst()
      }
    }
    return false
  }

  /** To the key before the current node: the last one of a sibling before it, or its parent. */
  private backward(): boolean {
    for (let at = this.ascend(); at !== -1; at = this.ascend()) {
      if (at > 0) {
        this.descend(at - 1)
        return this.toLast()
      }
      if (this.node.isKey) return true
    }
    return false
  }

  private toward(how: Seek, key: string): boolean {
    const exact = this.follow(key)
    if (exact && how !== '>' && how !== '<') return true
    if (exact) return how === '>' ? this.forward() : this.backward()
    if (how === '=') return false
    return how === '>' || how === '>=' ? this.toGreater(key) : this.toLess(key)
  }

  /** Goes down along `key` as far as whole nodes match; true when it is there. */
  private follow(key: string): boolean {
    while (this.key.length < key.length) {
      const { node } = this
      const from = this.key.length
      if (node.compressed) {
        if (!key.startsWith(node.chars, from)) return false
        this.descend(0)
      } else {
        const at = node.chars.indexOf(key[from]!)
        if (at === -1) return false
        this.descend(at)
      }
    }
    return this.node.isKey
  }

  /** From where `follow` stopped, to the first key greater than `key`, which is absent. */
  private toGreater(key: string): boolean {
    const { node } = this
    const rest = key.slice(this.key.length)
    if (rest === '') return this.toFirst()
    const at = node.compressed ? (node.chars > rest ? 0 : -1) : firstAbove(node.chars, rest[0]!)
    if (at === -1) return this.afterNode()
    this.descend(at)
    return this.toFirst()
  }

  /** From where `follow` stopped, to the last key less than `key`, which is absent. */
  private toLess(key: string): boolean {
    const { node } = this
    const rest = key.slice(this.key.length)
    if (rest === '') return this.backward()
    const at = node.compressed ? (node.chars < rest ? 0 : -1) : lastBelow(node.chars, rest[0]!)
    if (at === -1) return node.isKey || this.backward()
    this.descend(at)
    return this.toLast()
  }
}

const firstAbove = (chars: string, char: string): number => {
  for (let i = 0; i < chars.length; i++) if (chars[i]! > char) return i
  return -1
}

const lastBelow = (chars: string, char: string): number => {
  for (let i = chars.length - 1; i >= 0; i--) if (chars[i]! < char) return i
  return -1
}
