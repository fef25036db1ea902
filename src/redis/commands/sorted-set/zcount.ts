import { command, double, key, keysAt } from '../../command/declaration.ts'

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
})
