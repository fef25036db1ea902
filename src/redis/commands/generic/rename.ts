import { command, key, keysAt } from '../../command/declaration.ts'
import { renameKey } from './shared/rename.ts'

export const rename = command({
  name: 'rename',
  summary: 'Gives a key another name, replacing any key of that name.',
  since: '1.0.0',
  group: 'generic',
  complexity: 'O(1)',
  arity: 3,
  flags: ['write'],
  acl: ['keyspace', 'write', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'delete']), keysAt(2, 2, 1, ['OW', 'update'])],
  args: [key(), key('newkey', { keySpecIndex: 1 })],
  run: (client, argv) => {
    renameKey(client, argv, false)
    client.reply.ok()
  },
})
