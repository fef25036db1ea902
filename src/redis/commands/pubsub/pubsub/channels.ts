import type { Declaration } from '../../../command/declaration.ts'
import { pattern } from '../../../command/declaration.ts'
import { listChannels } from '../shared/introspection.ts'

export const pubsubChannels: Declaration = {
  name: 'channels',
  summary: 'Lists the channels that have a subscriber, all or those matching a pattern.',
  since: '2.8.0',
  group: 'pubsub',
  complexity: 'O(N) for N channels with subscribers',
  arity: -2,
  flags: ['pubsub', 'loading', 'stale'],
  acl: ['pubsub', 'slow'],
  args: [pattern('pattern', { optional: true })],
  run: (client, argv) => listChannels(client, argv, 'channel'),
}
