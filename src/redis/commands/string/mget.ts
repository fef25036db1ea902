import { command, key, keysAt } from '../../command/declaration.ts'
import type { StringValue } from '../../keyspace/entry.ts'
import { Type } from '../../keyspace/entry.ts'
import { writeString } from '../../values/string.ts'

export const mget = command({
  name: 'mget',
  summary: 'Returns the strings stored at several keys, nil where there is none.',
  since: '1.0.0',
  group: 'string',
  complexity: 'O(N) for N keys',
  arity: -2,
  flags: ['readonly', 'fast'],
  acl: ['read', 'string', 'fast'],
  tips: ['request_policy:multi_shard'],
  keySpecs: [keysAt(1, -1, 1, ['RO', 'access'])],
  args: [key('key', { multiple: true })],
  run: (client, argv) => {
    const { db, reply } = client
    reply.array(argv.length - 1)
    client.work(argv.length - 1)
    for (let i = 1; i < argv.length; i++) {
      const entry = db.lookupRead(argv[i]!)
      if (entry === undefined || entry.type !== Type.string) reply.nil()
      else writeString(reply, entry.value as StringValue)
    }
  },
})
