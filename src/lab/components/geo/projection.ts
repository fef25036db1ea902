import type { Area, Place } from '../../../structures/geohash.ts'
import { EAST, NORTH, SOUTH, WEST } from '../../scenes/korea.ts'

/* The map's own plane: degrees as lengths, longitudes shortened as in the middle of the map. */

const MIDDLE = 36.1
const SHORTEN = Math.cos((MIDDLE * Math.PI) / 180)
/** Map units of a degree of latitude. */
const DEGREE = 100
/** Kilometres of a degree of latitude on Redis's earth. */
const KILOMETRES = 111.226

export const WIDTH = (EAST - WEST) * SHORTEN * DEGREE
export const HEIGHT = (NORTH - SOUTH) * DEGREE

export const xOf = (longitude: number): number => (longitude - WEST) * SHORTEN * DEGREE
export const yOf = (latitude: number): number => (NORTH - latitude) * DEGREE

/** The place at a point of the map, to four digits: some ten metres. */
export const placeAt = (x: number, y: number): Place => ({
  longitude: Number((WEST + x / (SHORTEN * DEGREE)).toFixed(4)),
  latitude: Number((NORTH - y / DEGREE).toFixed(4)),
})

/** Map units of some kilometres to the east at a latitude, and to the north. */
export const reachOf = (kilometres: number, latitude: number): { readonly x: number; readonly y: number } => {
  const y = (kilometres / KILOMETRES) * DEGREE
  return { x: (y * SHORTEN) / Math.cos((latitude * Math.PI) / 180), y }
}

/** Half the width and height of an area on the map. */
export const halfOf = (area: Area): { readonly x: number; readonly y: number } => {
  const scale = area.unit / 1000
  if (area.shape === 'circle') return reachOf(area.radius * scale, area.latitude)
  return {
    x: reachOf((area.width * scale) / 2, area.latitude).x,
    y: reachOf((area.height * scale) / 2, area.latitude).y,
  }
}

export const isOnMap = ({ longitude, latitude }: Place): boolean =>
  longitude >= WEST && longitude <= EAST && latitude >= SOUTH && latitude <= NORTH
