import type { Declaration } from '../../../command/declaration.ts'

export const slowlogReset: Declaration = {
  name: 'reset',
  summary: 'Empties the slow log.',
  since: '2.2.12',
  group: 'server',
  complexity: 'O(N) for N entries in the log',
  arity: 2,
  flags: ['admin', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  tips: ['request_policy:all_nodes', 'response_policy:all_succeeded'],
  run: ({ server, reply }) => {
    server.slowlog.reset()
    reply.ok()
  },
}
