import type { Declaration } from '../../../command/declaration.ts'

export const pubsubNumpat: Declaration = {
  name: 'numpat',
  summary: 'Counts the different patterns clients are subscribed to.',
  since: '2.8.0',
  group: 'pubsub',
  complexity: 'O(1)',
  arity: 2,
  flags: ['pubsub', 'loading', 'stale'],
  acl: ['pubsub', 'slow'],
  run: ({ server, reply }) => reply.integer(server.pubsub.listeners.pattern.size),
}
