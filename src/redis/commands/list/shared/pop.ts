/** LPOP, RPOP, LMPOP and the blocking pops (t_list.c: popGenericCommand, mpopGenericCommand). */
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import type { Client } from '../../../clients/client.ts'
import { readAtLeast, readPositive } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'
import type { Entry } from '../../../keyspace/entry.ts'
import { Type } from '../../../keyspace/entry.ts'
import type { ListEnd } from '../../../values/list.ts'
import { listOf, popped, readEnd, writeList } from './list.ts'

/** LPOP and RPOP: one element, or with a count an array of up to so many. */
export const pop = (client: Client, argv: readonly string[], end: ListEnd): void => {
  if (argv.length > 2) return popCount(client, argv, end)
  const { db } = client
  const key = argv[1]!
  const entry = writeList(db, key)
  if (entry === undefined) return client.reply.nil()
  db.beforeChange(entry)
  const value = listOf(entry)
  client.reply.bulk(value.pop(end)!)
  popped(db, key, value, end, 1)
}

const popCount = (client: Client, argv: readonly string[], end: ListEnd): void => {
  if (argv.length > 3) throw errors.wrongArity(client.command!.fullName)
  const count = readPositive(argv[2]!)
  const entry = writeList(client.db, argv[1]!)
  if (entry === undefined) client.reply.nilArray()
  else if (count === 0) client.reply.array(0)
  else popRange(client, argv[1]!, entry, end, count)
}

/** Pops up to `count` elements and writes them as an array; answers how many. */
const popRange = (client: Client, key: string, entry: Entry, end: ListEnd, count: number): number => {
  const { db, reply } = client
  db.beforeChange(entry)
  const value = listOf(entry)
  const elements = value.popRange(end, count)
  client.work(elements.length)
  reply.bulks(elements)
  popped(db, key, value, end, elements.length)
  return elements.length
}

/** What LMPOP and BLMPOP ask for: keys, an end, and a count. */
export interface MultiPop {
  readonly keys: readonly string[]
  readonly end: ListEnd
  readonly count: number
}

/** Reads numkeys at argv[at], the keys, LEFT or RIGHT, and COUNT (lmpopGenericCommand). */
export const readMultiPop = (argv: readonly string[], at: number): MultiPop => {
  const numkeys = readAtLeast(argv[at]!, 1, errors.numkeysNotPositive)
  const where = at + numkeys + 1
  if (where >= argv.length) throw errors.syntax()
  const end = readEnd(argv[where]!)
  let count: number | undefined
  for (let i = where + 1; i < argv.length; i += 2) {
    const last = i === argv.length - 1
    if (count !== undefined || last || !equalsIgnoreCase(argv[i]!, 'count')) throw errors.syntax()
    count = readAtLeast(argv[i + 1]!, 1, errors.countNotPositive)
  }
  return { keys: argv.slice(at + 1, where), end, count: count ?? 1 }
}

/** Pops from the first list of several keys: key and elements. False when there is none. */
export const popFirst = (client: Client, { keys, end, count }: MultiPop): boolean => {
  for (const key of keys) {
    const entry = writeList(client.db, key)
    if (entry === undefined) continue
    client.reply.array(2)
    client.reply.bulk(key)
    const n = popRange(client, key, entry, end, count)
    client.propagateAs(popCommand(end), key, String(n))
    return true
  }
  return false
}

/** BLMPOP, once its arguments are read; `timeout` in virtual µs. */
export const blockingPopFirst = (client: Client, wanted: MultiPop, timeout: number): void => {
  const { readyKey } = client
  const keys = readyKey === undefined ? wanted.keys : [readyKey]
  if (popFirst(client, { ...wanted, keys })) return
  wait(client, wanted.keys, timeout)
}

/** BLPOP and BRPOP: key and element (blockingPopGenericCommand, serveClientBlockedOnList). */
export const blockingPop = (client: Client, keys: readonly string[], timeout: number, end: ListEnd): void => {
  const { db, reply, readyKey } = client
  for (const key of readyKey === undefined ? keys : [readyKey]) {
    const entry = writeList(db, key)
    if (entry === undefined) continue
    db.beforeChange(entry)
    const value = listOf(entry)
    reply.array(2)
    reply.bulk(key)
    reply.bulk(value.pop(end)!)
    // Serving a parked client counts as no change of its own, but is propagated all the same.
    popped(db, key, value, end, readyKey === undefined ? 1 : 0)
    client.propagateAs(popCommand(end), key)
    client.server.propagation.force()
    return
  }
  wait(client, keys, timeout)
}

const wait = (client: Client, keys: readonly string[], timeout: number): void => {
  if (client.denyBlocking) client.reply.nilArray()
  else client.blockOnKeys(keys, timeout, 'nil-array', Type.list)
}

const popCommand = (end: ListEnd): string => (end === 'left' ? 'LPOP' : 'RPOP')
