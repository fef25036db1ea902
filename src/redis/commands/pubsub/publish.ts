import { command, string } from '../../command/declaration.ts'

export const publish = command({
  name: 'publish',
  summary: 'Sends a message to a channel and returns how many clients got it.',
  since: '2.0.0',
  group: 'pubsub',
  complexity: 'O(N+M) for N subscribers of the channel and M patterns in use',
  channels: 'first',
  arity: 3,
  flags: ['pubsub', 'loading', 'stale', 'fast'],
  acl: ['pubsub', 'fast'],
  args: [string('channel'), string('message')],
  mayReplicate: true,
  run: (client, argv) => {
    const { server, reply } = client
    const received = server.pubsub.publish(argv[1]!, argv[2]!)
    client.work(received + server.pubsub.listeners.pattern.size)
    if (!server.config.values.clusterEnabled) server.propagation.forceToReplicas()
    reply.integer(received)
  },
})
