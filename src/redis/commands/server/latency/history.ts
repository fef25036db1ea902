import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { cString } from '../../../config/ctext.ts'

export const latencyHistory: Declaration = {
  name: 'history',
  summary: 'Returns the samples of a latency event, the oldest first.',
  since: '2.8.13',
  group: 'server',
  complexity: 'O(1)',
  arity: 3,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  tips: ['nondeterministic_output', 'request_policy:all_nodes', 'response_policy:special'],
  args: [string('event')],
  run: ({ server, reply }, argv) => {
    const samples = server.latency.series.get(cString(argv[2]!))?.samples ?? []
    reply.array(samples.length)
    for (const { time, latency } of samples) {
      reply.array(2)
      reply.integer(time)
      reply.integer(latency)
    }
  },
}
