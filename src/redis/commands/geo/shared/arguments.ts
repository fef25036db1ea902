/** Places, lengths and units among arguments (geo.c, extract…OrReply). */
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import { formatFixed, parseDouble } from '../../../../bytes/doubles.ts'
import { LATITUDE_MAX, LONGITUDE_MAX } from '../../../../structures/geohash.ts'
import type { Place } from '../../../../structures/geohash.ts'
import { readDouble } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'

/** A longitude and a latitude in degrees, within the limits. */
export const readPlace = (longitudeText: string, latitudeText: string): Place => {
  const longitude = readDouble(longitudeText)
  const latitude = readDouble(latitudeText)
  const beyond =
    longitude < -LONGITUDE_MAX ||
    longitude > LONGITUDE_MAX ||
    latitude < -LATITUDE_MAX ||
    latitude > LATITUDE_MAX
  if (!beyond) return { longitude, latitude }
  const pair = `${formatFixed(longitude, 6)},${formatFixed(latitude, 6)}`
  throw errors.text(`ERR invalid longitude,latitude pair ${pair}`)
}

const UNITS = [
  ['m', 1],
  ['km', 1000],
  ['ft', 0.3048],
  ['mi', 1609.34],
] as const

/** How many metres a unit has. */
export const readUnit = (word: string): number => {
  const unit = UNITS.find(([name]) => equalsIgnoreCase(word, name))
  if (unit === undefined) throw errors.text('ERR unsupported unit provided. please use M, KM, FT, MI')
  return unit[1]
}

const readLength = (text: string, name: string): number => {
  const length = parseDouble(text)
  if (length === undefined) throw errors.text(`ERR need numeric ${name}`)
  return length
}

/** A circle's radius and its unit. */
export interface Circle {
  readonly shape: 'circle'
  readonly radius: number
  readonly unit: number
}

/** A box's width and height and their unit. */
export interface Box {
  readonly shape: 'box'
  readonly width: number
  readonly height: number
  readonly unit: number
}

export const readCircle = (radiusText: string, unit: string): Circle => {
  const radius = readLength(radiusText, 'radius')
  if (radius < 0) throw errors.text('ERR radius cannot be negative')
  return { shape: 'circle', radius, unit: readUnit(unit) }
}

export const readBox = (widthText: string, heightText: string, unit: string): Box => {
  const width = readLength(widthText, 'width')
  const height = readLength(heightText, 'height')
  if (width < 0 || height < 0) throw errors.text('ERR height or width cannot be negative')
  return { shape: 'box', width, height, unit: readUnit(unit) }
}
