/**
 * Places: the members of the sorted set that a geo command named last, where their scores put them, and what the last
 * search looked at and found.
 */
import type { TraceEvent } from '../../world/trace.ts'
import { distanceBetween, distanceWithin, geohashText, placeOfScore } from '../../structures/geohash.ts'
import type { Area, Place } from '../../structures/geohash.ts'
import { geoCaption } from './geo-captions.ts'
import { readArea } from './geo-area.ts'
import { keyspace, viewAt } from './keyspace.ts'
import type { KeyspaceState } from './keyspace.ts'
import { readable } from './keyspace-captions.ts'
import { isSmallTalk } from './scene.ts'
import type { Language, Scene } from './scene.ts'

const GEO_COMMANDS = new Set([
  'geoadd',
  'geodist',
  'geohash',
  'geopos',
  'geosearch',
  'geosearchstore',
  'georadius',
  'georadius_ro',
  'georadiusbymember',
  'georadiusbymember_ro',
])
const MEASURED = new Set(['geodist', 'geopos', 'geohash'])
/** Replies are told up to here, bytes. */
const REPLY_TOLD = 512

export interface PlacedMember extends Place {
  readonly member: string
  readonly score: number
}

/** The last search: where, and the members it returned with their distance in metres. */
export interface Search {
  readonly area: Area
  readonly found: readonly { readonly member: string; readonly distance: number }[]
}

export interface GeoState {
  readonly keys: KeyspaceState
  /** The sorted set shown. */
  readonly key: string | undefined
  readonly search: Search | undefined
  /** Members the last command named: two of GEODIST, those of GEOPOS and GEOHASH, those GEOADD brought. */
  readonly named: readonly string[]
  /** Metres between the two of GEODIST. */
  readonly distance: number | undefined
}

const initial: GeoState = {
  keys: keyspace.initial,
  key: undefined,
  search: undefined,
  named: [],
  distance: undefined,
}

const membersOf = (keys: KeyspaceState, key: string | undefined): PlacedMember[] => {
  const places = key === undefined ? undefined : viewAt(keys, keys.db).keys.get(key)?.value.places
  return (places ?? []).map(([member, score]) => ({ member, score, ...placeOfScore(score) }))
}

/** The members shown, by score: those near each other mostly stand near each other. */
export const placesOf = ({ keys, key }: GeoState): PlacedMember[] => membersOf(keys, key)

export const sizeOf = ({ keys, key }: GeoState): number =>
  key === undefined ? 0 : (viewAt(keys, keys.db).keys.get(key)?.value.size ?? 0)

const bulk = (text: string): string => `$${text.length}\r\n${text}\r\n`

/** Those members the reply names; where it is cut short, those that lie in the area. */
const foundIn = (members: readonly PlacedMember[], area: Area, reply: string): Search['found'] => {
  const whole = reply.startsWith('*') && reply.length < REPLY_TOLD
  return members
    .flatMap((place) => {
      const distance = distanceWithin(area, place)
      const found = whole ? reply.includes(bulk(place.member)) : distance !== undefined
      return found ? [{ member: place.member, distance: distance ?? distanceBetween(area, place) }] : []
    })
    .sort((a, b) => a.distance - b.distance)
}

const namedBy = (event: TraceEvent, members: readonly PlacedMember[]): string[] => {
  const words = new Set((event.argv as readonly string[]).slice(2))
  return members.map(({ member }) => member).filter((member) => words.has(member))
}

const withCommand = (state: GeoState, event: TraceEvent): GeoState => {
  const name = event.name as string
  const reply = event.reply as string
  if (!GEO_COMMANDS.has(name) || reply.startsWith('-')) return state
  const argv = event.argv as readonly string[]
  const key = argv[name === 'geosearchstore' ? 2 : 1]
  const members = membersOf(state.keys, key)
  const next = { ...state, key, named: [], distance: undefined }
  if (name === 'geoadd') return { ...next, search: undefined, named: namedBy(event, members) }
  if (MEASURED.has(name)) {
    const named = namedBy(event, members)
    const [a, b] = named.map((each) => members.find(({ member }) => member === each)!)
    const distance = name === 'geodist' && a && b ? distanceBetween(a, b) : undefined
    return { ...next, search: undefined, named, distance }
  }
  const area = readArea(name, argv, members)
  const found = area === undefined ? [] : foundIn(members, area, reply)
  return { ...next, search: area && { area, found: stored(found, argv, reply) } }
}

/** A command that stores replies only how many: with COUNT the nearest of them, with DESC the farthest. */
const stored = (found: Search['found'], argv: readonly string[], reply: string): Search['found'] => {
  const count = /^:(\d+)/.exec(reply)
  if (count === null || Number(count[1]) >= found.length) return found
  const farthest = argv.some((word) => word.toLowerCase() === 'desc')
  return farthest ? found.slice(found.length - Number(count[1])) : found.slice(0, Number(count[1]))
}

const fold = (old: GeoState, event: TraceEvent): GeoState => {
  const keys = keyspace.fold(old.keys, event)
  const state = { ...old, keys }
  if (keys.server !== '' && event.process !== keys.server) return state
  if (event.type === 'server.ready') return { ...initial, keys }
  return event.type === 'command' ? withCommand(state, event) : state
}

/** Metres as people say them. */
export const distanceText = (metres: number): string =>
  metres < 1000
    ? `${Math.round(metres)}\u2009m`
    : `${(metres / 1000).toFixed(metres < 100_000 ? 1 : 0)}\u2009km`

const describe = (state: GeoState, language: Language): string[][] => {
  const ko = language === 'ko'
  const header = ko
    ? ['멤버', '경도', '위도', '점수', 'geohash', '찾은 거리']
    : ['member', 'longitude', 'latitude', 'score', 'geohash', 'found at']
  const found = new Map(state.search?.found.map(({ member, distance }) => [member, distance]))
  const rows = placesOf(state).map(({ member, longitude, latitude, score }) => {
    const distance = found.get(member)
    return [
      readable(member),
      longitude.toFixed(5),
      latitude.toFixed(5),
      String(score),
      geohashText(score),
      distance === undefined ? '' : distanceText(distance),
    ]
  })
  return [header, ...rows]
}

export const geo: Scene<GeoState> = {
  id: 'geo',
  initial,
  fold,
  caption: (event, state, language) => (isSmallTalk(event) ? undefined : geoCaption(event, state, language)),
  mark: (event, state) => keyspace.mark(event, state.keys),
  describe,
}
