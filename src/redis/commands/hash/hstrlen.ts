import { command, key, keysAt, string } from '../../command/declaration.ts'
import { readHash } from './shared/hash.ts'

export const hstrlen = command({
  name: 'hstrlen',
  summary: 'Returns the length in bytes of the value of a field; 0 if there is none.',
  since: '3.2.0',
  group: 'hash',
  complexity: 'O(1)',
  arity: 3,
  flags: ['readonly', 'fast'],
  acl: ['read', 'hash', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO'])],
  args: [key(), string('field')],
  run: (client, argv) => client.reply.integer(readHash(client.db, argv[1]!)?.get(argv[2]!)?.length ?? 0),
})
