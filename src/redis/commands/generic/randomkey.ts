import { command } from '../../command/declaration.ts'

export const randomkey = command({
  name: 'randomkey',
  summary: 'Returns the name of a random key, or nil if the database is empty.',
  since: '1.0.0',
  group: 'generic',
  complexity: 'O(1)',
  arity: 1,
  flags: ['readonly'],
  acl: ['keyspace', 'read', 'slow'],
  tips: ['request_policy:all_shards', 'nondeterministic_output'],
  touchesArbitraryKeys: true,
  run: (client) => {
    const { db, server } = client
    // Expired keys that are met go, and another is drawn; where they may not go, tries end (dbRandomKey, db.c).
    for (let tries = TRIES; ; tries--) {
      const entry = db.dict.fairRandomEntry(server.system.random)
      if (entry === undefined) {
        client.reply.nil()
        return
      }
      if (!db.has(entry.key) && (db.size > db.expires.size || tries > 1)) continue
      client.reply.bulk(entry.key)
      return
    }
  },
})

const TRIES = 100
