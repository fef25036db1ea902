/** Walks along the entries of a stream between two ids (t_stream.c: streamIterator). */
import type { ReplyWriter } from '../../resp/reply-writer.ts'
import type { RadixCursor, RadixTree } from '../../structures/radix-tree.ts'
import { compareIds, encodeId, idText, isZeroId, MAX_ID, MIN_ID } from './stream-id.ts'
import type { StreamId } from './stream-id.ts'
import type { StreamNode } from './stream-node.ts'

export interface Range {
  /** First and last id, both included; all entries by default. */
  readonly start?: StreamId | undefined
  readonly end?: StreamId | undefined
  /** From the last entry to the first. */
  readonly reverse?: boolean
  /** Deleted entries, too, that are still in their node. */
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
  /** Where to go on in the node: the next entry, or, backwards, the end of the one before. */
  private place = 0
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
      while (this.nextInNode(this.node!)) {
        const beyond = this.reverse ? compareIds(this.id, this.start) < 0 : compareIds(this.id, this.end) > 0
        if (beyond) return false
        const reached = this.reverse
          ? compareIds(this.id, this.end) <= 0
          : compareIds(this.id, this.start) >= 0
        if (reached && (this.tombstones || !this.node!.isDeleted(this.at))) return true
      }
      this.node = undefined
    }
    return false
  }

  private nextNode(): boolean {
    if (!(this.reverse ? this.cursor.previous() : this.cursor.next())) return false
    this.node = this.cursor.value
    this.place = this.reverse ? this.node.listpack.length : this.node.start
    return true
  }

  private nextInNode(node: StreamNode): boolean {
    if (this.reverse) {
      this.at = node.before(this.place)
      if (this.at === -1) return false
      this.place = this.at
    } else {
      this.at = this.place
      if (this.at >= node.listpack.length) return false
      this.place = node.after(this.at)
    }
    this.id = node.idAt(this.at)
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
