import { command, key, keysAt, string } from '../../command/declaration.ts'
import { readLexRange } from './shared/range-arguments.ts'
import { removeRange } from './shared/remove-range.ts'

export const zremrangebylex = command({
  name: 'zremrangebylex',
  summary: 'Removes the members in an alphabetical range, all scores being equal.',
  since: '2.8.9',
  group: 'sorted-set',
  complexity: 'O(log(N)+M) for N members in the sorted set and M removed',
  arity: 4,
  flags: ['write'],
  acl: ['write', 'sortedset', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'delete'])],
  args: [key(), string('min'), string('max')],
  run: (client, argv) => {
    const range = readLexRange(argv[2]!, argv[3]!)
    removeRange(client, argv[1]!, 'zremrangebylex', (zset) => zset.elements.removeByLex(range))
  },
})
