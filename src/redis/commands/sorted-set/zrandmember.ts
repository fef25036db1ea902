import { command, block, integer, key, keysAt, token } from '../../command/declaration.ts'

export const zrandmember = command({
  name: 'zrandmember',
  summary: 'Returns random members of a sorted set, with their scores if asked.',
  since: '6.2.0',
  group: 'sorted-set',
  complexity: 'O(N) for N members returned',
  arity: -2,
  flags: ['readonly'],
  acl: ['read', 'sortedset', 'slow'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    block('options', [integer('count'), token('withscores', 'WITHSCORES', { optional: true })], {
      optional: true,
    }),
  ],
})
