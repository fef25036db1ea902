import { command, key, keysAt } from '../../command/declaration.ts'
import { writeValueAt } from './shared/set.ts'

export const getdel = command({
  name: 'getdel',
  summary: 'Returns the string stored at a key and deletes the key.',
  since: '6.2.0',
  group: 'string',
  complexity: 'O(1)',
  arity: 2,
  flags: ['write', 'fast'],
  acl: ['write', 'string', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'delete'])],
  args: [key()],
  run: (client, argv) => {
    const key = argv[1]!
    const { db, server } = client
    writeValueAt(client, key)
    if (!db.remove(key)) return
    client.propagateAs(server.config.values.lazyfreeLazyUserDel ? 'UNLINK' : 'DEL', key)
    db.changed(key, 'generic', 'del')
  },
})
