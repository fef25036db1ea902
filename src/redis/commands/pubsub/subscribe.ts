import { command, string } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'

export const subscribe = command({
  name: 'subscribe',
  summary: 'Starts to receive the messages sent to channels.',
  since: '2.0.0',
  group: 'pubsub',
  complexity: 'O(N) for N channels',
  channels: 'all',
  arity: -2,
  flags: ['pubsub', 'noscript', 'loading', 'stale'],
  acl: ['pubsub', 'slow'],
  args: [string('channel', { multiple: true })],
  runsWhileSubscribed: true,
  run: (client, argv) => {
    // Within MULTI it was always allowed, though its replies break the array of EXEC.
    if (client.denyBlocking && client.multi === undefined) throw errors.denyBlocking('subscribe')
    for (let i = 1; i < argv.length; i++) client.server.pubsub.subscribe(client, 'channel', argv[i]!)
  },
})
