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
})
