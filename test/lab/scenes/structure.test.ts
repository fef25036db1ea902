/** The structure scene: what holds a key, and when that turns. */
import { describe, expect, it } from 'vitest'
import { entriesOf, readListpack } from '../../../src/lab/scenes/listpack-bytes.ts'
import { sketchOf } from '../../../src/lab/scenes/registers.ts'
import { cellShown, structure, turnAt } from '../../../src/lab/scenes/structure.ts'
import { Listpack } from '../../../src/structures/listpack.ts'
import { play } from './play.ts'

const numbers = (count: number, make: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join(' ')

/** What the scene says last of key k. */
const lastTurn = (lines: readonly string[], config = {}) => {
  const { state, captions } = play(structure, lines, config)
  return { turn: turnAt(state, 'k')?.turn, said: captions.findLast((each) => each.startsWith('k: ')) }
}

describe('a listpack read from its bytes', () => {
  it('is its elements with their places and encodings', () => {
    const values = ['name', '5', '-1', '300', '70000', '-3000000000', '99999999999', 'x'.repeat(80)]
    const listpack = Listpack.of(values)
    const entries = readListpack(listpack.encode(), listpack.bytes)
    expect(entries.map(({ value }) => value)).toEqual(values)
    expect(entries.map(({ encoding }) => encoding)).toEqual([
      'str 6',
      'int 7',
      'int 13',
      'int 13',
      'int 24',
      'int 64',
      'int 64',
      'str 12',
    ])
    expect(entries.map(({ at }) => at)).toEqual(entries.map((_, i) => 6 + sum(entries.slice(0, i))))
    expect(6 + sum(entries) + 1).toBe(listpack.bytes)
  })

  it('ends where what is known ends', () => {
    const listpack = Listpack.of(['short', 'y'.repeat(60), 'never seen'])
    const entries = readListpack(listpack.encode(40), listpack.bytes)
    expect(entries.map(({ value }) => value.slice(0, 5))).toEqual(['short', 'yyyyy'])
    expect(entries[1]!.bytes.length).toBeLessThan(entries[1]!.size)
    expect(readListpack('', 7)).toEqual([])
    expect(readListpack(new Listpack().encode(), 7)).toEqual([])
  })
})

const sum = (entries: readonly { readonly size: number }[]): number =>
  entries.reduce((all, { size }) => all + size, 0)

describe('what turned', () => {
  it('is a hash at 513 fields, with the parameter that says so', () => {
    const fill = `HSET k ${numbers(512, (i) => `f${i} ${i}`)}`
    expect(lastTurn([fill]).turn).toBeUndefined()
    const { turn, said } = lastTurn([fill, 'HSET k one more'])
    expect(turn).toEqual({
      kind: 'encoding',
      from: 'listpack',
      to: 'hashtable',
      cause: { kind: 'limit', name: 'hash-max-listpack-entries', limit: 512, came: 513 },
    })
    expect(said).toBe(
      'k: listpack to hashtable: 513 entries are more than hash-max-listpack-entries 512. It does not go back.',
    )
  })

  it('is a value of 65 bytes, and says which parameter', () => {
    expect(lastTurn(['HSET k a b', `HSET k c ${'x'.repeat(64)}`]).turn).toBeUndefined()
    expect(lastTurn(['HSET k a b', `HSET k c ${'x'.repeat(65)}`]).turn).toMatchObject({
      cause: { kind: 'length', name: 'hash-max-listpack-value', limit: 64 },
    })
    expect(lastTurn(['ZADD k 1 a', `ZADD k 2 ${'x'.repeat(65)}`]).turn).toMatchObject({
      to: 'skiplist',
      cause: { kind: 'length', name: 'zset-max-listpack-value', limit: 64 },
    })
  })

  it('knows the limits the server has now', () => {
    const lines = ['CONFIG SET zset-max-listpack-entries 3', 'ZADD k 1 a 2 b 3 c', 'ZADD k 4 d']
    expect(lastTurn(lines).turn).toMatchObject({
      cause: { kind: 'limit', name: 'zset-max-listpack-entries', limit: 3, came: 4 },
    })
  })

  it('is a set that outgrows its integers, or meets text', () => {
    expect(lastTurn(['SADD k 1 2', 'SADD k three']).turn).toMatchObject({
      to: 'hashtable',
      cause: { kind: 'text' },
    })
    const many = [`SADD k ${numbers(512, String)}`, 'SADD k 512']
    expect(lastTurn(many).turn).toMatchObject({
      cause: { kind: 'limit', name: 'set-max-intset-entries', limit: 512, came: 513 },
    })
    expect(lastTurn(['SADD k 1 2', 'SADD k 40000']).turn).toEqual({ kind: 'width', from: 16, to: 32 })
  })

  it('is a string', () => {
    expect(lastTurn(['SET k 12', 'APPEND k x']).turn).toMatchObject({ from: 'int', to: 'raw' })
    expect(lastTurn(['SET k short', `SET k ${'x'.repeat(45)}`]).turn).toMatchObject({
      cause: { kind: 'limit', name: '', limit: 44, came: 45 },
    })
    expect(lastTurn(['SET k 12', 'SET k twelve']).turn).toMatchObject({
      to: 'embstr',
      cause: { kind: 'text' },
    })
    expect(lastTurn(['SET k twelve', 'SET k 12']).turn).toMatchObject({
      to: 'int',
      cause: { kind: 'integer' },
    })
  })

  it('is a list that takes another node, and a table that grows', () => {
    const config = { 'list-max-listpack-size': '2' }
    expect(lastTurn(['RPUSH k a b'], config).turn).toBeUndefined()
    expect(lastTurn(['RPUSH k a b', 'RPUSH k c'], config).turn).toEqual({ kind: 'node', nodes: 2 })
    expect(lastTurn(['XADD k 1-1 f v', 'XADD k 1-2 f v'], { 'stream-node-max-entries': '1' }).turn).toEqual({
      kind: 'node',
      nodes: 2,
    })
    expect(lastTurn(['SADD k a b c d', 'SADD k e']).turn).toEqual({ kind: 'rehash', from: 4, to: 8 })
  })

  it('is a HyperLogLog that goes from runs to packed registers', () => {
    const adds = Array.from({ length: 60 }, (_, turn) => `PFADD k ${numbers(50, (i) => `v${turn}-${i}`)}`)
    const { turn, said } = lastTurn(adds)
    expect(turn).toMatchObject({
      from: 'sparse',
      to: 'dense',
      cause: { name: 'hll-sparse-max-bytes', limit: 3000 },
    })
    expect(said).toContain('more than 3,000 bytes')
  })

  it('is forgotten with the key, and told as a mark', () => {
    const lines = ['SADD k 1', 'SADD k text', 'DEL k', 'SADD k 1']
    const { state, marks } = play(structure, lines)
    expect(turnAt(state, 'k')).toBeUndefined()
    expect(marks.filter((mark) => mark === 'switch')).toHaveLength(1)
  })
})

describe('the key shown', () => {
  it('is the one used last, or the one that was chosen', () => {
    const { state } = play(structure, ['SET a 1', 'RPUSH b x', 'GET a'])
    expect(cellShown(state)?.key).toBe('a')
    expect(cellShown(state, 'b')?.key).toBe('b')
    expect(cellShown(state, 'nosuch')?.key).toBe('a')
    expect(cellShown(play(structure, ['SET a 1', 'SET b 1', 'DEL b']).state)?.key).toBe('a')
    expect(cellShown(structure.initial)).toBeUndefined()
  })

  it('is described whatever holds it', () => {
    const lines = [
      'SET k 12',
      'SET k text',
      'RPUSH l a b',
      'SADD i 1 2',
      'SADD t a b',
      'ZADD z 1 m',
      `ZADD s ${numbers(130, (i) => `${i} m${i}`)}`,
      'HSET h f v',
      'XADD x 1-1 f v',
      'PFADD p a',
    ]
    for (let i = 1; i <= lines.length; i++) {
      const { state } = play(structure, lines.slice(0, i))
      expect(structure.describe(state, 'en').length).toBeGreaterThan(1)
    }
  })
})

describe('registers', () => {
  it('are read alike from both forms, and estimate what PFCOUNT replies', () => {
    const adds = Array.from({ length: 20 }, (_, turn) => `PFADD k ${numbers(20, (i) => `v${turn}-${i}`)}`)
    const sparse = play(structure, adds)
    const dense = play(structure, adds, { 'hll-sparse-max-bytes': '0' })
    const [a, b] = [sparse, dense].map(({ state }) => sketchOf(cellShown(state, 'k')!.value)!)
    expect([a!.dense, b!.dense, b!.bytes]).toEqual([false, true, 12304])
    expect(b!.registers).toEqual(a!.registers)
    expect(`:${a!.estimate}\r\n`).toBe(sparse.redis.command('PFCOUNT k'))
    expect(a!.filled).toBeGreaterThan(350)
  })

  it('are none in a string that is no HyperLogLog', () => {
    const { state } = play(structure, ['SET k HYLLno'])
    expect(sketchOf(cellShown(state, 'k')!.value)).toBeUndefined()
    expect(entriesOf({ head: '', bytes: 0 })).toEqual([])
  })
})
