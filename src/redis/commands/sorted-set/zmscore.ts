import { command, key, keysAt, string } from '../../command/declaration.ts'

export const zmscore = command({
  name: 'zmscore',
  summary: 'Returns the scores of several members, nil where there is none.',
  since: '6.2.0',
  group: 'sorted-set',
  complexity: 'O(N) for N members given',
  arity: -3,
  flags: ['readonly', 'fast'],
  acl: ['read', 'sortedset', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), string('member', { multiple: true })],
})
