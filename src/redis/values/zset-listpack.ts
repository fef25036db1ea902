/**
 * The elements of a small sorted set (t_zset.c, the zzl functions): a listpack of members and scores in turn.
 * Here they are two arrays, which is faster to search; `toListpack` gives what Redis would hold.
 */
import { formatDouble } from '../../bytes/doubles.ts'
import { flatten } from '../../bytes/bytestrings.ts'
import type { RandomStream } from '../../bytes/random.ts'
import { allocated } from '../../structures/allocated.ts'
import { entrySize, Listpack, LISTPACK_HEADER } from '../../structures/listpack.ts'
import {
  atLeastLexMin,
  atLeastMin,
  atMostLexMax,
  atMostMax,
  isEmptyLexRange,
  isEmptyRange,
} from '../../structures/ranges.ts'
import type { LexRange, ScoreRange } from '../../structures/ranges.ts'
import type { ZElements } from './zset-elements.ts'
import { ScoredMembers } from './zset-elements.ts'

/** Integral scores up to half of the 64-bit range are held as integers (double2ll, util.c). */
const INTEGER_LIMIT = 2 ** 62

/** A score as a listpack holds it: an integer where it is one, else %.17g. */
export const packedScore = (score: number): string =>
  Math.floor(score) === score && score >= -INTEGER_LIMIT && score <= INTEGER_LIMIT
    ? String(BigInt(score))
    : formatDouble(score)

/** Bytes of a score as an element of a listpack; whole numbers of up to 12 bits need no text. */
const scoreSize = (score: number): number => {
  if (score >= 0 && score <= 127 && Math.floor(score) === score) return 2
  if (score >= -4096 && score <= 4095 && Math.floor(score) === score) return 3
  return entrySize(packedScore(score))
}

export class PackedElements implements ZElements {
  private readonly members: string[] = []
  private readonly scores: number[] = []
  /** Bytes of the listpack Redis would hold. */
  private packed = LISTPACK_HEADER

  /** These elements in the order they come in, as loading finds them. */
  static of({ members, scores }: ScoredMembers): PackedElements {
    const elements = new PackedElements()
    for (let i = 0; i < members.length; i++) {
      elements.members.push(members[i]!)
      elements.scores.push(scores[i]! + 0)
      elements.packed += entrySize(members[i]!) + scoreSize(scores[i]! + 0)
    }
    return elements
  }

  get length(): number {
    return this.members.length
  }

  get rehashing(): boolean {
    return false
  }

  get bytes(): number {
    return allocated(this.packed)
  }

  score(member: string): number | undefined {
    const at = this.members.indexOf(member)
    return at === -1 ? undefined : this.scores[at]
  }

  /** Where an element belongs: before the first one with a higher score, or as high and a greater member. */
  private position(score: number, member: string): number {
    const { members, scores } = this
    let low = 0
    let high = members.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = scores[middle]!
      if (other < score || (other === score && members[middle]! < member)) low = middle + 1
      else high = middle
    }
    return low
  }

  insert(score: number, member: string, _random: RandomStream): void {
    const at = this.position(score, member)
    this.members.splice(at, 0, flatten(member))
    // A listpack holds an integral score as an integer, which has no -0.
    this.scores.splice(at, 0, score + 0)
    this.packed += entrySize(member) + scoreSize(score + 0)
  }

  move(member: string, score: number, random: RandomStream): void {
    this.remove(member)
    this.insert(score, member, random)
  }

  remove(member: string): boolean {
    const at = this.members.indexOf(member)
    if (at === -1) return false
    this.cut(at, 1)
    return true
  }

  private cut(at: number, count: number): number {
    for (let i = at; i < at + count; i++) {
      this.packed -= entrySize(this.members[i]!) + scoreSize(this.scores[i]!)
    }
    this.members.splice(at, count)
    this.scores.splice(at, count)
    return count
  }

  rank(member: string): number {
    return this.members.indexOf(member)
  }

  slice(from: number, count: number, reverse: boolean): ScoredMembers {
    if (!reverse) {
      return new ScoredMembers(this.members.slice(from, from + count), this.scores.slice(from, from + count))
    }
    const result = new ScoredMembers()
    const first = this.length - 1 - from
    for (let i = first; i > first - count; i--) result.push(this.members[i]!, this.scores[i]!)
    return result
  }

  /** Index of the first element of the range and of the one after the last; equal for none. */
  private scoreBounds(range: ScoreRange): readonly [from: number, to: number] {
    const { scores } = this
    if (isEmptyRange(range)) return [0, 0]
    let from = 0
    while (from < scores.length && !atLeastMin(scores[from]!, range)) from++
    let to = from
    while (to < scores.length && atMostMax(scores[to]!, range)) to++
    return [from, to]
  }

  private mayHoldLex(range: LexRange): boolean {
    const { members } = this
    if (members.length === 0 || isEmptyLexRange(range)) return false
    return atLeastLexMin(members[members.length - 1]!, range) && atMostLexMax(members[0]!, range)
  }

  /** Index of the first member not below the range, if it is in it; else -1 (zzlFirstInLexRange). */
  private firstInLex(range: LexRange): number {
    if (!this.mayHoldLex(range)) return -1
    const at = this.members.findIndex((member) => atLeastLexMin(member, range))
    return at !== -1 && atMostLexMax(this.members[at]!, range) ? at : -1
  }

  /** Index of the last member not above the range, if it is in it; else -1 (zzlLastInLexRange). */
  private lastInLex(range: LexRange): number {
    if (!this.mayHoldLex(range)) return -1
    const at = this.members.findLastIndex((member) => atMostLexMax(member, range))
    return at !== -1 && atLeastLexMin(this.members[at]!, range) ? at : -1
  }

  /** As `scoreBounds`. With different scores members are in no order: the range ends where it first does. */
  private lexBounds(range: LexRange): readonly [from: number, to: number] {
    const from = this.firstInLex(range)
    if (from === -1) return [0, 0]
    let to = from
    while (to < this.members.length && atMostLexMax(this.members[to]!, range)) to++
    return [from, to]
  }

  byScore(range: ScoreRange, offset: number, limit: number, reverse: boolean): ScoredMembers {
    const [from, to] = this.scoreBounds(range)
    const available = Math.max(0, to - from - offset)
    const count = offset < 0 ? 0 : limit < 0 ? available : Math.min(limit, available)
    return this.slice(reverse ? this.length - to + offset : from + offset, count, reverse)
  }

  /** A walk from the first or last element in the range; elements passed over for `offset` are not looked at. */
  byLex(range: LexRange, offset: number, limit: number, reverse: boolean): ScoredMembers {
    const { members, scores } = this
    const found = new ScoredMembers()
    const step = reverse ? -1 : 1
    let at = offset < 0 ? -1 : reverse ? this.lastInLex(range) : this.firstInLex(range)
    if (at !== -1) at += offset * step
    for (let left = limit; at >= 0 && at < members.length && left !== 0; left--) {
      if (!(reverse ? atLeastLexMin(members[at]!, range) : atMostLexMax(members[at]!, range))) break
      found.push(members[at]!, scores[at]!)
      at += step
    }
    return found
  }

  countByScore(range: ScoreRange): number {
    const [from, to] = this.scoreBounds(range)
    return to - from
  }

  countByLex(range: LexRange): number {
    const [from, to] = this.lexBounds(range)
    return to - from
  }

  removeByRank(start: number, end: number): number {
    return this.cut(start, end - start + 1)
  }

  removeByScore(range: ScoreRange): number {
    const [from, to] = this.scoreBounds(range)
    return this.cut(from, to - from)
  }

  removeByLex(range: LexRange): number {
    const [from, to] = this.lexBounds(range)
    return this.cut(from, to - from)
  }

  randomMember(random: RandomStream): string {
    return this.members[random.below(this.members.length)]!
  }

  forEach(visit: (member: string, score: number) => void): void {
    for (let i = 0; i < this.members.length; i++) visit(this.members[i]!, this.scores[i]!)
  }

  copy(): PackedElements {
    const copy = new PackedElements()
    this.forEach((member, score) => {
      copy.members.push(member)
      copy.scores.push(score)
    })
    copy.packed = this.packed
    return copy
  }

  /** The listpack Redis would hold: its size, and its bytes for a dump. */
  toListpack(): Listpack {
    const listpack = new Listpack()
    this.forEach((member, score) => {
      listpack.push(member)
      listpack.push(packedScore(score))
    })
    return listpack
  }
}
