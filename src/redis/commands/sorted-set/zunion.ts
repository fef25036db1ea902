import { command, integer, key, keysCountedAt, oneof, token } from '../../command/declaration.ts'
import { countedKeys } from '../../command/keys.ts'
import { replyCombination } from './shared/combine.ts'

export const zunion = command({
  name: 'zunion',
  summary: 'Returns the members of all given sorted sets together, with combined scores if asked.',
  since: '6.2.0',
  group: 'sorted-set',
  complexity: 'O(N)+O(M*log(M)) for N members in all inputs together and M in the result',
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
  run: (client, argv) => replyCombination(client, argv, 'union'),
})
