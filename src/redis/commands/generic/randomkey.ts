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
})
