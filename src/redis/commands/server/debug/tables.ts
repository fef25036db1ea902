import { dictStats } from '../../../../structures/dict-stats.ts'
import type { Dict, DictEntry } from '../../../../structures/dict.ts'
import type { Client } from '../../../clients/client.ts'
import { readInteger } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'
import { Type } from '../../../keyspace/entry.ts'
import type { Entry } from '../../../keyspace/entry.ts'
import type { HashValue } from '../../../values/hash.ts'
import type { SetValue } from '../../../values/set.ts'
import { SkipElements } from '../../../values/zset-skiplist.ts'
import type { ZSetValue } from '../../../values/zset.ts'
import { objectEntry } from '../../generic/shared/object.ts'

/** The entry of argv[2]; there is none: an error. */
const existing = (client: Client, argv: readonly string[]): Entry => {
  const entry = objectEntry(client, argv)
  if (entry === undefined) throw errors.noSuchKey()
  return entry
}

const tableOf = ({ type, value }: Entry): Dict<DictEntry> | null => {
  if (type === Type.hash) return (value as HashValue).table
  if (type === Type.set) return (value as SetValue).table
  if (type !== Type.zset) return null
  const { elements } = value as ZSetValue
  return elements instanceof SkipElements ? elements.dict : null
}

/** DEBUG HTSTATS <db>. */
export const debugTables = ({ server, reply }: Client, argv: readonly string[]): void => {
  const db = server.databases[readInteger(argv[2]!)]
  if (db === undefined) throw errors.text('ERR Out of range database')
  reply.verbatim(`[Dictionary HT]\n${dictStats(db.dict)}[Expires HT]\n${dictStats(db.expires)}`)
}

/** DEBUG HTSTATS-KEY <key>. */
export const debugTable = (client: Client, argv: readonly string[]): void => {
  const table = tableOf(existing(client, argv))
  if (table === null) {
    throw errors.text('ERR The value stored at the specified key is not represented using an hash table')
  }
  client.reply.verbatim(dictStats(table))
}

/** DEBUG LISTPACK <key>: what Redis prints goes to its standard output, which nobody sees here. */
export const debugListpack = (client: Client, argv: readonly string[]): void => {
  if (existing(client, argv).encoding !== 'listpack') throw errors.text('ERR Not a listpack encoded object.')
  client.reply.status('Listpack structure printed on stdout')
}

/** DEBUG QUICKLIST <key>. */
export const debugQuicklist = (client: Client, argv: readonly string[]): void => {
  if (existing(client, argv).encoding !== 'quicklist')
    throw errors.text('ERR Not a quicklist encoded object.')
  client.reply.status('Quicklist structure printed on stdout')
}
