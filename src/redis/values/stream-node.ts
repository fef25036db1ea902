/**
 * A node of a stream (t_stream.c): one listpack with some entries. It begins with a master entry, whose field names
 * later entries with the same names share:
 *
 *   entries | deleted | fields | name … | 0
 *
 * and goes on with the entries, ids as differences to the node's own:
 *
 *   flags | ms | seq | value … | length                        with the names of the master entry
 *   flags | ms | seq | fields | name | value … | length        with names of their own
 *
 * The lengths at the end count the elements before them, so that a node can be read backwards. Deleting an entry
 * only sets a flag.
 */
import { flatten } from '../../bytes/bytestrings.ts'
import { Listpack } from '../../structures/listpack.ts'
import { compareIds, delta, undelta } from './stream-id.ts'
import type { StreamId } from './stream-id.ts'

/** Flags of an entry, as text: deleted is 1, with the names of the master entry 2. */
const OWN_FIELDS = '0'
const SAME_FIELDS = '2'
const DELETED_OWN_FIELDS = '1'
const DELETED_SAME_FIELDS = '3'
/** Elements before the names of the master entry, and those that are not names. */
const MASTER_HEAD = 3
const MASTER_OVERHEAD = 4
/** Elements of an entry before its values or its number of fields. */
const ENTRY_HEAD = 3

/** An integer of a listpack; a number nearly always. */
const integer = (text: string): number | bigint => {
  const n = Number(text)
  return Number.isSafeInteger(n) ? n : BigInt(text)
}

export class StreamNode {
  /** The id of the first entry there was, and the key in the radix tree. */
  readonly id: StreamId
  readonly listpack: Listpack
  /** The numbers at the start of the listpack: entries that are valid, deleted ones, names of the master entry. */
  entries: number
  deleted: number
  readonly fields: number
  /** Where the entries are in the listpack, deleted ones too: Redis counts its way along, we look it up. */
  readonly places: number[] = []
  /** Bytes of the listpack as allocated, as the stream last counted them; 0 while it is in no stream. */
  counted = 0

  private constructor(id: StreamId, listpack: Listpack, fields: number) {
    this.id = id
    this.listpack = listpack
    this.entries = 0
    this.deleted = 0
    this.fields = fields
  }

  /** A node without entries, whose master entry has the names argv[at], argv[at + 2] … */
  static create(id: StreamId, argv: readonly string[], at: number): StreamNode {
    const listpack = new Listpack()
    const fields = (argv.length - at) / 2
    listpack.push('0')
    listpack.push('0')
    listpack.push(String(fields))
    for (let i = at; i < argv.length; i += 2) listpack.push(flatten(argv[i]!))
    listpack.push('0')
    return new StreamNode(id, listpack, fields)
  }

  /** The node that a listpack of this layout makes (RDB). */
  static of(id: StreamId, listpack: Listpack): StreamNode {
    const fields = Number(listpack.get(2))
    const node = new StreamNode(id, listpack, fields)
    node.entries = Number(listpack.get(0))
    node.deleted = Number(listpack.get(1))
    for (let at = MASTER_OVERHEAD + fields; at < listpack.length;) {
      node.places.push(at)
      const own = !node.sharesFields(at)
      at += ENTRY_HEAD + 1 + (own ? 2 * Number(listpack.get(at + ENTRY_HEAD)) + 1 : fields)
    }
    return node
  }

  /** Adds the entry with the fields argv[at], argv[at + 1] … */
  append(id: StreamId, argv: readonly string[], at: number): void {
    const { listpack } = this
    const same = this.hasFields(argv, at)
    const fields = (argv.length - at) / 2
    this.count(1, 0)
    this.places.push(listpack.length)
    listpack.push(same ? SAME_FIELDS : OWN_FIELDS)
    listpack.push(String(delta(id.ms, this.id.ms)))
    listpack.push(String(delta(id.seq, this.id.seq)))
    if (!same) listpack.push(String(fields))
    for (let i = at; i < argv.length; i += 2) {
      if (!same) listpack.push(flatten(argv[i]!))
      listpack.push(flatten(argv[i + 1]!))
    }
    listpack.push(String(ENTRY_HEAD + (same ? fields : 2 * fields + 1)))
  }

  private hasFields(argv: readonly string[], at: number): boolean {
    if (argv.length - at !== this.fields * 2) return false
    for (let i = 0; i < this.fields; i++) {
      if (this.listpack.get(MASTER_HEAD + i) !== argv[at + 2 * i]) return false
    }
    return true
  }

  private count(entries: number, deleted: number): void {
    this.entries += entries
    this.listpack.replace(0, String(this.entries))
    if (deleted === 0) return
    this.deleted += deleted
    this.listpack.replace(1, String(this.deleted))
  }

  // ---- entries, by the position of their flags in the listpack ------------------------------------

  isDeleted(at: number): boolean {
    const flags = this.listpack.get(at)
    return flags === DELETED_OWN_FIELDS || flags === DELETED_SAME_FIELDS
  }

  private sharesFields(at: number): boolean {
    const flags = this.listpack.get(at)
    return flags === SAME_FIELDS || flags === DELETED_SAME_FIELDS
  }

  idAt(at: number): StreamId {
    const { listpack, id } = this
    return {
      ms: undelta(id.ms, integer(listpack.get(at + 1)!)),
      seq: undelta(id.seq, integer(listpack.get(at + 2)!)),
    }
  }

  /** Number of fields of an entry. */
  fieldsAt(at: number): number {
    return this.sharesFields(at) ? this.fields : Number(this.listpack.get(at + ENTRY_HEAD))
  }

  /** The id of the last entry, deleted or not (lpGetEdgeStreamID). */
  get lastId(): StreamId {
    return this.idAt(this.places[this.places.length - 1]!)
  }

  /**
   * Index in `places` from which on no entry has an id below this one. Deleted entries do not count: XSETID may have
   * set the last id back to below theirs, so they are out of order.
   */
  indexOf(id: StreamId): number {
    const { places } = this
    let from = 0
    let to = places.length
    while (from < to) {
      const middle = (from + to) >>> 1
      let probe = middle
      while (probe < to && this.isDeleted(places[probe]!)) probe++
      if (probe < to && compareIds(this.idAt(places[probe]!), id) < 0) from = probe + 1
      else to = middle
    }
    return from
  }

  /** Where the entry with this id is; undefined when there is none or it is deleted. */
  find(id: StreamId): number | undefined {
    const { places } = this
    for (let i = this.indexOf(id); i < places.length; i++) {
      const at = places[i]!
      if (!this.isDeleted(at)) return compareIds(this.idAt(at), id) === 0 ? at : undefined
    }
    return undefined
  }

  /** Hands each field of an entry with its value to `visit`. */
  forEachField(at: number, visit: (field: string, value: string) => void): void {
    const { listpack } = this
    const same = this.sharesFields(at)
    const fields = this.fieldsAt(at)
    for (let i = 0; i < fields; i++) {
      const field = same ? listpack.get(MASTER_HEAD + i) : listpack.get(at + ENTRY_HEAD + 1 + 2 * i)
      const value = same ? listpack.get(at + ENTRY_HEAD + i) : listpack.get(at + ENTRY_HEAD + 2 + 2 * i)
      visit(field!, value!)
    }
  }

  /** Flags an entry as deleted; the counters are told by `deletedSome`. */
  flagDeleted(at: number): void {
    this.listpack.replace(at, this.sharesFields(at) ? DELETED_SAME_FIELDS : DELETED_OWN_FIELDS)
  }

  /** Keeps the counters right after `n` entries were flagged. */
  deletedSome(n: number): void {
    this.count(-n, n)
  }

  copy(): StreamNode {
    return StreamNode.of(this.id, Listpack.of(this.listpack.toArray()))
  }
}
