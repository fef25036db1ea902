import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { countSubscribers } from '../shared/introspection.ts'

export const pubsubNumsub: Declaration = {
  name: 'numsub',
  summary: 'Counts the subscribers of each given channel, those by pattern left out.',
  since: '2.8.0',
  group: 'pubsub',
  complexity: 'O(N) for N channels asked for',
  arity: -2,
  flags: ['pubsub', 'loading', 'stale'],
  acl: ['pubsub', 'slow'],
  args: [string('channel', { optional: true, multiple: true })],
  run: (client, argv) => countSubscribers(client, argv, 'channel'),
}
