import { command, key, keysAt, string } from '../../command/declaration.ts'
import { readHash } from './shared/hash.ts'

export const hexists = command({
  name: 'hexists',
  summary: 'Tells whether a hash has a field.',
  since: '2.0.0',
  group: 'hash',
  complexity: 'O(1)',
  arity: 3,
  flags: ['readonly', 'fast'],
  acl: ['read', 'hash', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO'])],
  args: [key(), string('field')],
  run: (client, argv) => {
    const found = readHash(client.db, argv[1]!)?.has(argv[2]!) === true
    client.reply.integer(found ? 1 : 0)
  },
})
