import { command, key, keysAt, string } from '../../command/declaration.ts'
import { replyRank } from './shared/rank.ts'

export const zrevrank = command({
  name: 'zrevrank',
  summary: 'Returns the position of a member when the highest score comes first.',
  since: '2.0.0',
  group: 'sorted-set',
  complexity: 'O(log(N)) for N members',
  arity: 3,
  flags: ['readonly', 'fast'],
  acl: ['read', 'sortedset', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), string('member')],
  run: (client, argv) => replyRank(client, argv, true),
})
