import { command, key, keysAt, string } from '../../command/declaration.ts'

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
})
