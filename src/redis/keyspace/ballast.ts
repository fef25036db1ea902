/**
 * A model: keys that are counted, scanned and costed like any other but take no memory until somebody
 * touches one, so that a lesson can show a million keys on a phone. Key `i` of them is `<prefix><i>`, all
 * with the same string value; in SCAN's order key `i` stands in bucket `i` of a table of its own.
 */
import { Entry } from './entry.ts'
import type { Dict } from '../../structures/dict.ts'
import { nextCursor } from '../../structures/hash.ts'

export class Ballast {
  readonly prefix: string
  readonly count: number
  readonly value: string
  /** Indexes that became real keys or were deleted. */
  gone = new Set<number>()
  private readonly tableSize: number

  constructor(prefix: string, count: number, value: string) {
    this.prefix = prefix
    this.count = count
    this.value = value
    let size = 4
    while (size < count) size *= 2
    this.tableSize = size
  }

  get remaining(): number {
    return this.count - this.gone.size
  }

  /** The entry of a key that is still ballast; it stops being ballast. */
  materialise(key: string): Entry | undefined {
    const index = this.indexOf(key)
    if (index === undefined) return undefined
    this.gone.add(index)
    return new Entry(key, this.value)
  }

  private indexOf(key: string): number | undefined {
    const { prefix } = this
    if (!key.startsWith(prefix)) return undefined
    const index = Number(key.slice(prefix.length))
    const canonical =
      Number.isInteger(index) && index >= 0 && index < this.count && key === prefix + String(index)
    return canonical && !this.gone.has(index) ? index : undefined
  }

  private entryAt(index: number): Entry | undefined {
    return index < this.count && !this.gone.has(index)
      ? new Entry(this.prefix + String(index), this.value)
      : undefined
  }

  forEach(visit: (entry: Entry) => void): void {
    for (let i = 0; i < this.count; i++) {
      const entry = this.entryAt(i)
      if (entry !== undefined) visit(entry)
    }
  }

  /**
   * Dict.scan over the real keys and the ballast as over one hash table: the larger table sets the cursor's
   * pace, and a bucket of the smaller one is visited when the bits it lacks are zero. So SCAN keeps its
   * guarantees while the dict grows or shrinks.
   */
  scan(dict: Dict<Entry>, cursor: number | bigint, visit: (entry: Entry) => void): number {
    const at = typeof cursor === 'bigint' ? Number(BigInt.asUintN(32, cursor)) : cursor >>> 0
    const [first, second] = dict.tables
    const slots = dict.rehashing ? Math.min(first.length, second.length) : first.length
    const dictMask = Math.max(slots, 1) - 1
    const ballastMask = this.tableSize - 1
    const mask = Math.max(dictMask, ballastMask)
    if (dict.size > 0 && (at & mask & ~dictMask) === 0) dict.scan(at & dictMask, visit)
    if ((at & mask & ~ballastMask) === 0) {
      const entry = this.entryAt(at & ballastMask)
      if (entry !== undefined) visit(entry)
    }
    return nextCursor(at, mask)
  }
}
