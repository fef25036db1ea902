import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { cString } from '../../../config/ctext.ts'

export const latencyReset: Declaration = {
  name: 'reset',
  summary: 'Forgets the samples of some latency events, or of all.',
  since: '2.8.13',
  group: 'server',
  complexity: 'O(1)',
  arity: -2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  tips: ['request_policy:all_nodes', 'response_policy:all_succeeded'],
  args: [string('event', { optional: true, multiple: true })],
  run: ({ server, reply }, argv) => {
    const { latency } = server
    if (argv.length === 2) reply.integer(latency.reset())
    else reply.integer(argv.slice(2).reduce((sum, name) => sum + latency.reset(cString(name)), 0))
  },
}
