import { command, integer, key, keysCountedAt, oneof, token } from '../../command/declaration.ts'
import { countedKeys } from '../../command/keys.ts'
import { replyCombination } from './shared/combine.ts'

export const zinter = command({
  name: 'zinter',
  summary: 'Returns the members that all given sorted sets share, with combined scores if asked.',
  since: '6.2.0',
  group: 'sorted-set',
  complexity:
    'O(N*K)+O(M*log(M)) at worst, for N members in the smallest input, K inputs and M members in the result',
  arity: -3,
  flags: ['readonly', 'movablekeys'],
  acl: ['read', 'sortedset', 'slow'],
  keySpecs: [keysCountedAt(1, ['RO', 'access'])],
  getKeys: countedKeys(1),
  args: [
    integer('numkeys'),
    key('key', { multiple: true }),
    integer('weight', { token: 'WEIGHTS', optional: true, multiple: true }),
    oneof('aggregate', [token('sum', 'SUM'), token('min', 'MIN'), token('max', 'MAX')], {
      token: 'AGGREGATE',
      optional: true,
    }),
    token('withscores', 'WITHSCORES', { optional: true }),
  ],
  run: (client, argv) => replyCombination(client, argv, 'inter'),
})
