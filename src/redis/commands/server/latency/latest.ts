import type { Declaration } from '../../../command/declaration.ts'

export const latencyLatest: Declaration = {
  name: 'latest',
  summary: 'Returns the newest and the worst sample of every latency event.',
  since: '2.8.13',
  group: 'server',
  complexity: 'O(1)',
  arity: 2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  tips: ['nondeterministic_output', 'request_policy:all_nodes', 'response_policy:special'],
  run: ({ server, reply }) => {
    const all = [...server.latency.series.values()]
    reply.array(all.length)
    for (const { event, samples, max } of all) {
      const { time, latency } = samples.at(-1)!
      reply.array(4)
      reply.bulk(event)
      for (const n of [time, latency, max]) reply.integer(n)
    }
  },
}
