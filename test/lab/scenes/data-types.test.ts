/** Bitmaps and sketches, places, streams, channels: what their scenes know after commands ran. */
import { describe, expect, it } from 'vitest'
import { bitOf, bitRows, bits, bytesOf, countOf, errorOf, truthOf } from '../../../src/lab/scenes/bits.ts'
import { geo, placesOf } from '../../../src/lab/scenes/geo.ts'
import { lostOf, keptStream, pubsub } from '../../../src/lab/scenes/pubsub.ts'
import {
  compareIds,
  consumersOf,
  cursorOf,
  isFresh,
  readerOf,
  stream,
  streamOf,
} from '../../../src/lab/scenes/stream.ts'
import type { StreamSceneState } from '../../../src/lab/scenes/stream.ts'
import { play } from './play.ts'

describe('bits', () => {
  it('shows the strings that bit commands name, bit by bit', () => {
    const { state, captions } = play(bits, [
      'SET note hello',
      'SETBIT mon 3 1',
      'SETBIT mon 9 1',
      'SETBIT tue 3 1',
      'BITOP AND both mon tue',
      'GETBIT tue 40',
    ])
    const rows = bitRows(state)
    expect(rows.map(({ key }) => key)).toEqual(['mon', 'tue', 'both'])
    const mon = bytesOf(rows[0]!.value)
    expect([...Array(16).keys()].filter((i) => bitOf(mon, i) === 1)).toEqual([3, 9])
    expect(rows.map(({ value }) => countOf(value).ones)).toEqual([2, 1, 1])
    expect(state.looked).toEqual({ key: 'tue', offset: 40, write: false })
    expect(captions).toContain('SETBIT: Bit 9 of mon is 1, it was 0. The string has 2 bytes.')
    expect(captions.at(-1)).toBe('GETBIT: Bit 40 lies beyond the 1 bytes of tue: it reads as 0.')
  })

  it('leaves out what is gone or no string any more, and refused commands', () => {
    const { state } = play(bits, ['SETBIT a 1 1', 'SETBIT b 1 1', 'DEL a', 'RPUSH l x', 'SETBIT l 1 1'])
    expect(bitRows(state).map(({ key }) => key)).toEqual(['b'])
    expect(state.looked).toBeUndefined()
  })

  it('holds the estimate against the set with the nearest name', () => {
    const adds = Array.from({ length: 40 }, (_, turn) => {
      const words = Array.from({ length: 25 }, (_, i) => `user-${turn * 25 + i}`).join(' ')
      return [`SADD visitors:set ${words}`, `PFADD visitors:hll ${words}`]
    }).flat()
    const { state, captions, marks, redis } = play(bits, ['SADD other a', ...adds])
    expect(truthOf(state, 'visitors:hll')).toEqual({ key: 'visitors:set', size: 1000 })
    const [sketch] = state.sketches
    expect(`:${sketch!.estimate}\r\n`).toBe(redis.command('PFCOUNT visitors:hll'))
    expect(sketch!.points.at(-1)).toEqual({ truth: 1000, estimate: sketch!.estimate })
    expect(sketch!.points.length).toBe(40)
    expect(Math.abs(errorOf(sketch!.points.at(-1)!))).toBeLessThan(4)
    expect(errorOf({ truth: 200, estimate: 199 })).toBe(-0.5)
    expect(captions.some((each) => each.startsWith('visitors:hll: sparse to dense'))).toBe(sketch!.dense)
    expect(marks.includes('switch')).toBe(sketch!.dense)
  })

  it('forgets a sketch with its key', () => {
    expect(play(bits, ['PFADD p a', 'DEL p']).state.sketches).toEqual([])
    expect(play(bits, ['PFADD p a', 'FLUSHALL']).state.sketches).toEqual([])
    expect(play(bits, ['PFADD p a', 'SET p text']).state.sketches).toEqual([])
  })
})

const CITIES = 'GEOADD cities 126.978 37.566 Seoul 129.075 35.18 Busan 126.531 33.499 Jeju'

describe('geo', () => {
  it('puts members where they were added', () => {
    const { state, captions } = play(geo, [CITIES])
    const seoul = placesOf(state).find(({ member }) => member === 'Seoul')!
    expect(seoul.longitude).toBeCloseTo(126.978, 4)
    expect(seoul.latitude).toBeCloseTo(37.566, 4)
    expect(state.named).toHaveLength(3)
    expect(captions.at(-1)).toMatch(/^GEOADD: \w+ stands at score 40\d+\.$/)
  })

  it('knows what a search looked at and found', () => {
    const searches: [string, string[]][] = [
      ['GEOSEARCH cities FROMLONLAT 127 37.5 BYRADIUS 100 km', ['Seoul']],
      ['GEOSEARCH cities FROMMEMBER Seoul BYRADIUS 400 km ASC WITHDIST', ['Seoul', 'Busan']],
      ['GEOSEARCH cities FROMMEMBER Seoul BYBOX 2000 2000 km COUNT 2', ['Seoul', 'Busan']],
      ['GEORADIUS cities 129 35 50 km', ['Busan']],
      ['GEORADIUSBYMEMBER_RO cities Jeju 10 mi', ['Jeju']],
    ]
    for (const [line, found] of searches) {
      const { state, redis } = play(geo, [CITIES, line])
      expect([line, state.search?.found.map(({ member }) => member)]).toEqual([line, found])
      if (line.startsWith('GEOS')) expect(redis.command(line)).toContain(found[0])
    }
    const { state } = play(geo, [CITIES, 'GEOSEARCH cities FROMMEMBER Jeju BYBOX 20 10 km'])
    expect(state.search!.area).toMatchObject({ shape: 'box', width: 20, height: 10, unit: 1000 })
  })

  it('measures as GEODIST does, and refuses nothing it was not asked', () => {
    const { state, redis } = play(geo, [CITIES, 'GEODIST cities Seoul Busan m'])
    const reply = redis.command('GEODIST cities Seoul Busan m').split('\r\n')[1]
    expect(state.distance!.toFixed(4)).toBe(reply)
    const after = play(geo, [CITIES, 'GEOSEARCH cities FROMMEMBER Nowhere BYRADIUS 1 km', 'GET x'])
    expect([after.state.key, after.state.search]).toEqual(['cities', undefined])
  })
})

describe('stream', () => {
  const group = ['XADD s 1-1 f a', 'XADD s 1-2 f b', 'XADD s 1-3 f c', 'XGROUP CREATE s g 0']

  it('knows who was given what, and who is gone', () => {
    const { state, captions, marks } = play(stream, [
      ...group,
      'ann> XREADGROUP GROUP g ann COUNT 2 STREAMS s >',
      'bob> XREADGROUP GROUP g bob STREAMS s >',
      'ann> close',
    ])
    expect(readerOf(state, 'g', 'ann')).toMatchObject({ alive: false })
    expect(readerOf(state, 'g', 'bob')).toMatchObject({ alive: true, waits: false })
    expect(captions.at(-1)).toBe('ann: ann is gone. Its 2 entries stay pending until somebody claims them.')
    expect(marks.at(-1)).toBe('kill')
    expect(streamOf(state)!.groups[0]!.pending).toBe(3)
  })

  it('tells what a claim moved', () => {
    const { state, captions } = play(stream, [
      ...group,
      'ann> XREADGROUP GROUP g ann COUNT 2 STREAMS s >',
      'ann> close',
      'XAUTOCLAIM s g bob 0 0',
      'XACK s g 1-1',
    ])
    expect(state.claim).toMatchObject({ ids: ['1-1', '1-2'], to: 'bob' })
    expect(captions.slice(-2)).toEqual([
      'XAUTOCLAIM: bob took over 2 entries.',
      'XACK: 1 entry acknowledged: no longer pending.',
    ])
    expect(play(stream, [...group, 'XAUTOCLAIM s g bob 0 0']).captions.at(-1)).toBe(
      'XAUTOCLAIM: Nothing was there to take over.',
    )
  })

  it('shows a consumer that waits, and that it was served', () => {
    const waits = [
      ...group,
      'XREADGROUP GROUP g ann STREAMS s >',
      'bob> XREADGROUP GROUP g bob BLOCK 0 STREAMS s >',
    ]
    const before = play(stream, waits)
    expect(readerOf(before.state, 'g', 'bob')).toMatchObject({ waits: true })
    expect(before.captions.at(-1)).toBe('XREADGROUP: bob waits for an entry nobody was given yet.')
    const shown = (of: StreamSceneState) => consumersOf(of, streamOf(of)!.groups[0]!).map(({ name }) => name)
    expect(streamOf(before.state)!.groups[0]!.consumers.map(({ name }) => name)).toEqual(['ann'])
    expect(shown(before.state)).toEqual(['ann', 'bob'])
    const after = play(stream, [...waits, 'XADD s 1-4 f d'])
    expect(shown(after.state)).toEqual(['ann', 'bob'])
    expect(readerOf(after.state, 'g', 'bob')).toMatchObject({ waits: false })
  })

  it('places a group among the entries, and knows what is new', () => {
    const { state } = play(stream, [...group, 'XREADGROUP GROUP g ann COUNT 2 STREAMS s >', 'XADD s 2-0 f d'])
    const shown = streamOf(state)!
    expect(cursorOf(shown, shown.groups[0]!.lastId)).toBe(2)
    expect(shown.newest.map(([id]) => compareIds(id!, '1-3'))).toEqual([-1, -1, 0, 1])
    expect(compareIds('9999999999999-0', '10000000000000-0')).toBe(-1)
    expect(isFresh(state, '1-1')).toBe(false)
  })

  it('follows the stream used last', () => {
    expect(play(stream, ['XADD a 1-1 f v', 'XADD b 1-1 f v', 'XLEN a']).state.key).toBe('a')
    expect(streamOf(play(stream, ['XADD a 1-1 f v', 'DEL a']).state)).toBeUndefined()
  })
})

describe('pubsub', () => {
  it('counts what was lost for those who were away', () => {
    const { state, captions, marks } = play(pubsub, [
      'ann> SUBSCRIBE news',
      'bob> PSUBSCRIBE n*',
      'PUBLISH news one',
      'ann> close',
      'PUBLISH news two',
      'PUBLISH weather rain',
      'ann> SUBSCRIBE news',
      'PUBLISH news three',
    ])
    expect(state.subscribers.map(({ client, heard }) => [client !== undefined, heard[0]!.name])).toEqual([
      [true, 'news'],
      [true, 'n*'],
    ])
    expect(state.messages.map(({ count, reached, lost }) => [count, reached, lost])).toEqual([
      [2, [1, 2], []],
      [1, [2], [1]],
      [0, [], []],
      [2, [1, 2], []],
    ])
    expect([lostOf(state, 1), lostOf(state, 2), state.lost, state.published]).toEqual([1, 0, 1, 4])
    expect(captions).toContain('news: It reached 1 subscriber. 1 away will never see it.')
    expect(captions).toContain('weather: Nobody listens: the message is gone.')
    expect(marks.filter((mark) => mark === 'miss')).toHaveLength(2)
  })

  it('gives a row back only to whoever has its name', () => {
    const { state } = play(pubsub, [
      'ann> CLIENT SETNAME ann',
      'ann> SUBSCRIBE news',
      'ann> close',
      'bob> SUBSCRIBE news',
      'ann> CLIENT SETNAME ann',
      'ann> SUBSCRIBE news',
    ])
    expect(state.subscribers.map(({ name, client }) => [name, client !== undefined])).toEqual([
      ['ann', true],
      ['', true],
    ])
  })

  it('takes unsubscribing from everything for going', () => {
    const { state } = play(pubsub, [
      'a> SUBSCRIBE x y',
      'a> UNSUBSCRIBE x',
      'PUBLISH y 1',
      'a> UNSUBSCRIBE',
      'PUBLISH y 2',
    ])
    expect(state.messages.map(({ reached, lost }) => [reached, lost])).toEqual([
      [[1], []],
      [[], [1]],
    ])
  })

  it('holds a stream against it, which keeps all', () => {
    const { state } = play(pubsub, ['XADD log 1-1 m one', 'PUBLISH news one', 'XADD log 1-2 m two'])
    expect(keptStream(state)).toMatchObject({ key: 'log', size: 2 })
    expect(keptStream(play(pubsub, ['SET a 1']).state)).toBeUndefined()
  })
})
