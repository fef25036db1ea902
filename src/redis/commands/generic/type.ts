import { command, key, keysAt } from '../../command/declaration.ts'

export const type = command({
  name: 'type',
  summary: 'Names the type of the value at a key.',
  since: '1.0.0',
  group: 'generic',
  complexity: 'O(1)',
  arity: 2,
  flags: ['readonly', 'fast'],
  acl: ['keyspace', 'read', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO'])],
  args: [key()],
  run: (client, argv) => client.reply.status(client.db.typeName(argv[1]!)),
})
