/** A line of CLIENT LIST (networking.c: catClientInfoString) and the client types it filters by. */
import { toLower } from '../../bytes/bytestrings.ts'
import { errors } from '../command/errors.ts'
import type { Client, ClientType } from './client.ts'
import { clientUsage, idleSeconds } from './usage.ts'

const TYPES: ReadonlyMap<string, ClientType> = new Map([
  ['normal', 'normal'],
  ['slave', 'replica'],
  ['replica', 'replica'],
  ['pubsub', 'pubsub'],
  ['master', 'master'],
])

/** The client type of that name in any case. Throws on an unknown one. */
export const readClientType = (name: string): ClientType => {
  const type = TYPES.get(toLower(name))
  if (type === undefined) throw errors.unknownClientType(name)
  return type
}

/** The flags field: one letter for each state the connection is in. */
export const clientFlags = (client: Client): string => {
  let flags = ''
  if (client.monitor) flags += 'O'
  else if (client.replica) flags += 'S'
  if (client.subscribed) flags += 'P'
  if (client.multi !== undefined) flags += 'x'
  if (client.blocked !== undefined) flags += 'b'
  if (client.tracking !== undefined) flags += 't'
  if (client.tracking?.brokenRedirect === true) flags += 'R'
  if (client.tracking?.broadcast === true) flags += 'B'
  if (client.dirtyCas) flags += 'd'
  if (client.closeAfterReply) flags += 'c'
  if (client.noEvict) flags += 'e'
  return flags === '' ? 'N' : flags
}

/** The line without its line end. */
export const clientLine = (client: Client): string => {
  const { server } = client
  const usage = clientUsage(client)
  const age = Math.floor(server.now / 1e6) - Math.floor(client.createdAt / 1e6)
  const fields: readonly (readonly [string, string | number])[] = [
    ['id', client.id],
    ['addr', client.address],
    ['laddr', client.localAddress],
    ['fd', client.descriptor],
    ['name', client.name],
    ['age', age],
    ['idle', idleSeconds(client)],
    ['flags', clientFlags(client)],
    ['db', client.db.id],
    ['sub', client.subscriptions],
    ['psub', client.patternSubscriptions],
    ['ssub', client.shardSubscriptions],
    ['multi', client.multi?.queue.length ?? -1],
    ['qbuf', usage.query],
    ['qbuf-free', usage.queryFree],
    ['argv-mem', usage.arguments],
    ['multi-mem', usage.multi],
    ['rbs', client.replyBuffer],
    ['rbp', client.replyBufferPeak],
    ['obl', usage.replyFixed],
    ['oll', usage.replyBlocks],
    ['omem', usage.replyMemory],
    ['tot-mem', usage.total],
    ['events', usage.replyBlocks > 0 && client.command === undefined ? 'rw' : 'r'],
    ['cmd', client.lastCommand?.fullName ?? 'NULL'],
    ['user', client.user?.name ?? '(superuser)'],
    ['redir', client.tracking?.redirect ?? -1],
    ['resp', client.reply.protocol],
  ]
  return fields.map(([name, value]) => `${name}=${value}`).join(' ')
}
