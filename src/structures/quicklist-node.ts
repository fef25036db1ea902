import type { Listpack } from './listpack.ts'

/** Bytes per node for the fill values -1 to -5 (optimization_level in quicklist.c). */
const NODE_BYTES = [4096, 8192, 16384, 32768, 65536]
/** Bytes per node when the fill limits the number of elements (SIZE_SAFETY_LIMIT). */
const SAFETY_LIMIT = 8192
/** What an element is taken to need besides its data, before it is encoded (SIZE_ESTIMATE_OVERHEAD). */
const OVERHEAD = 8
/**
 * What merging two nodes is taken to save. The 7 bytes of a listpack would be right; 7.0 still counts the 11 of the
 * ziplists before them, so a merged node may be 4 bytes over the limit (recorded).
 */
const MERGE_SAVING = 11

/** A node of a quicklist: a listpack with many elements, or one large element on its own ("plain"). */
export class QuicklistNode {
  previous: QuicklistNode | null
  next: QuicklistNode | null
  /** The elements; null for a plain node. */
  listpack: Listpack | null
  /** The only element of a plain node, else ''. */
  plain: string
  /** What the node takes in Redis's memory, as its list last counted it; 0 while it is in no list. */
  counted: number

  constructor(listpack: Listpack | null, plain: string) {
    this.previous = null
    this.next = null
    this.listpack = listpack
    this.plain = plain
    this.counted = 0
  }

  /** Number of elements. */
  get count(): number {
    return this.listpack === null ? 1 : this.listpack.length
  }

  /** Bytes of the listpack or of the plain element. */
  get bytes(): number {
    return this.listpack === null ? this.plain.length : this.listpack.bytes
  }

  get(index: number): string {
    return this.listpack === null ? this.plain : (this.listpack.get(index) as string)
  }
}

const isWithin = (bytes: number, count: number, fill: number): boolean => {
  if (fill < 0) return bytes <= (NODE_BYTES[-fill - 1] as number)
  return bytes <= SAFETY_LIMIT && count <= fill
}

/** Whether an element of `size` bytes may join the node's listpack (_quicklistNodeAllowInsert). */
export const allowsInsert = (node: QuicklistNode | null, fill: number, size: number): boolean => {
  if (node === null || node.listpack === null) return false
  return isWithin(node.listpack.bytes + size + OVERHEAD, node.listpack.length + 1, fill)
}

/** Whether two neighbours may become one node (_quicklistNodeAllowMerge). */
export const allowsMerge = (a: QuicklistNode | null, b: QuicklistNode | null, fill: number): boolean => {
  if (a === null || b === null || a.listpack === null || b.listpack === null) return false
  return isWithin(a.bytes + b.bytes - MERGE_SAVING, a.count + b.count, fill)
}
