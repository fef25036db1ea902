import { allocated } from './allocated.ts'

/** sizeof raxNode, and of a pointer, bytes. */
const HEADER = 4
const POINTER = 8

/**
 * A node of a radix tree. It has one child per byte of `chars`, in ascending order; or, when it is compressed, one
 * child behind all of `chars`, which are then two bytes or more. Without `chars` it is a leaf.
 */
export class RadixNode<V> {
  chars = ''
  compressed = false
  children: RadixNode<V>[] = []
  /** Whether the way from the root to here is a key. */
  isKey = false
  /** What is stored under that key. */
  value: V | undefined = undefined

  /** Whether exactly one way leads on. */
  get isChain(): boolean {
    return this.compressed || this.chars.length === 1
  }

  /** What the node takes in Redis's memory: header and bytes, padded, a pointer a child and one for the value. */
  get bytes(): number {
    const text = Math.ceil((HEADER + this.chars.length) / POINTER) * POINTER
    return allocated(text + POINTER * (this.children.length + (this.isKey ? 1 : 0)))
  }

  /** Takes over everything but the key from another node. */
  become(other: RadixNode<V>): void {
    this.chars = other.chars
    this.compressed = other.compressed
    this.children = other.children
  }

  /** Makes it the start of a way of `chars` (one byte or more) to `child`. */
  lead(chars: string, child: RadixNode<V>): void {
    this.chars = chars
    this.compressed = chars.length > 1
    this.children = [child]
  }

  /** Gives a node that is not compressed a child behind one more byte (raxAddChild). */
  addChild(char: string, child: RadixNode<V>): void {
    const { chars, children } = this
    let at = chars.length
    while (at > 0 && chars[at - 1]! > char) at--
    this.chars = at === chars.length ? chars + char : chars.slice(0, at) + char + chars.slice(at)
    children.splice(at, 0, child)
  }

  /** Takes a child away (raxRemoveChild); a compressed node becomes a leaf. */
  removeChild(child: RadixNode<V>): void {
    const at = this.children.indexOf(child)
    this.children.splice(at, 1)
    this.chars = this.compressed ? '' : this.chars.slice(0, at) + this.chars.slice(at + 1)
    this.compressed = false
  }
}
