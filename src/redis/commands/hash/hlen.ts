import { command, key, keysAt } from '../../command/declaration.ts'
import { readHash } from './shared/hash.ts'

export const hlen = command({
  name: 'hlen',
  summary: 'Returns the number of fields in a hash; 0 for a missing key.',
  since: '2.0.0',
  group: 'hash',
  complexity: 'O(1)',
  arity: 2,
  flags: ['readonly', 'fast'],
  acl: ['read', 'hash', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO'])],
  args: [key()],
  run: (client, argv) => client.reply.integer(readHash(client.db, argv[1]!)?.size ?? 0),
})
