import { command, key, keysAt } from '../../command/declaration.ts'
import type { StringValue } from '../../keyspace/entry.ts'
import { Type } from '../../keyspace/entry.ts'
import { lengthOf } from '../../values/string.ts'

export const strlen = command({
  name: 'strlen',
  summary: 'Returns the length of a string in bytes; 0 for a missing key.',
  since: '2.2.0',
  group: 'string',
  complexity: 'O(1)',
  arity: 2,
  flags: ['readonly', 'fast'],
  acl: ['read', 'string', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO'])],
  args: [key()],
  run: (client, argv) => {
    const entry = client.db.read(argv[1]!, Type.string)
    client.reply.integer(entry === undefined ? 0 : lengthOf(entry.value as StringValue))
  },
})
