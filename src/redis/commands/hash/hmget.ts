import { command, key, keysAt, string } from '../../command/declaration.ts'
import { readHash } from './shared/hash.ts'

export const hmget = command({
  name: 'hmget',
  summary: 'Returns the values of several fields of a hash, nil where there is none.',
  since: '2.0.0',
  group: 'hash',
  complexity: 'O(N) for N fields given',
  arity: -3,
  flags: ['readonly', 'fast'],
  acl: ['read', 'hash', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), string('field', { multiple: true })],
  run: (client, argv) => {
    const { reply } = client
    const hash = readHash(client.db, argv[1]!)
    client.work(argv.length - 2)
    reply.array(argv.length - 2)
    for (let i = 2; i < argv.length; i++) {
      const value = hash?.get(argv[i]!)
      if (value === undefined) reply.nil()
      else reply.bulk(value)
    }
  },
})
