import { describe, expect, it } from 'vitest'
import { RandomStream } from '../../src/bytes/random.ts'
import {
  distanceBetween,
  distanceWithin,
  geohashText,
  LATITUDE_MAX,
  placeOfScore,
  scoreOfPlace,
  scoreSpans,
} from '../../src/structures/geohash.ts'
import type { Area, Place } from '../../src/structures/geohash.ts'

const palermo = { longitude: 13.361389, latitude: 38.115556 }
const catania = { longitude: 15.087269, latitude: 37.502669 }

const anywhere = (random: RandomStream, latitudeMax = LATITUDE_MAX): Place => ({
  longitude: (random.float() * 2 - 1) * 180,
  latitude: (random.float() * 2 - 1) * latitudeMax,
})

describe('scores of places', () => {
  it('are those of redis-server', () => {
    expect(scoreOfPlace(palermo)).toBe(3479099956230698)
    expect(scoreOfPlace(catania)).toBe(3479447370796909)
    expect(placeOfScore(3479099956230698)).toEqual({
      longitude: 13.361389338970184,
      latitude: 38.1155563954963,
    })
    expect(geohashText(3479099956230698)).toBe('sqc8b49rny0')
  })

  it('lead back to within half a cell, and to the same score again', () => {
    const random = new RandomStream('places')
    for (let i = 0; i < 2000; i++) {
      const place = anywhere(random)
      const score = scoreOfPlace(place)
      const middle = placeOfScore(score)
      expect(Math.abs(middle.longitude - place.longitude)).toBeLessThan(180 / 2 ** 25)
      expect(Math.abs(middle.latitude - place.latitude)).toBeLessThan(86 / 2 ** 25)
      expect(scoreOfPlace(middle)).toBe(score)
    }
  })

  it('of no place are read as C reads them, within the limits', () => {
    for (const score of [-1, 1.5, 2 ** 52, 1e19, 1e300, -1e300, Infinity, -Infinity]) {
      const { longitude, latitude } = placeOfScore(score)
      expect(Math.abs(longitude)).toBeLessThanOrEqual(180)
      expect(Math.abs(latitude)).toBeLessThanOrEqual(LATITUDE_MAX)
    }
  })
})

describe('distances', () => {
  it('are those of redis-server', () => {
    const between = distanceBetween(placeOfScore(scoreOfPlace(palermo)), placeOfScore(scoreOfPlace(catania)))
    expect(between.toFixed(4)).toBe('166274.1516')
    expect(distanceBetween(palermo, palermo)).toBe(0)
  })
})

describe('the ranges of scores of an area', () => {
  const areaOf = (random: RandomStream, kind: number): Area => {
    const size = () => 10 ** (random.float() * 3)
    const middle = { ...anywhere(random, 60), unit: 1000 }
    if (kind === 0) return { ...middle, shape: 'circle', radius: size() }
    return { ...middle, shape: 'box', width: size(), height: size() }
  }

  const near = (random: RandomStream, { longitude, latitude }: Place): Place => ({
    longitude: Math.max(-179.9, Math.min(179.9, longitude + (random.float() - 0.5) * 20)),
    latitude: latitude + (random.float() - 0.5) * 20,
  })

  it('hold every place within it', () => {
    const random = new RandomStream('areas')
    let inside = 0
    for (let i = 0; i < 300; i++) {
      const area = areaOf(random, i % 2)
      const spans = scoreSpans(area)
      expect(spans.length).toBeLessThanOrEqual(9)
      for (let j = 0; j < 40; j++) {
        const place = near(random, area)
        if (distanceWithin(area, place) === undefined) continue
        inside++
        const score = scoreOfPlace(place)
        expect(spans.some(({ min, max }) => score >= min && score < max)).toBe(true)
      }
    }
    expect(inside).toBeGreaterThan(300)
  })

  it('are few: a small circle in the middle of a cell needs no neighbour', () => {
    const area: Area = { ...palermo, unit: 1, shape: 'circle', radius: 0 }
    expect(scoreSpans(area)).toEqual([{ min: 3479099956230698, max: 3479099956230699 }])
  })
})
