import type { RandomStream } from '../bytes/random.ts'
import { allocated, sdsBytes } from './allocated.ts'
import {
  atLeastLexMin,
  atLeastMin,
  atMostLexMax,
  atMostMax,
  isEmptyLexRange,
  isEmptyRange,
} from './ranges.ts'
import type { LexRange, ScoreRange } from './ranges.ts'
import { SkipNode, forwardOf, levelOf, spanOf, upperLinks } from './skiplist-node.ts'

export { SkipNode, forwardOf, levelOf, spanOf } from './skiplist-node.ts'

/** Enough levels for 2^64 elements (ZSKIPLIST_MAXLEVEL). */
export const SKIPLIST_MAX_LEVEL = 32
/** A quarter of the nodes of a level are in the next one too (ZSKIPLIST_P), out of 2^32. */
const PROMOTE_BELOW = 0x40000000

/** sizeof zskiplistNode without its levels, and of a level, bytes. */
const NODE = 24
const LEVEL = 16

const setForward = (node: SkipNode, level: number, to: SkipNode | null): void => {
  if (level === 0) node.forward = to
  else (node.upper as (SkipNode | null)[])[2 * level - 2] = to
}

const setSpan = (node: SkipNode, level: number, span: number): void => {
  if (level > 0) (node.upper as number[])[2 * level - 1] = span
}

/** Whether the node stands before an element with this score and member: by score, then by bytes. */
const isBefore = (node: SkipNode, score: number, key: string): boolean =>
  node.score < score || (node.score === score && node.key < key)

/** A node with so many levels, and a node with the member it owns, as Redis allocates them. */
const towerBytes = (level: number): number => allocated(NODE + LEVEL * level)
const nodeBytes = (node: SkipNode): number => towerBytes(levelOf(node)) + sdsBytes(node.key.length)

const randomLevel = (random: RandomStream): number => {
  let level = 1
  while (level < SKIPLIST_MAX_LEVEL && random.next32() < PROMOTE_BELOW) level++
  return level
}

/* Where a search came down on each level, and the rank there. Only meaningful within one operation. */
const update: SkipNode[] = []
const ranks: number[] = []

/**
 * The skip list of a sorted set (`t_zset.c`): elements by score, equal scores by member. Every link knows how many
 * elements it passes, so ranks are found on the way down. Ranks are 1-based as in t_zset.c.
 */
export class SkipList {
  /** The node before the first one, on all 32 levels; its own key and score mean nothing. */
  header: SkipNode
  tail: SkipNode | null
  length: number
  /** Levels in use, from 1. */
  level: number
  /** Bytes the nodes and their members take as allocated, the header not counted. */
  bytes: number

  constructor() {
    this.header = new SkipNode('', 0, SKIPLIST_MAX_LEVEL)
    this.tail = null
    this.length = 0
    this.level = 1
    this.bytes = 0
  }

  /** The first node. */
  get first(): SkipNode | null {
    return this.header.forward
  }

  /** Adds a member the caller knows to be absent, and returns its node (zslInsert). The score is no NaN. */
  insert(score: number, key: string, random: RandomStream): SkipNode {
    const node = new SkipNode(key, score, randomLevel(random))
    this.link(node)
    this.bytes += nodeBytes(node)
    return node
  }

  private link(node: SkipNode): void {
    const { score, key } = node
    let x = this.header
    for (let i = this.level - 1; i >= 0; i--) {
      let rank = i === this.level - 1 ? 0 : (ranks[i + 1] as number)
      for (let to = forwardOf(x, i); to !== null && isBefore(to, score, key); to = forwardOf(x, i)) {
        rank += spanOf(x, i)
        x = to
      }
      ranks[i] = rank
      update[i] = x
    }
    const level = levelOf(node)
    for (; this.level < level; this.level++) {
      ranks[this.level] = 0
      update[this.level] = this.header
      setSpan(this.header, this.level, this.length)
    }
    const before = ranks[0] as number
    for (let i = 0; i < level; i++) {
      const previous = update[i] as SkipNode
      const passed = before - (ranks[i] as number)
      setForward(node, i, forwardOf(previous, i))
      setSpan(node, i, spanOf(previous, i) - passed)
      setForward(previous, i, node)
      setSpan(previous, i, passed + 1)
    }
    for (let i = level; i < this.level; i++) {
      setSpan(update[i] as SkipNode, i, spanOf(update[i] as SkipNode, i) + 1)
    }
    node.backward = update[0] === this.header ? null : (update[0] as SkipNode)
    if (node.forward === null) this.tail = node
    else node.forward.backward = node
    this.length++
  }

  /** Fills `update` with the last node before the element on each level, and returns the node after it. */
  private seek(score: number, key: string): SkipNode | null {
    let x = this.header
    for (let i = this.level - 1; i >= 0; i--) {
      for (let to = forwardOf(x, i); to !== null && isBefore(to, score, key); to = forwardOf(x, i)) x = to
      update[i] = x
    }
    return x.forward
  }

  /** Unlinks a node whose predecessors are in `update` (zslDeleteNode). */
  private unlink(node: SkipNode): void {
    for (let i = 0; i < this.level; i++) {
      const previous = update[i] as SkipNode
      if (forwardOf(previous, i) === node) {
        setSpan(previous, i, spanOf(previous, i) + spanOf(node, i) - 1)
        setForward(previous, i, forwardOf(node, i))
      } else {
        setSpan(previous, i, spanOf(previous, i) - 1)
      }
    }
    if (node.forward === null) this.tail = node.backward
    else node.forward.backward = node.backward
    while (this.level > 1 && forwardOf(this.header, this.level - 1) === null) this.level--
    this.length--
    node.forward = null
    node.backward = null
  }

  /** Removes the element and returns its node; undefined when absent (zslDelete). */
  delete(score: number, key: string): SkipNode | undefined {
    const node = this.seek(score, key)
    if (node === null || node.score !== score || node.key !== key) return undefined
    this.unlink(node)
    this.bytes -= nodeBytes(node)
    return node
  }

  /**
   * Moves a node of this list to a new score. The node stays the same object, but gets a new random level when it
   * has to change places (zslUpdateScore).
   */
  updateScore(node: SkipNode, score: number, random: RandomStream): void {
    const stays =
      (node.backward === null || node.backward.score < score) &&
      (node.forward === null || node.forward.score > score)
    if (stays) {
      node.score = score
      return
    }
    this.seek(node.score, node.key)
    this.unlink(node)
    node.score = score
    const before = levelOf(node)
    const level = randomLevel(random)
    if (level !== before) this.bytes += towerBytes(level) - towerBytes(before)
    node.upper = upperLinks(level)
    this.link(node)
  }

  /** The 1-based rank of an element, 0 when absent (zslGetRank). */
  rank(score: number, key: string): number {
    let x = this.header
    let rank = 0
    for (let i = this.level - 1; i >= 0; i--) {
      for (let to = forwardOf(x, i); to !== null; to = forwardOf(x, i)) {
        if (to.score > score || (to.score === score && to.key > key)) break
        rank += spanOf(x, i)
        x = to
      }
      if (x !== this.header && x.key === key && x.score === score) return rank
    }
    return 0
  }

  /** The element with a 1-based rank (zslGetElementByRank). */
  byRank(rank: number): SkipNode | undefined {
    if (rank < 1 || rank > this.length) return undefined
    let x = this.header
    let passed = 0
    for (let i = this.level - 1; i >= 0; i--) {
      for (let to = forwardOf(x, i); to !== null && passed + spanOf(x, i) <= rank; to = forwardOf(x, i)) {
        passed += spanOf(x, i)
        x = to
      }
      if (passed === rank) return x
    }
    return undefined
  }

  private inRange(range: ScoreRange): boolean {
    if (isEmptyRange(range) || this.tail === null) return false
    return atLeastMin(this.tail.score, range) && atMostMax((this.first as SkipNode).score, range)
  }

  /** The first element with a score in the range (zslFirstInRange). */
  firstInRange(range: ScoreRange): SkipNode | undefined {
    if (!this.inRange(range)) return undefined
    const node = this.afterScoresBelow(range)
    return node !== null && atMostMax(node.score, range) ? node : undefined
  }

  /** Fills `update` and returns the first node that is not below the range. */
  private afterScoresBelow(range: ScoreRange): SkipNode | null {
    let x = this.header
    for (let i = this.level - 1; i >= 0; i--) {
      for (let to = forwardOf(x, i); to !== null && !atLeastMin(to.score, range); to = forwardOf(x, i)) x = to
      update[i] = x
    }
    return x.forward
  }

  /** The last element with a score in the range (zslLastInRange). */
  lastInRange(range: ScoreRange): SkipNode | undefined {
    if (!this.inRange(range)) return undefined
    let x = this.header
    for (let i = this.level - 1; i >= 0; i--) {
      for (let to = forwardOf(x, i); to !== null && atMostMax(to.score, range); to = forwardOf(x, i)) x = to
    }
    return x !== this.header && atLeastMin(x.score, range) ? x : undefined
  }

  private inLexRange(range: LexRange): boolean {
    if (isEmptyLexRange(range) || this.tail === null) return false
    return atLeastLexMin(this.tail.key, range) && atMostLexMax((this.first as SkipNode).key, range)
  }

  /** The first member in the range, given that all scores are equal (zslFirstInLexRange). */
  firstInLexRange(range: LexRange): SkipNode | undefined {
    if (!this.inLexRange(range)) return undefined
    const node = this.afterKeysBelow(range)
    return node !== null && atMostLexMax(node.key, range) ? node : undefined
  }

  private afterKeysBelow(range: LexRange): SkipNode | null {
    let x = this.header
    for (let i = this.level - 1; i >= 0; i--) {
      for (let to = forwardOf(x, i); to !== null && !atLeastLexMin(to.key, range); to = forwardOf(x, i))
        x = to
      update[i] = x
    }
    return x.forward
  }

  /** The last member in the range, given that all scores are equal (zslLastInLexRange). */
  lastInLexRange(range: LexRange): SkipNode | undefined {
    if (!this.inLexRange(range)) return undefined
    let x = this.header
    for (let i = this.level - 1; i >= 0; i--) {
      for (let to = forwardOf(x, i); to !== null && atMostLexMax(to.key, range); to = forwardOf(x, i)) x = to
    }
    return x !== this.header && atLeastLexMin(x.key, range) ? x : undefined
  }

  /** Removes nodes from `node` on while `belongs`; their predecessors are in `update`. */
  private deleteWhile(
    node: SkipNode | null,
    belongs: (node: SkipNode) => boolean,
    visit: (node: SkipNode) => void,
  ): number {
    let removed = 0
    while (node !== null && belongs(node)) {
      const after: SkipNode | null = node.forward
      this.unlink(node)
      this.bytes -= nodeBytes(node)
      visit(node)
      removed++
      node = after
    }
    return removed
  }

  /**
   * Removes the elements with scores in the range, hands each node to `visit` (which must not touch the list), and
   * returns how many (zslDeleteRangeByScore).
   */
  deleteRangeByScore(range: ScoreRange, visit: (node: SkipNode) => void): number {
    return this.deleteWhile(this.afterScoresBelow(range), (node) => atMostMax(node.score, range), visit)
  }

  /** As deleteRangeByScore, for a range of members of equal score (zslDeleteRangeByLex). */
  deleteRangeByLex(range: LexRange, visit: (node: SkipNode) => void): number {
    return this.deleteWhile(this.afterKeysBelow(range), (node) => atMostLexMax(node.key, range), visit)
  }

  /** As deleteRangeByScore, for the 1-based ranks `start` to `end`, both included (zslDeleteRangeByRank). */
  deleteRangeByRank(start: number, end: number, visit: (node: SkipNode) => void): number {
    let x = this.header
    let passed = 0
    for (let i = this.level - 1; i >= 0; i--) {
      for (let to = forwardOf(x, i); to !== null && passed + spanOf(x, i) < start; to = forwardOf(x, i)) {
        passed += spanOf(x, i)
        x = to
      }
      update[i] = x
    }
    return this.deleteWhile(x.forward, () => ++passed <= end, visit)
  }
}
