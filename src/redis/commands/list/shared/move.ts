/** LMOVE, RPOPLPUSH and their blocking forms (t_list.c: lmoveGenericCommand, lmoveHandlePush). */
import type { Client } from '../../../clients/client.ts'
import type { Entry } from '../../../keyspace/entry.ts'
import { Type } from '../../../keyspace/entry.ts'
import { ListValue } from '../../../values/list.ts'
import type { ListEnd } from '../../../values/list.ts'
import { listOf, popped, pushEvent, writeList } from './list.ts'

/** Where an element is taken from and where it goes. */
export interface Move {
  readonly source: string
  readonly destination: string
  readonly from: ListEnd
  readonly to: ListEnd
}

/** Moves an element and answers it; nil when the source is missing. */
export const move = (client: Client, what: Move): void => {
  const entry = writeList(client.db, what.source)
  if (entry === undefined) client.reply.nil()
  else moveFrom(client, entry, what, 1)
}

/** `dirty`: how many changes it counts as. */
const moveFrom = (client: Client, entry: Entry, what: Move, dirty: number): void => {
  const { db, reply } = client
  const { source, destination, from, to } = what
  let target = writeList(db, destination)
  db.beforeChange(entry)
  const value = listOf(entry)
  const element = value.pop(from)!
  if (target === undefined) target = db.add(destination, ListValue.create(client.server))
  else db.beforeChange(target)
  listOf(target).push(element, to)
  db.changed(destination, 'list', pushEvent(to), 0)
  reply.bulk(element)
  popped(db, source, value, from, dirty)
}

/**
 * BLMOVE and BRPOPLPUSH: waits for an element of the source, `timeout` in virtual µs. `propagated` is what AOF and
 * replicas hear. A served client may meet a destination of another type: it is told so, and the element stays.
 */
export const blockingMove = (
  client: Client,
  what: Move,
  timeout: number,
  propagated: readonly string[],
): void => {
  const entry = writeList(client.db, what.source)
  if (entry !== undefined) {
    moveFrom(client, entry, what, client.retrying ? 0 : 1)
    client.propagateAs(...propagated)
    client.server.propagation.force()
  } else if (client.denyBlocking) {
    client.reply.nil()
  } else {
    client.blockOnKeys([what.source], timeout, 'nil-array', Type.list)
  }
}
