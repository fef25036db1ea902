import { allocated } from './allocated.ts'
import { Listpack } from './listpack.ts'
import { PACKED_THRESHOLD } from './packed-threshold.ts'
import { QuicklistNode, allowsInsert, allowsMerge } from './quicklist-node.ts'

export { QuicklistNode } from './quicklist-node.ts'

/** struct quicklistNode as allocated, bytes. */
const NODE = 48

const MIN_FILL = -5
const MAX_FILL = 32767
const MAX_COMPRESS = 65535

/**
 * A list (`quicklist.c` of 7.0): a chain of listpacks. Both ends are cheap; a position is sought from the nearer end,
 * a node at a time. Elements are byte strings, integers in their text.
 */
export class Quicklist {
  head: QuicklistNode | null
  tail: QuicklistNode | null
  /** Number of elements. */
  length: number
  nodeCount: number
  /** list-max-listpack-size: a positive number of elements a node, or -1 to -5 for 4, 8, 16, 32, 64 KB. */
  readonly fill: number
  /** list-compress-depth: nodes at each end that stay uncompressed; told, without effect on the nodes. */
  readonly compress: number
  /** Size in bytes from which an element gets a plain node. */
  packedThreshold: number
  /** Bytes the nodes and their listpacks take as allocated. */
  bytes: number

  constructor(fill = -2, compress = 0, packedThreshold = PACKED_THRESHOLD) {
    this.head = null
    this.tail = null
    this.length = 0
    this.nodeCount = 0
    this.fill = Math.max(MIN_FILL, Math.min(fill, MAX_FILL))
    this.compress = Math.max(0, Math.min(compress, MAX_COMPRESS))
    this.packedThreshold = packedThreshold
    this.bytes = 0
  }

  /** Counts a node's bytes anew. */
  private count(node: QuicklistNode): void {
    const bytes = NODE + allocated(node.bytes)
    this.bytes += bytes - node.counted
    node.counted = bytes
  }

  private isLarge(value: string): boolean {
    return value.length >= this.packedThreshold
  }

  private newNode(value: string): QuicklistNode {
    if (this.isLarge(value)) return new QuicklistNode(null, value)
    const listpack = new Listpack()
    listpack.push(value)
    return new QuicklistNode(listpack, '')
  }

  pushHead(value: string): void {
    const { head } = this
    if (!this.isLarge(value) && allowsInsert(head, this.fill, value.length)) {
      head!.listpack!.unshift(value)
      this.length++
      this.count(head!)
    } else {
      this.linkBefore(this.head, this.newNode(value))
    }
  }

  pushTail(value: string): void {
    const { tail } = this
    if (!this.isLarge(value) && allowsInsert(tail, this.fill, value.length)) {
      tail!.listpack!.push(value)
      this.length++
      this.count(tail!)
    } else {
      this.linkAfter(this.tail, this.newNode(value))
    }
  }

  popHead(): string | undefined {
    return this.pop(this.head, 0)
  }

  popTail(): string | undefined {
    return this.pop(this.tail, -1)
  }

  private pop(node: QuicklistNode | null, index: 0 | -1): string | undefined {
    if (node === null) return undefined
    const { listpack } = node
    if (listpack === null || listpack.length === 1) {
      this.unlink(node)
      return node.get(0)
    }
    this.length--
    const value = index === 0 ? listpack.shift() : listpack.pop()
    this.count(node)
    return value
  }

  /** Adds a listpack as the last node, whatever its size (quicklistAppendListpack; loading, conversion). */
  appendListpack(listpack: Listpack): void {
    if (listpack.length > 0) this.linkAfter(this.tail, new QuicklistNode(listpack, ''))
  }

  /** Adds an element as a plain last node, whatever its size (quicklistAppendPlainNode). */
  appendPlain(value: string): void {
    this.linkAfter(this.tail, new QuicklistNode(null, value))
  }

  /** Links a node before `at`, at the end when that is null, and counts its elements. */
  private linkBefore(at: QuicklistNode | null, node: QuicklistNode): void {
    this.linkBetween(at === null ? this.tail : at.previous, node, at)
  }

  private linkAfter(at: QuicklistNode | null, node: QuicklistNode): void {
    this.linkBetween(at, node, at === null ? this.head : at.next)
  }

  private linkBetween(previous: QuicklistNode | null, node: QuicklistNode, next: QuicklistNode | null): void {
    node.previous = previous
    node.next = next
    if (previous === null) this.head = node
    else previous.next = node
    if (next === null) this.tail = node
    else next.previous = node
    this.nodeCount++
    this.length += node.count
    this.count(node)
  }

  private unlink(node: QuicklistNode): void {
    if (node.previous === null) this.head = node.next
    else node.previous.next = node.next
    if (node.next === null) this.tail = node.previous
    else node.next.previous = node.previous
    this.nodeCount--
    this.length -= node.count
    this.bytes -= node.counted
    node.counted = 0
  }

  /** The node that holds a position (0 … length - 1), and the position within it. */
  private locate(index: number): { node: QuicklistNode; offset: number } {
    if (index <= (this.length - 1) / 2) {
      let node = this.head as QuicklistNode
      let offset = index
      for (; offset >= node.count; node = node.next as QuicklistNode) offset -= node.count
      return { node, offset }
    }
    let node = this.tail as QuicklistNode
    let fromEnd = this.length - 1 - index
    for (; fromEnd >= node.count; node = node.previous as QuicklistNode) fromEnd -= node.count
    return { node, offset: node.count - 1 - fromEnd }
  }

  /** A position from 0 on; -1 when out of range. */
  private normalize(index: number): number {
    const at = index < 0 ? this.length + index : index
    return at < this.length ? Math.max(at, -1) : -1
  }

  /** The element at a position; negative counts from the end, -1 is the last. */
  index(index: number): string | undefined {
    const at = this.normalize(index)
    if (at < 0) return undefined
    const { node, offset } = this.locate(at)
    return node.get(offset)
  }

  /** Puts a value in place of an element; false when there is no such position (quicklistReplaceAtIndex). */
  replaceAt(index: number, value: string): boolean {
    const at = this.normalize(index)
    if (at < 0) return false
    const { node, offset } = this.locate(at)
    this.replaceIn(node, offset, value)
    return true
  }

  /** Puts a value before the element at a position; false when there is none. */
  insertBefore(index: number, value: string): boolean {
    return this.insert(index, value, false)
  }

  /** Puts a value after the element at a position; false when there is none. */
  insertAfter(index: number, value: string): boolean {
    return this.insert(index, value, true)
  }

  private insert(index: number, value: string, after: boolean): boolean {
    const at = this.normalize(index)
    if (at < 0) return false
    const { node, offset } = this.locate(at)
    this.insertIn(node, offset, value, after)
    return true
  }

  private link(at: QuicklistNode, node: QuicklistNode, after: boolean): void {
    if (after) this.linkAfter(at, node)
    else this.linkBefore(at, node)
  }

  /**
   * Puts a value next to an element of a node (_quicklistInsert): into the node if it has room; else, at its edge,
   * into the neighbour, or a node between; else the node is split, and what is then small enough merged.
   */
  private insertIn(node: QuicklistNode, offset: number, value: string, after: boolean): void {
    const atEdge = after ? offset === node.count - 1 : offset === 0
    if (this.isLarge(value)) {
      const rest = node.listpack === null || atEdge ? undefined : this.split(node, offset, after)
      const plain = this.newNode(value)
      this.link(node, plain, after)
      if (rest !== undefined) this.link(plain, rest, after)
      return
    }
    if (allowsInsert(node, this.fill, value.length)) {
      node.listpack?.insertAt(after ? offset + 1 : offset, value)
      this.length++
      this.count(node)
      return
    }
    const neighbour = after ? node.next : node.previous
    if (atEdge && allowsInsert(neighbour, this.fill, value.length)) {
      if (after) neighbour?.listpack?.unshift(value)
      else neighbour?.listpack?.push(value)
      this.length++
      this.count(neighbour!)
    } else if (atEdge) {
      this.link(node, this.newNode(value), after)
    } else {
      const rest = this.split(node, offset, after)
      if (after) rest.listpack?.unshift(value)
      else rest.listpack?.push(value)
      this.link(node, rest, after)
      this.mergeAround(node)
    }
  }

  /**
   * Takes the elements after an offset, or those before it, out of a node and returns them as a new, unlinked node
   * (_quicklistSplitNode).
   */
  private split(node: QuicklistNode, offset: number, after: boolean): QuicklistNode {
    const listpack = node.listpack as Listpack
    const tail = listpack.splitAt(after ? offset + 1 : offset)
    const rest = new QuicklistNode(after ? tail : listpack, '')
    if (!after) node.listpack = tail
    this.length -= rest.count
    this.count(node)
    return rest
  }

  /** Merges the node's neighbours and the node where the result is not too big (_quicklistMergeNodes). */
  private mergeAround(center: QuicklistNode): void {
    const { previous, next } = center
    if (previous !== null) this.mergeNext(previous.previous, previous)
    if (next !== null) this.mergeNext(next, next.next)
    const target = this.mergeNext(center.previous, center) ? (center.previous as QuicklistNode) : center
    this.mergeNext(target, target.next)
  }

  /** Moves the elements of `b` to its predecessor `a`, if both are there and small enough. */
  private mergeNext(a: QuicklistNode | null, b: QuicklistNode | null): boolean {
    if (!allowsMerge(a, b, this.fill)) return false
    const gone = b as QuicklistNode
    this.unlink(gone)
    ;(a as QuicklistNode).listpack?.append(gone.listpack as Listpack)
    this.length += gone.count
    this.count(a as QuicklistNode)
    return true
  }

  /** quicklistReplaceEntry. */
  private replaceIn(node: QuicklistNode, offset: number, value: string): void {
    const large = this.isLarge(value)
    if (node.listpack !== null && !large) {
      node.listpack.replace(offset, value)
      this.count(node)
    } else if (node.listpack === null && large) {
      node.plain = value
      this.count(node)
    } else {
      this.insertIn(node, offset, value, true)
      this.removeIn(node, offset)
    }
  }

  /** Removes one element; true when its node went with it. */
  private removeIn(node: QuicklistNode, offset: number): boolean {
    if (node.count === 1) {
      this.unlink(node)
      return true
    }
    node.listpack?.removeAt(offset)
    this.length--
    this.count(node)
    return false
  }

  /**
   * Removes up to `count` elements from a position on (negative: from the end) and returns how many (quicklistDelRange).
   * Nodes left with few elements are not merged.
   */
  delRange(start: number, count: number): number {
    const at = this.normalize(start)
    if (at < 0 || count <= 0) return 0
    const removed = Math.min(count, this.length - at)
    let left = removed
    let { node, offset } = this.locate(at) as { node: QuicklistNode | null; offset: number }
    while (left > 0 && node !== null) {
      const next: QuicklistNode | null = node.next
      const here = Math.min(node.count - offset, left)
      if (here === node.count) {
        this.unlink(node)
      } else {
        node.listpack?.removeAt(offset, here)
        this.length -= here
        this.count(node)
      }
      left -= here
      node = next
      offset = 0
    }
    return removed
  }

  /** A cursor whose first `next` gives the element at `from` (negative: from the end), then on in `direction`. */
  cursor(from = 0, direction: 1 | -1 = 1): QuicklistCursor {
    const at = this.normalize(from)
    if (at < 0) return new QuicklistCursor(this, null, 0, 0, direction)
    const { node, offset } = this.locate(at)
    return new QuicklistCursor(this, node, offset, at, direction)
  }

  /**
   * Visits elements from a position (negative: from the end) on, forward or backward, until the visitor returns
   * false. The visitor must not change the list.
   */
  forEach(visit: (value: string, index: number) => void | boolean, from = 0, direction: 1 | -1 = 1): void {
    const cursor = this.cursor(from, direction)
    for (let value = cursor.next(); value !== undefined; value = cursor.next()) {
      if (visit(value, cursor.index) === false) return
    }
  }

  /** `count` elements from a position (0 … length) on, in list order. */
  slice(start: number, count: number): string[] {
    const values: string[] = []
    if (start >= this.length) return values
    let { node, offset } = this.locate(start) as { node: QuicklistNode | null; offset: number }
    while (node !== null && values.length < count) {
      const end = Math.min(node.count, offset + count - values.length)
      for (; offset < end; offset++) values.push(node.get(offset))
      node = node.next
      offset = 0
    }
    return values
  }

  /** All elements, in order. */
  toArray(): string[] {
    return this.slice(0, this.length)
  }

  /** For the cursor: removes one element of a node; true when the node went with it. */
  removeAtNode(node: QuicklistNode, offset: number): boolean {
    return this.removeIn(node, offset)
  }

  /** For the cursor: puts a value next to an element of a node. */
  insertAtNode(node: QuicklistNode, offset: number, value: string, after: boolean): void {
    this.insertIn(node, offset, value, after)
  }
}

/**
 * A walk along a quicklist that may remove what it passes (quicklistIter). After another change of the list, an
 * insert through the cursor included, it must not be used any more.
 */
export class QuicklistCursor {
  private readonly list: Quicklist
  private readonly direction: 1 | -1
  private node: QuicklistNode | null
  private offset: number
  /** Whether the place stands before the next element instead of on the last one given. */
  private waiting: boolean
  /** Position in the list of the element last given. */
  index: number

  constructor(list: Quicklist, node: QuicklistNode | null, offset: number, index: number, direction: 1 | -1) {
    this.list = list
    this.node = node
    this.offset = offset
    this.index = index
    this.direction = direction
    this.waiting = true
  }

  /** The next element; undefined at the end. */
  next(): string | undefined {
    if (!this.waiting) {
      this.offset += this.direction
      this.index += this.direction
    }
    this.waiting = false
    while (this.node !== null) {
      if (this.offset >= 0 && this.offset < this.node.count) return this.node.get(this.offset)
      this.node = this.direction === 1 ? this.node.next : this.node.previous
      this.offset = this.direction === 1 || this.node === null ? 0 : this.node.count - 1
    }
    this.waiting = true
    return undefined
  }

  /** Removes the element last given (quicklistDelEntry); once per element. */
  remove(): void {
    const { node, direction } = this
    if (node === null || this.waiting) return
    const { next, previous } = node
    this.waiting = true
    if (direction === -1) this.index--
    if (this.list.removeAtNode(node, this.offset)) {
      this.node = direction === 1 ? next : previous
      this.offset = direction === 1 || this.node === null ? 0 : this.node.count - 1
    } else if (direction === -1) {
      this.offset--
    }
  }

  /** Puts a value before the element last given; ends the walk. */
  insertBefore(value: string): void {
    this.insert(value, false)
  }

  /** Puts a value after the element last given; ends the walk. */
  insertAfter(value: string): void {
    this.insert(value, true)
  }

  private insert(value: string, after: boolean): void {
    if (this.node === null || this.waiting) return
    this.list.insertAtNode(this.node, this.offset, value, after)
    this.node = null
  }
}
