import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareIds, encodeId, idText } from '../../../src/redis/values/stream-id.ts'
import type { StreamId } from '../../../src/redis/values/stream-id.ts'
import { StreamNode } from '../../../src/redis/values/stream-node.ts'
import { StreamValue } from '../../../src/redis/values/stream.ts'
import { Listpack } from '../../../src/structures/listpack.ts'
import { copyGraph } from '../../../src/world/copy.ts'
import { startRedis } from '../harness.ts'
import { streamCases } from './stream-cases.ts'

const recorded = JSON.parse(readFileSync(new URL('streams.json', import.meta.url), 'utf8')) as {
  nodes: Record<string, string[]>
}

const hex = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('hex')

const fingerprint = (bytes: string): string => {
  if (bytes.length <= 120) return hex(bytes)
  const hash = createHash('sha256').update(Buffer.from(bytes, 'latin1')).digest('hex')
  return `${bytes.length}:${hash.slice(0, 32)}`
}

const nodesOf = (stream: StreamValue): StreamNode[] => {
  const nodes: StreamNode[] = []
  stream.tree.forEach((node) => nodes.push(node))
  return nodes
}

describe('nodes', () => {
  it.each(streamCases)(
    '$name: hold the bytes that Redis writes',
    ({ name, maxBytes, maxEntries, commands }) => {
      const redis = startRedis({
        config: { 'stream-node-max-bytes': String(maxBytes), 'stream-node-max-entries': String(maxEntries) },
      })
      for (const argv of commands) redis.send(argv)
      const stream = redis.server.databases[0]!.peek('s')!.value as StreamValue
      const nodes = nodesOf(stream)
      expect(nodes.map((node) => `${hex(encodeId(node.id))} ${fingerprint(node.listpack.encode())}`)).toEqual(
        recorded.nodes[name],
      )
      for (const node of nodes) {
        expect(node.listpack.bytes).toBe(node.listpack.encode().length)
        const again = StreamNode.of(node.id, Listpack.decode(node.listpack.encode())!)
        expect(again).toEqual(node.copy())
      }
    },
  )
})

// ---- against a list of entries ------------------------------------------------------------------

type Step =
  | { kind: 'add'; ms: number; fields: string[] }
  | { kind: 'delete'; at: number }
  | { kind: 'length'; keep: number }
  | { kind: 'id'; ms: number }
  | { kind: 'back' }

const fields = fc
  .array(fc.constantFrom('a', 'b', '1'), { minLength: 1, maxLength: 3 })
  .map((names) => names.flatMap((name) => [name, `${name}${names.length}`]))

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('add' as const), ms: fc.nat(3), fields }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('delete' as const), at: fc.nat(12) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('length' as const), keep: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('id' as const), ms: fc.nat(30) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('back' as const) }) },
)

interface Entry {
  readonly id: StreamId
  readonly fields: readonly string[]
}

const limits = { streamNodeMaxBytes: 100, streamNodeMaxEntries: 4 }

const play = (steps: readonly Step[]): { stream: StreamValue; model: Entry[] } => {
  const stream = new StreamValue()
  let model: Entry[] = []
  for (const one of steps) {
    if (one.kind === 'add') {
      const id = stream.newId(undefined, Number(stream.lastId.ms) + one.ms) as StreamId
      expect(stream.append(id, one.fields, 0, limits)).toBe(true)
      model.push({ id, fields: one.fields })
    } else if (one.kind === 'delete') {
      const [gone] = model.splice(one.at, 1)
      expect(stream.delete(gone?.id ?? { ms: 99, seq: 9 })).toBe(gone !== undefined)
      stream.findFirst()
    } else if (one.kind === 'back') {
      // XSETID to the last entry there is: what was deleted after it may have greater ids than what comes next.
      stream.lastId = model.at(-1)?.id ?? stream.lastId
    } else {
      const minId = one.kind === 'id' ? { ms: one.ms, seq: 1 } : undefined
      const maxLength = one.kind === 'length' ? one.keep : undefined
      const kept = model.filter(({ id }, i) =>
        minId === undefined ? i >= model.length - maxLength! : compareIds(id, minId) >= 0,
      )
      const removed = stream.trim({ maxLength, minId, approximate: false, limit: 0 })
      expect(removed).toBe(model.length - kept.length)
      model = kept
    }
  }
  return { stream, model }
}

const entriesOf = (stream: StreamValue, range: Parameters<StreamValue['read']>[0]): Entry[] => {
  const found: Entry[] = []
  const reader = stream.read(range)
  while (reader.next()) {
    const words: string[] = []
    reader.forEachField((field, value) => words.push(field, value))
    found.push({ id: reader.id, fields: words })
  }
  return found
}

const someId = fc.record({ ms: fc.nat(30), seq: fc.nat(5) })

describe('a stream', () => {
  it('holds what was added and not removed, between any two ids and both ways', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), someId, someId, (steps, start, end) => {
        const { stream, model } = play(steps)
        expect(stream.length).toBe(model.length)
        expect(stream.firstId).toEqual(model[0]?.id ?? { ms: 0, seq: 0 })
        expect(entriesOf(stream, {})).toEqual(model)
        expect(entriesOf(stream, { reverse: true })).toEqual([...model].reverse())
        const between = model.filter(({ id }) => compareIds(id, start) >= 0 && compareIds(id, end) <= 0)
        expect(entriesOf(stream, { start, end })).toEqual(between)
        expect(entriesOf(stream, { start, end, reverse: true })).toEqual(between.reverse())
        expect(stream.has(start)).toBe(model.some(({ id }) => compareIds(id, start) === 0))
        for (const node of nodesOf(stream)) {
          expect(node.entries).toBeGreaterThan(0)
          expect(node.entries + node.deleted).toBeLessThanOrEqual(limits.streamNodeMaxEntries)
        }
      }),
    )
  })

  it('trims whole nodes only when it need not be exact, and no more than it may', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.nat(12), fc.nat(12), (steps, maxLength, limit) => {
        const { stream } = play(steps)
        const before = nodesOf(stream).map((node) => node.entries)
        const removed = stream.trim({ maxLength, minId: undefined, approximate: true, limit })
        let expected = 0
        let length = before.reduce((sum, n) => sum + n, 0)
        for (const entries of before) {
          if (length - entries < maxLength || (limit > 0 && expected + entries > limit)) break
          expected += entries
          length -= entries
        }
        expect([removed, stream.length]).toEqual([expected, length])
      }),
    )
  })

  it('previews ids and fields in turn and changes nothing', () => {
    const redis = startRedis()
    redis.command('XADD s 1-1 a 1 b 2')
    redis.command('XADD s 1-2 c 3')
    const stream = redis.server.databases[0]!.peek('s')!.value as StreamValue
    expect(stream.preview(10)).toEqual(['1-1', 'a 1 b 2', '1-2', 'c 3'])
    expect(stream.preview(3)).toEqual(['1-1', 'a 1 b 2', '1-2'])
    expect([stream.type, stream.encoding, stream.size]).toEqual([6, 'stream', 2])
  })
})

describe('a copy', () => {
  const filled = () => {
    const redis = startRedis({ config: { 'stream-node-max-entries': '2' } })
    for (let i = 1; i <= 5; i++) redis.command(`XADD s 1-${i} a ${i}`)
    redis.command('XGROUP CREATE s g 0')
    redis.command('XREADGROUP GROUP g ann COUNT 2 STREAMS s >')
    redis.command('XREADGROUP GROUP g bob STREAMS s >')
    return redis
  }

  it('shares no node, group or pending entry', () => {
    const redis = filled()
    const before = redis.command('XINFO STREAM s FULL COUNT 0')
    redis.command('COPY s t')
    expect(redis.command('XINFO STREAM t FULL COUNT 0')).toBe(before)
    redis.advance(50)
    for (const line of [
      'XADD t 2-1 b 1',
      'XDEL t 1-1',
      'XACK t g 1-2',
      'XCLAIM t g cid 0 1-4',
      'XGROUP DELCONSUMER t g bob',
    ]) {
      redis.command(line)
    }
    expect(redis.command('XINFO STREAM s FULL COUNT 0')).toBe(before)
  })

  it('is made of plain data: a world with streams can be copied', () => {
    const redis = filled()
    const stream = redis.server.databases[0]!.peek('s')!.value as StreamValue
    const copy = copyGraph(stream)
    expect(copy).toEqual(stream)
    copy.group('g')!.consumers.get('ann')!.pending.first()!.deliveryCount = 9
    expect(copy.group('g')!.pending.first()!.deliveryCount).toBe(9)
    expect(stream.group('g')!.pending.first()!.deliveryCount).toBe(1)
    expect(idText(copy.lastId)).toBe('1-5')
  })
})
