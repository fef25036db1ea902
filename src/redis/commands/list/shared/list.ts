/** Looking lists up, their two ends, and what happens to a list that elements were taken from (t_list.c). */
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import { errors } from '../../../command/errors.ts'
import type { Database } from '../../../keyspace/database.ts'
import type { Entry } from '../../../keyspace/entry.ts'
import { Type } from '../../../keyspace/entry.ts'
import type { ListEnd, ListValue } from '../../../values/list.ts'

/** The list at a key, for reading; throws WRONGTYPE. */
export const readList = (db: Database, key: string): ListValue | undefined =>
  db.read(key, Type.list)?.value as ListValue | undefined

/** The entry of the list at a key, to be changed; throws WRONGTYPE. */
export const writeList = (db: Database, key: string): Entry | undefined => db.write(key, Type.list)

export const listOf = (entry: Entry): ListValue => entry.value as ListValue

/** Reads LEFT or RIGHT (getListPositionFromObjectOrReply). */
export const readEnd = (word: string): ListEnd => {
  if (equalsIgnoreCase(word, 'left')) return 'left'
  if (equalsIgnoreCase(word, 'right')) return 'right'
  throw errors.syntax()
}

export const pushEvent = (end: ListEnd): string => (end === 'left' ? 'lpush' : 'rpush')
export const popEvent = (end: ListEnd): string => (end === 'left' ? 'lpop' : 'rpop')

/** Deletes the key of a list without elements. */
export const removeIfEmpty = (db: Database, key: string, value: ListValue): void => {
  if (value.list.length > 0) return
  db.remove(key)
  db.notify('generic', 'del', key)
}

/** After elements were popped: `dirty` changes are counted (listElementsRemoved). */
export const popped = (db: Database, key: string, value: ListValue, end: ListEnd, dirty: number): void => {
  db.changed(key, 'list', popEvent(end), dirty)
  if (value.list.length === 0) removeIfEmpty(db, key, value)
}
