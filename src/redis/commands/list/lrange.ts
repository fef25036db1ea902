import { command, integer, key, keysAt } from '../../command/declaration.ts'

export const lrange = command({
  name: 'lrange',
  summary: 'Returns the elements of a list between two positions, both included.',
  since: '1.0.0',
  group: 'list',
  complexity: 'O(S+N) for S elements skipped from the nearer end and N returned',
  arity: 4,
  flags: ['readonly'],
  acl: ['read', 'list', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), integer('start'), integer('stop')],
})
