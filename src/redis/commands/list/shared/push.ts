/** LPUSH, RPUSH, LPUSHX and RPUSHX (t_list.c: pushGenericCommand). */
import { flatten } from '../../../../bytes/bytestrings.ts'
import type { Client } from '../../../clients/client.ts'
import { ListValue } from '../../../values/list.ts'
import type { ListEnd } from '../../../values/list.ts'
import { listOf, pushEvent, writeList } from './list.ts'

/** Pushes argv[2], argv[3] … one after the other and answers the new length. */
export const push = (client: Client, argv: readonly string[], end: ListEnd): void => {
  const { db } = client
  const key = argv[1]!
  let entry = writeList(db, key)
  if (entry === undefined) entry = db.add(key, ListValue.create(client.server))
  else db.beforeChange(entry)
  pushAll(client, argv, listOf(entry), end)
}

/** As `push`, but a missing list stays missing: the answer is 0. */
export const pushExisting = (client: Client, argv: readonly string[], end: ListEnd): void => {
  const entry = writeList(client.db, argv[1]!)
  if (entry === undefined) return client.reply.integer(0)
  client.db.beforeChange(entry)
  pushAll(client, argv, listOf(entry), end)
}

const pushAll = (client: Client, argv: readonly string[], { list }: ListValue, end: ListEnd): void => {
  const count = argv.length - 2
  if (end === 'left') for (let i = 2; i < argv.length; i++) list.pushHead(flatten(argv[i]!))
  else for (let i = 2; i < argv.length; i++) list.pushTail(flatten(argv[i]!))
  if (count > 1) client.work(count)
  client.reply.integer(list.length)
  client.db.changed(argv[1]!, 'list', pushEvent(end), count)
}
