/** What the scenes of the data types draw, without a browser: pixels, places, layouts, words as they are typed. */
import { describe, expect, it } from 'vitest'
import { columnsFor } from '../../src/lab/components/bits/BitGrid.tsx'
import { paintBits } from '../../src/lab/components/bits/BitStrip.tsx'
import { placeLabels } from '../../src/lab/components/geo/labels.ts'
import { halfOf, HEIGHT, isOnMap, placeAt, WIDTH, xOf, yOf } from '../../src/lab/components/geo/projection.ts'
import { paintRegisters } from '../../src/lab/components/RegisterMap.tsx'
import { shortId } from '../../src/lab/components/stream/ids.ts'
import { typed, typedText } from '../../src/lab/components/typed.ts'
import { bitsWords } from '../../src/lab/components/bits/words.ts'
import { geoWords } from '../../src/lab/components/geo/words.ts'
import { pubsubWords } from '../../src/lab/components/pubsub/words.ts'
import { streamWords } from '../../src/lab/components/stream/words.ts'
import { structureWords } from '../../src/lab/components/structure/words.ts'
import { encodeUtf8 } from '../../src/bytes/utf8.ts'
import { CITIES, ISLANDS, MAINLAND } from '../../src/lab/scenes/korea.ts'
import { radixRows } from '../../src/lab/scenes/radix-rows.ts'
import type { KeyState } from '../../src/redis/server/events.ts'
import { distanceBetween, distanceWithin } from '../../src/structures/geohash.ts'

const text = (bytes: string): KeyState => ({
  type: 'string',
  encoding: 'raw',
  size: bytes.length,
  preview: [bytes],
  expireAt: null,
})

describe('bits', () => {
  it('are drawn as whole bytes that hold the last 1, with room for one more', () => {
    const columns = (bytes: string) => columnsFor([{ key: 'k', value: text(bytes) }])
    expect([columns('\x80'), columns('\0\x80'), columns('\0\x01'), columns('\0\0\0')]).toEqual([
      16, 16, 24, 16,
    ])
    expect(columnsFor([])).toBe(16)
  })

  it('of a long bitmap are columns of eight', () => {
    const pixels = new Uint32Array(16)
    paintBits(pixels, '\x80\x01', Uint32Array.of(7, 9))
    expect([...pixels]).toEqual([9, 7, ...Array(12).fill(7), 7, 9])
  })

  it('and registers take a colour by value', () => {
    const pixels = new Uint32Array(4)
    paintRegisters(pixels, Uint8Array.of(0, 1, 5, 50), Uint32Array.of(10, 11, 12, 13, 14, 15, 16))
    expect([...pixels]).toEqual([10, 11, 14, 16])
  })
})

describe('the map', () => {
  it('gives back the place a point was drawn at', () => {
    for (const { longitude, latitude } of CITIES) {
      const place = placeAt(xOf(longitude), yOf(latitude))
      expect(place.longitude).toBeCloseTo(longitude, 4)
      expect(place.latitude).toBeCloseTo(latitude, 4)
      expect(isOnMap(place)).toBe(true)
    }
    expect(isOnMap({ longitude: 139.7, latitude: 35.7 })).toBe(false)
  })

  it('draws a circle as far as it reaches', () => {
    const middle = { longitude: 127, latitude: 35 }
    const area = { ...middle, unit: 1000, shape: 'circle', radius: 100 } as const
    const half = halfOf(area)
    const edge = (x: number, y: number) => placeAt(xOf(middle.longitude) + x, yOf(middle.latitude) + y)
    for (const place of [edge(half.x, 0), edge(0, half.y), edge(-half.x, 0)])
      expect(Math.abs(distanceBetween(middle, place) - 100_000)).toBeLessThan(400)
    expect(distanceWithin(area, edge(half.x * 0.99, 0))).toBeDefined()
    const box = halfOf({ ...middle, unit: 1000, shape: 'box', width: 200, height: 100 })
    expect(box.x).toBeCloseTo(half.x, 6)
    expect(box.y).toBeCloseTo(half.y / 2, 6)
  })

  it('keeps every line within reach of its edge', () => {
    for (const [longitude, latitude] of [...MAINLAND, ...ISLANDS.flat()]) {
      expect(xOf(longitude) >= 0 && xOf(longitude) <= WIDTH).toBe(true)
      expect(yOf(latitude) >= -0.1 * HEIGHT && yOf(latitude) <= HEIGHT).toBe(true)
    }
  })

  it('moves a name aside where another one stands', () => {
    const near = [
      { x: 100, y: 100, text: 'Daegu' },
      { x: 104, y: 98, text: 'place1' },
      { x: 395, y: 50, text: 'Dokdo' },
    ]
    const [first, second, third] = placeLabels(near, 400)
    expect([first!.anchor, third!.anchor]).toEqual(['start', 'end'])
    expect(second).not.toEqual(first)
    expect(placeLabels([], 100)).toEqual([])
  })
})

describe('words', () => {
  it('are typed so that redis-cli reads the same', () => {
    expect(typed('plain:1')).toBe('plain:1')
    expect(typed('two words')).toBe('"two words"')
    expect(typed(encodeUtf8('서울'))).toBe('서울')
    expect(typed('\xff')).toBe('"\\xff"')
    expect(typedText('새 집')).toBe('"새 집"')
    expect(typedText('say "hi"')).toBe('"say \\"hi\\""')
  })

  it('are there in both languages with the same blanks', () => {
    const blanks = (words: object): string[] =>
      Object.entries(words).flatMap(([name, value]) =>
        typeof value === 'string'
          ? [`${name} ${[...value.matchAll(/\{\w+\}/g)].map(String).sort().join(' ')}`]
          : blanks(value as object),
      )
    for (const { en, ko } of [structureWords, bitsWords, geoWords, streamWords, pubsubWords])
      expect(blanks(ko)).toEqual(blanks(en))
  })

  it('of long ids are their end', () => {
    expect([shortId('1-2'), shortId('1700000012345-7')]).toEqual(['1-2', '…12345-7'])
  })
})

describe('a radix tree', () => {
  it('spells the ids of its leaves', () => {
    const node = (depth: number, bytes: string, compressed: boolean, isKey: boolean) => ({
      depth,
      bytes,
      compressed,
      isKey,
    })
    const rows = radixRows([
      node(0, '\0'.repeat(7) + '\x01' + '\0'.repeat(7), true, false),
      node(1, '\x01\x03', false, false),
      node(2, '', false, true),
      node(2, '', false, true),
    ])
    expect(rows.map(({ id }) => id)).toEqual([undefined, undefined, '1-1', '1-3'])
  })
})
