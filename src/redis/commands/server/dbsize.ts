import { command } from '../../command/declaration.ts'

export const dbsize = command({
  name: 'dbsize',
  summary: 'Returns the number of keys in the current database.',
  since: '1.0.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 1,
  flags: ['readonly', 'fast'],
  acl: ['keyspace', 'read', 'fast'],
  tips: ['request_policy:all_shards', 'response_policy:agg_sum'],
  run: ({ db, reply }) => reply.integer(db.size),
})
