import { command, key, keysAt, string } from '../../command/declaration.ts'
import { readZSet } from './shared/zset.ts'

export const zscore = command({
  name: 'zscore',
  summary: 'Returns the score of a member, or nil.',
  since: '1.2.0',
  group: 'sorted-set',
  complexity: 'O(1)',
  arity: 3,
  flags: ['readonly', 'fast'],
  acl: ['read', 'sortedset', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), string('member')],
  run: ({ db, reply }, argv) => {
    const score = readZSet(db, argv[1]!)?.score(argv[2]!)
    if (score === undefined) reply.nil()
    else reply.double(score)
  },
})
