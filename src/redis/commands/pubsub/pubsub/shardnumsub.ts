import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { countSubscribers } from '../shared/introspection.ts'

export const pubsubShardnumsub: Declaration = {
  name: 'shardnumsub',
  summary: 'Counts the subscribers of each given shard channel.',
  since: '7.0.0',
  group: 'pubsub',
  complexity: 'O(N) for N shard channels asked for',
  arity: -2,
  flags: ['pubsub', 'loading', 'stale'],
  acl: ['pubsub', 'slow'],
  args: [string('shardchannel', { optional: true, multiple: true })],
  run: (client, argv) => countSubscribers(client, argv, 'shard'),
}
