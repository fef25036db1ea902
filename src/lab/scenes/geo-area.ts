/** The area a search command names, read from its arguments. */
import type { Area, Place } from '../../structures/geohash.ts'

const METRES: Readonly<Record<string, number>> = { m: 1, km: 1000, ft: 0.3048, mi: 1609.34 }

type Member = Place & { readonly member: string }

const placeNamed = (members: readonly Member[], name: string | undefined): Place | undefined =>
  members.find(({ member }) => member === name)

const placeAt = (longitude: string | undefined, latitude: string | undefined): Place | undefined => {
  const place = { longitude: Number(longitude), latitude: Number(latitude) }
  return Number.isFinite(place.longitude) && Number.isFinite(place.latitude) ? place : undefined
}

const circle = (at: Place | undefined, radius: string | undefined, unit = ''): Area | undefined => {
  const metres = METRES[unit.toLowerCase()]
  if (at === undefined || metres === undefined || radius === undefined) return undefined
  const { longitude, latitude } = at
  return { longitude, latitude, shape: 'circle', radius: Number(radius), unit: metres }
}

const box = (at: Place | undefined, width: string, height: string, unit = ''): Area | undefined => {
  const metres = METRES[unit.toLowerCase()]
  if (at === undefined || metres === undefined) return undefined
  const { longitude, latitude } = at
  return { longitude, latitude, shape: 'box', width: Number(width), height: Number(height), unit: metres }
}

/** GEOSEARCH's options, in any order. */
const searched = (words: readonly string[], members: readonly Member[]): Area | undefined => {
  const option = (name: string): number => words.findIndex((word) => word.toLowerCase() === name)
  const [member, place] = [option('frommember'), option('fromlonlat')]
  const at =
    member >= 0 ? placeNamed(members, words[member + 1]) : placeAt(words[place + 1], words[place + 2])
  const [round, square] = [option('byradius'), option('bybox')]
  if (round >= 0) return circle(at, words[round + 1], words[round + 2])
  return square < 0 ? undefined : box(at, words[square + 1]!, words[square + 2]!, words[square + 3])
}

/** Undefined: its middle is a member that is not known. `name` is the command's, in lower case. */
export const readArea = (
  name: string,
  argv: readonly string[],
  members: readonly Member[],
): Area | undefined => {
  if (name.startsWith('georadiusbymember')) return circle(placeNamed(members, argv[2]), argv[3], argv[4])
  if (name.startsWith('georadius')) return circle(placeAt(argv[2], argv[3]), argv[4], argv[5])
  return searched(argv.slice(name === 'geosearchstore' ? 3 : 2), members)
}
