/** GEORADIUS, GEORADIUSBYMEMBER and their read-only forms. */
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import type { Area } from '../../../../structures/geohash.ts'
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import type { ZSetValue } from '../../../values/zset.ts'
import { readZSet } from '../../sorted-set/shared/zset.ts'
import { readCircle, readPlace } from './arguments.ts'
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

export interface RadiusForm {
  /** What stands after the key: longitude and latitude, or a member. */
  readonly around: 'point' | 'member'
  /** Whether STORE and STOREDIST may be given. */
  readonly stores: boolean
}

export const searchRadius = (client: Client, argv: readonly string[], form: RadiusForm): void => {
  const zset = readZSet(client.db, argv[1]!)
  const area = readArea(argv, form, zset)
  const options = readOptions(argv, form)
  checkStoring(options, 'STORE option in GEORADIUS')
  checkAny(options)
  if (zset === undefined || area === undefined) replyNothing(client, options)
  else searchAndReply(client, zset, area, options, 'georadiusstore')
}

/** The circle; undefined, without a look at the arguments, for a place that would be in a missing sorted set. */
const readArea = (
  argv: readonly string[],
  form: RadiusForm,
  zset: ZSetValue | undefined,
): Area | undefined => {
  if (form.around === 'point') {
    const place = readPlace(argv[2]!, argv[3]!)
    return { ...place, ...readCircle(argv[4]!, argv[5]!) }
  }
  if (zset === undefined) return undefined
  const place = placeOfMember(zset, argv[2]!)
  return { ...place, ...readCircle(argv[3]!, argv[4]!) }
}

const readOptions = (argv: readonly string[], form: RadiusForm): SearchOptions => {
  const options = newOptions()
  for (let i = form.around === 'point' ? 6 : 5; i < argv.length;) {
    const taken = readOption(options, argv, i)
    if (taken === 0) {
      const isStore = equalsIgnoreCase(argv[i]!, 'store')
      const stores = isStore || equalsIgnoreCase(argv[i]!, 'storedist')
      if (!form.stores || !stores || i + 1 >= argv.length) throw errors.syntax()
      options.destination = argv[i + 1]!
      options.storesDistance = !isStore
      i += 2
    }
    i += taken
  }
  return options
}
