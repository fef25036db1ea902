import type { Declaration } from '../../../command/declaration.ts'
import { key, keysAt } from '../../../command/declaration.ts'
import { objectEntry } from '../shared/object.ts'

export const objectEncoding: Declaration = {
  name: 'encoding',
  summary: 'Names the data structure that holds the value of a key.',
  since: '2.2.3',
  group: 'generic',
  complexity: 'O(1)',
  arity: 3,
  flags: ['readonly'],
  acl: ['keyspace', 'read', 'slow'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(2, 2, 1, ['RO'])],
  args: [key()],
  run: (client, argv) => {
    const entry = objectEntry(client, argv)
    if (entry === undefined) client.reply.nil()
    else client.reply.bulk(entry.encoding)
  },
}
