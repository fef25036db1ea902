import { command, keysAt, string } from '../../command/declaration.ts'

export const sunsubscribe = command({
  name: 'sunsubscribe',
  summary: 'Stops receiving the messages of shard channels, or of all of them.',
  since: '7.0.0',
  group: 'pubsub',
  complexity: 'O(N) for N subscribers of a shard channel',
  arity: -1,
  flags: ['pubsub', 'noscript', 'loading', 'stale'],
  acl: ['pubsub', 'slow'],
  keySpecs: [keysAt(1, -1, 1, ['not_key'])],
  args: [string('shardchannel', { optional: true, multiple: true })],
  runsWhileSubscribed: true,
  run: (client, argv) => {
    const { pubsub } = client.server
    if (argv.length === 1) pubsub.unsubscribeAll(client, 'shard', true)
    for (let i = 1; i < argv.length; i++) pubsub.unsubscribe(client, 'shard', argv[i]!, true)
  },
})
