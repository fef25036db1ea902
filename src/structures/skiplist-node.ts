/** A node of a skip list (`t_zset.c`, zskiplistNode) and what it says of its levels. */
type Links = (SkipNode | number | null)[]

/** Empty links for the levels above the lowest; made at their full size, since an array that grows takes spare room. */
export const upperLinks = (level: number): Links | null => {
  if (level === 1) return null
  const links = new Array<SkipNode | number | null>(2 * level - 2)
  for (let i = 0; i < links.length; i += 2) {
    links[i] = null
    links[i + 1] = 0
  }
  return links
}

/**
 * An element of a sorted set: a node of the skip list and, through `key` and `next`, the entry of its dict.
 * Three of four nodes are on the lowest level only, so that level is two plain fields; its span is always 1, or 0
 * at the end.
 */
export class SkipNode {
  /** The member, a byte string. */
  key: string
  /** The next entry in the bucket of the set's dict. */
  next: SkipNode | null
  score: number
  /** The previous node; null for the first one. */
  backward: SkipNode | null
  /** The next node on the lowest level. */
  forward: SkipNode | null
  /** Forward node and span of level 1, of level 2, … in turn; null for a node on the lowest level only. */
  upper: Links | null

  constructor(key: string, score: number, level: number) {
    this.key = key
    this.next = null
    this.score = score
    this.backward = null
    this.forward = null
    this.upper = upperLinks(level)
  }
}

/** Number of levels the node is on, from 1. */
export const levelOf = (node: SkipNode): number => (node.upper === null ? 1 : 1 + node.upper.length / 2)

/** The next node on a level, counted from 0. */
export const forwardOf = (node: SkipNode, level: number): SkipNode | null =>
  level === 0 ? node.forward : ((node.upper as SkipNode[])[2 * level - 2] as SkipNode | null)

/** How many elements the forward link of a level, counted from 0, leads ahead; to the end when it is null. */
export const spanOf = (node: SkipNode, level: number): number =>
  level === 0 ? (node.forward === null ? 0 : 1) : ((node.upper as number[])[2 * level - 1] as number)
