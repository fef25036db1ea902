/** SORT and SORT_RO (sort.c: sortCommandGeneric). */
import { compareBytes } from '../../../../bytes/bytestrings.ts'
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import type { Entry } from '../../../keyspace/entry.ts'
import { Type } from '../../../keyspace/entry.ts'
import { ListValue } from '../../../values/list.ts'
import { SetValue } from '../../../values/set.ts'
import { Quicklist } from '../../../../structures/quicklist.ts'
import { SkipElements } from '../../../values/zset-skiplist.ts'
import { ZSetValue } from '../../../values/zset.ts'
import { partialSort } from './partial-sort.ts'
import type { SortOptions } from './sort-options.ts'
import { parseSortOptions } from './sort-options.ts'
import { collationText, lookUpPattern, numericWeight } from './sort-pattern.ts'

/** An element with what it is compared by. */
interface Sorted {
  readonly element: string
  /** Without ALPHA. 0 where BY found nothing. */
  score: number
  /** With ALPHA and BY. Null where BY found nothing. */
  weight: string | null
}

/** The elements to be answered and what they were taken from. */
interface Window {
  readonly start: number
  /** Inclusive; `start - 1` when there is nothing. */
  readonly end: number
}

export const sortKey = (client: Client, argv: readonly string[], mayStore: boolean): void => {
  const { db } = client
  const options = parseSortOptions(client, argv, mayStore)
  const entry = db.lookupRead(argv[1]!)
  if (
    entry !== undefined &&
    entry.type !== Type.list &&
    entry.type !== Type.set &&
    entry.type !== Type.zset
  ) {
    throw errors.wrongType()
  }
  if (entry?.type === Type.set) sortUnsortedSet(client, options)
  const elements = entry === undefined ? [] : elementsOf(client, entry, options)
  const window = clip(options, elements.length)
  client.work(elements.length)
  if (!options.unsorted) {
    const vector = weigh(client, elements, options)
    arrange(vector, options, window)
    for (let i = 0; i < vector.length; i++) elements[i] = vector[i]!.element
  }
  const chosen = elements.slice(Math.max(0, window.start), window.end + 1)
  if (options.store === undefined) reply(client, chosen, options)
  else storeResult(client, chosen, options)
}

/** What a script or STORE sees of a set must not depend on its hash table: BY a constant sorts it by its members. */
const sortUnsortedSet = (client: Client, options: SortOptions): void => {
  // A client without a connection is a script's.
  if (!options.unsorted || (options.store === undefined && client.connection !== undefined)) return
  options.unsorted = false
  options.alpha = true
  options.by = undefined
}

/** All elements: unsorted lists and sorted sets in their own order or, with DESC, in the opposite one. */
const elementsOf = (client: Client, entry: Entry, options: SortOptions): string[] => {
  const { value } = entry
  if (value instanceof SetValue) return value.members()
  let elements: string[] = []
  if (value instanceof ListValue) elements = value.list.slice(0, value.size)
  else if (value instanceof ZSetValue) {
    if (value.encoding === 'listpack') {
      client.db.beforeChange(entry)
      toSkipList(client, value)
    }
    value.forEach((member) => elements.push(member))
  }
  return options.unsorted && options.descending ? elements.reverse() : elements
}

/** SORT leaves a sorted set converted for good (`zsetConvert`; recorded with OBJECT ENCODING). */
const toSkipList = ({ server }: Client, value: ZSetValue): void => {
  const converted = new SkipElements(server.hashSeed)
  value.forEach((member, score) => converted.insert(score, member, server.system.random))
  value.elements = converted
}

/** LIMIT's numbers within the `size` elements there are; a negative count means all. */
const clip = (options: SortOptions, size: number): Window => {
  const start = Math.min(Math.max(options.offset, 0), size)
  const count = Math.min(Math.max(options.count, -1), size)
  if (start >= size) return { start: 0, end: -1 }
  return { start, end: Math.min(count < 0 ? size - 1 : start + count - 1, size - 1) }
}

/** Finds what each element is compared by; throws when a number is wanted and one is none. */
const weigh = (client: Client, elements: readonly string[], options: SortOptions): Sorted[] => {
  const { by, alpha } = options
  let malformed = false
  const vector = elements.map((element): Sorted => {
    const sorted: Sorted = { element, score: 0, weight: null }
    const weight = by === undefined ? element : lookUpPattern(client, by, element)
    if (weight === undefined) return sorted
    if (alpha) {
      sorted.weight = options.store === undefined ? collationText(weight) : weight
      return sorted
    }
    const score = numericWeight(weight)
    if (score === undefined) malformed = true
    else sorted.score = score
    return sorted
  })
  if (malformed) throw errors.text("ERR One or more scores can't be converted into double")
  return vector
}

const arrange = (vector: Sorted[], options: SortOptions, window: Window): void => {
  const compare = options.alpha ? byWeight : byScore
  const ordered = options.descending ? (a: Sorted, b: Sorted) => -compare(a, b) : compare
  const partly = options.by !== undefined && (window.start !== 0 || window.end !== vector.length - 1)
  if (partly) partialSort(vector, ordered, window.start, window.end)
  else vector.sort(ordered)
}

/** Equal numbers are ordered by the elements, so that the result is the same every time. */
const byScore = (a: Sorted, b: Sorted): number => {
  if (a.score !== b.score) return a.score > b.score ? 1 : -1
  return compareBytes(a.element, b.element)
}

/** An element whose weight is missing comes first. */
const byWeight = (a: Sorted, b: Sorted): number => {
  if (a.weight === null || b.weight === null) {
    if (a.weight === b.weight) return 0
    return a.weight === null ? -1 : 1
  }
  return compareBytes(a.weight, b.weight)
}

const reply = (client: Client, chosen: readonly string[], options: SortOptions): void => {
  const { gets } = options
  if (gets.length === 0) {
    client.reply.bulks(chosen)
    return
  }
  client.reply.array(chosen.length * gets.length)
  for (const element of chosen) {
    for (const pattern of gets) {
      const found = lookUpPattern(client, pattern, element)
      if (found === undefined) client.reply.nil()
      else client.reply.bulk(found)
    }
  }
}

/** STORE: the result becomes a list; an empty one removes the destination. What GET didn't find is stored empty. */
const storeResult = (client: Client, chosen: readonly string[], options: SortOptions): void => {
  const { db, server } = client
  const destination = options.store!
  const { gets } = options
  const length = chosen.length * Math.max(1, gets.length)
  if (length === 0) {
    if (db.remove(destination)) db.changed(destination, 'generic', 'del')
    client.reply.integer(0)
    return
  }
  // With the limits of a list nobody configured: SORT does not set the options (recorded with DUMP).
  const list = new ListValue(new Quicklist(undefined, undefined, server.debug.packedThreshold))
  for (const element of chosen) {
    if (gets.length === 0) list.push(element, 'right')
    for (const pattern of gets) list.push(lookUpPattern(client, pattern, element) ?? '', 'right')
  }
  db.set(destination, list)
  db.notify('list', 'sortstore', destination)
  server.dirty += length
  client.reply.integer(length)
}
