/** Walks along the entries of a stream between two ids (t_stream.c: streamIterator). */
import type { ReplyWriter } from '../../resp/reply-writer.ts'
import type { RadixCursor, RadixTree } from '../../structures/radix-tree.ts'
import { compareIds, encodeId, idText, isZeroId, MAX_ID, MIN_ID, nextId } from './stream-id.ts'
import type { StreamId } from './stream-id.ts'
import type { StreamNode } from './stream-node.ts'

export interface Range {
  /** First and last id, both included; all entries by default. */
  readonly start?: StreamId | undefined
  readonly end?: StreamId | undefined
  /** From the last entry to the first. */
  readonly reverse?: boolean
  /** Deleted entries, too, that are still in their node; only without `start` and `end`. */
  readonly tombstones?: boolean
}

/** The stream must not be changed while it is read. */
export class StreamReader {
  private readonly cursor: RadixCursor<StreamNode>
  private readonly start: StreamId
  private readonly end: StreamId
  private readonly reverse: boolean
  private readonly tombstones: boolean
  private node: StreamNode | undefined
  /** Index of the next entry in the node's `places`. */
  private index = 0
  /** Where the current entry is. */
  private at = 0
  /** The id of the current entry. */
  id: StreamId = MIN_ID

  constructor(tree: RadixTree<StreamNode>, { start, end, reverse, tombstones }: Range) {
    this.start = start ?? MIN_ID
    this.end = end ?? MAX_ID
    this.reverse = reverse ?? false
    this.tombstones = tombstones ?? false
    this.cursor = tree.cursor()
    if (this.reverse) this.cursor.seek('<=', encodeId(this.end))
    else if (!isZeroId(this.start) && !this.cursor.seek('<=', encodeId(this.start))) this.cursor.seek('^')
  }

  /** Goes to the next entry; false when there is no more. */
  next(): boolean {
    while (this.node !== undefined || this.nextNode()) {
      const { node, reverse } = this
      const { places } = node!
      while (this.index >= 0 && this.index < places.length) {
        this.at = places[this.index]!
        this.index += reverse ? -1 : 1
        if (!this.tombstones && node!.isDeleted(this.at)) continue
        this.id = node!.idAt(this.at)
        const beyond = reverse ? compareIds(this.id, this.start) < 0 : compareIds(this.id, this.end) > 0
        return !beyond
      }
      this.node = undefined
    }
    return false
  }

  /** Goes to the next node, and there to the first entry that is not before the range. */
  private nextNode(): boolean {
    if (!(this.reverse ? this.cursor.previous() : this.cursor.next())) return false
    const node = this.cursor.value
    this.node = node
    if (!this.reverse) {
      this.index = compareIds(node.id, this.start) >= 0 ? 0 : node.indexOf(this.start)
    } else if (compareIds(node.lastId, this.end) <= 0) {
      this.index = node.places.length - 1
    } else {
      const after = nextId(this.end)
      this.index = (after === undefined ? node.places.length : node.indexOf(after)) - 1
    }
    return true
  }

  /** Hands each field of the current entry with its value to `visit`. */
  forEachField(visit: (field: string, value: string) => void): void {
    this.node!.forEachField(this.at, visit)
  }

  /** Replies with the current entry: its id, and its fields and values. */
  writeTo(reply: ReplyWriter): void {
    reply.array(2)
    reply.bulk(idText(this.id))
    reply.array(this.node!.fieldsAt(this.at) * 2)
    this.node!.forEachField(this.at, (field, value) => {
      reply.bulk(field)
      reply.bulk(value)
    })
  }
}
