import { readInt32 } from '../../command/arguments.ts'
import { command, integer, key, keysAt } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'

export const move = command({
  name: 'move',
  summary: 'Moves a key to another numbered database.',
  since: '1.0.0',
  group: 'generic',
  complexity: 'O(1)',
  arity: 3,
  flags: ['write', 'fast'],
  acl: ['keyspace', 'write', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'update'])],
  args: [key(), integer('db')],
  run: (client, argv) => {
    const { db, server } = client
    const key = argv[1]!
    if (server.config.values.clusterEnabled) throw errors.text('ERR MOVE is not allowed in cluster mode')
    const target = server.databases[readInt32(argv[2]!)]
    if (target === undefined) throw errors.dbOutOfRange()
    if (target === db) throw errors.sameObject()
    const entry = db.lookupWrite(key)
    if (entry === undefined || target.lookupWrite(key) !== undefined) {
      client.reply.integer(0)
      return
    }
    target.adopt(key, entry, db.expiryOf(entry))
    db.remove(key, 'move')
    db.signalModified(key)
    target.signalModified(key)
    db.notify('generic', 'move_from', key)
    target.notify('generic', 'move_to', key)
    server.dirty++
    client.reply.integer(1)
  },
})
