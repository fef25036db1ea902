import { command, key, keysAt, string } from '../../command/declaration.ts'
import { readHash } from './shared/hash.ts'

export const hget = command({
  name: 'hget',
  summary: 'Returns the value of a field of a hash, or nil.',
  since: '2.0.0',
  group: 'hash',
  complexity: 'O(1)',
  arity: 3,
  flags: ['readonly', 'fast'],
  acl: ['read', 'hash', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), string('field')],
  run: (client, argv) => {
    const value = readHash(client.db, argv[1]!)?.get(argv[2]!)
    if (value === undefined) client.reply.nil()
    else client.reply.bulk(value)
  },
})
