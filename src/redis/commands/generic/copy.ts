import { equalsIgnoreCase } from '../../../bytes/bytestrings.ts'
import type { Client } from '../../clients/client.ts'
import { readInt32 } from '../../command/arguments.ts'
import { command, integer, key, keysAt, token } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import type { Database } from '../../keyspace/database.ts'
import { copyValue } from '../../values/string.ts'

export const copy = command({
  name: 'copy',
  summary: 'Copies the value and expiry of a key to another key.',
  since: '6.2.0',
  group: 'generic',
  complexity: 'O(N) for N elements in a collection; O(1) for a string',
  arity: -3,
  flags: ['write', 'denyoom'],
  acl: ['keyspace', 'write', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access']), keysAt(2, 2, 1, ['OW', 'update'])],
  args: [
    key('source'),
    key('destination', { keySpecIndex: 1 }),
    integer('destination-db', { token: 'DB', optional: true }),
    token('replace', 'REPLACE', { optional: true }),
  ],
  run: (client, argv) => {
    const { db, server } = client
    const from = argv[1]!
    const to = argv[2]!
    const { target, replace } = readTarget(client, argv)
    if (target !== db && server.config.values.clusterEnabled) {
      throw errors.text('ERR Copying to another database is not allowed in cluster mode')
    }
    if (target === db && from === to) throw errors.sameObject()
    const entry = db.lookupRead(from)
    const taken = entry !== undefined && target.lookupWrite(to) !== undefined
    if (entry === undefined || (taken && !replace)) {
      client.reply.integer(0)
      return
    }
    const value = copyValue(entry.value)
    if (typeof value === 'object' && !(value instanceof Uint8Array)) client.work(value.size)
    if (taken) target.remove(to, 'overwritten')
    target.adopt(to, { value, raw: entry.raw, lru: server.freshLru() }, db.expiryOf(entry))
    target.changed(to, 'generic', 'copy_to')
    client.reply.integer(1)
  },
})

const readTarget = (client: Client, argv: readonly string[]): { target: Database; replace: boolean } => {
  let target: Database | undefined = client.db
  let replace = false
  for (let i = 3; i < argv.length; i++) {
    if (equalsIgnoreCase(argv[i]!, 'replace')) {
      replace = true
    } else if (equalsIgnoreCase(argv[i]!, 'db') && i + 1 < argv.length) {
      target = client.server.databases[readInt32(argv[++i]!)]
      if (target === undefined) throw errors.dbOutOfRange()
    } else {
      throw errors.syntax()
    }
  }
  return { target, replace }
}
