import { command, key, keysAt } from '../../command/declaration.ts'
import { readZSet } from './shared/zset.ts'

export const zcard = command({
  name: 'zcard',
  summary: 'Returns the number of members in a sorted set; 0 for a missing key.',
  since: '1.2.0',
  group: 'sorted-set',
  complexity: 'O(1)',
  arity: 2,
  flags: ['readonly', 'fast'],
  acl: ['read', 'sortedset', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO'])],
  args: [key()],
  run: ({ db, reply }, argv) => reply.integer(readZSet(db, argv[1]!)?.size ?? 0),
})
