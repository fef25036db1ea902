import { command, block, integer, key, keysAt, token } from '../../command/declaration.ts'

export const hrandfield = command({
  name: 'hrandfield',
  summary: 'Returns random fields of a hash, with their values if asked.',
  since: '6.2.0',
  group: 'hash',
  complexity: 'O(N) for N fields returned',
  arity: -2,
  flags: ['readonly'],
  acl: ['read', 'hash', 'slow'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    block('options', [integer('count'), token('withvalues', 'WITHVALUES', { optional: true })], {
      optional: true,
    }),
  ],
})
