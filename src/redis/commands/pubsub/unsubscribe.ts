import { command, string } from '../../command/declaration.ts'

export const unsubscribe = command({
  name: 'unsubscribe',
  summary: 'Stops receiving the messages of channels, or of all of them.',
  since: '2.0.0',
  group: 'pubsub',
  complexity: 'O(N) for N subscribers of a channel',
  arity: -1,
  flags: ['pubsub', 'noscript', 'loading', 'stale'],
  acl: ['pubsub', 'slow'],
  args: [string('channel', { optional: true, multiple: true })],
  runsWhileSubscribed: true,
  run: (client, argv) => {
    const { pubsub } = client.server
    if (argv.length === 1) pubsub.unsubscribeAll(client, 'channel', true)
    for (let i = 1; i < argv.length; i++) pubsub.unsubscribe(client, 'channel', argv[i]!, true)
  },
})
