import { command, key, keysAt, string } from '../../command/declaration.ts'

export const zlexcount = command({
  name: 'zlexcount',
  summary: 'Counts the members in an alphabetical range, all scores being equal.',
  since: '2.8.9',
  group: 'sorted-set',
  complexity: 'O(log(N)) for N members',
  arity: 4,
  flags: ['readonly', 'fast'],
  acl: ['read', 'sortedset', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), string('min'), string('max')],
})
