import { describe, expect, it } from 'vitest'
import { cellEdge, paintExpiry } from '../../src/lab/components/ExpiryScene.tsx'
import { gridFor, paintKeys } from '../../src/lab/components/KeyMap.tsx'
import { planFor } from '../../src/lab/components/KeyspaceScene.tsx'
import { shownText } from '../../src/lab/components/KeyValue.tsx'
import { layoutOf } from '../../src/lab/components/lane-drawing.ts'
import { pixelOf } from '../../src/lab/components/scene-frame.tsx'
import { timeLeft } from '../../src/lab/components/TimeRing.tsx'
import { keyspace, view } from '../../src/lab/scenes/keyspace.ts'
import { startRedis } from '../redis/harness.ts'

describe('the map of keys', () => {
  it('has room for every key, in cells that change their size seldom', () => {
    for (const count of [1, 60, 61, 200, 1000, 5000, 20_000]) {
      const { columns, rows, cell } = gridFor(count, 843, 230)
      expect(columns * rows).toBeGreaterThanOrEqual(count)
      expect(columns * cell).toBeLessThanOrEqual(843)
      expect(rows * cell).toBeLessThanOrEqual(230)
    }
    expect(gridFor(65, 843, 230).cell).toBe(gridFor(128, 843, 230).cell)
  })

  it('paints each key in its own cell, in the colour of its type', () => {
    const redis = startRedis()
    redis.world.tracing = true
    for (const line of ['SET a 1', 'RPUSH b x', 'SADD c y', 'DEL b']) redis.command(line)
    const state = redis.world.takeTrace().reduce(keyspace.fold, keyspace.initial)
    const pixels = new Uint32Array(4).fill(99)
    paintKeys(pixels, view(state), Uint32Array.of(11, 12, 13, 14, 15, 16))
    expect([...pixels]).toEqual([11, 0, 13, 0])
  })

  it('shares a box between rows and map', () => {
    const box = { width: 840, height: 400 }
    expect(planFor(7, box)).toEqual({ rows: 7, map: 'none' })
    expect(planFor(20, box)).toEqual({ rows: 9, map: 'strip' })
    expect(planFor(20_000, box)).toEqual({ rows: 3, map: 'full' })
    expect(planFor(12, { width: 330, height: 220 }).map).toBe('strip')
  })
})

describe('keys with an expiry', () => {
  it('all have a cell', () => {
    for (const count of [12, 1000, 6000, 20_000]) {
      const edge = cellEdge(count, 575, 188)
      expect(Math.floor(575 / edge) * Math.floor(188 / edge)).toBeGreaterThanOrEqual(count)
    }
  })

  it('are hollow once past their time', () => {
    const keys = [100, 300].map((expireAt) => ({ key: String(expireAt), expireAt, from: 0 }))
    const pixels = new Uint32Array(10 * 5)
    paintExpiry(pixels, keys, 200, 10, 5, { alive: 1, stale: 2 })
    const rows = Array.from({ length: 5 }, (_, y) => [...pixels.subarray(y * 10, y * 10 + 10)].join(''))
    expect(rows).toEqual(['2222011110', '2002011110', '2002011110', '2222011110', '0000000000'])
  })

  it('say what is left as TTL rounds it', () => {
    expect([41_400, 41_600, 150_000, 7_300_000].map(timeLeft)).toEqual([
      '41\u2009s',
      '42\u2009s',
      '2\u2009m',
      '2\u2009h',
    ])
  })
})

describe('the rest', () => {
  it('shows text people read, and bytes as redis-cli quotes them', () => {
    expect(shownText('\xec\x84\x9c\xec\x9a\xb8')).toBe('서울')
    expect(shownText('a\x00b')).toBe('a\\x00b')
    expect(shownText('x'.repeat(40), 10)).toBe('xxxxxxxxx…')
  })

  it('gives every client a lane that fits', () => {
    for (const clients of [1, 10, 50]) {
      const { lane, clientsTop, height } = layoutOf({ width: 800, height: 320 }, clients)
      expect(lane * clients).toBeLessThanOrEqual(320 - clientsTop)
      expect(height).toBeLessThanOrEqual(320)
    }
  })

  it('reads a colour as a canvas pixel', () => {
    expect(pixelOf('rgb(1, 2, 255)')).toBe(0xffff0201)
  })
})
