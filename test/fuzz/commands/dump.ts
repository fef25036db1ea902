/** DUMP, RESTORE of payloads made here (of every version, many of them damaged) and DEBUG RELOAD. */
import { crc64 } from '../../../src/bytes/crc64.ts'
import { RdbType } from '../../../src/formats/rdb/format.ts'
import { checksumBytes, RdbWriter } from '../../../src/formats/rdb/writer.ts'
import { Listpack } from '../../../src/structures/listpack.ts'
import type { Dice } from '../dice.ts'
import { hashMakers } from './hash.ts'
import type { Makers } from './index.ts'
import { listMakers } from './list.ts'
import { setMakers } from './set.ts'
import { sortedSetMakers } from './sorted-set.ts'
import { streamMakers } from './stream.ts'
import { stringMakers } from './string.ts'

const code = String.fromCharCode

const little = (n: number, bytes: number): string => {
  let out = ''
  for (let i = 0; i < bytes; i++) out += code(Math.floor(n / 256 ** i) % 256)
  return out
}

const words = (d: Dice, distinct: boolean): string[] => {
  const all = d.some(0, 8, () => d.member())
  return distinct && !d.chance(0.1) ? [...new Set(all)] : all
}

/** A word and a score, or field and value, in turn. */
const pairs = (d: Dice, second: () => string): string[] => words(d, true).flatMap((word) => [word, second()])

/** Members and scores in turn, as a sorted set has them: Redis itself does not look whether they are in order. */
const scored = (d: Dice): string[] =>
  words(d, true)
    .map((member) => ({ member, score: d.pick(SCORES) }))
    .sort((x, y) => order(x.score, y.score) || (x.member < y.member ? -1 : 1))
    .flatMap(({ member, score }) => [member, score.replace('Infinity', 'inf')])

const order = (a: string, b: string): number => (a === b ? 0 : Number(a) - Number(b))

const SCORES = ['1', '-3', '2.5', '0', '1000000', 'Infinity', '-Infinity']

const listpack = (elements: readonly string[]): string => Listpack.of(elements).encode()

/** A ziplist, small integers sometimes as such. */
const ziplist = (d: Dice, elements: readonly string[]): string => {
  let body = ''
  let before = 0
  let tail = 10
  for (const word of elements) {
    const small = /^\d$/.test(word) && d.chance(0.7)
    const text = word.length < 64 ? code(word.length) : code(0x40 | (word.length >> 8), word.length & 255)
    const data = small ? code(0xf1 + Number(word)) : text + word
    const head = before < 254 ? code(before) : '\xfe' + little(before, 4)
    tail = 10 + body.length
    body += head + data
    before = head.length + data.length
  }
  return little(body.length + 11, 4) + little(tail, 4) + little(elements.length, 2) + body + '\xff'
}

const zipmap = (elements: readonly string[]): string => {
  const short = elements.every((word) => word.length < 254)
  const parts = (short ? elements : []).map((word, i) => code(word.length) + (i % 2 === 1 ? '\0' : '') + word)
  return code(parts.length / 2) + parts.join('') + '\xff'
}

const intset = (d: Dice): string => {
  const width = d.pick([2, 4, 8])
  const values = [...new Set(d.some(1, 6, () => String(d.below(200))).map(Number))].sort((a, b) => a - b)
  return little(width, 4) + little(values.length, 4) + values.map((n) => little(n, width)).join('')
}

type Write = (d: Dice, writer: RdbWriter) => void

const each = (writer: RdbWriter, elements: readonly string[]): void => {
  for (const element of elements) writer.string(element)
}

const counted: Write = (d, writer) => {
  const elements = words(d, true)
  writer.length(elements.length)
  each(writer, elements)
}

const writers: ReadonlyMap<number, Write> = new Map<number, Write>([
  [RdbType.string, (d, writer) => writer.string(d.value())],
  [RdbType.list, counted],
  [RdbType.set, counted],
  [
    RdbType.zset,
    (d, writer) => {
      const members = words(d, true)
      writer.length(members.length)
      for (const member of members) {
        writer.string(member)
        const text = d.pick(['1', '-3', '2.5', '1e300'])
        writer.raw(d.chance(0.2) ? d.pick(['\xfe', '\xff', '\xfd']) : code(text.length) + text)
      }
    },
  ],
  [
    RdbType.zset2,
    (d, writer) => {
      const members = words(d, true)
      writer.length(members.length)
      for (const member of members) {
        writer.string(member)
        writer.double(d.chance(0.05) ? NaN : Number(d.pick(['1', '-3', '2.5', '1e300', '-Infinity'])))
      }
    },
  ],
  [
    RdbType.hash,
    (d, writer) => {
      const elements = pairs(d, () => d.value())
      writer.length(elements.length / 2)
      each(writer, elements)
    },
  ],
  [RdbType.hashZipmap, (d, writer) => writer.string(zipmap(pairs(d, () => d.member())))],
  [RdbType.listZiplist, (d, writer) => writer.string(ziplist(d, words(d, false)))],
  [RdbType.setIntset, (d, writer) => writer.string(intset(d))],
  [RdbType.zsetZiplist, (d, writer) => writer.string(ziplist(d, scored(d)))],
  [
    RdbType.hashZiplist,
    (d, writer) =>
      writer.string(
        ziplist(
          d,
          pairs(d, () => d.member()),
        ),
      ),
  ],
  [
    RdbType.listQuicklist,
    (d, writer) => {
      const nodes = 1 + d.below(3)
      writer.length(nodes)
      for (let i = 0; i < nodes; i++) writer.string(ziplist(d, words(d, false)))
    },
  ],
  [RdbType.hashListpack, (d, writer) => writer.string(listpack(pairs(d, () => d.value())))],
  [RdbType.zsetListpack, (d, writer) => writer.string(listpack(scored(d)))],
  [
    RdbType.listQuicklist2,
    (d, writer) => {
      const nodes = 1 + d.below(3)
      writer.length(nodes)
      for (let i = 0; i < nodes; i++) {
        const plain = d.chance(0.2)
        writer.length(plain ? 1 : 2)
        writer.string(plain ? d.member() : listpack(words(d, false)))
      }
    },
  ],
  [RdbType.streamListpacks, (d, writer) => writeStream(d, writer, false)],
  [RdbType.streamListpacks2, (d, writer) => writeStream(d, writer, true)],
])

const id = (ms: number, seq: number): string => '\0'.repeat(6) + code(0, ms) + '\0'.repeat(7) + code(seq)

/** Up to three entries in one node, a group or none. */
const writeStream = (d: Dice, writer: RdbWriter, second: boolean): void => {
  const count = 1 + d.below(3)
  const elements = [String(count), '0', '1', 'f', '0']
  for (let i = 0; i < count; i++) {
    const same = d.chance(0.5)
    const ms = String(i)
    elements.push(same ? '2' : '0', ms, '0', ...(same ? [d.member(), '4'] : ['1', 'g', d.member(), '6']))
  }
  writer.length(1)
  writer.string(id(1, 1))
  writer.string(listpack(elements))
  const numbers = [count, count, 1]
  const more = second ? [1, 1, 0, 0, count] : []
  for (const n of [...numbers, ...more]) writer.length(n)
  const groups = d.below(2)
  writer.length(groups)
  for (let i = 0; i < groups; i++) writeGroup(d, writer, second)
}

const writeGroup = (d: Dice, writer: RdbWriter, second: boolean): void => {
  writer.string(d.member())
  for (const n of [1, 1, ...(second ? [1] : [])]) writer.length(n)
  writer.length(1)
  writer.raw(id(1, 1) + little(5000, 8))
  writer.length(3)
  writer.length(1)
  writer.string(d.member())
  writer.raw(little(6000, 8))
  const owned = d.chance(0.9) ? 1 : 0
  writer.length(owned)
  if (owned === 1) writer.raw(id(1, 1))
}

const damage = (d: Dice, body: string): string => {
  const at = d.below(body.length)
  switch (d.below(4)) {
    case 0:
      return body.slice(0, at)
    case 1:
      return body.slice(0, at) + code(d.below(256)) + body.slice(at + 1)
    case 2:
      return body.slice(0, at) + code(d.below(256)) + body.slice(at)
    default:
      return body.slice(0, at) + body.slice(at + 1)
  }
}

const payload = (d: Dice): string => {
  const types = [...writers.keys()]
  const type = d.pick(types)
  const writer = new RdbWriter({ checksum: false })
  writer.byte(type)
  writers.get(type)!(d, writer)
  const object = writer.take()
  // Damage to the bytes of a packed form is a matter of its own: there Redis's own checks have gaps.
  const body = (d.chance(0.15) && TEXTUAL.has(type) ? damage(d, object) : object) + code(10, 0)
  return d.chance(0.02) ? body + '\0'.repeat(8) : body + checksumBytes(crc64(body))
}

/** Types whose objects are rows of strings: damaged anywhere, they are still read or refused for a reason. */
const TEXTUAL: ReadonlySet<number> = new Set([RdbType.string, RdbType.list, RdbType.set, RdbType.hash])

const filling: Makers = {
  set: stringMakers['set']!,
  append: stringMakers['append']!,
  rpush: listMakers['rpush']!,
  linsert: listMakers['linsert']!,
  lset: listMakers['lset']!,
  hset: hashMakers['hset']!,
  sadd: setMakers['sadd']!,
  zadd: sortedSetMakers['zadd']!,
  xadd: streamMakers['xadd']!,
  xgroup: streamMakers['xgroup']!,
}

export const dumpMakers: Makers = {
  ...filling,
  dump: (d) => [d.anyKey()],
  restore: (d) => [
    d.anyKey(),
    d.chance(0.9) ? '0' : d.pick(['-1', 'x', '4102444800000', '100000000']),
    d.chance(0.98) ? payload(d) : d.value(),
    ...d.options(
      0.3,
      () => ['REPLACE'],
      () => ['REPLACE'],
      () => ['REPLACE'],
    ),
    ...d.options(
      0.1,
      () => ['ABSTTL'],
      () => ['IDLETIME', d.integer()],
      () => ['FREQ', d.integer()],
    ),
  ],
  debug: (d) =>
    d.pick([['RELOAD'], ['RELOAD'], ['RELOAD', 'MERGE', 'NOFLUSH'], ['DIGEST-VALUE', d.anyKey()]]),
}
