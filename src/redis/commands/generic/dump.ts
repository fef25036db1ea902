import { command, key, keysAt } from '../../command/declaration.ts'
import { dumpValue } from '../../persistence/payload.ts'

export const dump = command({
  name: 'dump',
  summary: 'Returns the value of a key as bytes that RESTORE turns into a key again.',
  since: '2.6.0',
  group: 'generic',
  complexity: 'O(N) for N elements and their bytes',
  arity: 2,
  flags: ['readonly'],
  acl: ['keyspace', 'read', 'slow'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key()],
  run: (client, argv) => {
    const { db, reply, server } = client
    const entry = db.lookupRead(argv[1]!)
    if (entry === undefined) {
      reply.nil()
      return
    }
    const { value } = entry
    if (typeof value === 'object' && 'size' in value) client.work(value.size)
    reply.bulk(dumpValue(server, value))
  },
})
