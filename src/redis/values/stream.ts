/**
 * Streams (t_stream.c of 7.0): a radix tree of nodes by the id of their first entry, each a listpack of entries
 * (`stream-node.ts`), and the consumer groups that read them.
 */
import { normalizeInteger } from '../../bytes/integers.ts'
import { allocated } from '../../structures/allocated.ts'
import { RadixTree } from '../../structures/radix-tree.ts'
import { Type } from '../keyspace/entry.ts'
import type { Collection, Encoding } from '../keyspace/entry.ts'
import { ConsumerGroup, RAX, UNKNOWN } from './stream-group.ts'
import { compareIds, encodeId, idText, isZeroId, MAX_ID, MIN_ID, nextId } from './stream-id.ts'
import type { ReadId, StreamId } from './stream-id.ts'
import { StreamNode } from './stream-node.ts'
import { StreamReader } from './stream-reader.ts'
import type { Range } from './stream-reader.ts'

/** The parameters that end a node; `config.values` is one. 0 sets no limit. */
export interface StreamLimits {
  readonly streamNodeMaxBytes: number | bigint
  readonly streamNodeMaxEntries: number | bigint
}

/** struct stream as allocated, bytes. */
const STREAM = 80
/** The last listpack of a stream has room for this many bytes from the start (STREAM_LISTPACK_MAX_PRE_ALLOCATE). */
export const PREALLOCATED = 4096
/** The most bytes a node or the elements of one entry may have (STREAM_LISTPACK_MAX_SIZE). */
const LISTPACK_MAX = 2 ** 30

/** How far XTRIM and XADD cut a stream at its old end. */
export interface Trim {
  /** Keep at most so many entries, or none with an id below this. */
  readonly maxLength: number | undefined
  readonly minId: StreamId | undefined
  /** Remove whole nodes only. */
  readonly approximate: boolean
  /** Entries to remove at most; 0: any number. */
  readonly limit: number
}

/** One more, in a signed 64-bit counter. */
export const increment = (n: number | bigint): number | bigint =>
  typeof n === 'number' && n < Number.MAX_SAFE_INTEGER
    ? n + 1
    : normalizeInteger(BigInt.asIntN(64, BigInt(n) + 1n))

const difference = (a: number | bigint, b: number | bigint): number | bigint =>
  typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a - b)
    ? a - b
    : normalizeInteger(BigInt.asIntN(64, BigInt(a) - BigInt(b)))

export class StreamValue implements Collection {
  tree = new RadixTree<StreamNode>()
  /** Number of entries that are not deleted. */
  length = 0
  /** The first entry; 0-0 when there is none. */
  firstId: StreamId = MIN_ID
  /** The greatest id there ever was. */
  lastId: StreamId = MIN_ID
  /** The greatest id that XDEL removed. */
  maxDeletedId: StreamId = MIN_ID
  /** How many entries were ever added; a signed 64-bit integer. */
  entriesAdded: number | bigint = 0
  /** Made with the first group. */
  groups: RadixTree<ConsumerGroup> | undefined
  /** Bytes of the listpacks of all nodes as allocated. */
  private listpacks = 0

  get type(): Type {
    return Type.stream
  }

  get encoding(): Encoding {
    return 'stream'
  }

  get size(): number {
    return this.length
  }

  get rehashing(): boolean {
    return false
  }

  /** What the value takes in Redis's memory, its object not counted: known without a look at the entries. */
  get bytes(): number {
    let bytes = STREAM + RAX + this.tree.bytes + this.listpacks
    // The node that is added to has room to spare from the start.
    const last = this.tree.last()
    if (last !== undefined && last.counted < PREALLOCATED) bytes += PREALLOCATED - last.counted
    if (this.groups === undefined) return bytes
    bytes += RAX + this.groups.bytes
    this.groups.forEach((group) => {
      bytes += group.bytes
    })
    return bytes
  }

  /** Counts a node's bytes anew. */
  private count(node: StreamNode): void {
    const bytes = allocated(node.listpack.bytes)
    this.listpacks += bytes - node.counted
    node.counted = bytes
  }

  /** Adds a node under its id, as loading and copying do. */
  addNode(node: StreamNode): void {
    this.tree.set(encodeId(node.id), node)
    this.count(node)
  }

  private removeNode(node: StreamNode): void {
    this.tree.delete(encodeId(node.id))
    this.listpacks -= node.counted
    node.counted = 0
  }

  read(range: Range = {}): StreamReader {
    return new StreamReader(this.tree, range)
  }

  /** Id and fields of the first entries, in turn. */
  preview(limit: number): readonly string[] {
    const shown: string[] = []
    const reader = this.read()
    while (shown.length < limit && reader.next()) {
      const words: string[] = []
      reader.forEachField((field, value) => words.push(field, value))
      shown.push(idText(reader.id), words.join(' '))
    }
    return shown.slice(0, limit)
  }

  copy(): StreamValue {
    const copy = new StreamValue()
    this.tree.forEach((node) => copy.addNode(node.copy()))
    copy.length = this.length
    copy.firstId = this.firstId
    copy.lastId = this.lastId
    copy.maxDeletedId = this.maxDeletedId
    copy.entriesAdded = this.entriesAdded
    this.groups?.forEach((group, name) => {
      copy.groups ??= new RadixTree<ConsumerGroup>()
      copy.groups.set(name, group.copy())
    })
    return copy
  }

  // ---- entries ----------------------------------------------------------------------------------

  /**
   * The id a new entry gets: the one asked for, with the next sequence number if that was left open, or one made of
   * the clock (Unix ms). Undefined when no sequence number is left, 'small' when it is not above the last id.
   */
  newId(asked: ReadId | undefined, milliseconds: number): StreamId | 'small' | undefined {
    const { lastId } = this
    let id: StreamId
    if (asked === undefined) id = this.nextIdAt(milliseconds)
    else if (asked.seqGiven || asked.ms !== lastId.ms) id = { ms: asked.ms, seq: asked.seq }
    else {
      const next = nextId(lastId)
      if (next === undefined || next.ms !== lastId.ms) return undefined
      id = next
    }
    return compareIds(id, lastId) > 0 ? id : 'small'
  }

  /** Time never goes back, whatever the clock does (streamNextID). */
  private nextIdAt(ms: number): StreamId {
    return ms > this.lastId.ms ? { ms, seq: 0 } : (nextId(this.lastId) ?? MIN_ID)
  }

  /**
   * Adds the entry with the fields argv[at], argv[at + 1] … under an id above all others. False when it is too large
   * (streamAppendItem).
   */
  append(id: StreamId, argv: readonly string[], at: number, limits: StreamLimits): boolean {
    let bytes = 0
    for (let i = at; i < argv.length; i++) bytes += argv[i]!.length
    if (bytes > LISTPACK_MAX) return false
    let node = this.tree.last()
    if (node === undefined || isFull(node, bytes, limits)) {
      node = StreamNode.create(id, argv, at)
      this.addNode(node)
    }
    node.append(id, argv, at)
    this.count(node)
    this.length++
    this.entriesAdded = increment(this.entriesAdded)
    this.lastId = id
    if (this.length === 1) this.firstId = id
    return true
  }

  has(id: StreamId): boolean {
    const cursor = this.tree.cursor()
    if (!cursor.seek('<=', encodeId(id))) return false
    return cursor.value.find(id) !== undefined
  }

  /** Removes an entry (streamDeleteItem), but leaves `firstId` and `maxDeletedId` alone. False when it is absent. */
  delete(id: StreamId): boolean {
    const cursor = this.tree.cursor()
    if (!cursor.seek('<=', encodeId(id))) return false
    const node = cursor.value
    const at = node.find(id)
    if (at === undefined) return false
    this.length--
    if (node.entries === 1) {
      this.removeNode(node)
    } else {
      node.flagDeleted(at)
      node.deletedSome(1)
      this.count(node)
    }
    return true
  }

  /** The first or last entry (streamGetEdgeID): ends beyond all ids when there is none. */
  edgeId(first: boolean, tombstones = false): StreamId {
    const reader = this.read({ reverse: !first, tombstones })
    if (reader.next()) return reader.id
    return first ? MAX_ID : MIN_ID
  }

  /** Sets `firstId` after entries were removed. */
  findFirst(): void {
    this.firstId = this.length === 0 ? MIN_ID : this.edgeId(true)
  }

  /** Removes old entries and returns how many (streamTrim). */
  trim(how: Trim): number {
    let removed = 0
    for (let node = this.tree.first(); node !== undefined; node = this.tree.first()) {
      const { entries } = node
      if (how.maxLength !== undefined && this.length <= how.maxLength) break
      if (how.limit > 0 && removed + entries > how.limit) break
      if (this.goesWhole(node, how)) {
        this.removeNode(node)
        this.length -= entries
        removed += entries
        continue
      }
      if (!how.approximate) removed += this.trimNode(node, how)
      break
    }
    if (this.length === 0 || removed > 0) this.findFirst()
    return removed
  }

  private goesWhole(node: StreamNode, { maxLength, minId }: Trim): boolean {
    return maxLength !== undefined
      ? this.length - node.entries >= maxLength
      : compareIds(node.lastId, minId!) < 0
  }

  /** Flags as many of the node's entries as must go. */
  private trimNode(node: StreamNode, { maxLength, minId }: Trim): number {
    const before = this.length
    for (const at of node.places) {
      const enough =
        maxLength !== undefined ? this.length <= maxLength : compareIds(node.idAt(at), minId!) >= 0
      if (enough) break
      if (node.isDeleted(at)) continue
      node.flagDeleted(at)
      this.length--
    }
    const removed = before - this.length
    if (removed > 0) node.deletedSome(removed)
    this.count(node)
    return removed
  }

  // ---- groups -----------------------------------------------------------------------------------

  group(name: string): ConsumerGroup | undefined {
    return this.groups?.get(name)
  }

  /** Makes a group; undefined when there is one of this name (streamCreateCG). */
  addGroup(name: string, lastId: StreamId, entriesRead: number | bigint): ConsumerGroup | undefined {
    this.groups ??= new RadixTree<ConsumerGroup>()
    if (this.groups.has(name)) return undefined
    const group = new ConsumerGroup(name, lastId, entriesRead)
    this.groups.set(name, group)
    return group
  }

  /** Whether entries with an id of at least `start` may be deleted ones (streamRangeHasTombstones). */
  hasTombstones(start: StreamId): boolean {
    if (this.length === 0 || isZeroId(this.maxDeletedId)) return false
    if (compareIds(this.firstId, this.maxDeletedId) > 0) return false
    return compareIds(start, this.maxDeletedId) <= 0
  }

  /**
   * How many entries were ever added up to this id, or UNKNOWN: only the ends of a stream can be told, and only
   * without deleted entries among the others (streamEstimateDistanceFromFirstEverEntry).
   */
  distanceTo(id: StreamId): number | bigint {
    if (this.entriesAdded === 0) return 0
    const toLast = compareIds(id, this.lastId)
    if (this.length === 0 && toLast <= 0) return this.entriesAdded
    if (toLast === 0) return this.entriesAdded
    if (toLast > 0) return UNKNOWN
    const toFirst = compareIds(id, this.firstId)
    if (isZeroId(this.maxDeletedId) || compareIds(this.maxDeletedId, this.firstId) < 0) {
      const before = difference(this.entriesAdded, this.length)
      if (toFirst < 0) return before
      if (toFirst === 0) return increment(before)
    }
    return UNKNOWN
  }

  /** How many entries the group has yet to read; undefined when nobody can tell (streamReplyWithCGLag). */
  lag(group: ConsumerGroup): number | bigint | undefined {
    if (this.entriesAdded === 0) return 0
    if (group.entriesRead !== UNKNOWN && !this.hasTombstones(group.lastId)) {
      return difference(this.entriesAdded, group.entriesRead)
    }
    const read = this.distanceTo(group.lastId)
    return read === UNKNOWN ? undefined : difference(this.entriesAdded, read)
  }
}

const isFull = (node: StreamNode, bytes: number, limits: StreamLimits): boolean => {
  const { streamNodeMaxBytes: limit, streamNodeMaxEntries: most } = limits
  const maxBytes = limit > LISTPACK_MAX || limit <= 0 ? LISTPACK_MAX : limit
  if (node.listpack.bytes + bytes >= maxBytes) return true
  return most > 0 && node.entries + node.deleted >= most
}
