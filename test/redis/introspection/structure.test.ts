/** What the trace tells of the structure that holds a value, and how much of it at most. */
import { describe, expect, it } from 'vitest'
import type {
  HyperLogLogState,
  IntSetState,
  ListpackState,
  QuicklistState,
  SkipListState,
  StreamTreeState,
  StructureState,
  TableState,
} from '../../../src/redis/introspection/structure-state.ts'
import type { KeyState, ServerEvent } from '../../../src/redis/server/events.ts'
import { startRedis } from '../harness.ts'

const numbers = (count: number, make: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join(' ')

/** What was last told of the key `k`, with how many characters it took. */
const told = (lines: readonly string[], config: Record<string, string> = {}) => {
  const redis = startRedis({ config })
  redis.world.tracing = true
  for (const line of lines) expect([line, redis.command(line)[0]]).not.toEqual([line, '-'])
  const events = redis.world.takeTrace().map((event) => event as unknown as ServerEvent)
  const last = events.findLast((event) => event.type === 'key' && event.key === 'k')
  const value = last?.type === 'key' ? (last.value as KeyState) : undefined
  expect(JSON.parse(JSON.stringify(value))).toEqual(value)
  return { value: value!, redis, length: JSON.stringify(value).length }
}

const structure = <S extends StructureState>(lines: readonly string[], config = {}): S =>
  told(lines, config).value.structure as S

const hex = (bytes: string): string =>
  [...bytes].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('')

describe('the structure of a value, as the trace tells it', () => {
  it('is absent where encoding and preview say it all', () => {
    for (const line of ['SET k 12', 'SET k hello', `SET k ${'x'.repeat(64)}`])
      expect(structure([line])).toBeUndefined()
  })

  it('is the first bytes of a long string', () => {
    expect(structure([`SET k ${'xy'.repeat(400)}`])).toEqual({ kind: 'bytes', head: 'xy'.repeat(256) })
    expect(structure(['SETBIT k 80000 1'])).toEqual({ kind: 'bytes', head: '\0'.repeat(512) })
  })

  it('is the very bytes of a small listpack, and the beginning of a large one', () => {
    const small = structure<ListpackState>(['HSET k name Sora age 30'])
    expect(hex(small.head)).toBe(
      '1a000000' + '0400' + '846e616d6505' + '84536f726105' + '8361676504' + '1e01' + 'ff',
    )
    expect(small).toMatchObject({ bytes: 26, entries: 4, limits: { entries: 512, value: 64 } })
    const large = structure<ListpackState>([`HSET k ${numbers(300, (i) => `field:${i} ${i}`)}`])
    expect([large.entries, large.head.length]).toEqual([600, 224])
    const sorted = structure<ListpackState>(['ZADD k 2 b 1.5 a'])
    expect(hex(sorted.head)).toBe('14000000' + '0400' + '816102' + '83312e3504' + '816202' + '0201' + 'ff')
    expect(sorted.limits).toEqual({ entries: 128, value: 64 })
  })

  it('is the width and the numbers of an intset', () => {
    expect(structure<IntSetState>(['SADD k 3 1 2'])).toEqual({
      kind: 'intset',
      width: 2,
      bytes: 14,
      values: ['1', '2', '3'],
      limits: { entries: 512, value: null },
    })
    expect(structure<IntSetState>(['SADD k 1 70000']).width).toBe(4)
    expect(structure<IntSetState>(['SADD k 1 9223372036854775807'])).toMatchObject({
      width: 8,
      values: ['1', '9223372036854775807'],
    })
    expect(structure<IntSetState>([`SADD k ${numbers(500, String)}`]).values).toHaveLength(48)
  })

  it('is the slots and chains of a hash table, both while it is rehashed', () => {
    const table = structure<TableState>(['SADD k a b c d'])
    expect([table.slots, table.used, table.index]).toEqual([[4, 0], [4, 0], -1])
    const sum = (chains: string) => [...chains].reduce((all, c) => all + c.charCodeAt(0), 0)
    expect(sum(table.chains[0])).toBe(4)
    const growing = structure<TableState>(['SADD k a b c d', 'SADD k e'])
    expect([growing.slots, growing.index >= 0]).toEqual([[4, 8], true])
    expect(sum(growing.chains[0]) + sum(growing.chains[1])).toBe(5)
    const large = structure<TableState>([`SADD k ${numbers(2000, (i) => `m${i}`)}`])
    expect(large.used[0] + large.used[1]).toBe(2000)
    for (const chains of large.chains) expect(chains.length).toBeLessThanOrEqual(512)
  })

  it('is the towers of a skip list with what their links pass over', () => {
    const list = structure<SkipListState>([`ZADD k ${numbers(200, (i) => `${i} m${i}`)}`])
    expect(list.towers).toHaveLength(20)
    expect(list.towers[1]).toMatchObject({ member: 'm1', score: '1' })
    expect(list.header).toHaveLength(list.level)
    expect(list.header[0]).toBe(1)
    list.header.forEach((span, level) => {
      if (span <= 20) expect(list.towers[span - 1]!.spans.length).toBeGreaterThan(level)
    })
    expect(list.table.used[0] + list.table.used[1]).toBe(200)
  })

  it('is the nodes of a quicklist at both ends', () => {
    const few = structure<QuicklistState>(['RPUSH k a b 7'])
    expect(few).toMatchObject({ nodes: 1, fill: -2, compress: 0, last: [] })
    expect(few.first).toEqual([{ entries: 3, bytes: 15, plain: false, compressed: false }])
    expect(hex(few.head)).toBe('0f000000' + '0300' + '816102' + '816202' + '0701' + 'ff')
    const many = structure<QuicklistState>([`RPUSH k ${numbers(80, (i) => 'x'.repeat(30) + i)}`], {
      'list-max-listpack-size': '4',
      'list-compress-depth': '2',
    })
    expect([many.nodes, many.first.length, many.last.length]).toEqual([20, 12, 4])
    expect(many.first.map((node) => node.compressed)).toEqual([false, false, ...Array(10).fill(true)])
    expect(many.last.map((node) => node.compressed)).toEqual([true, true, false, false])
    const compressed = structure<QuicklistState>([`RPUSH k ${numbers(20, (i) => 'x'.repeat(30) + i)}`], {
      'list-max-listpack-size': '4',
      'list-compress-depth': '2',
    })
    expect([compressed.nodes, compressed.last]).toEqual([5, []])
    expect(compressed.first.map((node) => node.compressed)).toEqual([false, false, true, false, false])
  })

  it('is all of a HyperLogLog', () => {
    const sparse = structure<HyperLogLogState>(['PFADD k a b c'])
    expect(sparse.kind).toBe('hll')
    expect(sparse.bytes.slice(0, 5)).toBe('HYLL\x01')
    expect(sparse.sparseMax).toBe(3000)
    const dense = structure<HyperLogLogState>(['PFADD k a'], { 'hll-sparse-max-bytes': '0' })
    expect([dense.bytes.length, dense.bytes[4]]).toEqual([12304, '\0'])
  })

  it('is the radix tree of a stream and its newest listpack', () => {
    const tree = structure<StreamTreeState>(['XADD k 1-1 f v', 'XADD k 1-2 f v', 'XADD k 1-3 f v'], {
      'stream-node-max-entries': '2',
    })
    expect(tree.limits).toEqual([4096, 2])
    expect(
      tree.radix.map(({ depth, bytes, compressed, isKey }) => [depth, hex(bytes), compressed, isKey]),
    ).toEqual([
      [0, '000000000000000100000000000000', true, false],
      [1, '0103', false, false],
      [2, '', false, true],
      [2, '', false, true],
    ])
    expect(tree.head.length).toBeGreaterThan(20)
  })

  it('comes with the places of a sorted set that may have some', () => {
    expect(told(['GEOADD k 126.978 37.566 Seoul 129.075 35.18 Busan']).value.places).toEqual([
      ['Busan', expect.any(Number)],
      ['Seoul', expect.any(Number)],
    ])
    expect(told(['ZADD k 12 Seoul']).value.places).toBeUndefined()
  })

  it('stays small however large the value is', () => {
    const config = { 'list-max-listpack-size': '2', 'stream-node-max-entries': '2' }
    const large = [
      [`RPUSH k ${numbers(3000, (i) => `element:${i}`)}`],
      [`HSET k ${numbers(3000, (i) => `field:${i} v`)}`],
      [`ZADD k ${numbers(3000, (i) => `${i / 7} member:${i}`)}`],
      [`SADD k ${numbers(3000, (i) => `member:${i}`)}`],
      Array.from({ length: 300 }, (_, i) => `XADD k ${i + 1}-0 field ${i}`),
      ['SETBIT k 8000000 1'],
    ]
    for (const lines of large)
      expect([lines[0]!.slice(0, 9), told(lines, config).length < 9000]).toEqual([
        lines[0]!.slice(0, 9),
        true,
      ])
  })
})
