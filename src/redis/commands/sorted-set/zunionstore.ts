import { command, integer, key, keysAt, keysCountedAt, oneof, token } from '../../command/declaration.ts'
import { countedKeys } from '../../command/keys.ts'
import { storeCombination } from './shared/combine.ts'

export const zunionstore = command({
  name: 'zunionstore',
  summary: 'Stores at a key the members of all given sorted sets together, with combined scores.',
  since: '2.0.0',
  group: 'sorted-set',
  complexity: 'O(N)+O(M*log(M)) for N members in all inputs together and M in the result',
  arity: -4,
  flags: ['write', 'denyoom', 'movablekeys'],
  acl: ['write', 'sortedset', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['OW', 'update']), keysCountedAt(2, ['RO', 'access'])],
  getKeys: countedKeys(2, 'destination first'),
  args: [
    key('destination'),
    integer('numkeys'),
    key('key', { keySpecIndex: 1, multiple: true }),
    integer('weight', { token: 'WEIGHTS', optional: true, multiple: true }),
    oneof('aggregate', [token('sum', 'SUM'), token('min', 'MIN'), token('max', 'MAX')], {
      token: 'AGGREGATE',
      optional: true,
    }),
  ],
  run: (client, argv) => storeCombination(client, argv, 'union'),
})
