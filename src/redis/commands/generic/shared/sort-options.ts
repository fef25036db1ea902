/** The options of SORT and SORT_RO, in any order and repeated at will (sort.c: sortCommandGeneric). */
import { toLower } from '../../../../bytes/bytestrings.ts'
import { mayReadAllKeys } from '../../../acl/permission.ts'
import type { Client } from '../../../clients/client.ts'
import { readInteger } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'

export interface SortOptions {
  descending: boolean
  alpha: boolean
  offset: number
  /** Negative: all. */
  count: number
  /** The last BY's pattern, also when it is constant. */
  by: string | undefined
  /** A BY had no `*`: every element has the same weight, and nothing is sorted. */
  unsorted: boolean
  gets: string[]
  store: string | undefined
}

/** Reads from argv[2] on. In a cluster the keys of patterns could be anywhere, so they are refused. */
export const parseSortOptions = (client: Client, argv: readonly string[], mayStore: boolean): SortOptions => {
  const options: SortOptions = {
    descending: false,
    alpha: false,
    offset: 0,
    count: -1,
    by: undefined,
    unsorted: false,
    gets: [],
    store: undefined,
  }
  const permitted = mayReadAllKeys(client.user, client.command!, argv)
  const clustered = client.server.config.values.clusterEnabled
  for (let i = 2; i < argv.length; i++) {
    const word = toLower(argv[i]!)
    const left = argv.length - i - 1
    if (word === 'asc') options.descending = false
    else if (word === 'desc') options.descending = true
    else if (word === 'alpha') options.alpha = true
    else if (word === 'limit' && left >= 2) {
      options.offset = readInteger(argv[++i]!)
      options.count = readInteger(argv[++i]!)
    } else if (word === 'store' && mayStore && left >= 1) {
      options.store = argv[++i]!
    } else if (word === 'by' && left >= 1) {
      options.by = argv[++i]!
      if (!options.by.includes('*')) options.unsorted = true
      else if (clustered) throw errors.text('ERR BY option of SORT denied in cluster mode.')
      else if (!permitted) throw errors.sortDenied('BY')
    } else if (word === 'get' && left >= 1) {
      if (clustered) throw errors.text('ERR GET option of SORT denied in cluster mode.')
      if (!permitted) throw errors.sortDenied('GET')
      options.gets.push(argv[++i]!)
    } else {
      throw errors.syntax()
    }
  }
  return options
}
