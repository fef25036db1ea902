import { command, double, key, keysAt } from '../../command/declaration.ts'
import { readScoreRange } from './shared/range-arguments.ts'
import { removeRange } from './shared/remove-range.ts'

export const zremrangebyscore = command({
  name: 'zremrangebyscore',
  summary: 'Removes the members whose scores lie in a range.',
  since: '1.2.0',
  group: 'sorted-set',
  complexity: 'O(log(N)+M) for N members in the sorted set and M removed',
  arity: 4,
  flags: ['write'],
  acl: ['write', 'sortedset', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'delete'])],
  args: [key(), double('min'), double('max')],
  run: (client, argv) => {
    const range = readScoreRange(argv[2]!, argv[3]!)
    removeRange(client, argv[1]!, 'zremrangebyscore', (zset) => zset.elements.removeByScore(range))
  },
})
