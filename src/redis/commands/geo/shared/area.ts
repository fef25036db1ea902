/** GEOSEARCH and GEOSEARCHSTORE. */
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import type { Place } from '../../../../structures/geohash.ts'
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import type { ZSetValue } from '../../../values/zset.ts'
import { readZSet } from '../../sorted-set/shared/zset.ts'
import { readBox, readCircle, readPlace } from './arguments.ts'
import type { Box, Circle } from './arguments.ts'
import {
  checkAny,
  checkStoring,
  newOptions,
  placeOfMember,
  readOption,
  replyNothing,
  searchAndReply,
} from './search.ts'
import type { SearchOptions } from './search.ts'

/** What is asked for, as it is being read. */
interface Request {
  readonly options: SearchOptions
  readonly stores: boolean
  /** Which of the two ways to name the middle was used; the place of a member of a missing set is not known. */
  from: 'nothing' | 'member' | 'point'
  middle: Place | undefined
  extent: Circle | Box | undefined
}

export const searchArea = (client: Client, argv: readonly string[], stores: boolean): void => {
  const sourceAt = stores ? 2 : 1
  const zset = readZSet(client.db, argv[sourceAt]!)
  const options = newOptions()
  if (stores) options.destination = argv[1]!
  const request: Request = { options, stores, from: 'nothing', middle: undefined, extent: undefined }
  for (let i = sourceAt + 1; i < argv.length;) {
    const taken = readOption(options, argv, i) || readArea(request, argv, i, zset)
    if (taken === 0) throw errors.syntax()
    i += taken
  }
  checkStoring(options, 'GEOSEARCHSTORE')
  if (request.from === 'nothing') throw errors.exactlyOne('FROMMEMBER or FROMLONLAT', argv[0]!)
  if (request.extent === undefined) throw errors.exactlyOne('BYRADIUS and BYBOX', argv[0]!)
  checkAny(options)
  if (zset === undefined || request.middle === undefined) return replyNothing(client, options)
  const area = { ...request.middle, ...request.extent }
  searchAndReply(client, zset, area, options, 'geosearchstore')
}

/** Reads an option of these two commands; answers how many arguments it took, 0: it is none. */
const readArea = (
  request: Request,
  argv: readonly string[],
  at: number,
  zset: ZSetValue | undefined,
): number => {
  const { extent, from } = request
  const left = argv.length - at - 1
  const is = (word: string, needed: number): boolean => left >= needed && equalsIgnoreCase(argv[at]!, word)
  if (request.stores && is('storedist', 0)) {
    request.options.storesDistance = true
    return 1
  }
  if (is('frommember', 1) && from !== 'point') {
    request.middle = zset && placeOfMember(zset, argv[at + 1]!)
    request.from = 'member'
    return 2
  }
  if (is('fromlonlat', 2) && from !== 'member') {
    request.middle = readPlace(argv[at + 1]!, argv[at + 2]!)
    request.from = 'point'
    return 3
  }
  if (is('byradius', 2) && extent?.shape !== 'box') {
    request.extent = readCircle(argv[at + 1]!, argv[at + 2]!)
    return 3
  }
  if (is('bybox', 3) && extent?.shape !== 'circle') {
    request.extent = readBox(argv[at + 1]!, argv[at + 2]!, argv[at + 3]!)
    return 4
  }
  return 0
}
