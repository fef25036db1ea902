/*
 * What the trace says of the structure that really holds a value. Bytes are told as they stand in memory, the first of
 * them only, and read by whoever watches; tables and towers are told as numbers.
 */

/** The limits beyond which the value goes over to its other encoding; they are the server's parameters. */
export interface Limits {
  /** Elements: `hash-max-listpack-entries` and its like. */
  readonly entries: number
  /** Bytes of an element; null: an element that is no integer. */
  readonly value: number | null
}

export interface ListpackState {
  readonly kind: 'listpack'
  readonly bytes: number
  readonly entries: number
  /** The first bytes, header included; less than `bytes` of them when it is cut. */
  readonly head: string
  readonly limits: Limits
}

export interface IntSetState {
  readonly kind: 'intset'
  /** Bytes an element takes. */
  readonly width: 2 | 4 | 8
  readonly bytes: number
  /** The first elements in ascending order. */
  readonly values: readonly string[]
  readonly limits: Limits
}

/** A hash table while it is rehashed has two of each; else the second is 0 and ''. */
export interface TableState {
  readonly kind: 'hashtable'
  readonly slots: readonly [number, number]
  readonly used: readonly [number, number]
  /** The slot that moves next, -1: it is not rehashed. */
  readonly index: number
  readonly seed: number
  /** How long the chains of the first slots are, a byte each. */
  readonly chains: readonly [string, string]
}

export interface TowerState {
  readonly member: string
  /** As it is printed. */
  readonly score: string
  /** How many elements the link of each level leads ahead, the lowest first; 0: to the end. */
  readonly spans: readonly number[]
}

export interface SkipListState {
  readonly kind: 'skiplist'
  /** Levels in use. */
  readonly level: number
  /** Spans of the header's links, the lowest first. */
  readonly header: readonly number[]
  /** The first nodes. */
  readonly towers: readonly TowerState[]
  readonly table: TableState
}

export interface QuicklistNodeState {
  readonly entries: number
  readonly bytes: number
  /** A large element on its own. */
  readonly plain: boolean
  /** Beyond `list-compress-depth` from both ends and large enough for LZF. */
  readonly compressed: boolean
}

export interface QuicklistState {
  readonly kind: 'quicklist'
  readonly nodes: number
  /** `list-max-listpack-size` of this list. */
  readonly fill: number
  readonly compress: number
  /** The first nodes, and the last ones that are not among them. */
  readonly first: readonly QuicklistNodeState[]
  readonly last: readonly QuicklistNodeState[]
  /** The first bytes of the first node's listpack; '' when that is one large element. */
  readonly head: string
}

/** A string longer than the preview: its first bytes. */
export interface BytesState {
  readonly kind: 'bytes'
  readonly head: string
}

/** A string that is a HyperLogLog. */
export interface HyperLogLogState {
  readonly kind: 'hll'
  /** All of it: registers, or runs of them. */
  readonly bytes: string
  /** `hll-sparse-max-bytes`. */
  readonly sparseMax: number
}

/** A node of a radix tree. */
export interface RadixState {
  /** How many nodes stand above it. */
  readonly depth: number
  /** Its bytes; a compressed node has one child behind all of them, another one behind each. */
  readonly bytes: string
  readonly compressed: boolean
  /** Whether the way to it is a key: the id of an entry, with its listpack. */
  readonly isKey: boolean
}

export interface StreamTreeState {
  readonly kind: 'stream'
  /** The first nodes of the radix tree, each before its children. */
  readonly radix: readonly RadixState[]
  /** The first bytes of the newest node's listpack; '' when there is no node. */
  readonly head: string
  /** `stream-node-max-bytes` and `stream-node-max-entries`; 0: no limit. */
  readonly limits: readonly [bytes: number, entries: number]
}

export type StructureState =
  | ListpackState
  | IntSetState
  | TableState
  | SkipListState
  | QuicklistState
  | BytesState
  | HyperLogLogState
  | StreamTreeState
