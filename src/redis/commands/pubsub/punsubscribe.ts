import { command, pattern } from '../../command/declaration.ts'

export const punsubscribe = command({
  name: 'punsubscribe',
  summary: 'Stops receiving by patterns, or by all of them.',
  since: '2.0.0',
  group: 'pubsub',
  complexity: 'O(N+M) for N patterns of this connection and M in use at all',
  arity: -1,
  flags: ['pubsub', 'noscript', 'loading', 'stale'],
  acl: ['pubsub', 'slow'],
  args: [pattern('pattern', { optional: true, multiple: true })],
  runsWhileSubscribed: true,
  run: (client, argv) => {
    const { pubsub } = client.server
    if (argv.length === 1) pubsub.unsubscribeAll(client, 'pattern', true)
    for (let i = 1; i < argv.length; i++) pubsub.unsubscribe(client, 'pattern', argv[i]!, true)
  },
})
