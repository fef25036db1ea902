import { command, key, keysAt } from '../../command/declaration.ts'

export const hgetall = command({
  name: 'hgetall',
  summary: 'Returns all fields of a hash with their values.',
  since: '2.0.0',
  group: 'hash',
  complexity: 'O(N) for N fields',
  arity: 2,
  flags: ['readonly'],
  acl: ['read', 'hash', 'slow'],
  tips: ['nondeterministic_output_order'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key()],
})
