import { command, key, keysAt, string } from '../../command/declaration.ts'
import { openHash } from './shared/hash.ts'

export const hsetnx = command({
  name: 'hsetnx',
  summary: 'Sets a field of a hash only if the field does not exist.',
  since: '2.0.0',
  group: 'hash',
  complexity: 'O(1)',
  arity: 4,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'hash', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'insert'])],
  args: [key(), string('field'), string('value')],
  run: (client, argv) => {
    const key = argv[1]!
    const field = argv[2]!
    const limits = client.server.config.values
    const hash = openHash(client, key)
    if (hash.has(field)) return client.reply.integer(0)
    hash.makeRoom(argv, 2, 3, limits)
    hash.set(field, argv[3]!, limits)
    client.reply.integer(1)
    client.db.changed(key, 'hash', 'hset')
  },
})
