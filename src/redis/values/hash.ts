/**
 * Hashes (t_hash.c of 7.0): a listpack of field, value, field, value … while they are few and short, a hash table
 * from then on. A hash never goes back to being a listpack.
 */
import { flatten } from '../../bytes/bytestrings.ts'
import type { RandomStream } from '../../bytes/random.ts'
import { Dict, Pair } from '../../structures/dict.ts'
import { allocated, sdsBytes, slotBytes } from '../../structures/allocated.ts'
import { Listpack } from '../../structures/listpack.ts'
import { DICT, DICT_ENTRY } from '../introspection/allocator.ts'
import { Type } from '../keyspace/entry.ts'
import type { Collection, Encoding } from '../keyspace/entry.ts'

/** The parameters that decide about the encoding; `config.values` is one. */
export interface HashLimits {
  readonly hashMaxListpackEntries: number
  readonly hashMaxListpackValue: number
}

/** Bytes a listpack must not exceed (listpack.c, LISTPACK_MAX_SAFETY_LIMIT). */
const LISTPACK_MAX_BYTES = 1 << 30

export class HashValue implements Collection {
  /** Fields and values in turn while they are few and short; null once there is a table. */
  listpack: Listpack | null
  table: Dict<Pair<string>> | null
  private readonly hashSeed: number
  /** Bytes of the texts in the table as allocated. */
  private text = 0

  /** An empty hash; it begins as a listpack (createHashObject). */
  constructor(hashSeed: number) {
    this.hashSeed = hashSeed
    this.listpack = new Listpack()
    this.table = null
  }

  /** A hash of these fields and values in turn, as loading makes it: a listpack as they are, or a table. */
  static of(pairs: readonly string[], hashSeed: number, inTable: boolean): HashValue {
    const value = new HashValue(hashSeed)
    if (!inTable) {
      value.listpack = Listpack.of(pairs)
      return value
    }
    value.listpack = null
    value.table = new Dict<Pair<string>>(hashSeed)
    value.table.expand(pairs.length / 2)
    for (let i = 0; i < pairs.length; i += 2) value.setInTable(pairs[i]!, pairs[i + 1]!)
    return value
  }

  get type(): Type {
    return Type.hash
  }

  get encoding(): Encoding {
    return this.table === null ? 'listpack' : 'hashtable'
  }

  get size(): number {
    return this.table === null ? this.listpack!.length / 2 : this.table.size
  }

  get rehashing(): boolean {
    return this.table !== null && this.table.rehashing
  }

  /** What the value takes in Redis's memory, its object not counted: known without a look at the fields. */
  get bytes(): number {
    const { table } = this
    if (table === null) return allocated(this.listpack!.bytes)
    const slots = slotBytes(table.table0.length) + slotBytes(table.table1.length)
    return DICT + slots + table.size * DICT_ENTRY + this.text
  }

  /** The value of a field; undefined when there is none (hashTypeGetValue). */
  get(field: string): string | undefined {
    if (this.table !== null) return this.table.find(field)?.value
    const listpack = this.listpack!
    const at = listpack.indexOf(field, 0, 2)
    return at === -1 ? undefined : listpack.get(at + 1)
  }

  has(field: string): boolean {
    return this.table === null
      ? this.listpack!.indexOf(field, 0, 2) !== -1
      : this.table.find(field) !== undefined
  }

  /**
   * Goes over to a table when one of words[from … to] (fields and values to be set) is too long for a listpack
   * (hashTypeTryConversion).
   */
  makeRoom(words: readonly string[], from: number, to: number, limits: HashLimits): void {
    const { listpack } = this
    if (listpack === null) return
    let sum = listpack.bytes
    for (let i = from; i <= to; i++) {
      const { length } = words[i]!
      sum += length
      if (length > limits.hashMaxListpackValue || sum > LISTPACK_MAX_BYTES) {
        this.convert()
        return
      }
    }
  }

  /** Gives a field a value; true when the field is new (hashTypeSet). */
  set(field: string, value: string, limits: HashLimits): boolean {
    const { listpack } = this
    if (listpack === null) return this.setInTable(field, value)
    const longest = limits.hashMaxListpackValue
    if (field.length > longest || value.length > longest) {
      this.convert()
      return this.setInTable(field, value)
    }
    const at = listpack.indexOf(field, 0, 2)
    if (at !== -1) {
      listpack.replace(at + 1, flatten(value))
    } else {
      listpack.push(flatten(field))
      listpack.push(flatten(value))
    }
    if (listpack.length > 2 * limits.hashMaxListpackEntries) this.convert()
    return at === -1
  }

  private setInTable(field: string, value: string): boolean {
    const table = this.table!
    const pair = table.find(field)
    if (pair !== undefined) {
      this.text += sdsBytes(value.length) - sdsBytes(pair.value.length)
      pair.value = flatten(value)
      return false
    }
    table.insert(new Pair(flatten(field), flatten(value)))
    this.text += sdsBytes(field.length) + sdsBytes(value.length)
    return true
  }

  /** Turns the listpack into a hash table made large enough at once (hashTypeConvertListpack). */
  private convert(): void {
    const pairs = this.listpack!.toArray()
    const table = new Dict<Pair<string>>(this.hashSeed)
    table.expand(pairs.length / 2)
    for (let i = 0; i < pairs.length; i += 2) table.insert(new Pair(pairs[i]!, pairs[i + 1]!))
    for (const word of pairs) this.text += sdsBytes(word.length)
    this.listpack = null
    this.table = table
  }

  /** Removes a field; false when there was none. A table that got too empty begins to shrink (hashTypeDelete). */
  remove(field: string): boolean {
    const { listpack, table } = this
    if (table !== null) {
      const pair = table.remove(field)
      if (pair === undefined) return false
      this.text -= sdsBytes(field.length) + sdsBytes(pair.value.length)
      if (table.needsResize()) table.resize()
      return true
    }
    const at = listpack!.indexOf(field, 0, 2)
    if (at === -1) return false
    listpack!.removeAt(at, 2)
    return true
  }

  /** Visits every field: in the order they came, else in table order. The visitor must not change the hash. */
  forEach(visit: (field: string, value: string) => void): void {
    if (this.table !== null) {
      this.table.forEach((pair) => visit(pair.key, pair.value))
      return
    }
    const pairs = this.listpack!.toArray()
    for (let i = 0; i < pairs.length; i += 2) visit(pairs[i]!, pairs[i + 1]!)
  }

  /** Field, value, field, value …, in the order of `forEach`. */
  flat(): string[] {
    if (this.listpack !== null) return this.listpack.toArray()
    const pairs: string[] = []
    this.table!.forEach((pair) => pairs.push(pair.key, pair.value))
    return pairs
  }

  /** Any field and its value, each about as likely; the hash must not be empty (hashTypeRandomElement). */
  randomPair(random: RandomStream): readonly [field: string, value: string] {
    if (this.table !== null) {
      const pair = this.table.fairRandomEntry(random)!
      return [pair.key, pair.value]
    }
    const listpack = this.listpack!
    const at = random.below(listpack.length / 2) * 2
    return [listpack.get(at)!, listpack.get(at + 1)!]
  }

  preview(limit: number): readonly string[] {
    const shown: string[] = []
    if (this.listpack !== null) {
      const end = Math.min(limit, this.listpack.length)
      for (let i = 0; i < end; i++) shown.push(this.listpack.get(i)!)
      return shown
    }
    if (limit <= 0) return shown
    for (const pair of this.table!.entries()) {
      shown.push(pair.key, pair.value)
      if (shown.length >= limit) break
    }
    return shown.slice(0, limit)
  }

  /** An independent hash with the same fields and encoding (hashTypeDup). */
  copy(): HashValue {
    const copy = new HashValue(this.hashSeed)
    if (this.listpack !== null) {
      copy.listpack = Listpack.of(this.listpack.toArray())
      return copy
    }
    const table = new Dict<Pair<string>>(this.hashSeed)
    table.expand(this.table!.size)
    this.table!.forEach((pair) => table.insert(new Pair(pair.key, pair.value)))
    copy.listpack = null
    copy.table = table
    copy.text = this.text
    return copy
  }
}
