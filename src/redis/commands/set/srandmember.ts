import { command, integer, key, keysAt } from '../../command/declaration.ts'

export const srandmember = command({
  name: 'srandmember',
  summary: 'Returns random members of a set and leaves the set as it is.',
  since: '1.0.0',
  group: 'set',
  complexity: 'O(1) without a count, else O(N) for a count of N or -N',
  history: [['2.6.0', 'The `count` argument.']],
  arity: -2,
  flags: ['readonly'],
  acl: ['read', 'set', 'slow'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), integer('count', { since: '2.6.0', optional: true })],
})
