import type { Declaration } from '../../../command/declaration.ts'
import { key, keysAt } from '../../../command/declaration.ts'
import { isSharedInteger, objectEntry } from '../shared/object.ts'

export const objectRefcount: Declaration = {
  name: 'refcount',
  summary: 'Returns how many references to the value of a key there are.',
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
    else client.reply.integer(isSharedInteger(client.server, entry.value) ? SHARED_REFCOUNT : 1)
  },
}

/** OBJ_SHARED_REFCOUNT, server.h. */
const SHARED_REFCOUNT = 2147483647
