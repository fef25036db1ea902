/**
 * Sorted sets (t_zset.c): a listpack while the elements are few and their members short, a skip list with a hash
 * table from then on. Only the results of …STORE commands are made anew and may be a listpack again.
 */
import { formatDouble } from '../../bytes/doubles.ts'
import type { RandomStream } from '../../bytes/random.ts'
import type { LexRange, ScoreRange } from '../../structures/ranges.ts'
import { Type } from '../keyspace/entry.ts'
import type { Collection, Encoding } from '../keyspace/entry.ts'
import type { ScoredMembers, ZElements } from './zset-elements.ts'
import { PackedElements } from './zset-listpack.ts'
import { SkipElements } from './zset-skiplist.ts'

export { ScoredMembers } from './zset-elements.ts'

/** The parameters that decide about the encoding; `config.values` has them. */
export interface ZSetLimits {
  readonly zsetMaxListpackEntries: number
  readonly zsetMaxListpackValue: number
}

/** What sorted sets need to know of their server: limits, the seed of its hash tables, its randomness. */
export interface ZSetSurroundings {
  readonly config: { readonly values: ZSetLimits }
  readonly hashSeed: number
  readonly system: { readonly random: RandomStream }
}

/** Conditions of ZADD, to be combined (ZADD_IN_…). */
export const When = { always: 0, absent: 1, present: 2, greater: 4, less: 8 } as const

/** What `put` did. */
export type PutResult = 'nothing' | 'same' | 'added' | 'updated'

const firstRank = (start: number, size: number): number => Math.max(0, start < 0 ? size + start : start)
const lastRank = (stop: number, size: number): number => Math.min(size - 1, stop < 0 ? size + stop : stop)

export class ZSetValue implements Collection {
  elements: PackedElements | SkipElements = new PackedElements()

  /** A sorted set of these elements, of different members, as ZUNIONSTORE makes it: encoded by the outcome. */
  static of(elements: ScoredMembers, server: ZSetSurroundings): ZSetValue {
    const { zsetMaxListpackEntries, zsetMaxListpackValue } = server.config.values
    const { members, scores } = elements
    const value = new ZSetValue()
    const fits = members.length <= zsetMaxListpackEntries
    if (!fits || members.some((member) => member.length > zsetMaxListpackValue)) {
      value.elements = new SkipElements(server.hashSeed)
      value.elements.dict.expand(members.length)
    }
    for (let i = 0; i < members.length; i++) {
      value.elements.insert(scores[i]!, members[i]!, server.system.random)
    }
    return value
  }

  /**
   * A sorted set of these elements as ZRANGESTORE makes it: one after the other. `expected` is how many will
   * come, -1 when that is not known beforehand. Elements that were in a listpack for a while have no score -0.
   */
  static collected(elements: ScoredMembers, expected: number, server: ZSetSurroundings): ZSetValue {
    const { members, scores } = elements
    const value = new ZSetValue()
    if (expected > server.config.values.zsetMaxListpackEntries) {
      value.elements = new SkipElements(server.hashSeed)
    }
    for (let i = 0; i < members.length; i++) value.put(scores[i]!, members[i]!, When.always, server)
    return value
  }

  get type(): Type {
    return Type.zset
  }

  get encoding(): Encoding {
    return this.elements instanceof PackedElements ? 'listpack' : 'skiplist'
  }

  get size(): number {
    return this.elements.length
  }

  get rehashing(): boolean {
    return this.elements.rehashing
  }

  /** What the value takes in Redis's memory, its object not counted: known without a look at the elements. */
  get bytes(): number {
    return this.elements.bytes
  }

  score(member: string): number | undefined {
    return this.elements.score(member)
  }

  /**
   * Adds a member or changes its score, unless `conditions` forbid it (zsetAdd). `same`: it had that score
   * already. The score is no NaN.
   */
  put(score: number, member: string, conditions: number, server: ZSetSurroundings): PutResult {
    const { elements } = this
    const current = elements.score(member)
    if (current !== undefined) {
      if (conditions !== When.always) {
        if ((conditions & When.absent) !== 0) return 'nothing'
        if ((conditions & When.less) !== 0 && score >= current) return 'nothing'
        if ((conditions & When.greater) !== 0 && score <= current) return 'nothing'
      }
      if (score === current) return 'same'
      elements.move(member, score, server.system.random)
      return 'updated'
    }
    if ((conditions & When.present) !== 0) return 'nothing'
    this.roomFor(member, server).insert(score, member, server.system.random)
    return 'added'
  }

  /** The elements, converted when one more with this member would be too much for a listpack. */
  private roomFor(member: string, server: ZSetSurroundings): ZElements {
    const { elements } = this
    if (elements instanceof SkipElements) return elements
    const { zsetMaxListpackEntries, zsetMaxListpackValue } = server.config.values
    if (elements.length < zsetMaxListpackEntries && member.length <= zsetMaxListpackValue) return elements
    const converted = new SkipElements(server.hashSeed)
    elements.forEach((other, score) => converted.insert(score, other, server.system.random))
    this.elements = converted
    return converted
  }

  remove(member: string): boolean {
    return this.elements.remove(member)
  }

  /** Rank from 0 at the low end, with `reverse` at the high end; -1 when absent (zsetRank). */
  rank(member: string, reverse: boolean): number {
    const rank = this.elements.rank(member)
    return reverse && rank !== -1 ? this.size - 1 - rank : rank
  }

  /** Elements from rank `start` to `stop`, negative ones counted from the end, as ZRANGE takes them. */
  byRank(start: number, stop: number, reverse: boolean): ScoredMembers {
    const { size } = this
    const from = firstRank(start, size)
    return this.elements.slice(from, Math.max(0, lastRank(stop, size) - from + 1), reverse)
  }

  /** Removes the ranks `start` to `stop`, as `byRank` takes them; answers how many. */
  removeByRank(start: number, stop: number): number {
    const { size } = this
    const from = firstRank(start, size)
    const to = lastRank(stop, size)
    return from > to ? 0 : this.elements.removeByRank(from, to)
  }

  /** Elements with scores in the range: from `offset` on, at most `limit` (negative: all). */
  byScore(range: ScoreRange, offset: number, limit: number, reverse: boolean): ScoredMembers {
    return this.elements.byScore(range, offset, limit, reverse)
  }

  /** Elements with members in the range, given that all scores are equal. */
  byLex(range: LexRange, offset: number, limit: number, reverse: boolean): ScoredMembers {
    return this.elements.byLex(range, offset, limit, reverse)
  }

  /** Removes the `count` lowest or highest elements (at most all) and answers them, the outermost first. */
  pop(count: number, highest: boolean): ScoredMembers {
    const popped = this.elements.slice(0, Math.min(count, this.size), highest)
    for (const member of popped.members) this.elements.remove(member)
    return popped
  }

  randomMember(random: RandomStream): string {
    return this.elements.randomMember(random)
  }

  /** From the low end to the high one; the visitor must not change the set. */
  forEach(visit: (member: string, score: number) => void): void {
    this.elements.forEach(visit)
  }

  preview(limit: number): readonly string[] {
    const count = Math.min(this.size, Math.ceil(Math.max(0, limit) / 2))
    const { members, scores } = this.elements.slice(0, count, false)
    return members.flatMap((member, i) => [member, formatDouble(scores[i]!)]).slice(0, limit)
  }

  /** An independent sorted set with the same elements and encoding (zsetDup). */
  copy(): ZSetValue {
    const copy = new ZSetValue()
    copy.elements = this.elements.copy()
    return copy
  }
}
