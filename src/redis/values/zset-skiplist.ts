/**
 * The elements of a larger sorted set (t_zset.c, zset in server.h): a skip list for the order and a hash table
 * for the members, over the same nodes.
 */
import { flatten } from '../../bytes/bytestrings.ts'
import { RandomStream } from '../../bytes/random.ts'
import { slotBytes } from '../../structures/allocated.ts'
import { Dict } from '../../structures/dict.ts'
import { atLeastLexMin, atLeastMin, atMostLexMax, atMostMax } from '../../structures/ranges.ts'
import type { LexRange, ScoreRange } from '../../structures/ranges.ts'
import { SkipList } from '../../structures/skiplist.ts'
import type { SkipNode } from '../../structures/skiplist.ts'
import { DICT, DICT_ENTRY, SKIPLIST, ZSET } from '../introspection/allocator.ts'
import type { ZElements } from './zset-elements.ts'
import { ScoredMembers } from './zset-elements.ts'

export class SkipElements implements ZElements {
  readonly list = new SkipList()
  readonly dict: Dict<SkipNode>

  constructor(hashSeed: number) {
    this.dict = new Dict<SkipNode>(hashSeed)
  }

  get length(): number {
    return this.list.length
  }

  get rehashing(): boolean {
    return this.dict.rehashing
  }

  get bytes(): number {
    const { dict, list } = this
    const slots = slotBytes(dict.table0.length) + slotBytes(dict.table1.length)
    return ZSET + SKIPLIST + DICT + slots + dict.size * DICT_ENTRY + list.bytes
  }

  score(member: string): number | undefined {
    return this.dict.find(member)?.score
  }

  insert(score: number, member: string, random: RandomStream): void {
    this.dict.insert(this.list.insert(score, flatten(member), random))
  }

  move(member: string, score: number, random: RandomStream): void {
    this.list.updateScore(this.dict.find(member)!, score, random)
  }

  remove(member: string): boolean {
    const node = this.dict.remove(member)
    if (node === undefined) return false
    this.list.delete(node.score, member)
    this.shrink()
    return true
  }

  private shrink(): void {
    if (this.dict.needsResize()) this.dict.resize()
  }

  rank(member: string): number {
    const node = this.dict.find(member)
    return node === undefined ? -1 : this.list.rank(node.score, member) - 1
  }

  slice(from: number, count: number, reverse: boolean): ScoredMembers {
    const { list } = this
    let node: SkipNode | null
    if (from === 0) node = reverse ? list.tail : list.first
    else node = list.byRank(reverse ? list.length - from : from + 1) ?? null
    const result = new ScoredMembers()
    for (let i = 0; i < count && node !== null; i++) {
      result.push(node.key, node.score)
      node = reverse ? node.backward : node.forward
    }
    return result
  }

  byScore(range: ScoreRange, offset: number, limit: number, reverse: boolean): ScoredMembers {
    const result = new ScoredMembers()
    if (offset < 0 || (offset > 0 && offset >= this.length)) return result
    let node = (reverse ? this.list.lastInRange(range) : this.list.firstInRange(range)) ?? null
    node = skip(node, offset, reverse)
    for (let left = limit; node !== null && left !== 0; left--) {
      if (!(reverse ? atLeastMin(node.score, range) : atMostMax(node.score, range))) break
      result.push(node.key, node.score)
      node = reverse ? node.backward : node.forward
    }
    return result
  }

  byLex(range: LexRange, offset: number, limit: number, reverse: boolean): ScoredMembers {
    const result = new ScoredMembers()
    if (offset < 0) return result
    let node = (reverse ? this.list.lastInLexRange(range) : this.list.firstInLexRange(range)) ?? null
    node = skip(node, offset, reverse)
    for (let left = limit; node !== null && left !== 0; left--) {
      if (!(reverse ? atLeastLexMin(node.key, range) : atMostLexMax(node.key, range))) break
      result.push(node.key, node.score)
      node = reverse ? node.backward : node.forward
    }
    return result
  }

  countByScore(range: ScoreRange): number {
    return this.between(this.list.firstInRange(range), this.list.lastInRange(range))
  }

  countByLex(range: LexRange): number {
    return this.between(this.list.firstInLexRange(range), this.list.lastInLexRange(range))
  }

  /** Elements from one node to another, both included (zcountCommand). */
  private between(first: SkipNode | undefined, last: SkipNode | undefined): number {
    if (first === undefined) return 0
    const { list } = this
    const end = last === undefined ? list.length : list.rank(last.score, last.key)
    return end - list.rank(first.score, first.key) + 1
  }

  removeByRank(start: number, end: number): number {
    return this.removing(
      this.list.deleteRangeByRank(start + 1, end + 1, (node) => this.dict.remove(node.key)),
    )
  }

  removeByScore(range: ScoreRange): number {
    return this.removing(this.list.deleteRangeByScore(range, (node) => this.dict.remove(node.key)))
  }

  removeByLex(range: LexRange): number {
    return this.removing(this.list.deleteRangeByLex(range, (node) => this.dict.remove(node.key)))
  }

  private removing(removed: number): number {
    this.shrink()
    return removed
  }

  randomMember(random: RandomStream): string {
    return this.dict.fairRandomEntry(random)!.key
  }

  forEach(visit: (member: string, score: number) => void): void {
    for (let node = this.list.first; node !== null; node = node.forward) visit(node.key, node.score)
  }

  /** The copy's levels come from a stream of its own, so that copying takes nothing from the server's. */
  copy(): SkipElements {
    const random = new RandomStream(`levels of ${this.length}`)
    const copy = new SkipElements(this.dict.seed)
    copy.dict.expand(this.dict.size)
    this.forEach((member, score) => copy.insert(score, member, random))
    return copy
  }
}

/** The node `count` places further on. */
const skip = (node: SkipNode | null, count: number, reverse: boolean): SkipNode | null => {
  for (let i = 0; i < count && node !== null; i++) node = reverse ? node.backward : node.forward
  return node
}
