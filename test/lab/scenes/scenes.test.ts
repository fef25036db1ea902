import { describe, expect, it } from 'vitest'
import { expiry, freed, stale } from '../../../src/lab/scenes/expiry.ts'
import { keyspace, view } from '../../../src/lab/scenes/keyspace.ts'
import { bucketsOf, keysInOrder } from '../../../src/lab/scenes/keyspace-view.ts'
import { bucketsBetween, lane, walked } from '../../../src/lab/scenes/lane.ts'
import type { Scene } from '../../../src/lab/scenes/scene.ts'
import { startRedis } from '../../redis/harness.ts'

/** Runs commands in a server and folds what its trace says. */
const play = <S>(scene: Scene<S>, lines: readonly (string | number)[], charging = false) => {
  const redis = startRedis({ charging })
  redis.world.tracing = true
  let state = scene.initial
  const captions: string[] = []
  const take = () => {
    for (const event of redis.world.takeTrace()) {
      state = scene.fold(state, event)
      const caption = scene.caption(event, state, 'en')
      expect(Boolean(scene.caption(event, state, 'ko'))).toBe(Boolean(caption))
      if (caption !== undefined) captions.push(`${caption.event}: ${caption.say}`)
    }
  }
  for (const line of lines) {
    if (typeof line === 'number') redis.advance(line)
    else redis.command(line)
    take()
  }
  return { state, captions, redis }
}

describe('keyspace', () => {
  it('shows what the server holds after every command', () => {
    const { state, redis } = play(keyspace, [
      'SET a 1',
      'RPUSH l x y z',
      'HSET h f v',
      'SADD s 1 2',
      'ZADD z 1 m',
      'DEL a',
      'SET b text EX 100',
    ])
    const shown = keysInOrder(view(state)).map(({ key, value }) => [
      key,
      value.type,
      value.encoding,
      value.size,
    ])
    expect(shown).toEqual([
      ['l', 'list', 'quicklist', 3],
      ['h', 'hash', 'listpack', 1],
      ['s', 'set', 'intset', 2],
      ['z', 'zset', 'listpack', 1],
      ['b', 'string', 'embstr', 4],
    ])
    expect(view(state).keys.get('b')!.value.expireAt).toBe(redis.server.milliseconds + 100_000)
    expect(state.touched).toEqual(['b'])
  })

  it('tells a conversion once, and a refusal with Redis’s own text', () => {
    const { captions, state } = play(keyspace, ['SADD s 1', 'SADD s text', 'LPUSH s x'])
    expect(captions).toContain('s: The encoding went from intset to hashtable.')
    expect(captions.at(-1)).toBe(
      'LPUSH: Refused: WRONGTYPE Operation against a key holding the wrong kind of value',
    )
    expect(state.outcome).toBe('error')
  })

  it('never changes a state it was given', () => {
    const redis = startRedis()
    redis.world.tracing = true
    for (let i = 0; i < 400; i++) redis.command(`SET key:${i % 97} ${i}`)
    const events = redis.world.takeTrace()
    const states = [keyspace.initial]
    for (const event of events) states.push(keyspace.fold(states.at(-1)!, event))
    const sizes = states.map((s) => view(s).keys.values().length)
    expect(states.map((s) => view(s).keys.size)).toEqual(sizes)
    expect(sizes.at(-1)).toBe(97)
    expect(sizes[1]! <= 1).toBe(true)
  })

  it('empties when the database is flushed', () => {
    expect(view(play(keyspace, ['SET a 1', 'FLUSHALL']).state).keys.size).toBe(0)
  })
})

describe('keyspace in detail', () => {
  const cellOf = (lines: string[], key: string) => view(play(keyspace, lines).state).keys.get(key)!

  it('says which elements a change touched', () => {
    const cases: [string[], number[]][] = [
      [['RPUSH k a b c', 'RPUSH k d'], [3]],
      [['RPUSH k a b c', 'LPUSH k z'], [0]],
      [['RPUSH k a b c', 'LSET k 1 x'], [1]],
      [['SADD k 1 2', 'SADD k 3'], [2]],
      [['HSET k f 1 g 2', 'HSET k g 3'], [1]],
      [['ZADD k 1 a 2 b', 'ZADD k 0 c'], [0]],
      [['SET k a', 'SET k b'], [0]],
      [['SET k a', 'EXPIRE k 10'], []],
    ]
    for (const [lines, fresh] of cases) expect([lines, cellOf(lines, 'k').fresh]).toEqual([lines, fresh])
  })

  it('keeps rows in place, and gives the oldest to a key that is used', () => {
    const fill = Array.from({ length: 12 }, (_, i) => `SET k${i} v`)
    const rowsOf = (lines: string[]) => view(play(keyspace, lines).state).rows.map((row) => row.key)
    expect(rowsOf(fill)).toEqual(['k9', 'k10', 'k11', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8'])
    expect(rowsOf([...fill, 'GET k0'])).toEqual(['k9', 'k10', 'k11', 'k0', 'k4', 'k5', 'k6', 'k7', 'k8'])
    expect(rowsOf([...fill, 'DEL k5'])).toEqual(['k9', 'k10', 'k11', 'k3', 'k4', 'k6', 'k7', 'k8', 'k0'])
  })

  it('gives a key one cell of the map for life, and a freed one to the next', () => {
    const { state } = play(keyspace, ['SET a 1', 'SET b 1', 'SET c 1', 'DEL b', 'SET d 1', 'SET a 2'])
    expect(keysInOrder(view(state)).map(({ key, slot }) => [key, slot])).toEqual([
      ['a', 0],
      ['c', 2],
      ['d', 1],
    ])
    expect(view(state).slots).toBe(3)
  })

  it('knows the slot of every key in both tables while they are rehashed', () => {
    const fill = Array.from({ length: 40 }, (_, i) => `SET key:${i} v`)
    const seen = new Set<number>()
    for (let n = 1; n <= fill.length; n++) {
      const { state, redis } = play(keyspace, fill.slice(0, n))
      const { dict } = redis.server.databases[0]!
      seen.add(dict.rehashIndex)
      const drawn = bucketsOf(view(state)).map((table) => table.map((b) => b.map(({ key }) => key).sort()))
      const real = dict.tables.map((table) =>
        table.map((head) => {
          const keys: string[] = []
          for (let entry = head; entry !== null; entry = entry.next) keys.push(entry.key)
          return keys.sort()
        }),
      )
      expect(drawn).toEqual(real)
    }
    expect(seen.size).toBeGreaterThan(3)
  })

  it('follows the database a command names keys in', () => {
    const { state, captions } = play(keyspace, ['SET a 1', 'SELECT 1', 'SET b 1', 'SWAPDB 0 1'])
    expect(state.db).toBe(1)
    expect(
      view(state)
        .keys.values()
        .map(({ key }) => key),
    ).toEqual(['a'])
    expect(captions).toContain('SELECT: It ran in db1; the scene shows db0.')
  })

  it('tells an expiry that came, went, or ended a key', () => {
    const { captions } = play(keyspace, ['SET a 1 EX 10', 'SET a 2', 'EXPIRE a 1', 'DEL a'])
    expect(captions).toEqual([
      'SET: a holds 1 as int.',
      'SET: a holds 2 as int. The old TTL of a is gone.',
      'EXPIRE: a holds 2 as int. a has a TTL now.',
      'DEL: a is gone.',
    ])
  })
})

describe('expiry', () => {
  it('counts what is past its time and still in memory, and what was freed', () => {
    const many = Array.from({ length: 50 }, (_, i) => `SET k${i} v PX ${i < 40 ? 1000 : 100000}`)
    const { state, redis } = play(expiry, many)
    expect(stale(state, redis.world.now + 2_000_000)).toBe(40)
    const later = play(expiry, [...many, 3000]).state
    expect(freed(later)).toBe(40)
    expect(later.keys.size).toBe(10)
    expect(later.rounds.some((round) => round.again)).toBe(true)
  })

  it('sees an expiry go when SET overwrites the key', () => {
    const { state, captions } = play(expiry, ['SET t v EX 60', 'SET t w'])
    expect(state.lasting.has('t')).toBe(true)
    expect(captions.at(-1)).toBe('SET: t has no expiry.')
  })
})

describe('lane', () => {
  it('follows SCAN to the end and counts repeats', () => {
    const fill = Array.from({ length: 40 }, (_, i) => `SET key:${i} v`)
    const { state, captions } = play(lane, [...fill, 'SCAN 0 COUNT 1000'], true)
    expect(fill.every((line) => state.found.has(line.split(' ')[1]!))).toBe(true)
    expect(state.found.size).toBe(40)
    expect(state.visited.size).toBe(state.slots)
    expect(walked(state.scan.at(-1))).toBe(1)
    expect(captions.at(-1)).toBe('SCAN: Cursor 0: the walk is over. 40 keys, 0 of them twice.')
  })

  it('forgets the walk before when another begins, and knows a key it has seen', () => {
    const { state } = play(lane, ['SET a 1', 'SCAN 0', 'SCAN 0'], true)
    expect([state.scan.length, state.returned, state.repeated]).toEqual([1, 1, 0])
    const page = {
      at: 1,
      seq: 1,
      process: '',
      type: 'scan.page',
      cursor: '2',
      next: '0',
      count: 1,
      keys: ['a'],
    }
    const again = lane.fold(state, page)
    expect([again.scan.length, again.returned, again.repeated]).toEqual([2, 2, 1])
  })

  it('walks the buckets in reverse-binary order, page by page', () => {
    const fill = Array.from({ length: 30 }, (_, i) => `SET key:${i} v`)
    const { state, redis } = play(lane, [...fill, 'SCAN 0 COUNT 4'], true)
    const first = state.scan.at(-1)!
    expect(state.slots).toBe(redis.server.databases[0]!.dict.table0.length)
    expect(bucketsBetween('0', '0', 8)).toEqual([0, 4, 2, 6, 1, 5, 3, 7])
    expect([...state.visited]).toEqual(bucketsBetween('0', first.next, 32))
    expect(walked(first)).toBeCloseTo(state.visited.size / 32)
  })

  it('has a run for every command, as long as it cost', () => {
    const { state } = play(lane, ['SET a 1', 'GET a', 'KEYS *'], true)
    expect(state.runs.last(9).map((run) => run.name)).toEqual(['set', 'get', 'keys'])
    expect(state.runs.last(9).every((run) => run.cost > 0)).toBe(true)
  })
})
