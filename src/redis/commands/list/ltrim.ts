import { command, integer, key, keysAt } from '../../command/declaration.ts'

export const ltrim = command({
  name: 'ltrim',
  summary: 'Keeps the elements of a list between two positions and removes the rest.',
  since: '1.0.0',
  group: 'list',
  complexity: 'O(N) for N elements removed',
  arity: 4,
  flags: ['write'],
  acl: ['write', 'list', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'delete'])],
  args: [key(), integer('start'), integer('stop')],
})
