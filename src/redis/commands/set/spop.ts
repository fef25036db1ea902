import { command, integer, key, keysAt } from '../../command/declaration.ts'

export const spop = command({
  name: 'spop',
  summary: 'Removes and returns random members of a set.',
  since: '1.0.0',
  group: 'set',
  complexity: 'O(1) without a count, else O(N) for a count of N',
  history: [['3.2.0', 'The `count` argument.']],
  arity: -2,
  flags: ['write', 'fast'],
  acl: ['write', 'set', 'fast'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'delete'])],
  args: [key(), integer('count', { since: '3.2.0', optional: true })],
})
