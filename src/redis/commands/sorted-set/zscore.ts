import { command, key, keysAt, string } from '../../command/declaration.ts'

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
})
