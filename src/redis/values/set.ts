/**
 * Sets (t_set.c): an intset while all members are integers and few, a hash table from then on. A set never goes
 * back to being an intset.
 */
import { flatten } from '../../bytes/bytestrings.ts'
import { isInteger, parseInteger } from '../../bytes/integers.ts'
import type { RandomStream } from '../../bytes/random.ts'
import { allocated, sdsBytes, slotBytes } from '../../structures/allocated.ts'
import { Dict, Member } from '../../structures/dict.ts'
import { IntSet } from '../../structures/intset.ts'
import { DICT, DICT_ENTRY } from '../introspection/allocator.ts'
import { Type } from '../keyspace/entry.ts'
import type { Collection, Encoding } from '../keyspace/entry.ts'

/** The parameter that decides about the encoding; `config.values` is one. */
export interface SetLimits {
  readonly setMaxIntsetEntries: number
}

export class SetValue implements Collection {
  /** The members while they are integers; null once there is a table. */
  intset: IntSet | null
  table: Dict<Member> | null
  private readonly hashSeed: number
  /** Bytes of the members in the table as allocated. */
  private text = 0

  private constructor(hashSeed: number, intset: IntSet | null) {
    this.hashSeed = hashSeed
    this.intset = intset
    this.table = intset === null ? new Dict<Member>(hashSeed) : null
  }

  /** An empty set that begins as an intset, as the results of SUNIONSTORE and the like do. */
  static ofIntegers(hashSeed: number): SetValue {
    return new SetValue(hashSeed, new IntSet())
  }

  /** An empty set that suits its first member (setTypeCreate). */
  static suiting(member: string, hashSeed: number): SetValue {
    return new SetValue(hashSeed, isInteger(member) ? new IntSet() : null)
  }

  /** A set of these members, none twice, as loading makes it: integers while they are few, a table of the right size. */
  static of(members: readonly string[], hashSeed: number, limits: SetLimits): SetValue {
    const few = members.length <= limits.setMaxIntsetEntries
    const value = new SetValue(hashSeed, few ? new IntSet() : null)
    value.table?.expand(members.length)
    for (const member of members) {
      const { table } = value
      value.add(member, limits)
      // The first member that is no integer: the table is made large enough for all.
      if (table === null && value.table !== null) value.table.expand(members.length)
    }
    return value
  }

  /** The set of an intset, converted if there are too many members. */
  static ofIntset(intset: IntSet, hashSeed: number, limits: SetLimits): SetValue {
    const value = new SetValue(hashSeed, intset)
    if (intset.length > limits.setMaxIntsetEntries) value.convert(intset)
    return value
  }

  get type(): Type {
    return Type.set
  }

  get encoding(): Encoding {
    return this.table === null ? 'intset' : 'hashtable'
  }

  get size(): number {
    return this.table === null ? this.intset!.length : this.table.size
  }

  get rehashing(): boolean {
    return this.table !== null && this.table.rehashing
  }

  /** What the value takes in Redis's memory, its object not counted: known without a look at the members. */
  get bytes(): number {
    const { table } = this
    if (table === null) return allocated(this.intset!.byteLength)
    const slots = slotBytes(table.table0.length) + slotBytes(table.table1.length)
    return DICT + slots + table.size * DICT_ENTRY + this.text
  }

  has(member: string): boolean {
    if (this.table !== null) return this.table.find(member) !== undefined
    const n = parseInteger(member)
    return n !== undefined && this.intset!.has(n)
  }

  /** Adds a member; false when it was there already (setTypeAdd). */
  add(member: string, limits: SetLimits): boolean {
    const { table } = this
    if (table !== null) {
      if (table.find(member) !== undefined) return false
      this.insert(table, flatten(member))
      return true
    }
    const intset = this.intset!
    const n = parseInteger(member)
    if (n === undefined) {
      this.insert(this.convert(intset), flatten(member))
      return true
    }
    if (!intset.add(n)) return false
    if (intset.length > limits.setMaxIntsetEntries) this.convert(intset)
    return true
  }

  private insert(table: Dict<Member>, member: string): void {
    table.insert(new Member(member))
    this.text += sdsBytes(member.length)
  }

  /** Turns the intset into a hash table made large enough at once (setTypeConvert). */
  private convert(intset: IntSet): Dict<Member> {
    const table = new Dict<Member>(this.hashSeed)
    table.expand(intset.length)
    for (const n of intset.values) this.insert(table, String(n))
    this.intset = null
    this.table = table
    return table
  }

  /** Removes a member; false when it was absent. A table that got too empty begins to shrink (setTypeRemove). */
  remove(member: string): boolean {
    const { table } = this
    if (table === null) {
      const n = parseInteger(member)
      return n !== undefined && this.intset!.remove(n)
    }
    if (table.remove(member) === undefined) return false
    this.text -= sdsBytes(member.length)
    if (table.needsResize()) table.resize()
    return true
  }

  /** Any member, each about as likely; the set must not be empty (setTypeRandomElement). */
  randomMember(random: RandomStream): string {
    return this.table === null ? String(this.intset!.random(random)) : this.table.fairRandomEntry(random)!.key
  }

  /** Visits every member: integers in ascending order, else in table order. The visitor must not change the set. */
  forEach(visit: (member: string) => void): void {
    if (this.table === null) for (const n of this.intset!.values) visit(String(n))
    else this.table.forEach((entry) => visit(entry.key))
  }

  /** All members, in the order of `forEach`. */
  members(): string[] {
    const members: string[] = []
    this.forEach((member) => members.push(member))
    return members
  }

  preview(limit: number): readonly string[] {
    if (this.table === null) return this.intset!.values.slice(0, limit).map(String)
    const shown: string[] = []
    if (limit <= 0) return shown
    for (const entry of this.table.entries()) {
      shown.push(entry.key)
      if (shown.length === limit) break
    }
    return shown
  }

  /** An independent set with the same members and encoding (setTypeDup). */
  copy(): SetValue {
    if (this.intset !== null) {
      const intset = new IntSet()
      intset.encoding = this.intset.encoding
      intset.values = this.intset.values.slice()
      return new SetValue(this.hashSeed, intset)
    }
    const copy = new SetValue(this.hashSeed, null)
    const table = copy.table!
    table.expand(this.table!.size)
    this.table!.forEach((entry) => copy.insert(table, entry.key))
    return copy
  }
}
