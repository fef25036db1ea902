import { command, integer, key, keysCountedAt, token } from '../../command/declaration.ts'
import { countedKeys } from '../../command/keys.ts'
import { replyCombination } from './shared/combine.ts'

export const zdiff = command({
  name: 'zdiff',
  summary: 'Returns the members of the first sorted set that are in none of the others.',
  since: '6.2.0',
  group: 'sorted-set',
  complexity:
    'O(L+(N-K)*log(N)) at worst, for L members in all inputs together, N in the first and K in the result',
  arity: -3,
  flags: ['readonly', 'movablekeys'],
  acl: ['read', 'sortedset', 'slow'],
  keySpecs: [keysCountedAt(1, ['RO', 'access'])],
  getKeys: countedKeys(1),
  args: [
    integer('numkeys'),
    key('key', { multiple: true }),
    token('withscores', 'WITHSCORES', { optional: true }),
  ],
  run: (client, argv) => replyCombination(client, argv, 'diff'),
})
