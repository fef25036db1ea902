import { command, block, pattern } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'

export const psubscribe = command({
  name: 'psubscribe',
  summary: 'Starts to receive the messages of every channel whose name matches a pattern.',
  since: '2.0.0',
  group: 'pubsub',
  complexity: 'O(N) for N patterns this connection has already',
  channels: 'patterns',
  arity: -2,
  flags: ['pubsub', 'noscript', 'loading', 'stale'],
  acl: ['pubsub', 'slow'],
  args: [block('pattern', [pattern('pattern')], { multiple: true })],
  runsWhileSubscribed: true,
  run: (client, argv) => {
    // Within MULTI it was always allowed, though its replies break the array of EXEC.
    if (client.denyBlocking && client.multi === undefined) throw errors.denyBlocking('psubscribe')
    for (let i = 1; i < argv.length; i++) client.server.pubsub.subscribe(client, 'pattern', argv[i]!)
  },
})
