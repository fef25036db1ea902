/**
 * Places on the earth as Redis keeps them (geohash.c, geohash_helper.c): longitude and latitude, each cut into 2^26
 * steps, bit by bit in turn, make one integer of 52 bits, the score of a member. Places near each other mostly have
 * near scores, so an area is searched as a few ranges of scores. Distances are in metres, angles in degrees.
 */
import { asin, cos, sin } from '../bytes/math.ts'

export interface Place {
  readonly longitude: number
  readonly latitude: number
}

/** What is searched: a circle or a box around a place. `unit` is the metres in one of its lengths' unit. */
export type Area = Place & { readonly unit: number } & (
    | { readonly shape: 'circle'; readonly radius: number }
    | { readonly shape: 'box'; readonly width: number; readonly height: number }
  )

/** Scores from `min` to below `max`. */
export interface ScoreSpan {
  readonly min: number
  readonly max: number
}

export const LONGITUDE_MAX = 180
/** The limits of web maps (EPSG:900913): the poles can't be coded. */
export const LATITUDE_MAX = 85.05112878

/** Steps of a score, as a power of two. */
const FINEST = 26
const EARTH_RADIUS = 6372797.560856
const MERCATOR_MAX = 20037726.37
const DEGREE = 3.141592653589793 / 180
const TWO_32 = 4294967296

const toRadians = (degrees: number): number => degrees * DEGREE
const toDegrees = (radians: number): number => radians / DEGREE

/** A cell of the grid of 2^step by 2^step: its column and row. At the outer edges they are 2^step itself. */
interface Cell {
  readonly step: number
  readonly column: number
  readonly row: number
}

/** Bits 0 to 15 moved to the even places. */
const spread = (n: number): number => {
  let x = n & 0xffff
  x = (x | (x << 8)) & 0x00ff00ff
  x = (x | (x << 4)) & 0x0f0f0f0f
  x = (x | (x << 2)) & 0x33333333
  return (x | (x << 1)) & 0x55555555
}

/** The even bits of 32, side by side. */
const gather = (n: number): number => {
  let x = n & 0x55555555
  x = (x | (x >>> 1)) & 0x33333333
  x = (x | (x >>> 2)) & 0x0f0f0f0f
  x = (x | (x >>> 4)) & 0x00ff00ff
  return (x | (x >>> 8)) & 0xffff
}

const interleave = ({ column, row }: Cell): number => {
  const low = (spread(row) | (spread(column) << 1)) >>> 0
  const high = (spread(row >>> 16) | (spread(column >>> 16) << 1)) >>> 0
  return high * TWO_32 + low
}

/** The same beyond 2^53 too, in decimal. */
const interleaveText = ({ column, row }: Cell): string => {
  const low = (spread(row) | (spread(column) << 1)) >>> 0
  const high = (spread(row >>> 16) | (spread(column >>> 16) << 1)) >>> 0
  return String((BigInt(high) << 32n) | BigInt(low))
}

const cellOf = ({ longitude, latitude }: Place, step: number, latitudeMax: number): Cell => {
  const east = (longitude + LONGITUDE_MAX) / (2 * LONGITUDE_MAX)
  const north = (latitude + latitudeMax) / (latitudeMax - -latitudeMax)
  return { step, column: Math.floor(east * 2 ** step), row: Math.floor(north * 2 ** step) }
}

interface Bounds {
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
}

/** Column and row are 32-bit unsigned integers, and so are those after them. */
const boundsOf = ({ step, column, row }: Cell): Bounds => {
  const steps = 2 ** step
  const height = LATITUDE_MAX - -LATITUDE_MAX
  return {
    west: -LONGITUDE_MAX + (column / steps) * (2 * LONGITUDE_MAX),
    east: -LONGITUDE_MAX + (((column + 1) >>> 0) / steps) * (2 * LONGITUDE_MAX),
    south: -LATITUDE_MAX + (row / steps) * height,
    north: -LATITUDE_MAX + (((row + 1) >>> 0) / steps) * height,
  }
}

/** The score of a place, which must be within the limits. */
export const scoreOfPlace = (place: Place): number => interleave(cellOf(place, FINEST, LATITUDE_MAX))

/** The score as GEOADD hands it on: all digits, also where a double has not so many (the easternmost places). */
export const scoreText = (place: Place): string => interleaveText(cellOf(place, FINEST, LATITUDE_MAX))

/**
 * A double as C on x86-64 makes an unsigned 64-bit integer of it, in two halves: any score can stand in a sorted set,
 * not only those of places.
 */
const halvesOf = (score: number): [high: number, low: number] => {
  if (score >= 0 && score <= 9007199254740991) {
    const high = Math.floor(score / TWO_32)
    return [high, Math.floor(score - high * TWO_32)]
  }
  const bits = BigInt.asUintN(64, integerOf(score))
  return [Number(bits >> 32n), Number(bits & 0xffffffffn)]
}

const integerOf = (score: number): bigint => {
  if (score >= 18446744073709551616) return 0n
  if (score >= 9223372036854775808) return BigInt(score)
  return score > -9223372036854775808 ? BigInt(Math.trunc(score)) : 1n << 63n
}

const clamp = (degrees: number, max: number): number => Math.max(-max, Math.min(max, degrees))

/** The middle of the cell a score stands for. */
export const placeOfScore = (score: number): Place => {
  const [high, low] = halvesOf(score)
  const row = (gather(low) | (gather(high) << 16)) >>> 0
  const column = (gather(low >>> 1) | (gather(high >>> 1) << 16)) >>> 0
  const { west, east, south, north } = boundsOf({ step: FINEST, column, row })
  return {
    longitude: clamp((west + east) / 2, LONGITUDE_MAX),
    latitude: clamp((south + north) / 2, LATITUDE_MAX),
  }
}

const DIGITS = '0123456789bcdefghjkmnpqrstuvwxyz'

/**
 * The geohash as everybody else writes it, which cuts latitudes from -90 to 90: 11 characters, of which 52 bits fill
 * ten, so that the last is always 0.
 */
export const geohashText = (score: number): string => {
  const { step, column, row } = cellOf(placeOfScore(score), FINEST, 90)
  const bits = interleave({ step, column: column % 2 ** step, row: row % 2 ** step })
  let text = ''
  for (let i = 1; i <= 10; i++) text += DIGITS[Math.floor(bits / 2 ** (52 - i * 5)) % 32]!
  return text + '0'
}

/** The distance along the surface, by the haversine formula. */
export const distanceBetween = (a: Place, b: Place): number => {
  const latitudeA = toRadians(a.latitude)
  const longitudeA = toRadians(a.longitude)
  const latitudeB = toRadians(b.latitude)
  const longitudeB = toRadians(b.longitude)
  const u = sin((latitudeB - latitudeA) / 2)
  const v = sin((longitudeB - longitudeA) / 2)
  return 2 * EARTH_RADIUS * asin(Math.sqrt(u * u + cos(latitudeA) * cos(latitudeB) * v * v))
}

/** How far a place in the area is from its middle; undefined when it lies outside. */
export const distanceWithin = (area: Area, place: Place): number | undefined => {
  if (area.shape === 'circle') {
    const distance = distanceBetween(area, place)
    return distance > area.radius * area.unit ? undefined : distance
  }
  const beside = distanceBetween(place, { longitude: area.longitude, latitude: place.latitude })
  const above = distanceBetween(place, { longitude: place.longitude, latitude: area.latitude })
  if (beside > (area.width * area.unit) / 2 || above > (area.height * area.unit) / 2) return undefined
  return distanceBetween(area, place)
}

/** The largest step at which nine cells should cover a circle of so many metres (geohashEstimateStepsByRadius). */
const stepFor = (metres: number, latitude: number): number => {
  if (metres === 0) return FINEST
  let step = 1
  for (let reach = metres; reach < MERCATOR_MAX; reach *= 2) step++
  step -= 2
  if (latitude > 66 || latitude < -66) step--
  if (latitude > 80 || latitude < -80) step--
  return Math.max(1, Math.min(FINEST, step))
}

/** The box around an area. The sides lean: the edge further from the equator decides (geohashBoundingBox). */
const boxAround = (area: Area): Bounds => {
  const { longitude, latitude, unit } = area
  const height = unit * (area.shape === 'circle' ? area.radius : area.height / 2)
  const width = unit * (area.shape === 'circle' ? area.radius : area.width / 2)
  const up = toDegrees(height / EARTH_RADIUS)
  const edge = latitude < 0 ? latitude - up : latitude + up
  const aside = toDegrees(width / EARTH_RADIUS / cos(toRadians(edge)))
  return {
    west: longitude - aside,
    east: longitude + aside,
    south: latitude - up,
    north: latitude + up,
  }
}

const DIRECTIONS = [
  [0, 1],
  [0, -1],
  [1, 0],
  [-1, 0],
  [1, 1],
  [-1, 1],
  [1, -1],
  [-1, -1],
] as const

/** The neighbour in a direction; the grid has no edges. */
const neighbour = ({ step, column, row }: Cell, east: number, north: number): Cell => {
  const mask = 2 ** step - 1
  return {
    step,
    column: east === 0 ? column : (column + east) & mask,
    row: north === 0 ? row : (row + north) & mask,
  }
}

/** Whether the four neighbours of a cell reach to the edges of the box. */
const reaches = (cell: Cell, box: Bounds): boolean =>
  !(
    boundsOf(neighbour(cell, 0, 1)).north < box.north ||
    boundsOf(neighbour(cell, 0, -1)).south > box.south ||
    boundsOf(neighbour(cell, 1, 0)).east < box.east ||
    boundsOf(neighbour(cell, -1, 0)).west > box.west
  )

/** Whether the box ends within the cell on the side of a neighbour, so that this one is not needed. */
const isNeedless = (cell: Bounds, box: Bounds, east: number, north: number): boolean =>
  (north < 0 && cell.south < box.south) ||
  (north > 0 && cell.north > box.north) ||
  (east < 0 && cell.west < box.west) ||
  (east > 0 && cell.east > box.east)

/** The cell in the middle and the neighbours needed, in the order they are searched. */
const cellsFor = (area: Area): Cell[] => {
  const box = boxAround(area)
  const across =
    area.shape === 'circle'
      ? area.radius
      : Math.sqrt((area.width / 2) * (area.width / 2) + (area.height / 2) * (area.height / 2))
  const estimate = stepFor(across * area.unit, area.latitude)
  let middle = cellOf(area, estimate, LATITUDE_MAX)
  if (estimate > 1 && !reaches(middle, box)) middle = cellOf(area, estimate - 1, LATITUDE_MAX)
  const bounds = boundsOf(middle)
  const needed = DIRECTIONS.filter(
    ([east, north]) => middle.step < 2 || !isNeedless(bounds, box, east, north),
  )
  return [middle, ...needed.map(([east, north]) => neighbour(middle, east, north))]
}

const isSame = (a: Cell, b: Cell): boolean => a.column === b.column && a.row === b.row

/**
 * The ranges of scores in which the places of an area are (geohashCalculateAreasByShapeWGS84, membersOfAllNeighbors).
 * In a very large area a neighbour can be another one's double: it is left out when it comes right after that, the
 * cell in the middle not counting.
 */
export const scoreSpans = (area: Area): ScoreSpan[] => {
  const cells = cellsFor(area)
  return cells
    .filter((cell, i) => i < 2 || !isSame(cell, cells[i - 1]!))
    .map((cell) => {
      const size = 2 ** (52 - cell.step * 2)
      const bits = interleave(cell)
      return { min: bits * size, max: (bits + 1) * size }
    })
}
