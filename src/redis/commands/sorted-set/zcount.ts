import { command, double, key, keysAt } from '../../command/declaration.ts'
import { readScoreRange } from './shared/range-arguments.ts'
import { readZSet } from './shared/zset.ts'

export const zcount = command({
  name: 'zcount',
  summary: 'Counts the members whose scores lie in a range.',
  since: '2.0.0',
  group: 'sorted-set',
  complexity: 'O(log(N)) for N members',
  arity: 4,
  flags: ['readonly', 'fast'],
  acl: ['read', 'sortedset', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), double('min'), double('max')],
  run: ({ db, reply }, argv) => {
    const range = readScoreRange(argv[2]!, argv[3]!)
    reply.integer(readZSet(db, argv[1]!)?.elements.countByScore(range) ?? 0)
  },
})
