import { RadixCursor } from './radix-cursor.ts'
import { RadixNode } from './radix-node.ts'

export { RadixCursor } from './radix-cursor.ts'
export { RadixNode } from './radix-node.ts'

/** Where a walk along a key ended (raxLowWalk). */
interface Place<V> {
  /** The last node reached. */
  node: RadixNode<V>
  /** Bytes of the key that were found. */
  matched: number
  /** Bytes matched within `node` when it is compressed and the walk ended inside of it. */
  split: number
}

/**
 * Redis's radix tree (`rax.c`): byte strings as keys, in order, equal beginnings stored once. Chains of nodes with
 * one child are pressed into one node. Nodes are split and joined as rax.c does, so `nodes` is its count, too.
 */
export class RadixTree<V> {
  root = new RadixNode<V>()
  /** Number of keys (numele). */
  size = 0
  /** Number of nodes, the root included (numnodes). */
  nodes = 1
  /** Bytes the nodes take as allocated, without what is stored in them. */
  bytes = this.root.bytes

  private walk(key: string): Place<V> {
    let node = this.root
    let matched = 0
    while (node.chars !== '' && matched < key.length) {
      const { chars } = node
      if (node.compressed) {
        let split = 0
        while (split < chars.length && matched < key.length) {
          if (chars.charCodeAt(split) !== key.charCodeAt(matched)) break
          split++
          matched++
        }
        if (split < chars.length) return { node, matched, split }
        node = node.children[0]!
      } else {
        const at = chars.indexOf(key[matched]!)
        if (at === -1) break
        matched++
        node = node.children[at]!
      }
    }
    return { node, matched, split: 0 }
  }

  /** The node of a key; undefined when the key is absent. */
  private locate(key: string): RadixNode<V> | undefined {
    const { node, matched, split } = this.walk(key)
    return matched === key.length && split === 0 && node.isKey ? node : undefined
  }

  /** What is stored under a key; undefined when it is absent (raxFind). */
  get(key: string): V | undefined {
    return this.locate(key)?.value
  }

  has(key: string): boolean {
    return this.locate(key) !== undefined
  }

  /** Stores a value under a key, in place of an old one; true when the key is new (raxInsert). */
  set(key: string, value: V): boolean {
    const place = this.walk(key)
    const inside = place.node.compressed && (place.split > 0 || place.matched < key.length)
    if (inside) this.splitNode(place, key.length === place.matched)
    let node = place.node
    // What a split node leaves: the node to go on from is the one behind the bytes that matched.
    if (inside && place.split > 0) node = node.children[0]!
    for (let i = place.matched; i < key.length;) {
      const child = new RadixNode<V>()
      this.nodes++
      this.bytes += child.bytes - node.bytes
      const rest = key.length - i
      if (node.chars === '' && rest > 1) {
        node.lead(key.slice(i), child)
        i = key.length
      } else {
        node.addChild(key[i]!, child)
        i++
      }
      this.bytes += node.bytes
      node = child
    }
    const fresh = !node.isKey
    if (fresh) this.size++
    this.bytes -= node.bytes
    node.isKey = true
    node.value = value
    this.bytes += node.bytes
    return fresh
  }

  /**
   * Cuts a compressed node where a new key leaves it: before the byte that differs, which becomes a node of its own
   * so that it can have a sibling, or, when the new key `ends` there, just at that place.
   */
  private splitNode({ node, split }: Place<V>, ends: boolean): void {
    const { chars } = node
    const [child] = node.children as [RadixNode<V>]
    const rest = new RadixNode<V>()
    this.bytes -= node.bytes
    if (ends) {
      rest.lead(chars.slice(split), child)
    } else if (split + 1 === chars.length) {
      rest.lead(chars.slice(split), child)
    } else {
      const behind = new RadixNode<V>()
      behind.lead(chars.slice(split + 1), child)
      rest.lead(chars[split]!, behind)
      this.nodes++
      this.bytes += behind.bytes
    }
    if (split === 0) {
      node.become(rest)
    } else {
      node.lead(chars.slice(0, split), rest)
      this.nodes++
      this.bytes += rest.bytes
    }
    this.bytes += node.bytes
  }

  /** Removes a key; false when it was absent (raxRemove). */
  delete(key: string): boolean {
    const way = this.wayTo(key)
    if (way === undefined) return false
    let node = way.pop()!
    this.bytes -= node.bytes
    node.isKey = false
    node.value = undefined
    this.bytes += node.bytes
    this.size--
    let join = node.chars.length === 1
    if (node.chars === '') {
      let child: RadixNode<V> | undefined
      while (node !== this.root) {
        child = node
        node = way.pop()!
        this.nodes--
        this.bytes -= child.bytes
        if (node.isKey || !node.isChain) break
      }
      if (child !== undefined) {
        this.bytes -= node.bytes
        node.removeChild(child)
        this.bytes += node.bytes
        join = node.chars.length === 1 && !node.isKey
      }
    }
    if (join) this.join(node, way)
    return true
  }

  /** The nodes from the root to that of a key; undefined when the key is absent. */
  private wayTo(key: string): RadixNode<V>[] | undefined {
    const way: RadixNode<V>[] = []
    let node = this.root
    for (let i = 0; ;) {
      way.push(node)
      if (i === key.length) return node.isKey ? way : undefined
      const { chars } = node
      if (node.compressed) {
        if (!key.startsWith(chars, i)) return undefined
        i += chars.length
        node = node.children[0]!
      } else {
        const at = chars.indexOf(key[i]!)
        if (at === -1) return undefined
        i++
        node = node.children[at]!
      }
    }
  }

  /**
   * Presses a node with one child together with the chain around it. As in rax.c a key above stays a node of its
   * own, though the chain could begin there.
   */
  private join(node: RadixNode<V>, way: RadixNode<V>[]): void {
    let start = node
    for (let parent = way.pop(); parent !== undefined; parent = way.pop()) {
      if (parent.isKey || !parent.isChain) break
      start = parent
    }
    let { chars } = start
    let end = start.children[0]!
    let joined = 0
    let bytes = start.bytes
    while (!end.isKey && end.isChain) {
      bytes += end.bytes
      chars += end.chars
      end = end.children[0]!
      joined++
    }
    if (joined === 0) return
    start.lead(chars, end)
    this.nodes -= joined
    this.bytes += start.bytes - bytes
  }

  /** The value under the first key in order; undefined when the tree is empty. */
  first(): V | undefined {
    let node = this.root
    while (!node.isKey && node.children.length > 0) node = node.children[0]!
    return node.value
  }

  /** The value under the last key in order; undefined when the tree is empty. */
  last(): V | undefined {
    let node = this.root
    while (node.children.length > 0) node = node.children[node.children.length - 1]!
    return node.value
  }

  /** A cursor before the first key. */
  cursor(): RadixCursor<V> {
    return new RadixCursor<V>(this.root)
  }

  /** Visits all keys in order. The visitor must not change the tree. */
  forEach(visit: (value: V, key: string) => void): void {
    const cursor = this.cursor()
    while (cursor.next()) visit(cursor.value, cursor.key)
  }
}
