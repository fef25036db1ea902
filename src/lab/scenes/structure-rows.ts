/** A value's structure as a table of text: for Describe, print-outs and screen readers. */
import type { KeyState } from '../../redis/server/events.ts'
import type { SkipListState, TableState } from '../../redis/introspection/structure-state.ts'
import { readable } from './keyspace-captions.ts'
import { readListpack } from './listpack-bytes.ts'
import { sketchOf } from './registers.ts'
import type { Language } from './scene.ts'

type Rows = readonly (readonly string[])[]

/** Bytes as two digits each. */
export const hexOf = (bytes: string): string =>
  [...bytes].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join(' ')

const ofListpack = (head: string, bytes: number): Rows =>
  readListpack(head, bytes).map(({ at, size, encoding, value, bytes: raw }) => [
    String(at),
    String(size),
    encoding,
    readable(value),
    hexOf(raw.slice(0, 24)),
  ])

const ofTable = ({ slots, used, index }: TableState): Rows =>
  [0, 1]
    .filter((n) => slots[n]! > 0)
    .map((n) => [String(n), String(slots[n]), String(used[n]), n === 0 && index >= 0 ? String(index) : '-'])

const ofSkipList = ({ towers, header }: SkipListState): Rows => [
  ['header', '', String(header.length), header.join(' ')],
  ...towers.map(({ member, score, spans }) => [
    readable(member),
    score,
    String(spans.length),
    spans.join(' '),
  ]),
]

const HEADERS: Readonly<Record<string, readonly [en: readonly string[], ko: readonly string[]]>> = {
  listpack: [
    ['at byte', 'bytes', 'encoding', 'value', 'hex'],
    ['위치', '바이트', '인코딩', '값', '16진수'],
  ],
  intset: [['value'], ['값']],
  hashtable: [
    ['table', 'slots', 'entries', 'next slot to move'],
    ['테이블', '칸', '원소', '다음에 옮길 칸'],
  ],
  skiplist: [
    ['member', 'score', 'levels', 'spans'],
    ['멤버', '점수', '레벨', '스팬'],
  ],
  quicklist: [
    ['node', 'elements', 'bytes', 'compressed'],
    ['노드', '원소', '바이트', '압축'],
  ],
  stream: [
    ['node', 'entries', 'deleted', 'bytes'],
    ['노드', '항목', '삭제됨', '바이트'],
  ],
  hll: [
    ['form', 'bytes', 'registers above 0', 'highest', 'estimate'],
    ['형식', '바이트', '0보다 큰 레지스터', '최댓값', '추정값'],
  ],
  bytes: [['bytes'], ['바이트']],
}

const bodyOf = (value: KeyState): Rows => {
  const { structure, stream } = value
  switch (structure?.kind) {
    case 'listpack':
      return ofListpack(structure.head, structure.bytes)
    case 'intset':
      return structure.values.map((each) => [each])
    case 'hashtable':
      return ofTable(structure)
    case 'skiplist':
      return ofSkipList(structure)
    case 'quicklist':
      return [...structure.first, ...structure.last].map((node, i) => {
        const inFirst = i < structure.first.length
        const place = inFirst ? i : structure.nodes - structure.last.length + i - structure.first.length
        return [String(place), String(node.entries), String(node.bytes), node.compressed ? 'LZF' : '-']
      })
    case 'stream':
      return (stream?.nodes ?? []).map((node) =>
        [node.id, node.entries, node.deleted, node.bytes].map(String),
      )
    case 'hll': {
      const sketch = sketchOf(value)
      if (sketch === undefined) return []
      const { dense, bytes, filled, highest, estimate } = sketch
      return [[dense ? 'dense' : 'sparse', ...[bytes, filled, highest, estimate].map(String)]]
    }
    default:
      return [[hexOf((structure?.head ?? value.preview[0] ?? '').slice(0, 64))]]
  }
}

/** First row the header. */
export const structureRows = (key: string, value: KeyState, language: Language): Rows => {
  const kind = value.structure?.kind ?? 'bytes'
  const header = HEADERS[kind]![language === 'en' ? 0 : 1]
  return [[`${key}: ${value.encoding}`, ...header], ...bodyOf(value).map((row) => ['', ...row])]
}
