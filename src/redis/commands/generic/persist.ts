import { command, key, keysAt } from '../../command/declaration.ts'

export const persist = command({
  name: 'persist',
  summary: 'Removes the expiry of a key, so that it stays.',
  since: '2.2.0',
  group: 'generic',
  complexity: 'O(1)',
  arity: 2,
  flags: ['write', 'fast'],
  acl: ['keyspace', 'write', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'update'])],
  args: [key()],
  run: (client, argv) => {
    const { db } = client
    const entry = db.lookupWrite(argv[1]!)
    const persisted = entry !== undefined && db.persist(entry)
    if (persisted) db.changed(entry.key, 'generic', 'persist')
    client.reply.integer(persisted ? 1 : 0)
  },
})
