import type { Declaration } from '../../../command/declaration.ts'

export const slowlogLen: Declaration = {
  name: 'len',
  summary: 'Returns the number of entries in the slow log.',
  since: '2.2.12',
  group: 'server',
  complexity: 'O(1)',
  arity: 2,
  flags: ['admin', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  tips: ['request_policy:all_nodes', 'response_policy:agg_sum', 'nondeterministic_output'],
  run: ({ server, reply }) => reply.integer(server.slowlog.entries.length),
}
