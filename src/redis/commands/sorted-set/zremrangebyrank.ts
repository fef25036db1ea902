import { readInteger } from '../../command/arguments.ts'
import { command, integer, key, keysAt } from '../../command/declaration.ts'
import { removeRange } from './shared/remove-range.ts'

export const zremrangebyrank = command({
  name: 'zremrangebyrank',
  summary: 'Removes the members in a range of ranks.',
  since: '2.0.0',
  group: 'sorted-set',
  complexity: 'O(log(N)+M) for N members in the sorted set and M removed',
  arity: 4,
  flags: ['write'],
  acl: ['write', 'sortedset', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'delete'])],
  args: [key(), integer('start'), integer('stop')],
  run: (client, argv) => {
    const start = readInteger(argv[2]!)
    const stop = readInteger(argv[3]!)
    removeRange(client, argv[1]!, 'zremrangebyrank', (zset) => zset.removeByRank(start, stop))
  },
})
