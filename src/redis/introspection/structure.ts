/** What the trace says of the structure that holds a value: bounded however large that is, read without changing. */
import { fromBytes } from '../../bytes/bytestrings.ts'
import { formatDouble } from '../../bytes/doubles.ts'
import type { Dict, DictEntry, Table } from '../../structures/dict.ts'
import { DENSE_SIZE, isHyperLogLog } from '../../structures/hyperloglog-format.ts'
import type { IntSet } from '../../structures/intset.ts'
import type { Listpack } from '../../structures/listpack.ts'
import type { Quicklist, QuicklistNode } from '../../structures/quicklist.ts'
import type { RadixNode } from '../../structures/radix-tree.ts'
import { forwardOf, levelOf, spanOf } from '../../structures/skiplist-node.ts'
import type { SkipNode } from '../../structures/skiplist-node.ts'
import type { SkipList } from '../../structures/skiplist.ts'
import type { ConfigValues } from '../config/parameters.ts'
import { Type } from '../keyspace/entry.ts'
import type { Value } from '../keyspace/entry.ts'
import type { HashValue } from '../values/hash.ts'
import type { ListValue } from '../values/list.ts'
import type { SetValue } from '../values/set.ts'
import type { StreamValue } from '../values/stream.ts'
import type { PackedElements } from '../values/zset-listpack.ts'
import type { SkipElements } from '../values/zset-skiplist.ts'
import type { ZSetValue } from '../values/zset.ts'
import type {
  IntSetState,
  Limits,
  ListpackState,
  QuicklistNodeState,
  QuicklistState,
  RadixState,
  SkipListState,
  StreamTreeState,
  StructureState,
  TableState,
  TowerState,
} from './structure-state.ts'

/** Bytes of a listpack, of a string. */
const HEAD = 224
const STRING_HEAD = 512
const INTEGERS = 48
const SLOTS = 512
const TOWERS = 20
const FIRST_NODES = 12
const LAST_NODES = 4
const MEMBER = 24
const RADIX_NODES = 24
const RADIX_BYTES = 16
const PLACES = 64
/** Integers of 52 bits; the first of them are of places in the south of the Pacific only. */
const PLACE_FROM = 2 ** 44
const PLACE_TO = 2 ** 52
/** Shorter nodes of a quicklist are not worth compressing (MIN_COMPRESS_BYTES). */
const COMPRESSED_FROM = 48

const listpackState = (listpack: Listpack, limits: Limits): ListpackState => ({
  kind: 'listpack',
  bytes: listpack.bytes,
  entries: listpack.length,
  head: listpack.encode(HEAD),
  limits,
})

const intsetState = (set: IntSet, limits: Limits): IntSetState => ({
  kind: 'intset',
  width: set.encoding,
  bytes: set.byteLength,
  values: set.values.slice(0, INTEGERS).map(String),
  limits,
})

const chainsOf = <E extends DictEntry>(table: Table<E>): string => {
  let chains = ''
  for (let slot = 0; slot < table.length && slot < SLOTS; slot++) {
    let length = 0
    for (let entry: DictEntry | null = table[slot]!; entry !== null && length < 255; entry = entry.next)
      length++
    chains += String.fromCharCode(length)
  }
  return chains
}

const tableState = <E extends DictEntry>(dict: Dict<E>): TableState => ({
  kind: 'hashtable',
  slots: [dict.table0.length, dict.table1.length],
  used: [dict.used0, dict.used1],
  index: dict.rehashIndex,
  seed: dict.seed,
  chains: [chainsOf(dict.table0), chainsOf(dict.table1)],
})

const spansOf = (node: SkipNode, levels: number): number[] => {
  const spans: number[] = []
  for (let level = 0; level < levels; level++)
    spans.push(forwardOf(node, level) === null ? 0 : spanOf(node, level))
  return spans
}

const skipListState = (list: SkipList, table: TableState): SkipListState => {
  const towers: TowerState[] = []
  for (let node = list.first; node !== null && towers.length < TOWERS; node = node.forward) {
    const { key, score } = node
    towers.push({
      member: key.slice(0, MEMBER),
      score: formatDouble(score),
      spans: spansOf(node, levelOf(node)),
    })
  }
  return { kind: 'skiplist', level: list.level, header: spansOf(list.header, list.level), towers, table }
}

const nodeState = (node: QuicklistNode, inner: boolean): QuicklistNodeState => ({
  entries: node.count,
  bytes: node.bytes,
  plain: node.listpack === null,
  compressed: inner && node.bytes >= COMPRESSED_FROM,
})

const quicklistState = ({ head, tail, nodeCount, fill, compress }: Quicklist): QuicklistState => {
  /** Of the node that is number `index` from the nearer end. */
  const state = (node: QuicklistNode, index: number): QuicklistNodeState =>
    nodeState(node, compress > 0 && index >= compress && index < nodeCount - compress)
  const first: QuicklistNodeState[] = []
  const last: QuicklistNodeState[] = []
  for (let node = head; node !== null && first.length < FIRST_NODES; node = node.next)
    first.push(state(node, first.length))
  const rest = Math.min(LAST_NODES, nodeCount - first.length)
  for (let node = tail; node !== null && last.length < rest; node = node.previous)
    last.unshift(state(node, nodeCount - 1 - last.length))
  return {
    kind: 'quicklist',
    nodes: nodeCount,
    fill,
    compress,
    first,
    last,
    head: head?.listpack?.encode(HEAD) ?? '',
  }
}

const radixState = <V>(root: RadixNode<V>): RadixState[] => {
  const states: RadixState[] = []
  const visit = ({ chars, compressed, isKey, children }: RadixNode<V>, depth: number): void => {
    if (states.length >= RADIX_NODES) return
    states.push({ depth, bytes: chars.slice(0, RADIX_BYTES), compressed, isKey })
    for (const child of children) visit(child, depth + 1)
  }
  visit(root, 0)
  return states
}

const streamState = ({ tree }: StreamValue, values: ConfigValues): StreamTreeState => {
  const cursor = tree.cursor()
  cursor.seek('$')
  return {
    kind: 'stream',
    radix: radixState(tree.root),
    head: cursor.previous() ? cursor.value.listpack.encode(HEAD) : '',
    limits: [Number(values.streamNodeMaxBytes), Number(values.streamNodeMaxEntries)],
  }
}

const ofString = (text: string, values: ConfigValues): StructureState | undefined => {
  const sketch = text.startsWith('HYLL') && text.length <= DENSE_SIZE + values.hllSparseMaxBytes
  if (sketch) return { kind: 'hll', bytes: text, sparseMax: values.hllSparseMaxBytes }
  return text.length > 64 ? { kind: 'bytes', head: text.slice(0, STRING_HEAD) } : undefined
}

const ofBytes = (bytes: Uint8Array, values: ConfigValues): StructureState | undefined =>
  ofString(
    fromBytes(bytes, 0, isHyperLogLog(bytes) ? bytes.length : Math.min(bytes.length, STRING_HEAD)),
    values,
  )

const ofHash = ({ listpack, table }: HashValue, values: ConfigValues): StructureState =>
  listpack === null
    ? tableState(table!)
    : listpackState(listpack, { entries: values.hashMaxListpackEntries, value: values.hashMaxListpackValue })

const ofSet = ({ intset, table }: SetValue, values: ConfigValues): StructureState =>
  intset === null
    ? tableState(table!)
    : intsetState(intset, { entries: values.setMaxIntsetEntries, value: null })

const ofSortedSet = ({ elements, encoding }: ZSetValue, values: ConfigValues): StructureState => {
  if (encoding === 'listpack') {
    const limits = { entries: values.zsetMaxListpackEntries, value: values.zsetMaxListpackValue }
    return listpackState((elements as PackedElements).toListpack(), limits)
  }
  const { list, dict } = elements as SkipElements
  return skipListState(list, tableState(dict))
}

/** The members of a sorted set with their scores, if these may be those of places; undefined: they are not. */
export const placesOf = (value: Value): [string, number][] | undefined => {
  if (typeof value !== 'object' || value instanceof Uint8Array || value.type !== Type.zset) return undefined
  const { members, scores } = (value as ZSetValue).elements.slice(0, PLACES, false)
  const may = scores.every((score) => score >= PLACE_FROM && score < PLACE_TO && Math.floor(score) === score)
  return may ? members.map((member, i) => [member.slice(0, 64), scores[i]!]) : undefined
}

/** Undefined: there is nothing to tell that type, encoding and preview don't. */
export const structureOf = (value: Value, values: ConfigValues): StructureState | undefined => {
  if (typeof value === 'string') return ofString(value, values)
  if (value instanceof Uint8Array) return ofBytes(value, values)
  if (typeof value !== 'object') return undefined
  switch (value.type) {
    case Type.hash:
      return ofHash(value as HashValue, values)
    case Type.set:
      return ofSet(value as SetValue, values)
    case Type.zset:
      return ofSortedSet(value as ZSetValue, values)
    case Type.list:
      return quicklistState((value as ListValue).list)
    case Type.stream:
      return streamState(value as StreamValue, values)
    default:
      return undefined
  }
}
