import { command, keysAt, string } from '../../command/declaration.ts'

export const spublish = command({
  name: 'spublish',
  summary: 'Sends a message to a shard channel and returns how many clients got it.',
  since: '7.0.0',
  group: 'pubsub',
  complexity: 'O(N) for N subscribers of the shard channel',
  channels: 'first',
  arity: 3,
  flags: ['pubsub', 'loading', 'stale', 'fast'],
  acl: ['pubsub', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['not_key'])],
  args: [string('shardchannel'), string('message')],
  mayReplicate: true,
  run: (client, argv) => {
    const { server, reply } = client
    const received = server.pubsub.publishToShard(argv[1]!, argv[2]!)
    client.work(received)
    if (!server.config.values.clusterEnabled) server.propagation.forceToReplicas()
    reply.integer(received)
  },
})
