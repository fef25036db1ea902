import { command, key, keysAt } from '../../command/declaration.ts'
import { renameKey } from './shared/rename.ts'

export const renamenx = command({
  name: 'renamenx',
  summary: 'Gives a key another name, but only if that name is free.',
  since: '1.0.0',
  group: 'generic',
  complexity: 'O(1)',
  history: [['3.2.0', 'Renaming a key to itself is no longer an error.']],
  arity: 3,
  flags: ['write', 'fast'],
  acl: ['keyspace', 'write', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'delete']), keysAt(2, 2, 1, ['OW', 'insert'])],
  args: [key(), key('newkey', { keySpecIndex: 1 })],
  run: (client, argv) => client.reply.integer(renameKey(client, argv, true) ? 1 : 0),
})
