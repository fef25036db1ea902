import type { Client } from '../../clients/client.ts'
import { command, integer, key, keysAt, oneof, token, unixTime } from '../../command/declaration.ts'
import { isOver } from '../../expiry/over.ts'
import type { Entry, StringValue } from '../../keyspace/entry.ts'
import { Type } from '../../keyspace/entry.ts'
import { writeString } from '../../values/string.ts'
import { parseStringOptions, readExpiry } from './shared/expiry.ts'

export const getex = command({
  name: 'getex',
  summary: 'Returns the string stored at a key and may set, change or remove its expiry.',
  since: '6.2.0',
  group: 'string',
  complexity: 'O(1)',
  arity: -2,
  flags: ['write', 'fast'],
  acl: ['write', 'string', 'fast'],
  keySpecs: [
    keysAt(1, 1, 1, ['RW', 'access', 'update'], { notes: 'Read and write: the options change the expiry.' }),
  ],
  args: [
    key(),
    oneof(
      'expiration',
      [
        integer('seconds', { token: 'EX' }),
        integer('milliseconds', { token: 'PX' }),
        unixTime('unix-time-seconds', { token: 'EXAT' }),
        unixTime('unix-time-milliseconds', { token: 'PXAT' }),
        token('persist', 'PERSIST'),
      ],
      { optional: true },
    ),
  ],
  run: (client, argv) => {
    const options = parseStringOptions(argv, 2, 'getex')
    const { unit } = options
    const entry = client.db.read(argv[1]!, Type.string)
    if (entry === undefined) {
      client.reply.nil()
      return
    }
    const at = unit === undefined ? undefined : readExpiry(client, options.expiry, unit)
    writeString(client.reply, entry.value as StringValue)
    if (at !== undefined) expireAt(client, entry, at, unit === 'exat' || unit === 'pxat')
    else if (options.persist && client.db.persist(entry)) {
      client.propagateAs('PERSIST', entry.key)
      client.db.changed(entry.key, 'generic', 'persist')
    }
  },
})

/** An absolute instant that is already over deletes the key (getexCommand, t_string.c). */
const expireAt = (client: Client, entry: Entry, at: number | bigint, absolute: boolean): void => {
  const { db, server } = client
  const { key } = entry
  if (absolute && isOver(server, at)) {
    client.propagateAs(db.removeExpired(entry) ? 'UNLINK' : 'DEL', key)
    db.changed(key, 'generic', 'del')
    return
  }
  db.expire(entry, at)
  client.propagateAs('PEXPIREAT', key, String(at))
  db.changed(key, 'generic', 'expire')
}
