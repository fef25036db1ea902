import { command, integer, key, keysAt, pattern } from '../../command/declaration.ts'

export const zscan = command({
  name: 'zscan',
  summary: 'Walks over the members of a sorted set with their scores, a few per call, following a cursor.',
  since: '2.8.0',
  group: 'sorted-set',
  complexity: 'O(1) per call, O(N) for a whole pass over N elements',
  arity: -3,
  flags: ['readonly'],
  acl: ['read', 'sortedset', 'slow'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    integer('cursor'),
    pattern('pattern', { token: 'MATCH', optional: true }),
    integer('count', { token: 'COUNT', optional: true }),
  ],
})
