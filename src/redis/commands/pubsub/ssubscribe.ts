import { command, keysAt, string } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'

export const ssubscribe = command({
  name: 'ssubscribe',
  summary: 'Starts to receive the messages sent to shard channels.',
  since: '7.0.0',
  group: 'pubsub',
  complexity: 'O(N) for N shard channels',
  channels: 'all',
  arity: -2,
  flags: ['pubsub', 'noscript', 'loading', 'stale'],
  acl: ['pubsub', 'slow'],
  keySpecs: [keysAt(1, -1, 1, ['not_key'])],
  args: [string('shardchannel', { multiple: true })],
  runsWhileSubscribed: true,
  run: (client, argv) => {
    if (client.denyBlocking) throw errors.denyBlocking('ssubscribe')
    for (let i = 1; i < argv.length; i++) client.server.pubsub.subscribe(client, 'shard', argv[i]!)
  },
})
