/** What both encodings of a sorted set offer, and the form in which elements leave them. */
import type { RandomStream } from '../../bytes/random.ts'
import type { LexRange, ScoreRange } from '../../structures/ranges.ts'

/** Members and their scores, side by side. */
export class ScoredMembers {
  readonly members: string[]
  readonly scores: number[]

  constructor(members: string[] = [], scores: number[] = []) {
    this.members = members
    this.scores = scores
  }

  get length(): number {
    return this.members.length
  }

  push(member: string, score: number): void {
    this.members.push(member)
    this.scores.push(score)
  }

  /** The same elements ordered as a sorted set orders them: by score, equal scores by member. */
  sorted(): ScoredMembers {
    const { members, scores } = this
    const order = members.map((_, i) => i)
    order.sort((a, b) => scores[a]! - scores[b]! || compare(scores[a]!, scores[b]!, members[a]!, members[b]!))
    return new ScoredMembers(
      order.map((i) => members[i]!),
      order.map((i) => scores[i]!),
    )
  }
}

/** For scores whose difference is 0 or, both being the same infinity, no number. */
const compare = (a: number, b: number, memberA: string, memberB: string): number =>
  a !== b ? (a < b ? -1 : 1) : memberA < memberB ? -1 : memberA > memberB ? 1 : 0

/**
 * Elements in order. Ranks count from 0. Ranges are read from `offset` on (a negative one finds nothing), at most
 * `limit` elements (negative: all), with `reverse` from the high end.
 */
export interface ZElements {
  readonly length: number
  /** What they take in Redis's memory as allocated. */
  readonly bytes: number
  readonly rehashing: boolean
  score(member: string): number | undefined
  /** Adds a member known to be absent. */
  insert(score: number, member: string, random: RandomStream): void
  /** Gives a member known to be there another score. */
  move(member: string, score: number, random: RandomStream): void
  /** False when the member was absent. */
  remove(member: string): boolean
  /** Rank from the low end; -1 when absent. */
  rank(member: string): number
  /** `count` elements (all of which exist) from rank `from` of the chosen end on. */
  slice(from: number, count: number, reverse: boolean): ScoredMembers
  byScore(range: ScoreRange, offset: number, limit: number, reverse: boolean): ScoredMembers
  byLex(range: LexRange, offset: number, limit: number, reverse: boolean): ScoredMembers
  countByScore(range: ScoreRange): number
  countByLex(range: LexRange): number
  /** Removes the ranks `start` to `end`, both included and existing; answers how many, as the next two do. */
  removeByRank(start: number, end: number): number
  removeByScore(range: ScoreRange): number
  removeByLex(range: LexRange): number
  /** Any member, each about as likely; there must be one. */
  randomMember(random: RandomStream): string
  /** From the low end to the high one; the visitor must not change the set. */
  forEach(visit: (member: string, score: number) => void): void
  copy(): ZElements
}
