import type { Declaration } from '../../../command/declaration.ts'
import { Stats } from '../../../server/stats.ts'

export const configResetstat: Declaration = {
  name: 'resetstat',
  summary: 'Sets the counters that INFO shows back to zero.',
  since: '2.0.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  run: ({ server, reply }) => {
    server.stats = new Stats(server.milliseconds)
    server.eviction.resetStatistics()
    reply.ok()
  },
}
