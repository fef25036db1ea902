import { globMatch } from '../../../bytes/glob.ts'
import { command, pattern } from '../../command/declaration.ts'

export const keys = command({
  name: 'keys',
  summary: 'Returns the names of all keys that match a pattern; blocks the server while it looks.',
  since: '1.0.0',
  group: 'generic',
  complexity: 'O(N) for N keys in the database',
  arity: 2,
  flags: ['readonly'],
  acl: ['keyspace', 'read', 'slow', 'dangerous'],
  tips: ['request_policy:all_shards', 'nondeterministic_output_order'],
  args: [pattern('pattern')],
  run: (client, argv) => {
    const { db, server } = client
    const pattern = argv[1]!
    const matching: string[] = []
    client.work(db.size)
    db.forEach((entry) => {
      // An expired key is left out and left alone.
      if ((pattern === '*' || globMatch(pattern, entry.key)) && !server.expiry.isExpired(entry)) {
        matching.push(entry.key)
      }
    })
    client.reply.bulks(matching)
  },
})
