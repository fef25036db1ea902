/** The search that GEOSEARCH, GEORADIUS and their kin have in common (geo.c, georadiusGeneric). */
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import { distanceWithin, placeOfScore, scoreSpans } from '../../../../structures/geohash.ts'
import type { Area, Place } from '../../../../structures/geohash.ts'
import type { Client } from '../../../clients/client.ts'
import { readInteger } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'
import { ScoredMembers, ZSetValue } from '../../../values/zset.ts'
import { partialSort } from '../../generic/shared/partial-sort.ts'
import { removeDestination } from '../../generic/shared/store.ts'
import { writeDistance, writePlace } from './reply.ts'

/** Options as they are being read. */
export interface SearchOptions {
  withDistance: boolean
  withHash: boolean
  withPlace: boolean
  order: 'none' | 'asc' | 'desc'
  /** At most so many results; 0: all. */
  count: number
  /** The first results found will do. */
  any: boolean
  destination: string | undefined
  storesDistance: boolean
}

export const newOptions = (): SearchOptions => ({
  withDistance: false,
  withHash: false,
  withPlace: false,
  order: 'none',
  count: 0,
  any: false,
  destination: undefined,
  storesDistance: false,
})

/** Reads one of the options all commands have; answers how many arguments it took, 0: it is none of them. */
export const readOption = (options: SearchOptions, argv: readonly string[], at: number): number => {
  const is = (word: string): boolean => equalsIgnoreCase(argv[at]!, word)
  if (is('withdist')) options.withDistance = true
  else if (is('withhash')) options.withHash = true
  else if (is('withcoord')) options.withPlace = true
  else if (is('any')) options.any = true
  else if (is('asc')) options.order = 'asc'
  else if (is('desc')) options.order = 'desc'
  else if (is('count') && at + 1 < argv.length) {
    options.count = readInteger(argv[at + 1]!)
    if (options.count <= 0) throw errors.text('ERR COUNT must be > 0')
    return 2
  } else return 0
  return 1
}

/** Throws when results are to be stored with what only replies can have; `what` names the command or option. */
export const checkStoring = (options: SearchOptions, what: string): void => {
  const { destination, withDistance, withHash, withPlace } = options
  if (destination !== undefined && (withDistance || withHash || withPlace)) {
    throw errors.text(`ERR ${what} is not compatible with WITHDIST, WITHHASH and WITHCOORD options`)
  }
}

export const checkAny = ({ any, count }: SearchOptions): void => {
  if (any && count === 0) throw errors.text('ERR the ANY argument requires COUNT argument')
}

/** The place of a member; throws when it is missing. */
export const placeOfMember = (zset: ZSetValue, member: string): Place => {
  const score = zset.score(member)
  if (score === undefined) throw errors.text('ERR could not decode requested zset member')
  return placeOfScore(score)
}

interface Found extends Place {
  readonly member: string
  readonly score: number
  /** In metres. */
  readonly distance: number
}

/** The members in the area, cell by cell; no more than `limit` unless that is 0. */
const membersIn = (client: Client, zset: ZSetValue, area: Area, limit: number): Found[] => {
  const found: Found[] = []
  for (const { min, max } of scoreSpans(area)) {
    const range = { min, max, minExclusive: false, maxExclusive: true }
    const { members, scores } = zset.byScore(range, 0, -1, false)
    for (let i = 0; i < members.length; i++) {
      client.work(1)
      const place = placeOfScore(scores[i]!)
      const distance = distanceWithin(area, place)
      if (distance === undefined) continue
      found.push({ ...place, member: members[i]!, score: scores[i]!, distance })
      if (found.length === limit) return found
    }
  }
  return found
}

const nearestFirst = (a: Found, b: Found): number =>
  a.distance > b.distance ? 1 : a.distance === b.distance ? 0 : -1

/** The results to return, in order. */
const search = (client: Client, zset: ZSetValue, area: Area, options: SearchOptions): Found[] => {
  const { count, any } = options
  const found = membersIn(client, zset, area, any ? count : 0)
  const returned = count === 0 ? found.length : Math.min(count, found.length)
  // COUNT means the nearest ones, ANY apart.
  const order = options.order === 'none' && count !== 0 && !any ? 'asc' : options.order
  if (order !== 'none') {
    const compare = order === 'asc' ? nearestFirst : (a: Found, b: Found) => -nearestFirst(a, b)
    if (returned === found.length) found.sort(compare)
    else partialSort(found, compare, 0, returned - 1)
  }
  return found.slice(0, returned)
}

/** Replies as for a sorted set without members. */
export const replyNothing = (client: Client, { destination }: SearchOptions): void => {
  if (destination === undefined) return client.reply.array(0)
  removeDestination(client, destination)
  client.reply.integer(0)
}

/** Carries out the search and replies with the results or stores them. */
export const searchAndReply = (
  client: Client,
  zset: ZSetValue,
  area: Area,
  options: SearchOptions,
  event: string,
): void => {
  const found = search(client, zset, area, options)
  if (found.length === 0) replyNothing(client, options)
  else if (options.destination === undefined) writeResults(client, found, area.unit, options)
  else storeResults(client, options.destination, found, area.unit, options, event)
}

const writeResults = (
  client: Client,
  found: readonly Found[],
  unit: number,
  options: SearchOptions,
): void => {
  const { reply } = client
  const { withDistance, withHash, withPlace } = options
  const extras = Number(withDistance) + Number(withHash) + Number(withPlace)
  reply.array(found.length)
  for (const place of found) {
    if (extras > 0) reply.array(extras + 1)
    reply.bulk(place.member)
    if (withDistance) writeDistance(reply, place.distance / unit)
    if (withHash) reply.integer(hashOf(place.score))
    if (withPlace) writePlace(reply, place)
  }
}

/** A score as a signed 64-bit integer, as C on x86-64 converts it. */
const hashOf = (score: number): bigint =>
  score >= -(2 ** 63) && score < 2 ** 63 ? BigInt(Math.trunc(score)) : -(2n ** 63n)

const storeResults = (
  client: Client,
  destination: string,
  found: readonly Found[],
  unit: number,
  options: SearchOptions,
  event: string,
): void => {
  const elements = new ScoredMembers()
  for (const { member, score, distance } of found) {
    elements.push(member, options.storesDistance ? distance / unit : score)
  }
  client.db.set(destination, ZSetValue.of(elements, client.server))
  client.db.changed(destination, 'zset', event, found.length)
  client.reply.integer(found.length)
}
